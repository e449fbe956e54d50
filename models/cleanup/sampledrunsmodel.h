// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/keyedrows.h"
#include "models/temporal/executions.h"

namespace signalbox {

struct CleanUpSurvey;

/// A run of a sample, and at which end of the list it stands.
struct SampledRun
{
    Execution run;
    bool isOldest = false; ///< else of those that closed last before the cut-off
    int place = 0;

    bool operator==(const SampledRun &) const = default;
};

/// Runs that would go: those nearest to the cut-off, then the oldest. Owner thread.
class SampledRunsModel final : public KeyedRowsModel<SampledRun>
{
    Q_OBJECT

public:
    enum Column { EndColumn, ClosedColumn, StatusColumn, TypeColumn, WorkflowColumn, RunColumn, ColumnCount };
    Q_ENUM(Column)

    using KeyedRowsModel::KeyedRowsModel;

    void setSurvey(const CleanUpSurvey *survey); ///< null: there is none
    [[nodiscard]] const Execution &run(int row) const { return KeyedRowsModel::row(row).run; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace signalbox
