// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"
#include "models/temporal/history.h"

#include <QString>

/// Words for what runs and activities are doing: pure functions, any thread.
namespace signalbox {

[[nodiscard]] bool isOpen(ExecutionStatus status);    ///< running or paused: it can still be acted upon
[[nodiscard]] bool wentWrong(ExecutionStatus status); ///< by itself, and it says why
[[nodiscard]] QString statusName(ExecutionStatus status);
[[nodiscard]] QString activityStateName(ActivityState state);

/// Whether whyEnded() has anything to say of such a run.
[[nodiscard]] bool saysWhyItEnded(ExecutionStatus status);
/// Why a run failed or who terminated it, by the event that ended it: short enough for a cell, safe to show.
[[nodiscard]] QString whyEnded(const HistoryEvent &closing);

/// What a run is doing, or how it ended and why, in one plain sentence. `telling` is the event that says more
/// than the description, if known: of a closed run the newest, of a cancelled one
/// the request, of a failing workflow task its failure, of an
/// idle one the timer that is due next.
[[nodiscard]] QString nowSentence(const ExecutionDescription &description, const HistoryEvent *telling,
                                  Instant now);

} // namespace signalbox
