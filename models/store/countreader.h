// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"
#include "models/store/sqlconnection.h"

namespace signalbox {

/// What was known of one namespace at a moment by counting.
struct PastCounts
{
    QString ns;
    std::optional<qint64> running; ///< the last count before, in its minute
    std::optional<qint64> paused;
    Instant until;                     ///< of `running`, the end of the time for which it spoke
    std::optional<CloseSample> closes; ///< without time since boot
    Instant asked;                     ///< when these were

    bool operator==(const PastCounts &) const = default;
};

/// Of all namespaces of which something is known, by name. Nothing where nobody counted, or an older program.
[[nodiscard]] Result<std::vector<PastCounts>> readCounts(const SqlConnection &connection, qint64 at);

} // namespace signalbox
