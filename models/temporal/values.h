// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

/// What the server said, as plain comparable values. Unset protobuf times (also the year-1 form the server
/// sends, seconds -62135596800) are nullopt. Source: temporal/api/workflowservice/v1/request_response.proto.
namespace signalbox {

/// Who waits for an answer: sets caller-type and the place in the budget's queue.
enum class Purpose { Operator, Background };

struct SystemInfo
{
    QString serverVersion;
    bool operator==(const SystemInfo &) const = default;
};

enum class NamespaceState { Unknown, Registered, Deprecated, Deleted };

struct NamespaceInfo
{
    QString name;
    QString id;
    QString description;
    QString ownerEmail;
    NamespaceState state = NamespaceState::Unknown;
    std::optional<std::chrono::seconds> retention;
    bool historyArchival = false;
    bool visibilityArchival = false;

    bool operator==(const NamespaceInfo &) const = default;
};

enum class TaskType { Workflow, Activity };

struct Poller
{
    QString identity;
    TaskType type = TaskType::Workflow;
    std::optional<Instant> lastAccess;
    double ratePerSecond = 0;

    bool operator==(const Poller &) const = default;
};

/// DescribeTaskQueue with report_stats, one task type. The server caches it for 5 s.
struct TaskQueueStats
{
    std::optional<qint64> backlog;
    std::optional<Milliseconds> oldestTask; ///< approximate_backlog_age
    std::optional<double> addRate;          ///< tasks a second, 30 s mean
    std::optional<double> dispatchRate;
    std::vector<Poller> pollers; ///< kept by the server for 5 min after a worker stopped

    bool operator==(const TaskQueueStats &) const = default;
};

enum class ExecutionStatus {
    Unspecified,
    Running,
    Completed,
    Failed,
    Canceled,
    Terminated,
    ContinuedAsNew,
    TimedOut,
    Paused
};

/// One row of List or the head of Describe.
struct Execution
{
    QString workflowId;
    QString runId;
    QString type;
    QString taskQueue;
    ExecutionStatus status = ExecutionStatus::Unspecified;
    std::optional<Instant> startTime;
    std::optional<Instant> closeTime;
    qint64 historyLength = 0;    ///< 0 in List while running (the server fills it on close)
    qint64 historySizeBytes = 0; ///< likewise

    bool operator==(const Execution &) const = default;
};

enum class ActivityState { Unspecified, Scheduled, Started, CancelRequested, Paused, PauseRequested };

struct PendingActivity
{
    QString activityId;
    QString type;
    QString taskQueue;
    ActivityState state = ActivityState::Unspecified;
    qint32 attempt = 0;
    qint32 maximumAttempts = 0; ///< 0: unlimited
    QString lastWorker;
    QString lastFailure;
    std::optional<Instant> scheduledTime;
    std::optional<Instant> lastStartedTime;
    std::optional<Instant> nextAttemptTime;
    std::optional<Instant> lastHeartbeatTime;
    std::optional<Instant> expirationTime;

    bool operator==(const PendingActivity &) const = default;
};

struct PendingChild
{
    QString workflowId;
    QString runId;
    QString type;
    QString parentClosePolicy; ///< "Terminate", "Abandon", "RequestCancel"

    bool operator==(const PendingChild &) const = default;
};

/// The run's own code, to be gone on with by a worker. The first failure is in the history; later ones only
/// show as a higher attempt.
struct PendingWorkflowTask
{
    qint32 attempt = 1;
    std::optional<Instant> scheduledTime;
    std::optional<Instant> startedTime; ///< none while no worker has it

    bool operator==(const PendingWorkflowTask &) const = default;
};

/// DescribeWorkflowExecution: strongly consistent, asked before every intervention.
struct ExecutionDescription
{
    Execution execution;
    QString firstRunId;
    std::vector<PendingActivity> pendingActivities;
    std::vector<PendingChild> pendingChildren;
    std::optional<PendingWorkflowTask> pendingWorkflowTask;
    bool cancelRequested = false;

    bool operator==(const ExecutionDescription &) const = default;
};

/// Fields of a history event the console reads; the rest stays in `summary` as plain text lines.
struct HistoryEvent
{
    qint64 id = 0;
    std::optional<Instant> time;
    QString type;          ///< "WorkflowExecutionTerminated"
    QString principalType; ///< "jwt", needs frontend.enablePrincipalPropagation (server 1.31)
    QString principalName; ///< the token's sub, set by the server
    QString identity;      ///< caller-chosen text
    QString reason;        ///< terminated: reason
    QString details;       ///< terminated: details, if one text payload
    QString activityId;    ///< of activity events, resolved by the scheduled event where it is on the page
    qint64 scheduledEventId = 0;
    QString newRunId; ///< continued as new
    QString summary;  ///< attributes in proto text, cut to 4 KiB

    bool operator==(const HistoryEvent &) const = default;
};

struct HistoryPage
{
    std::vector<HistoryEvent> events;
    QByteArray nextPageToken; ///< empty: the last page

    bool operator==(const HistoryPage &) const = default;
};

} // namespace signalbox
