// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"

#include <QList>

namespace signalbox::sparkline {

inline constexpr Milliseconds span = std::chrono::minutes(15);
inline constexpr Milliseconds step = std::chrono::seconds(15);

/// Which step of all time `now` is in: the points change with it, and stand still in between.
[[nodiscard]] qint64 stepOf(Instant now);
/// The larger backlog of both task types in each of the last 60 steps, oldest first; a sample holds until the
/// next one or until it is no longer valid; NaN where nothing is known.
[[nodiscard]] QList<double> points(const std::vector<QueueSample> &samples, Instant now);
/// NaN equals NaN.
[[nodiscard]] bool isSame(const QList<double> &a, const QList<double> &b);

} // namespace signalbox::sparkline
