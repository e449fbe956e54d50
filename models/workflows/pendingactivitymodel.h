// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"

#include <QAbstractTableModel>

#include <vector>

namespace signalbox {

/// Pending activities of one execution, diffed by activity id. Owner thread.
class PendingActivityModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        IdColumn,
        TypeColumn,
        StateColumn,
        AttemptColumn,
        NextAttemptColumn,
        WorkerColumn,
        FailureColumn,
        ColumnCount
    };
    Q_ENUM(Column)
    enum Role { SortRole = Qt::UserRole, ActivityIdRole };

    explicit PendingActivityModel(const Clock &clock, QObject *parent = nullptr);

    void setActivities(std::vector<PendingActivity> activities);
    [[nodiscard]] const PendingActivity &activity(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // Used by mergeRows (models/base/keyedrows.h).
    void removeAt(int row);
    void insertAt(int row, const PendingActivity &activity);
    void moveTo(int from, int to);
    void update(int row, const PendingActivity &activity);

private:
    const Clock &m_clock;
    std::vector<PendingActivity> m_activities;
};

} // namespace signalbox
