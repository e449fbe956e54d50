// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/retry.h"

#include <algorithm>
#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;

std::optional<Milliseconds> retryDelay(const Error &error, int attempt, double random, const Limits &limits)
{
    // A limit of concurrent operations lasts as long as those operations: minutes, not seconds.
    const bool throttled =
        error.kind == ErrorKind::Throttled && !error.detail.contains("concurrent limit"_L1);
    if (!throttled && error.code != "UNAVAILABLE"_L1 && error.code != "ABORTED"_L1)
        return std::nullopt;
    const Milliseconds first = throttled ? limits.throttledDelay : limits.retryDelay;
    const Milliseconds longest = std::max(first, limits.retryDelayMax);
    const double exact = static_cast<double>(first.count()) * std::pow(2.0, std::min(attempt - 1, 16));
    const double spread = std::min(exact, static_cast<double>(longest.count())) * (0.8 + 0.4 * random);
    return Milliseconds(static_cast<qint64>(spread));
}

} // namespace signalbox
