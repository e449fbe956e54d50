// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/executionmerge.h"

namespace signalbox {

namespace {

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

RowSteps planMerge(const ExecutionRows &rows, const ExecutionOrder &order, const ExecutionStore &next,
                   const ExecutionOrder &nextOrder)
{
    ExecutionOrder rowOf(next.size()); // by place in next
    for (std::size_t row = 0; row < nextOrder.size(); ++row)
        rowOf[nextOrder[row]] = static_cast<quint32>(row);
    RowOrder nextOf(order.size(), noRow);
    std::vector<bool> changed(nextOrder.size());
    for (std::size_t row = 0; row < order.size(); ++row) {
        const auto place = next.find(rows.runId(order[row]));
        if (!place)
            continue;
        nextOf[row] = rowOf[*place];
        changed[rowOf[*place]] = !sameValues(rows, order[row], next, *place);
    }
    return planRows(nextOf, changed);
}

} // namespace signalbox
