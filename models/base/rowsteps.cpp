// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/rowsteps.h"

#include <algorithm>
#include <numeric>

namespace signalbox {

namespace {

using Ranges = std::vector<RowSteps::Range>;

void extend(Ranges &ranges, std::size_t at)
{
    const int row = static_cast<int>(at);
    if (!ranges.empty() && ranges.back().second == row - 1)
        ranges.back().second = row;
    else
        ranges.emplace_back(row, row);
}

void planRemovals(RowSteps &steps, const RowOrder &nextOf)
{
    for (std::size_t row = 0; row < nextOf.size(); ++row) {
        if (nextOf[row] == noRow)
            extend(steps.removals, row);
        else
            steps.kept.push_back(nextOf[row]);
    }
    if (steps.removals.size() > maxRowRanges) {
        RowOrder &order = steps.goneLast.emplace(nextOf.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_partition(order.begin(), order.end(),
                              [&nextOf](quint32 row) { return nextOf[row] != noRow; });
        steps.removals = {{static_cast<int>(steps.kept.size()), static_cast<int>(nextOf.size()) - 1}};
    }
    std::reverse(steps.removals.begin(), steps.removals.end());
}

void planInsertions(RowSteps &steps, std::size_t nextSize)
{
    RowOrder standing(nextSize, noRow); // by row of the next: where it stands if the new ones are appended
    for (std::size_t row = 0; row < steps.kept.size(); ++row)
        standing[steps.kept[row]] = static_cast<quint32>(row);
    for (std::size_t row = 0; row < nextSize; ++row) {
        if (standing[row] != noRow)
            continue;
        standing[row] = static_cast<quint32>(steps.kept.size() + steps.added.size());
        steps.added.push_back(static_cast<quint32>(row));
        extend(steps.insertions, row);
    }
    if (steps.insertions.size() <= maxRowRanges && std::is_sorted(steps.kept.begin(), steps.kept.end()))
        return;
    if (!steps.added.empty())
        steps.insertions = {{static_cast<int>(steps.kept.size()), static_cast<int>(nextSize) - 1}};
    steps.order = std::move(standing);
}

} // namespace

RowSteps planRows(const RowOrder &nextOf, const std::vector<bool> &changed)
{
    RowSteps steps;
    planRemovals(steps, nextOf);
    planInsertions(steps, changed.size());
    steps.changed = rangesOf(changed);
    return steps;
}

std::vector<RowSteps::Range> rangesOf(const std::vector<bool> &rows)
{
    Ranges ranges;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (rows[row])
            extend(ranges, row);
    if (ranges.size() > maxRowRanges)
        ranges = {{ranges.front().first, ranges.back().second}};
    return ranges;
}

} // namespace signalbox
