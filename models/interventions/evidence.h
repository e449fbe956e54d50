// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/lever.h"

/// What levers read from descriptions and history alike: pure functions.
namespace signalbox::evidence {

/// LostRace with a sentence if the run isn't open any more, or its id, status or type differ.
[[nodiscard]] Done sameRun(const ExecutionDescription &seen, const ExecutionDescription &now);

/// Why a lever of open runs is none for this status, to stand beside it; empty for an open one.
[[nodiscard]] QString whyNotOpen(ExecutionStatus status);
/// The same of the run that was read, as a sentence.
[[nodiscard]] QString closedObstacle(const ExecutionDescription &seen);

/// The first event of the type made by this attempt, or null.
[[nodiscard]] const HistoryEvent *ownEvent(const std::vector<HistoryEvent> &events, QLatin1StringView type,
                                           const QString &identity);
/// The event that closed the run, or null.
[[nodiscard]] const HistoryEvent *closingEvent(const std::vector<HistoryEvent> &newestFirst);

/// "event 215 at 10:41:07"
[[nodiscard]] QString place(const HistoryEvent &event);
/// "by 812@ingest-7c9", or nothing.
[[nodiscard]] QString byWhom(const HistoryEvent &event);

/// LostRace: the run closed before, as the event (or, without it, the status) says.
[[nodiscard]] Settlement closedBefore(const HistoryEvent *event, const ExecutionDescription &now);

} // namespace signalbox::evidence
