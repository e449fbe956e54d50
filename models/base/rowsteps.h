// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>
#include <utility>
#include <vector>

namespace signalbox {

/// Rows in some order: what comes to row i.
using RowOrder = std::vector<quint32>;

/// How the rows of a flat model become those of another list, in the fewest announcements that leave every
/// kept row its persistent indexes: what has to be announced, in the order of the members. A value; made on
/// any thread.
struct RowSteps
{
    using Range = std::pair<int, int>; ///< first and last row

    std::optional<RowOrder>
        goneLast;                  ///< gone rows that are scattered too widely are first brought to the end
    std::vector<Range> removals;   ///< from the bottom up
    RowOrder kept;                 ///< what stands then, as rows of the next list
    std::vector<Range> insertions; ///< from the top down, each as the rows stand by then
    RowOrder added;                ///< what they bring, as rows of the next list
    std::optional<RowOrder> order; ///< the last: of the rows as they stand after the insertions
    std::vector<Range> changed;    ///< kept rows whose values differ, as rows of the next list
};

/// Removals, insertions and changes come in at most this many ranges each: an announcement costs a view of
/// 100,000 rows up to some ms (measured).
inline constexpr std::size_t maxRowRanges = 64;

inline constexpr quint32 noRow = ~0U;

/// `nextOf`: for each row of the one list its row in the next, or noRow; none twice. `changed` by row of the
/// next.
[[nodiscard]] RowSteps planRows(const RowOrder &nextOf, const std::vector<bool> &changed);

/// At most maxRowRanges: where they are more, one that spans them.
[[nodiscard]] std::vector<RowSteps::Range> rangesOf(const std::vector<bool> &rows);

} // namespace signalbox
