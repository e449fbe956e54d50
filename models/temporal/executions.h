// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/temporal/failure.h"

#include <QString>

#include <map>
#include <optional>
#include <vector>

/// What the server says of executions, as plain comparable values; unset times (also the year-1 form it
/// sends, seconds -62135596800) are nullopt. Source: temporal/api/workflow/v1/message.proto.
namespace signalbox {

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

/// Executions by status, of one answer. What none has is not in it.
using StatusCounts = std::map<ExecutionStatus, qint64>;

/// Executions that are not closed, by status, of one moment.
struct OpenCounts
{
    qint64 running = 0;
    qint64 paused = 0;

    bool operator==(const OpenCounts &) const = default;
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

/// Who stopped a run or an activity, and why.
struct Pause
{
    QString by;
    QString reason;
    QString rule; ///< of the namespace, where a rule did it
    std::optional<Instant> since;

    bool operator==(const Pause &) const = default;
};

struct PendingActivity
{
    QString activityId;
    QString type;
    QString taskQueue;
    ActivityState state = ActivityState::Unspecified;
    qint32 attempt = 0;
    qint32 maximumAttempts = 0; ///< 0: unlimited
    QString lastWorker;
    Failure lastFailure; ///< of the attempt before; the server keeps it while the next one runs
    std::optional<Instant> scheduledTime;
    std::optional<Instant> lastStartedTime;
    std::optional<Instant> nextAttemptTime;
    std::optional<Instant> lastHeartbeatTime;
    std::optional<Instant> expirationTime;
    std::optional<Instant> lastAttemptEndTime;
    std::optional<Milliseconds> retryInterval; ///< between the last attempt and the next
    // Unset is no limit.
    std::optional<Milliseconds> scheduleToCloseTimeout;
    std::optional<Milliseconds> scheduleToStartTimeout;
    std::optional<Milliseconds> startToCloseTimeout;
    std::optional<Milliseconds> heartbeatTimeout;
    std::vector<Payload> heartbeatDetails;
    std::optional<Pause> pause;

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

enum class NexusState { Unspecified, Scheduled, BackingOff, Started, Blocked };

/// A call to another team's service, which is pending until its result is there.
struct PendingNexusOperation
{
    QString endpoint;
    QString service;
    QString operation;
    NexusState state = NexusState::Unspecified;
    qint32 attempt = 0;
    std::optional<Instant> scheduledTime;
    std::optional<Instant> nextAttemptTime;
    Failure lastFailure;
    QString blockedReason;
    bool cancelRequested = false;

    bool operator==(const PendingNexusOperation &) const = default;
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
    std::vector<PendingNexusOperation> pendingNexusOperations;
    std::optional<PendingWorkflowTask> pendingWorkflowTask;
    bool cancelRequested = false;
    std::optional<Pause> pause;      ///< also of a run whose status does not say so yet
    std::optional<Instant> beginsAt; ///< when the first workflow task is due: later than the start if delayed
    std::optional<Instant> runExpirationTime;       ///< when this run's time is up
    std::optional<Instant> executionExpirationTime; ///< when that of all its runs is
    QString resetRunId;                             ///< the newest run that a reset made of this one
    std::optional<Instant> resetAt;                 ///< when a reset made this run of another

    bool operator==(const ExecutionDescription &) const = default;
};

} // namespace signalbox
