// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/prometheusanswer.h"

#include <optional>

/// What counters counted within a time, from their raw values: `increase()` leaves out what a new series
/// begins with, which of a queue's first failures is all there is. Pure functions, any thread.
namespace signalbox {

/// Attempts of a queue's activities, as the server counts them.
struct AttemptCount
{
    double succeeded = 0;
    double failed = 0;
    double timedOut = 0;
    bool isCut = false; ///< of a series that began in between nobody knows what it counted before

    [[nodiscard]] double finished() const { return succeeded + failed + timedOut; }
    /// Of those that finished; none: unknown.
    [[nodiscard]] std::optional<double> failedShare() const;

    bool operator==(const AttemptCount &) const = default;
};

/// The counters' names without the "_total" that one dialect adds.
[[nodiscard]] QStringList attemptCounters();

/// Since `from`: a value that dropped began anew at 0; a series that was not there at a scrape of its target
/// before began at 0 too. `up` are those scrapes.
[[nodiscard]] AttemptCount attemptsSince(Instant from, const std::vector<MetricSeries> &counters,
                                         const std::vector<MetricSeries> &up);

} // namespace signalbox
