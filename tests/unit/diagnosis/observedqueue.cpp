// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/diagnosis/observedqueue.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ObservedQueue::ObservedQueue()
{
    m_seen.key = {u"prod"_s, u"prod.orders"_s};
    m_seen.now = 1h;
    m_seen.waiting = false;
    m_seen.sample.emplace();
    sample().key = m_seen.key;
    sample().sinceBoot = m_seen.now - 2s;
    sample().interval = 10s;
    sample().workflowBacklog = 0;
    sample().activityBacklog = 0;
    alive(TaskType::Workflow, 1);
    alive(TaskType::Activity, 1);
}

TypeFacts &ObservedQueue::facts(TaskType type)
{
    return type == TaskType::Workflow ? sample().workflowFacts : sample().activityFacts;
}

ObservedQueue &ObservedQueue::waits(TaskType type, qint64 tasks, Milliseconds oldest)
{
    (type == TaskType::Workflow ? sample().workflowBacklog : sample().activityBacklog) = tasks;
    (type == TaskType::Workflow ? sample().oldestWorkflowTask : sample().oldestActivityTask) = oldest;
    return *this;
}

ObservedQueue &ObservedQueue::alive(TaskType type, int pollers, const QString &version)
{
    nobody(type);
    (type == TaskType::Workflow ? sample().workflowPollers : sample().activityPollers) = pollers;
    for (int i = 1; i <= pollers; ++i)
        sample().pollers.push_back({u"w%1"_s.arg(i), type, m_seen.now - 5s, 100'000, true, version});
    return *this;
}

ObservedQueue &ObservedQueue::nobody(TaskType type)
{
    (type == TaskType::Workflow ? sample().workflowPollers : sample().activityPollers) = 0;
    std::erase_if(sample().pollers, [type](const SeenPoller &poller) { return poller.type == type; });
    return *this;
}

ObservedQueue &ObservedQueue::silent(TaskType type, Milliseconds since, const QString &identity)
{
    nobody(type);
    sample().pollers.push_back({identity, type, sample().sinceBoot - since, 100'000, false, {}});
    return *this;
}

ObservedQueue &ObservedQueue::worker(TaskType type, const QString &identity, bool alive, int used,
                                     int available, Milliseconds ago)
{
    WorkerHeartbeat beat;
    beat.identity = identity;
    beat.status = WorkerStatus::Running;
    (type == TaskType::Workflow ? beat.workflowSlots : beat.activitySlots) =
        WorkerSlots{available, used, 0, 0};
    if (!m_seen.workers)
        m_seen.workers = QueueWorkers{{}, m_seen.now - 10s};
    m_seen.workers->workers.push_back({beat, m_seen.now - ago, alive});
    return *this;
}

ObservedQueue &ObservedQueue::rates(TaskType type, double in, double out)
{
    facts(type).addRate = in;
    facts(type).dispatchRate = out;
    return *this;
}

ObservedQueue &ObservedQueue::limit(TaskType type, RateLimit limit)
{
    facts(type).limit = std::move(limit);
    return *this;
}

ObservedQueue &ObservedQueue::versions(TaskType type, QueueVersions versions)
{
    facts(type).versions = std::move(versions);
    return *this;
}

ObservedQueue &ObservedQueue::priorities(TaskType type, std::vector<PriorityBacklog> priorities)
{
    facts(type).priorities = std::move(priorities);
    return *this;
}

ObservedQueue &ObservedQueue::before(TaskType type, qint64 tasks, Milliseconds ago)
{
    QueueSample earlier = sample();
    earlier.sinceBoot = m_seen.now - ago;
    (type == TaskType::Workflow ? earlier.workflowBacklog : earlier.activityBacklog) = tasks;
    m_seen.recent.push_back(earlier);
    return *this;
}

ObservedQueue &ObservedQueue::open(qint64 running, qint64 paused, std::optional<qint64> waitedAtCount)
{
    m_seen.running = RunningCount{running, {}, m_seen.now - 1s};
    m_seen.paused = RunningCount{paused, {}, m_seen.now - 1s};
    m_seen.waitedAtCount = waitedAtCount;
    return *this;
}

ObservedQueue &ObservedQueue::failing(int of, std::vector<FailingActivities> failing)
{
    m_seen.pending = PendingSample{of, of, std::move(failing), m_seen.now - 30s};
    return *this;
}

} // namespace signalbox
