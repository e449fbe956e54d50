// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/queuelooks.h"

#include "models/monitor/pollerpresence.h"
#include "models/temporal/client.h"

namespace signalbox {

QueueLooks::QueueLooks(Client &client, const Clock &clock, const Pace &pace, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_budget(pace.queuesPerSecond)
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &QueueLooks::next);
}

Reply<QueueLooks::Seen> QueueLooks::look(const QString &ns, const QueuesByName &queues)
{
    m_ns = ns;
    m_questions.clear();
    m_seen = {};
    for (const auto &[name, types] : queues) {
        const std::size_t index = m_seen.queues.size();
        m_seen.queues.push_back({name, {}, {}});
        if (types.workflow)
            m_questions.push_back({index, TaskType::Workflow});
        if (types.activity)
            m_questions.push_back({index, TaskType::Activity});
    }
    if (m_questions.empty())
        return finishedReply<Seen>(Seen());
    m_promise.emplace();
    auto reply = m_promise->reply();
    next();
    return reply;
}

void QueueLooks::next()
{
    const Milliseconds now = m_clock.sinceBoot();
    if (!m_budget.take(1, now))
        return m_wake.start(std::max(m_budget.nextAt(now) - now, Milliseconds(1)));
    const Question question = m_questions.back();
    m_questions.pop_back();
    m_client.describeTaskQueue(m_ns, m_seen.queues[question.queue].name, question.type, Purpose::Background)
        .deliver(this, [this, question](const Result<TaskQueueStats> &stats) { take(question, stats); });
}

void QueueLooks::take(const Question &question, const Result<TaskQueueStats> &stats)
{
    manifest::Queue &queue = m_seen.queues[question.queue];
    if (stats) {
        PollerPresence presence;
        const int alive = aliveOf(presence.observe(stats->pollers, m_clock.utc(), m_clock.sinceBoot()));
        (question.type == TaskType::Workflow ? queue.workflowPollers : queue.activityPollers) = alive;
    } else {
        if (stats.error().kind == ErrorKind::Throttled)
            m_budget.refused(m_clock.sinceBoot());
        m_seen.failure = stats.error();
    }
    if (!m_questions.empty())
        return next();
    std::exchange(m_promise, std::nullopt)->finish(std::exchange(m_seen, {}));
}

} // namespace signalbox
