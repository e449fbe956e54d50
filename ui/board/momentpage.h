// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardmodel.h"
#include "models/board/pastboard.h"
#include "models/moments/momentsource.h"
#include "ui/widgets/page.h"

namespace signalbox {

class BoardBar;
class BoardProxy;
class BoardView;
class MomentBar;

/// The board as it was at a moment of the past. To be read alone: it watches nothing and moves only
/// where it is told to.
class MomentPage final : public Page
{
    Q_OBJECT

public:
    MomentPage(MomentSource &past, const Runbook &runbook, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override { return Place::past(); }
    [[nodiscard]] QString chosenNs() const override;
    void setActive(bool active) override;
    void refresh() override; ///< the newest marks too, and an end of the time that is later
    void focusFilter() override;
    [[nodiscard]] bool isOfThePast() const override { return true; }

    void goTo(Instant moment);
    /// There is no present to go back to.
    void setReplay();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void arrange();
    void connectParts();
    void addShortcuts();
    void read();
    void readMarks();
    void showMarks();
    void take(Instant moment, const Result<PastMoment> &known);
    void applyFilter();
    void showEmptyText();
    void unfoldInserted(const QModelIndex &parent, int first, int last);

    MomentSource &m_past;
    PastBoard m_source;
    BoardModel m_board;
    BoardProxy *m_proxy;
    MomentBar *m_moments;
    BoardBar *m_bar;
    BoardView *m_view;
    std::optional<Instant> m_moment; ///< that was chosen
    std::optional<Instant> m_shown;
    std::optional<Error> m_failure;
    Delivery m_reading;
    Delivery m_readingAlerts;
    Delivery m_readingActs;
    Result<std::vector<Transition>> m_alerts; ///< as they were read last
    Result<std::vector<Act>> m_acts;
    bool m_isActive = false;
    bool m_isReplay = false;
};

} // namespace signalbox
