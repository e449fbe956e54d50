// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace signalbox {

[[nodiscard]] QString grpcVersion(); ///< of the library in use: "1.51.1"

} // namespace signalbox
