// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

namespace signalbox {

/// Whether a person wants no dangers told by the desktop: of a profile on this machine, for whichever process
/// tells them now. A file in its folder of the state folder says so. Blocks for that; any thread.
[[nodiscard]] QString quietPath(const QString &profileName);
[[nodiscard]] bool isQuiet(const QString &profileName);
[[nodiscard]] Done setQuiet(const QString &profileName, bool quiet);

} // namespace signalbox
