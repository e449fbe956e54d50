// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/foreignalertsmodel.h"

#include <QTimer>
#include <QWidget>

namespace signalbox {

class Clock;
class CopyButton;
class PlainLabel;
class PlainTextView;
class TableView;
class UiState;

/// What stands in the profile's Alertmanager beside what the console lists, to be read: silences are made
/// where they are kept. Asks while it is active, twice a minute; what was read stays where that fails. UI
/// thread.
class ForeignAlertsPane final : public QWidget
{
    Q_OBJECT

public:
    ForeignAlertsPane(Alertmanager &alertmanager, const QString &profileName, const Clock &clock,
                      UiState &state, QWidget *parent = nullptr);

    void setActive(bool active);
    void read();
    /// What the console lists itself.
    void setOurs(const std::vector<ListedAlert> &ours);
    void focusTable();
    [[nodiscard]] std::optional<Instant> readAt() const { return m_readAt; }

Q_SIGNALS:
    void readAtChanged();

private:
    void arrange(UiState &state);
    void take(Result<std::vector<ForeignAlert>> alerts);
    void showState();
    void showChosen();

    Alertmanager &m_alertmanager;
    const Clock &m_clock;
    ForeignAlertsModel *m_model;
    PlainLabel *m_count;
    PlainLabel *m_trouble;
    TableView *m_table;
    PlainTextView *m_details;
    CopyButton *m_copyLink;
    std::optional<Instant> m_readAt;
    std::optional<Error> m_failure;
    Delivery m_reading;
    QTimer m_news;
};

} // namespace signalbox
