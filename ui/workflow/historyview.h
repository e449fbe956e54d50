// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/payload.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QPushButton;

namespace signalbox {

class CopyButton;
class ElidedLabel;
class HistoryModel;
class PlainLabel;
class PlainTextView;
class TableView;
class UiState;

/// The events of a run, newest first, and beside them what the chosen one holds, as plain text: its values
/// decoded, each to be copied whole, large ones shown whole on request. UI thread.
class HistoryView final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryView(HistoryModel &model, QWidget *parent = nullptr);

    void keepColumns(UiState &state);

private:
    void showEvent();
    void showWhole();
    void showValues(const std::vector<NamedPayload> &values);
    void takeValue();
    void showState();

    HistoryModel &m_model;
    PlainLabel *m_title;
    PlainLabel *m_failure;
    QPushButton *m_older;
    TableView *m_table;
    ElidedLabel *m_eventTitle;
    QPushButton *m_whole;
    QComboBox *m_value;
    CopyButton *m_copyValue;
    PlainTextView *m_event;
    std::vector<NamedPayload> m_values; ///< of the chosen event
};

} // namespace signalbox
