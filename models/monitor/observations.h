// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "models/temporal/namespaces.h"
#include "models/temporal/queues.h"

#include <optional>
#include <vector>

/// What the watch saw, as values: the seam between watching, alert rules and views.
namespace signalbox {

/// Polled within this long: alive. A long poll lasts 60 s (server), plus slack.
inline constexpr Milliseconds pollerAliveFor = std::chrono::seconds(70);

/// A poller as one look at its queue saw it: what is told of it anywhere was judged there, once.
struct SeenPoller
{
    QString identity;
    TaskType type = TaskType::Workflow;
    std::optional<Milliseconds> lastPoll; ///< by Clock::sinceBoot, whatever the server's clock says
    double ratePerSecond = 0;
    bool alive = false;

    bool operator==(const SeenPoller &) const = default;
};

/// One look at one queue. A value that could not be had is nullopt; `time` is when the answers came.
struct QueueSample
{
    QueueKey key;
    Instant time;
    Milliseconds sinceBoot{0}; ///< Clock::sinceBoot, for durations within this run
    Milliseconds interval{0};  ///< promised to the next sample: valid until 2x that + 10 s, then unknown
    std::optional<qint64> workflowBacklog;
    std::optional<qint64> activityBacklog;
    std::optional<Milliseconds> oldestTask; ///< the older of both types
    std::optional<Milliseconds> oldestWorkflowTask;
    std::optional<Milliseconds> oldestActivityTask; ///< not kept: nullopt in samples of the past
    std::optional<double> addRate;                  ///< both types summed
    std::optional<double> dispatchRate;             ///< both types summed
    std::optional<int> workflowPollers;             ///< alive ones
    std::optional<int> activityPollers;
    std::vector<SeenPoller> pollers; ///< both types, gone ones too

    bool operator==(const QueueSample &) const = default;
};

/// One namespace as last seen.
struct NamespaceSample
{
    NamespaceInfo info;            ///< name always set; the rest default where it could not be read
    bool readable = true;          ///< false: the user may not read it, or it does not exist
    std::optional<qint64> running; ///< running executions
    std::optional<Instant> time;   ///< of `running`
    Milliseconds sinceBoot{0};     ///< likewise, by Clock::sinceBoot: for its age
    std::optional<QString> error;  ///< sentence for the last column
    bool denied = false;           ///< unreadable because this person has no role for it
    bool gone = false;             ///< was readable once, and exists no longer: what was seen of it is kept

    bool operator==(const NamespaceSample &) const = default;
};

/// Running executions, of a namespace or on one queue.
struct RunningCount
{
    qint64 count = 0;
    Instant time;              ///< when it was asked
    Milliseconds sinceBoot{0}; ///< likewise, by Clock::sinceBoot: for its age and its order among samples

    bool operator==(const RunningCount &) const = default;
};

/// A sample is worth showing as current for this long after it was taken.
[[nodiscard]] constexpr Milliseconds validity(Milliseconds interval)
{
    return 2 * interval + std::chrono::seconds(10);
}

} // namespace signalbox
