// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

namespace signalbox {

/// The exit code where something could not be read, and nothing worse is the matter.
inline constexpr int unknownExit = 3;

/// Why there is no manifest, or nothing to say of one: of the file, or of the cluster.
[[nodiscard]] QString manifestFailure(const Error &error);

} // namespace signalbox
