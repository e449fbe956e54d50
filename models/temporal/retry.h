// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/temporal/limits.h"

#include <optional>

namespace signalbox {

/// How long a failed read waits before attempt number `attempt` + 1 (the first try is attempt 1), or nothing
/// if trying again cannot help. `random` in [0, 1) spreads the calls of many consoles.
[[nodiscard]] std::optional<Milliseconds> retryDelay(const Error &error, int attempt, double random,
                                                     const Limits &limits);

} // namespace signalbox
