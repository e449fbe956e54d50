// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cleanup/cleanuprun.h"
#include "models/cleanup/cleanupsurvey.h"

/// Clean-ups in words, for the verb and the page alike: pure functions.
namespace signalbox {

/// "closed before 2026-11-16 18:50:00+00:00, 14 d ago"
[[nodiscard]] QString cutOffText(const CleanUpOrder &order);
/// "4 812 closed workflows would go: 4 700 completed, 112 failed."
[[nodiscard]] QString surveySentence(const CleanUpSurvey &survey);
/// "Ingest 4 000, Evaluate 800, other types 12"
[[nodiscard]] QString typesText(const CleanUpSurvey &survey);
/// "1 204 of 4 812 deleted, 3 left as they are"
[[nodiscard]] QString progressText(const CleanUpCounts &counts, qint64 expected);
/// What it came to; `halted` is why it ended early, empty where it did not.
[[nodiscard]] QString reportSentence(const CleanUpReport &report, const QString &halted);
/// The reason that stands in the journal where nobody gave one.
[[nodiscard]] QString usualReason(const CleanUpOrder &order);

} // namespace signalbox
