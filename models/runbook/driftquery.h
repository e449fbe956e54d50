// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QString>

/// What is counted and listed for a drift, as visibility queries. Pure.
namespace signalbox::driftrules {

[[nodiscard]] QString openSince(Instant before); ///< open runs that began before
[[nodiscard]] QString openOn(const QString &queue);
[[nodiscard]] QString recentOn(const QString &queue); ///< newest first, as the server orders them

} // namespace signalbox::driftrules
