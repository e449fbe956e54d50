// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/observed.h"
#include "models/diagnosis/verdict.h"

namespace signalbox {

/// The one cause that explains best what was seen of a queue: of several, the one whose cure is needed first,
/// for without it that of the others changes nothing. Says so where too little was seen. Pure, any thread.
[[nodiscard]] Verdict diagnose(const Observed &seen);

} // namespace signalbox
