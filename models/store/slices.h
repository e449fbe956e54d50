// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/series.h"
#include "models/store/lookrow.h"
#include "models/store/sqlconnection.h"

namespace signalbox {

/// A stretch of time in slices of so many seconds from its beginning on.
struct SliceGrid
{
    qint64 from = 0;
    qint64 to = 0;
    qint64 slice = 1;
};

/// A table to cut into slices, and the seconds that a slice of it is a multiple of.
struct SliceTable
{
    const char *name = nullptr;
    const char *low = nullptr; ///< its columns for the lowest, the highest and the last backlog
    const char *high = nullptr;
    const char *last = nullptr;
    const char *span = nullptr; ///< of the last row, as an expression
    qint64 unit = 1;
};
inline constexpr SliceTable lookTable{"look", "backlog", "backlog", "backlog", "0", 1};
inline constexpr SliceTable minuteTable{"minute", "low", "high", "last", "l.span", 60};

/// What is in one slice of one series.
struct Slice
{
    qint64 number = 0; ///< on its grid
    MinuteRow row;
    qint64 gapInside = 0; ///< seconds unknown between its first and its last look
};

/// One aggregate over the table's rows: its cost is that of reading them once.
[[nodiscard]] Result<std::vector<Slice>> readSlices(const SqlConnection &connection, const SliceTable &table,
                                                    qint64 series, const SliceGrid &grid);

/// The same slice of both types of a queue.
struct SlicePair
{
    Slice workflow;
    std::optional<Slice> activity;
};
[[nodiscard]] std::vector<SlicePair> paired(const std::vector<Slice> &workflow,
                                            const std::vector<Slice> &activity);

/// The lowest, highest and last backlogs of each as points of a series; where a slice holds one look, that.
[[nodiscard]] Series seriesOf(const QueueKey &key, const std::vector<SlicePair> &pairs);

} // namespace signalbox
