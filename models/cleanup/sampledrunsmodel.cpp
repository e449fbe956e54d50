// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cleanup/sampledrunsmodel.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/cleanup/cleanupsurvey.h"
#include "models/workflows/executiontext.h"

namespace signalbox {

namespace {

constexpr qsizetype shownLength = 200;

} // namespace

void SampledRunsModel::setSurvey(const CleanUpSurvey *survey)
{
    std::vector<SampledRun> rows;
    if (survey) {
        for (const Execution &run : survey->newest)
            rows.push_back({run, false, static_cast<int>(rows.size())});
        for (const Execution &run : survey->oldest)
            rows.push_back({run, true, static_cast<int>(rows.size())});
    }
    merge(std::move(rows), [](const SampledRun &row) { return row.run.runId; });
}

int SampledRunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SampledRunsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SampledRun &sampled = row(index.row());
    const Execution &one = sampled.run;
    if (role == CopyRole) {
        switch (index.column()) {
        case ClosedColumn:
            return formatZonedTime(one.closeTime);
        case WorkflowColumn:
            return one.workflowId;
        case RunColumn:
            return one.runId;
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case EndColumn:
        return sampled.isOldest ? tr("oldest") : tr("nearest to the cut-off");
    case ClosedColumn:
        return formatDateTime(one.closeTime);
    case StatusColumn:
        return statusName(one.status);
    case TypeColumn:
        return displayText(one.type, shownLength);
    case WorkflowColumn:
        return displayText(one.workflowId, shownLength);
    default:
        return displayText(one.runId, shownLength);
    }
}

QVariant SampledRunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case EndColumn:
        return tr("Sample");
    case ClosedColumn:
        return tr("Closed");
    case StatusColumn:
        return tr("Status");
    case TypeColumn:
        return tr("Type");
    case WorkflowColumn:
        return tr("Workflow id");
    default:
        return tr("Run id");
    }
}

} // namespace signalbox
