// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/verification.h"

namespace signalbox {

/// What an administrator of the server types to put a row of the list right, for bash; the public API can't
/// do it. Empty where nothing is wrong with the row.
[[nodiscard]] QString repairCommand(const QString &ns, const RunFate &run);

} // namespace signalbox
