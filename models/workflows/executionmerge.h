// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/workflows/executionsort.h"

#include <utility>

namespace signalbox {

/// How a shown list becomes the one just read, by run id: what a model has to announce, in this order.
struct MergePlan
{
    using Range = std::pair<int, int>; ///< first and last row

    /// Set if the gone rows are scattered too widely to be announced one by one: first bring them to the end.
    std::optional<ExecutionOrder> goneLast; ///< places in the old rows
    std::vector<Range> removals;            ///< from the bottom up
    ExecutionOrder kept;                    ///< what is left, as places in the next rows
    std::size_t added = 0;                  ///< appended behind `kept`
    ExecutionOrder arrived;                 ///< `kept` and the added ones: the order before the last step
    std::vector<Range> changed;             ///< rows of the next order whose values differ
};

/// Removals and changes come in at most this many ranges each: an announcement costs a view of 100,000 rows
/// some ms (measured 4 to 7).
inline constexpr std::size_t maxMergeRanges = 64;

[[nodiscard]] MergePlan planMerge(const ExecutionRows &rows, const ExecutionOrder &order,
                                  const ExecutionStore &next, const ExecutionOrder &nextOrder);

} // namespace signalbox
