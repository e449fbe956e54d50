// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"

#include <QWidget>

class QPushButton;

namespace signalbox {

class PendingActivityModel;
class PlainLabel;
class TableView;
class UiState;
struct LeverState;

/// The pending activities of a run and the lever on the one chosen. The first is chosen when there first are
/// some; nothing takes the place of one that ends. UI thread.
class PendingView final : public QWidget
{
    Q_OBJECT

public:
    explicit PendingView(PendingActivityModel &model, QWidget *parent = nullptr);

    [[nodiscard]] const PendingActivity *chosen() const; ///< null if there is none
    void setLever(const LeverState &lever);
    void focusTable();
    void setEmptyText(const QString &text);
    void keepColumns(UiState &state);
    void repaintTimes(); ///< "in 41 s" counts down

Q_SIGNALS:
    void chosenChanged();
    void complete(const QString &activityId);

private:
    void letGo(int first, int last);
    void showState();

    PendingActivityModel &m_model;
    PlainLabel *m_title;
    PlainLabel *m_leverReason;
    QPushButton *m_complete;
    TableView *m_table;
    bool m_hasBegun = false; ///< there were some
};

} // namespace signalbox
