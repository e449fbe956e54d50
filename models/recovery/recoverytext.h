// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/manifesttaker.h"
#include "models/recovery/manifestverifier.h"
#include "models/recovery/resumption.h"

/// What manifests and what became of them are called, for people, in a verb as on a page: pure functions, any
/// thread. Names of a server's are in it as they are.
namespace signalbox {

[[nodiscard]] QString progressText(const TakeProgress &progress);
[[nodiscard]] QString progressText(const VerifyProgress &progress);
[[nodiscard]] QString progressText(const ResumptionState &state);
/// Of a manifest that is there: when it was taken, and of what.
[[nodiscard]] QString headText(const manifest::Head &head, Instant ended);
[[nodiscard]] QString countsText(const manifest::Counts &counts);
[[nodiscard]] QString takenText(const QString &file, const manifest::Counts &counts);
[[nodiscard]] QString unreadText(const Unread &unread);
[[nodiscard]] QString partName(manifest::Part part);
[[nodiscard]] QString gapText(const manifest::Gap &gap);

[[nodiscard]] QString fateName(Fate fate); ///< of several: "ghosts"
[[nodiscard]] QString runText(const RunFate &run);
[[nodiscard]] QString changeText(const Change &change);
[[nodiscard]] QString taskTypeText(TaskType type); ///< "workflow tasks"
[[nodiscard]] QString queueText(const QueueFate &queue);
[[nodiscard]] QString rerunText(const Rerun &again);
[[nodiscard]] QString standingText(const Standing &run);
[[nodiscard]] QString
stateText(const NamespaceVerification &ns); ///< how many of what, or that it is not there

/// What is the worst of it.
enum class RestoreVerdict { Same, SameSoFar, Different };
[[nodiscard]] RestoreVerdict verdictOf(const Verification &found, const std::vector<Standing> &standing);
[[nodiscard]] QString verdictText(RestoreVerdict verdict);

/// Of the file itself, whose sentence says all.
[[nodiscard]] bool isOfTheFile(const Error &error);

} // namespace signalbox
