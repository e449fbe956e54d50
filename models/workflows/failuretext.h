// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/failure.h"

/// Words for failures: pure functions, any thread. What they return holds server text as it came: to be shown
/// it goes through displayText().
namespace signalbox {

/// "ConnectionError: db-7:5432 refused", of one link.
[[nodiscard]] QString linkText(const FailureLink &link);
/// Of the innermost cause that says anything; empty if nothing failed.
[[nodiscard]] QString causeText(const Failure &failure);

} // namespace signalbox
