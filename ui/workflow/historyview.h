// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace signalbox {

class HistoryModel;
class PlainLabel;
class TableView;
class UiState;

/// The events of a run, newest first, and beside them what the chosen one holds, as plain text. UI thread.
class HistoryView final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryView(HistoryModel &model, QWidget *parent = nullptr);

    void keepColumns(UiState &state);

private:
    void showEvent();
    void showState();

    HistoryModel &m_model;
    PlainLabel *m_title;
    PlainLabel *m_failure;
    QPushButton *m_older;
    TableView *m_table;
    PlainLabel *m_eventTitle;
    QPlainTextEdit *m_event;
};

} // namespace signalbox
