// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/manifesttaker.h"
#include "models/recovery/manifestverifier.h"
#include "models/recovery/resumption.h"

/// What the manifest's verbs say, for people: pure functions, any thread.
namespace signalbox {

/// The exit code where something could not be read, and nothing worse is the matter.
inline constexpr int unknownExit = 3;

[[nodiscard]] QString progressText(const TakeProgress &progress);
[[nodiscard]] QString progressText(const VerifyProgress &progress);
[[nodiscard]] QString progressText(const ResumptionState &state);
[[nodiscard]] QString takenText(const QString &file, const manifest::Counts &counts);
[[nodiscard]] QString unreadText(const Unread &unread);
/// Why there is no manifest, or nothing to say of one: of the file, or of the cluster.
[[nodiscard]] QString manifestFailure(const Error &error);
[[nodiscard]] QString partName(manifest::Part part);

} // namespace signalbox
