// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/failure.h"

#include <QStringList>

/// Words for failures: pure functions, any thread. Single texts hold server text as it came: to be shown they
/// go through displayText().
namespace signalbox {

/// The whole chain from the wrapper to the cause, each with its stack trace, safe to show; none if nothing
/// failed.
[[nodiscard]] QStringList failureLines(const Failure &failure);
/// "ConnectionError: db-7:5432 refused", of one link.
[[nodiscard]] QString linkText(const FailureLink &link);
/// Of the innermost cause that says anything; empty if nothing failed.
[[nodiscard]] QString causeText(const Failure &failure);

} // namespace signalbox
