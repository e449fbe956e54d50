// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"
#include "models/temporal/history.h"

/// All that is known of one pending activity, as plain text safe to show. Pure functions, any thread.
namespace signalbox {

/// What moves with the clock: "attempt 17 of 20 · next try in 41 s · last heartbeat 9 s ago".
[[nodiscard]] QString activityPulse(const PendingActivity &activity, Instant now);
/// Causes with their stacks, attempts, heartbeat, timeouts, input. Changes only with what the server says.
/// `scheduled` is the event that scheduled it, which has the input; null if it was not read.
[[nodiscard]] QString activityDetails(const PendingActivity &activity, const HistoryEvent *scheduled);

} // namespace signalbox
