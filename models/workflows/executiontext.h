// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"
#include "models/temporal/history.h"

#include <QString>

/// Words for what runs and activities are doing: pure functions, any thread.
namespace signalbox {

[[nodiscard]] bool isOpen(ExecutionStatus status); ///< running or paused: it can still be acted upon
[[nodiscard]] QString statusName(ExecutionStatus status);
[[nodiscard]] QString activityStateName(ActivityState state);

/// What a run is doing, or how it ended and why, in one plain sentence. `telling` is the event that says more
/// than the description, if known: of a closed run the newest, of a failing workflow task its failure, of an
/// idle one the timer that is due next.
[[nodiscard]] QString nowSentence(const ExecutionDescription &description, const HistoryEvent *telling,
                                  Instant now);

} // namespace signalbox
