// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/queuekey.h"
#include "models/policy/rulevalue.h"
#include "models/temporal/executions.h"
#include "models/temporal/namespaces.h"
#include "models/temporal/queues.h"
#include "models/temporal/workers.h"

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
    QString version; ///< "deployment.build"; empty: unversioned

    bool operator==(const SeenPoller &) const = default;
};

/// What holds one type of a queue's tasks back or lets them go, as one look saw it. Not kept: default in
/// samples of the past.
struct TypeFacts
{
    std::optional<double> addRate; ///< tasks a second
    std::optional<double> dispatchRate;
    std::optional<RateLimit> limit;
    std::vector<PriorityBacklog> priorities; ///< by key; empty where only the default one is in use
    QueueVersions versions;

    bool operator==(const TypeFacts &) const = default;
};

/// A look that brought no sample.
struct FailedLook
{
    Error error;
    Milliseconds sinceBoot{0}; ///< Clock::sinceBoot, when it failed

    bool operator==(const FailedLook &) const = default;
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
    TypeFacts workflowFacts;
    TypeFacts activityFacts;

    bool operator==(const QueueSample &) const = default;
};

/// How executions of a namespace ended: by the server's close times, so that what retention deletes later is
/// counted all the same. A minute is over for a minute when it is asked for, as a close may be listed late.
struct CloseSample
{
    Instant from; ///< of `counts`
    Instant to;   ///< not in it any more
    StatusCounts counts;
    Instant midnight;          ///< local, of the day that was when it was asked
    qint64 failedToday = 0;    ///< with status Failed, since then
    Milliseconds sinceBoot{0}; ///< when it was asked, by Clock::sinceBoot

    bool operator==(const CloseSample &) const = default;
};

/// How many of a namespace's running executions have workflow tasks that fail.
struct ProblemSample
{
    qint64 count = 0;
    Instant time;              ///< when it was asked
    Milliseconds sinceBoot{0}; ///< likewise, by Clock::sinceBoot
    Milliseconds interval{0};  ///< promised to the next one, as a QueueSample's

    bool operator==(const ProblemSample &) const = default;
};

/// A running execution with a long history.
struct LongHistory
{
    QString workflowId;
    QString runId;
    qint64 events = 0;
    qint64 bytes = 0;

    /// Of what the server lets a history hold before it terminates the run, unless it is told otherwise
    /// (limit.historyCount.error, limit.historySize.error).
    [[nodiscard]] qint64 share() const
    {
        return std::max(shareOf(events, 51'200), shareOf(bytes, 50 * 1024 * 1024));
    }

    bool operator==(const LongHistory &) const = default;
};

/// How long the histories of a namespace's running executions are, as far as they were looked into.
struct HistorySample
{
    std::optional<LongHistory> longest; ///< nullopt: none is half as long as it may be
    Instant time;                       ///< of the last look into one
    Milliseconds sinceBoot{0};          ///< likewise, by Clock::sinceBoot
    Milliseconds interval{0};           ///< promised to the next one, as a QueueSample's

    bool operator==(const HistorySample &) const = default;
};

/// Between two counts of what a namespace keeps of closed executions.
inline constexpr Milliseconds closedCountInterval = std::chrono::minutes(10);

/// Anything of what closes in it.
[[nodiscard]] inline bool archives(const NamespaceInfo &info)
{
    return info.historyArchival || info.visibilityArchival;
}

/// Closed executions of a namespace that archives, which its server should have deleted and has not: it
/// deletes only what it archived.
struct ArchivalSample
{
    qint64 count = 0;
    std::chrono::seconds kept{
        0};         ///< the longest retention by which they may have been kept, as far as is known
    Instant before; ///< they closed
    std::optional<Instant> oldestBefore; ///< the oldest closed, by not much; nullopt: not known yet, or none
    bool isEstimated = false;            ///< what its retention was as they closed nobody saw
    Instant time;                        ///< when it was asked
    Milliseconds sinceBoot{0};           ///< likewise, by Clock::sinceBoot
    Milliseconds interval{0};            ///< promised to the next one, as a QueueSample's

    bool operator==(const ArchivalSample &) const = default;
};

/// Executions of a namespace that does not archive which ended badly and are about to be deleted.
struct ExpirySample
{
    qint64 count = 0;
    std::chrono::seconds within{0}; ///< this time
    Instant before;                 ///< they closed
    Instant time;                   ///< when it was asked
    Milliseconds sinceBoot{0};      ///< likewise, by Clock::sinceBoot
    Milliseconds interval{0};       ///< promised to the next one, as a QueueSample's

    bool operator==(const ExpirySample &) const = default;
};

/// One namespace as last seen.
struct NamespaceSample
{
    NamespaceInfo info;                ///< name always set; the rest default where it could not be read
    bool readable = true;              ///< false: the user may not read it, or it does not exist
    std::optional<qint64> running;     ///< running executions
    std::optional<qint64> paused;      ///< of the same moment; unknown also where the server knows no pausing
    std::optional<Instant> time;       ///< of `running`
    Milliseconds sinceBoot{0};         ///< likewise, by Clock::sinceBoot: for its age
    std::optional<CloseSample> closes; ///< asked once a minute where somebody looks; may be old
    std::optional<ProblemSample> problems;  ///< unknown also where the server does not tell; may be old
    std::optional<HistorySample> histories; ///< unknown where no run was looked into; may be old
    std::optional<ArchivalSample>
        archival;                         ///< of one that archives; unknown also where it may not be counted
    std::optional<ExpirySample> expiring; ///< where somebody asked for a warning; likewise
    std::optional<QString> error;         ///< sentence for the last column
    std::optional<QString> limits;        ///< what was seen is right, but there may be more: a sentence
    QString unfound;                      ///< which queues nothing tells of, in a person's words
    bool denied = false;                  ///< unreadable because this person has no role for it
    bool gone = false; ///< was readable once, and exists no longer: what was seen of it is kept

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

/// A worker's last heartbeat on one queue, as one list of workers gave it.
struct SeenWorker
{
    WorkerHeartbeat heartbeat;
    std::optional<Milliseconds> lastBeat; ///< by Clock::sinceBoot, whatever the server's clock says
    bool alive = false; ///< its heartbeat advanced within two of its intervals and slack, and it did not
                        ///< say that it stops

    bool operator==(const SeenWorker &) const = default;
};

/// Attempts of a queue's activities within five minutes, by what its workers count (AttemptTally).
struct AttemptSample
{
    qint64 finished = 0;
    qint64 failed = 0;         ///< of these
    int workers = 0;           ///< that count
    Instant time;              ///< when they were listed
    Milliseconds sinceBoot{0}; ///< likewise, by Clock::sinceBoot
    Milliseconds interval{0};  ///< promised to the next one, as a QueueSample's

    bool operator==(const AttemptSample &) const = default;
};

/// Who works on a queue by their own heartbeats. Workers that send none are not among them.
struct QueueWorkers
{
    std::vector<SeenWorker> workers;
    Milliseconds sinceBoot{0};                  ///< when they were listed, by Clock::sinceBoot
    std::optional<AttemptSample> attempts = {}; ///< nullopt: none of them counts

    bool operator==(const QueueWorkers &) const = default;
};

/// Activities of one type that wait for another attempt, among the runs that were looked at.
struct FailingActivities
{
    QString type;
    QString cause;            ///< the innermost message
    QString causeType;        ///< its failure's type
    bool isEncrypted = false; ///< the message is in a form only a codec reads
    int count = 0;
    int highestAttempt = 0;

    bool operator==(const FailingActivities &) const = default;
};

/// Pending activities on one queue, by a small sample of the runs that wait.
struct PendingSample
{
    int runs = 0;                           ///< that were described and have pending activities on the queue
    int pending = 0;                        ///< activities on the queue among them
    std::vector<FailingActivities> failing; ///< most first
    Milliseconds sinceBoot{0};              ///< of the newest describe, by Clock::sinceBoot

    bool operator==(const PendingSample &) const = default;
};

/// A sample is worth showing as current for this long after it was taken.
[[nodiscard]] constexpr Milliseconds validity(Milliseconds interval)
{
    return 2 * interval + std::chrono::seconds(10);
}

/// So is what was counted of a namespace: once a minute where nobody looks.
inline constexpr Milliseconds countValidity = validity(std::chrono::seconds(60));

} // namespace signalbox
