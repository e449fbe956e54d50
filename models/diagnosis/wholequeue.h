// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/observed.h"
#include "models/diagnosis/verdict.h"

/// Inside of the room: what is said of a queue before, and after, its tasks are looked into.
namespace signalbox {

/// Why nothing can be said of its tasks: it can't be read, or what was read is too old or too little.
[[nodiscard]] std::optional<Verdict> wholeQueue(const Observed &seen);
/// Of a queue that no cause holds: either nothing is the matter, or what was seen does not say what.
[[nodiscard]] Verdict unheld(const Observed &seen);

} // namespace signalbox
