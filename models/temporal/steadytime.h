// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

namespace signalbox {

/// Time for deadlines, retries and budgets of real calls. Not of Clock: gRPC's own deadlines can't follow a
/// test's clock either, and a clock that stands still would leave a retry waiting for ever.
inline Milliseconds steadyNow()
{
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace signalbox
