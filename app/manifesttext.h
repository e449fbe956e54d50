// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

namespace signalbox {

/// Why there is no manifest, or nothing to say of one: of the file, or of the cluster.
[[nodiscard]] QString manifestFailure(const Error &error);

} // namespace signalbox
