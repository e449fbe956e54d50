// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"

#include <deque>

namespace signalbox {

/// The samples of one queue in this run, packed to 80 bytes each: 24 h or 8,640 of them, whichever is less
/// (0.7 MB a queue at the fast rate). Pollers are not kept, their numbers are.
class SampleRing
{
public:
    static constexpr std::size_t maxSamples = 8640;
    static constexpr Milliseconds maxAge = std::chrono::hours(24);

    void append(const QueueSample &sample);
    /// Oldest first, from `from` (Clock::sinceBoot) on; one more before it, if there is one, so that a line
    /// can enter the picture from the left.
    [[nodiscard]] std::vector<QueueSample> since(const QueueKey &key, Milliseconds from) const;

private:
    struct Packed
    {
        Instant time;
        Milliseconds sinceBoot;
        qint64 workflowBacklog;
        qint64 activityBacklog;
        qint64 oldestTask;
        qint64 oldestWorkflowTask;
        float addRate;
        float dispatchRate;
        qint32 interval;
        qint32 workflowPollers;
        qint32 activityPollers;
    };

    [[nodiscard]] static Packed pack(const QueueSample &sample);
    [[nodiscard]] static QueueSample unpack(const QueueKey &key, const Packed &packed);

    std::deque<Packed> m_samples;
};

} // namespace signalbox
