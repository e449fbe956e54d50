// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QString>

#include <optional>
#include <vector>

/// What the server says of task queues, as plain comparable values; unset times (also the year-1 form it
/// sends, seconds -62135596800) are nullopt. Source: temporal/api/taskqueue/v1/message.proto.
namespace signalbox {

enum class TaskType { Workflow, Activity };

struct Poller
{
    QString identity;
    TaskType type = TaskType::Workflow;
    std::optional<Instant> lastAccess;
    double ratePerSecond = 0;
    QString version; ///< "deployment.build" it asks for; empty: unversioned

    bool operator==(const Poller &) const = default;
};

/// Who set a limit. Source: temporal/api/enums/v1/task_queue.proto, RateLimitSource.
enum class RateLimitSource { Unknown, Api, Worker, System };

/// effective_rate_limit of one task type; who, when and why where it was set through the API
/// (config.queue_rate_limit.metadata). A rate of 0 is a hold.
struct RateLimit
{
    double perSecond = 0;
    RateLimitSource source = RateLimitSource::Unknown;
    QString reason;
    QString identity;
    std::optional<Instant> updated;

    bool operator==(const RateLimit &) const = default;
};

/// What waits with one priority key; 1 goes first.
struct PriorityBacklog
{
    int key = 0;
    std::optional<qint64> backlog;
    std::optional<Milliseconds> oldestTask;
    std::optional<double> dispatchRate;

    bool operator==(const PriorityBacklog &) const = default;
};

/// versioning_info: where the tasks of a versioned queue go. Empty names: unversioned workers.
struct QueueVersions
{
    QString current; ///< "deployment.build"
    QString ramping;
    double rampingPercent = 0;

    bool operator==(const QueueVersions &) const = default;
};

/// DescribeTaskQueue with report_stats, one task type. The server caches it for 5 s.
struct TaskQueueStats
{
    std::optional<qint64> backlog;
    std::optional<Milliseconds> oldestTask; ///< approximate_backlog_age
    std::optional<double> addRate;          ///< tasks a second, 30 s mean
    std::optional<double> dispatchRate;
    std::vector<Poller> pollers; ///< kept by the server for 5 min after a worker stopped
    std::optional<RateLimit> limit;
    std::vector<PriorityBacklog> priorities; ///< by key; empty where only the default one is in use
    QueueVersions versions;

    bool operator==(const TaskQueueStats &) const = default;
};

} // namespace signalbox
