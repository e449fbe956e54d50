// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"

/// Parts of the sentence about a run: pure functions, any thread.
namespace signalbox {

/// A short server text as it may be shown inside a sentence.
[[nodiscard]] QString shown(const QString &serverText);
/// The cause of a failure likewise: it is what the sentence is read for.
[[nodiscard]] QString shownCause(const QString &serverText);
[[nodiscard]] QString ended(const QString &sentence); ///< with its full stop
[[nodiscard]] QString since(std::optional<Instant> then, Instant now);

/// " by ada for 12 m 00 s (INC-7)", as much of it as is known.
[[nodiscard]] QString pauseClause(const Pause &pause, Instant now);
/// Of the one that most likely holds the run up. There must be one.
[[nodiscard]] QString activitySentence(const std::vector<PendingActivity> &activities, Instant now);
[[nodiscard]] QString nexusSentence(const std::vector<PendingNexusOperation> &operations, Instant now);

} // namespace signalbox
