// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"

namespace signalbox {

/// How often a queue is looked at (monitoring-design.md "The watch"): every 10 s while somebody looks at it
/// or it alerts, every 30 s while something happens on it, ever more seldom once it was idle three times
/// running.
class Cadence
{
public:
    void observe(const QueueSample &sample);
    /// Before jitter and before the stretching that an exhausted budget asks for.
    [[nodiscard]] Milliseconds interval(bool fast) const;

private:
    int m_idleSamples = 0;
};

/// Between two looks at one queue, whatever the reason: the server answers from a cache for 5 s (1.32.1).
inline constexpr Milliseconds queueSpacing = std::chrono::seconds(5);

} // namespace signalbox
