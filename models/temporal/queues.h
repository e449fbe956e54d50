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

} // namespace signalbox
