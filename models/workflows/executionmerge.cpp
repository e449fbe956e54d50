// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/executionmerge.h"

#include <algorithm>

namespace signalbox {

namespace {

constexpr quint32 nowhere = ~0U;

void extend(std::vector<MergePlan::Range> &ranges, int row)
{
    if (!ranges.empty() && ranges.back().second == row - 1)
        ranges.back().second = row;
    else
        ranges.emplace_back(row, row);
}

bool sameValues(const ExecutionRows &rows, std::size_t at, const ExecutionRows &next, std::size_t nextAt)
{
    const ExecutionPage::Row &left = rows.row(at);
    const ExecutionPage::Row &right = next.row(nextAt);
    return left.status == right.status && left.startMs == right.startMs && left.closeMs == right.closeMs &&
           left.historyLength == right.historyLength && left.historySizeBytes == right.historySizeBytes &&
           rows.workflowId(at) == next.workflowId(nextAt) && rows.type(at) == next.type(nextAt) &&
           rows.taskQueue(at) == next.taskQueue(nextAt);
}

} // namespace

MergePlan planMerge(const ExecutionRows &rows, const ExecutionOrder &order, const ExecutionStore &next,
                    const ExecutionOrder &nextOrder)
{
    MergePlan plan;
    std::vector<quint32> oldPlace(next.size(), nowhere); // by place in next
    ExecutionOrder keptOld;
    ExecutionOrder goneOld;
    for (std::size_t shown = 0; shown < order.size(); ++shown) {
        if (const auto found = next.find(rows.runId(order[shown]))) {
            oldPlace[*found] = order[shown];
            plan.kept.push_back(static_cast<quint32>(*found));
            keptOld.push_back(order[shown]);
        } else {
            goneOld.push_back(order[shown]);
            extend(plan.removals, static_cast<int>(shown));
        }
    }
    if (plan.removals.size() > maxMergeRanges) {
        plan.goneLast = std::move(keptOld);
        plan.goneLast->insert(plan.goneLast->end(), goneOld.begin(), goneOld.end());
        plan.removals = {{static_cast<int>(plan.kept.size()), static_cast<int>(order.size()) - 1}};
    }
    std::reverse(plan.removals.begin(), plan.removals.end());
    plan.arrived = plan.kept;
    for (std::size_t shown = 0; shown < nextOrder.size(); ++shown) {
        const quint32 place = nextOrder[shown];
        if (oldPlace[place] == nowhere)
            plan.arrived.push_back(place);
        else if (!sameValues(rows, oldPlace[place], next, place))
            extend(plan.changed, static_cast<int>(shown));
    }
    plan.added = plan.arrived.size() - plan.kept.size();
    if (plan.changed.size() > maxMergeRanges)
        plan.changed = {{plan.changed.front().first, plan.changed.back().second}};
    return plan;
}

} // namespace signalbox
