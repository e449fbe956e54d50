// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/moments/handoverreader.h"
#include "ui/widgets/page.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace signalbox {

class HandOverView;
class PlainLabel;
class UiState;

/// What the next one on duty is to know: since some hours ago, since a time that is typed, or since a person
/// was here last.
class HandOverPage final : public Page
{
    Q_OBJECT

public:
    HandOverPage(Client &client, const AlertEngine &alerts, const Watch &watch, Past &past,
                 MomentSource &moments, const Runbook &runbook, const Clock &clock, QString profile,
                 UiState &state, QWidget *parent = nullptr);
    ~HandOverPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] Place place() const override;
    void setActive(bool active) override;
    void refresh() override;
    void focusFilter() override;
    [[nodiscard]] std::optional<Instant> readAt() const override;

private:
    void arrange();
    [[nodiscard]] std::optional<Instant> since() const; ///< nullopt: what is typed is no time before now
    void choose();
    void read();
    void showIt();
    void copyMarkdown();

    HandOverReader m_reader;
    const Clock &m_clock;
    const QString m_profile;
    UiState &m_state;
    std::optional<Instant> m_lastHere; ///< before this visit
    QComboBox *m_span;
    QLineEdit *m_time;
    PlainLabel *m_trouble;
    QPushButton *m_copy;
    HandOverView *m_view;
    bool m_isRead = false;
};

} // namespace signalbox
