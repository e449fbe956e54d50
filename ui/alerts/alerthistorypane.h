// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alerthistorymodel.h"
#include "ui/widgets/place.h"

#include <QTimer>
#include <QWidget>

namespace signalbox {

class FileSaver;
class PlainLabel;
class RangeButtons;
class TableView;
class UiState;

/// What rules did before, for up to 30 days: as a table and as CSV. Reads while it is active, and once a
/// minute what is new. UI thread.
class AlertHistoryPane final : public QWidget
{
    Q_OBJECT

public:
    AlertHistoryPane(Past &past, const Runbook &runbook, const Clock &clock, UiState &state,
                     QWidget *parent = nullptr);

    void setActive(bool active);
    void read();
    void focusTable();
    [[nodiscard]] std::optional<Instant> readAt() const { return m_history->readAt(); }

Q_SIGNALS:
    void go(const signalbox::Place &place);
    void notice(const QString &sentence);
    void readAtChanged();

private:
    void arrange();
    void showState();
    void open(const QModelIndex &row);
    void save();

    UiState &m_state;
    FileSaver *m_saver;
    AlertHistoryModel *m_history;
    RangeButtons *m_ranges;
    PlainLabel *m_count;
    PlainLabel *m_trouble;
    TableView *m_table;
    QTimer m_news;
};

} // namespace signalbox
