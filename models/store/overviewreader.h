// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/store/overview.h"

#include <set>

namespace signalbox {

struct OverviewQuery
{
    Instant from;
    Instant to;
    Milliseconds slice = std::chrono::minutes(1); ///< whole minutes

    /// So that there are no more of them.
    [[nodiscard]] static Milliseconds sliceFor(Milliseconds span, int slices);
};

/// Of these namespaces, from a store; nothing where there is none, or an older program wrote it. A number of
/// running executions holds as long as it was promised to; calls are of minutes that are over. Blocking; any
/// thread.
[[nodiscard]] Result<Overview> readOverview(const QString &path, const OverviewQuery &query,
                                            const std::set<QString> &namespaces);
/// Likewise, of all that are there.
[[nodiscard]] Result<Overview> readWholeOverview(const QString &path, const OverviewQuery &query);

} // namespace signalbox
