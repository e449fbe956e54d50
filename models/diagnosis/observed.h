// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"

namespace signalbox {

/// Why a namespace can't be read.
enum class NamespaceTrouble { None, Denied, Gone, Unreadable };

/// Everything that is known of one queue when it is judged: what was seen, and when. A value; what was not
/// seen is nullopt, and times are by Clock::sinceBoot.
struct Observed
{
    QueueKey key;
    Milliseconds now{0};
    std::optional<Milliseconds> awaySince; ///< the cluster has not answered since then
    NamespaceTrouble trouble = NamespaceTrouble::None;
    QString troubleText; ///< the same for a person
    bool seen = true;    ///< else the server's zeros mean nothing
    bool waiting = true; ///< no answer yet, and none overdue
    std::optional<QueueSample> sample;
    std::optional<FailedLook> failure;   ///< of the newest look, if that brought no sample
    std::vector<QueueSample> recent;     ///< of the last minutes, oldest first; may end with `sample`
    std::optional<RunningCount> running; ///< executions on the queue that run
    std::optional<RunningCount> paused;  ///< and that are paused, which are not among those that run
    /// The workflow tasks that waited when `running` was counted, each for long enough to be of an execution
    /// that the count could see.
    std::optional<qint64> waitedAtCount;
    std::optional<QueueWorkers> workers;
    std::optional<PendingSample> pending;

    [[nodiscard]] std::optional<Milliseconds> age() const ///< of the sample
    {
        return sample ? std::optional(now - sample->sinceBoot) : std::nullopt;
    }
    /// Promised to be newer by now.
    [[nodiscard]] bool isTooOld() const { return sample && *age() > validity(sample->interval); }

    /// Nothing that was seen of it says anything of now.
    [[nodiscard]] bool isBlind() const
    {
        return trouble != NamespaceTrouble::None || !sample || isTooOld() || !seen;
    }

    bool operator==(const Observed &) const = default;
};

} // namespace signalbox
