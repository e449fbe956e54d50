// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"

namespace signalbox {

/// "PRODUCTION", as on the band, in the window's title and at the head of every dialog that acts.
[[nodiscard]] QString environmentWord(Environment environment);

} // namespace signalbox
