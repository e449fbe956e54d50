// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"

#include <deque>

namespace signalbox {

/// The newest samples of one queue in this run: 360 of them, an hour at the fast rate, and none older than a
/// day, packed to 56 bytes each. So 5,000 queues take some 100 MB, however long and fast they are watched;
/// what is older is in the store. Not kept: pollers, but for their number, and fractions of seconds of ages.
class SampleRing
{
public:
    static constexpr std::size_t maxSamples = 360;
    static constexpr Milliseconds maxAge = std::chrono::hours(24);

    void append(const QueueSample &sample);
    /// Oldest first, from `from` (Clock::sinceBoot) on; one more before it, if there is one, so that a line
    /// can enter the picture from the left. Without key and time: their `sinceBoot` says when they were
    /// taken.
    [[nodiscard]] std::vector<QueueSample> since(Milliseconds from) const;

private:
    struct Packed
    {
        Milliseconds sinceBoot;
        qint64 workflowBacklog;
        qint64 activityBacklog;
        qint32 oldestTask; ///< seconds
        qint32 oldestWorkflowTask;
        float addRate;
        float dispatchRate;
        qint32 interval;
        qint32 workflowPollers;
        qint32 activityPollers;
    };
    static_assert(sizeof(Packed) <= 56);

    [[nodiscard]] static Packed pack(const QueueSample &sample);
    [[nodiscard]] static QueueSample unpack(const Packed &packed);

    std::deque<Packed> m_samples;
};

} // namespace signalbox
