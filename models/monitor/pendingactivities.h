// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"
#include "models/temporal/executions.h"

#include <map>
#include <set>

namespace signalbox {

/// What the runs of one namespace that were looked into lately wait for, summed up by task queue. A value,
/// told the time (Clock::sinceBoot).
class PendingActivities
{
public:
    /// As long as what a run waited for says something of its queues.
    static constexpr Milliseconds keptFor = std::chrono::minutes(5);

    /// Takes one run's description in place of the one before; returns the queues it says something new of.
    std::set<QString> take(const ExecutionDescription &run, Milliseconds now);
    /// Forgets what is too old; returns the queues it was of.
    std::set<QString> dropOld(Milliseconds now);
    /// nullopt: no run that waits on the queue was looked into lately.
    [[nodiscard]] std::optional<PendingSample> of(const QString &queue, Milliseconds now) const;

private:
    struct Run
    {
        std::vector<PendingActivity> pending;
        Milliseconds at{0};
    };

    std::map<QString, Run> m_runs; ///< by run id
};

} // namespace signalbox
