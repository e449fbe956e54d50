// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/queuemetrics.h"
#include "models/monitor/series.h"

namespace signalbox {

class Watch;

/// What a profile's Prometheus remembers of a queue from before the console did: backlogs, as the server's
/// gauges had them, and nothing else. Whoever shows it says whose it is. Owner thread.
class OlderPast
{
public:
    /// Outlived by both.
    OlderPast(Prometheus &prometheus, const Watch &watch);

    /// In so many slices, none shorter than a minute, which is how often a server sets its gauges.
    [[nodiscard]] Reply<Series> range(const QueueKey &key, Instant from, Instant to, int slices);

private:
    const Watch &m_watch;
    QueueMetrics m_metrics;
    QObject m_context; ///< of what is under way
};

} // namespace signalbox
