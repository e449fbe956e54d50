// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/cadence.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds fastInterval = 10s;
constexpr Milliseconds activeInterval = 30s;
constexpr Milliseconds firstIdleInterval = 2min;
constexpr Milliseconds lastIdleInterval = 10min;
constexpr int idleAfter = 3;

bool isIdle(const QueueSample &sample)
{
    return sample.workflowBacklog.value_or(0) == 0 && sample.activityBacklog.value_or(0) == 0 &&
           sample.workflowPollers.value_or(0) == 0 && sample.activityPollers.value_or(0) == 0 &&
           sample.addRate.value_or(0) <= 0;
}

} // namespace

void Cadence::observe(const QueueSample &sample)
{
    m_idleSamples = isIdle(sample) ? m_idleSamples + 1 : 0;
}

Milliseconds Cadence::interval(bool fast) const
{
    if (fast)
        return fastInterval;
    if (m_idleSamples < idleAfter)
        return activeInterval;
    const int doublings = std::min(m_idleSamples - idleAfter, 3);
    return std::min(firstIdleInterval * (1 << doublings), lastIdleInterval);
}

} // namespace signalbox
