// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QString>

#include <optional>

/// Numbers and times for people: pure functions, any thread. Unknown is always "–", never 0.
namespace signalbox {

[[nodiscard]] QString formatCount(std::optional<qint64> count); ///< "1 204"
[[nodiscard]] QString
formatDuration(std::optional<Milliseconds> duration); ///< "7 m 55 s", "2 h 04 m", "3 d 4 h"
/// By the minute once it is long, so that what says it stands still: "48 s", "6 min", "2 h 04 m".
[[nodiscard]] QString formatRoughly(Milliseconds duration);
[[nodiscard]] QString formatRate(std::optional<double> rate); ///< "8.0", "46"
[[nodiscard]] QString formatRates(std::optional<double> in,
                                  std::optional<double> out);                         ///< "46 / 8" per second
[[nodiscard]] QString formatRetention(std::optional<std::chrono::seconds> retention); ///< "30 d"
[[nodiscard]] QString formatTimeOfDay(Instant time);                                  ///< local "10:41:07"
[[nodiscard]] QString formatDateTime(std::optional<Instant> time); ///< local "2026-11-24 10:41:07"
[[nodiscard]] QString formatIso(Instant time);                     ///< "2026-11-24T10:41:07Z"

} // namespace signalbox
