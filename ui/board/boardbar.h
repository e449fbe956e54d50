// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/board/boardgroup.h"
#include "ui/board/boardfilter.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace signalbox {

class BoardModel;
class PlainLabel;

/// The bar over the board: what it is narrowed to on the left, totals and pause on the right. Filters act at
/// once and are all undone by one button.
class BoardBar final : public QWidget
{
    Q_OBJECT

public:
    explicit BoardBar(QWidget *parent = nullptr);

    void setOwners(const QStringList &owners);
    void setFilter(const BoardFilter &filter); ///< without filterChanged
    [[nodiscard]] BoardFilter filter() const;
    void setGroups(BoardGroups by);
    void setTotals(const BoardModel &board);
    /// Rows would change places: offers to do it now.
    void setUnsettled(bool unsettled);
    void focusFilter();
    /// Over a moment of the past: nothing goes on that could be paused, and no other moment is far.
    void setPast();
    [[nodiscard]] bool isPaused() const;
    void setPaused(bool paused);

Q_SIGNALS:
    void filterChanged();
    void groupsChosen(signalbox::BoardGroups by);
    void filterDone(); ///< Enter in the filter: on to the rows
    void pauseToggled(bool paused);
    void settleClicked();
    void pastClicked();

private:
    void buildGroups();
    void buildFilters();
    void buildButtons();
    void arrange();
    void addSignalChoice(const QString &text, std::optional<Signal> signal);
    void showChoices();

    std::optional<Signal> m_signalChoice;
    QString m_ownerChoice;
    QToolButton *m_groups = nullptr;
    QToolButton *m_signal = nullptr;
    QToolButton *m_owner = nullptr;
    QToolButton *m_trouble = nullptr;
    QLineEdit *m_text = nullptr;
    QToolButton *m_clear = nullptr;
    QToolButton *m_settle = nullptr;
    QToolButton *m_pause = nullptr;
    QToolButton *m_past = nullptr;
    PlainLabel *m_running;
    PlainLabel *m_danger;
    PlainLabel *m_others;
};

} // namespace signalbox
