// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

/// What workers say of themselves (ListWorkers), as plain comparable values; unset times are nullopt. A
/// worker's heartbeat comes once a minute, or more seldom; one that says nothing of slots leaves nullopt.
/// Source: temporal/api/worker/v1/message.proto.
namespace signalbox {

enum class WorkerStatus { Unknown, Running, ShuttingDown, Shutdown };

/// The slots of one kind of task in one worker.
struct WorkerSlots
{
    std::optional<int> available; ///< nullopt: without bound
    int used = 0;
    qint64 processed = 0;     ///< since its start
    qint64 failed = 0;        ///< of `processed`
    qint64 lastProcessed = 0; ///< since the heartbeat before
    qint64 lastFailed = 0;

    bool operator==(const WorkerSlots &) const = default;
};

/// The last heartbeat of one worker: one process has one for each queue it works on. The server forgets who
/// was not heard of for 5 minutes, and everybody when it restarts (1.32.1).
struct WorkerHeartbeat
{
    QString instanceKey;
    QString identity; ///< its pollers', unless several workers of a process share a client: then of any one
                      ///< of them (Python SDK 1.35.0)
    QString taskQueue;
    QString host;
    QString version; ///< "deployment.build"; empty: unversioned
    WorkerStatus status = WorkerStatus::Unknown;
    std::optional<Instant> started;
    std::optional<Instant> time;          ///< by the worker's clock
    std::optional<Milliseconds> interval; ///< since its heartbeat before; nullopt: its first
    std::optional<WorkerSlots> workflowSlots;
    std::optional<WorkerSlots> activitySlots;
    int workflowPollers = 0;
    int activityPollers = 0;

    bool operator==(const WorkerHeartbeat &) const = default;
};

struct WorkerPage
{
    std::vector<WorkerHeartbeat> workers;
    QByteArray nextPage; ///< empty: the last one

    bool operator==(const WorkerPage &) const = default;
};

} // namespace signalbox
