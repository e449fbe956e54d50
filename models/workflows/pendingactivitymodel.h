// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/keyedrows.h"
#include "models/temporal/executions.h"

namespace signalbox {

/// Pending activities of one execution, diffed by activity id. Owner thread.
class PendingActivityModel final : public KeyedRowsModel<PendingActivity>
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

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Clock &m_clock;
};

} // namespace signalbox
