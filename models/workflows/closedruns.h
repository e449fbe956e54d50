// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/format.h"

namespace signalbox {

/// The query of runs that had ended by then, however they did.
[[nodiscard]] inline QString closedRuns(Instant before)
{
    return QStringLiteral("ExecutionStatus IN ('Completed', 'Failed', 'Canceled', 'Terminated', "
                          "'ContinuedAsNew', 'TimedOut') AND CloseTime < '%1'")
        .arg(formatIso(before));
}

} // namespace signalbox
