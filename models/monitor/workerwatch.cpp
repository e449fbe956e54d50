// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/workerwatch.h"

#include "models/monitor/queuenames.h"
#include "models/monitor/watchlanes.h"
#include "models/temporal/client.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds fastInterval = 1min;
constexpr Milliseconds slowInterval = 5min;
/// A held-down F5 is one.
constexpr Milliseconds refreshSpacing = 10s;
constexpr int pageSize = 500;
constexpr int mostPages = 10;
/// What SDKs do unless told otherwise.
constexpr Milliseconds usualBeat = 1min;
constexpr Milliseconds beatSlack = 30s;

Milliseconds aliveFor(const WorkerHeartbeat &beat)
{
    return 2 * std::max(beat.interval.value_or(usualBeat), usualBeat) + beatSlack;
}

/// It still works off what it has, and takes nothing new.
bool isStopping(const WorkerHeartbeat &beat)
{
    return beat.status == WorkerStatus::ShuttingDown || beat.status == WorkerStatus::Shutdown;
}

} // namespace

WorkerWatch::WorkerWatch(Client &client, const Clock &clock, QString ns, CallSchedule &background,
                         QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_ns(std::move(ns))
    , m_poll(background, backgroundlanes::workers, [this](Purpose purpose) { return ask(purpose); })
    , m_heard(2 * usualBeat + beatSlack)
{
}

std::optional<QueueWorkers> WorkerWatch::of(const QString &queue) const
{
    const auto found = m_queues.find(queue);
    if (found != m_queues.end())
        return found->second;
    return m_complete && !m_queues.empty() ? std::optional(QueueWorkers{{}, m_listedAt}) : std::nullopt;
}

Milliseconds WorkerWatch::interval() const
{
    return m_fast || seesFailures() ? fastInterval : slowInterval;
}

void WorkerWatch::setWanted(bool wanted)
{
    m_wanted = wanted;
    m_poll.setWanted(m_wanted && !m_refused);
}

void WorkerWatch::setFast(bool fast)
{
    if (fast && !m_fast)
        m_poll.hasten(m_clock.sinceBoot(), fastInterval);
    m_fast = fast;
}

void WorkerWatch::refresh()
{
    m_refused = false;
    m_poll.hasten(m_clock.sinceBoot(), refreshSpacing, Purpose::Operator);
    setWanted(m_wanted);
}

void WorkerWatch::retryNow()
{
    m_poll.retryNow(m_clock.sinceBoot());
}

void WorkerWatch::stop()
{
    m_delivery.cancel();
    m_poll.drop(m_clock.sinceBoot());
}

int WorkerWatch::ask(Purpose purpose)
{
    m_delivery = m_client.listWorkers(m_ns, pageSize, m_nextPage, purpose)
                     .deliver(this, [this](const Result<WorkerPage> &page) { take(page); });
    return 1;
}

void WorkerWatch::take(const Result<WorkerPage> &page)
{
    if (!page)
        return takeFailure(page.error());
    m_soFar.insert(m_soFar.end(), page->workers.begin(), page->workers.end());
    ++m_pages;
    const bool goesOn = !page->nextPage.isEmpty() && page->nextPage != m_nextPage;
    if (goesOn && m_pages < mostPages) {
        m_nextPage = page->nextPage;
        m_poll.succeed(m_clock.sinceBoot(), 0ms);
        return;
    }
    m_complete = !goesOn;
    conclude();
}

/// A list begins anew after a failure: tokens of pages don't last.
void WorkerWatch::takeFailure(const Error &error)
{
    m_soFar.clear();
    m_nextPage.clear();
    m_pages = 0;
    m_poll.fail(m_clock.sinceBoot());
    m_settled = true;
    if (error.kind != ErrorKind::Denied && error.kind != ErrorKind::Unsupported) {
        Q_EMIT failed(error);
        return;
    }
    m_refused = true;
    m_queues.clear();
    setWanted(m_wanted);
    Q_EMIT listed();
}

/// Heartbeats without a time say neither when nor whether somebody still works.
void WorkerWatch::conclude()
{
    const Milliseconds now = m_clock.sinceBoot();
    std::map<QString, Instant> told;
    for (const WorkerHeartbeat &beat : m_soFar)
        if (beat.time)
            told.emplace(beat.instanceKey, *beat.time);
    const std::map<QString, Milliseconds> times = m_heard.observe(told, m_clock.utc(), now);
    m_attempts.take(m_soFar, times, now);
    m_queues.clear();
    for (WorkerHeartbeat &beat : m_soFar) {
        const auto time = times.find(beat.instanceKey);
        if (time == times.end() || !isWatchable(beat.taskQueue))
            continue;
        QueueWorkers &workers = m_queues[beat.taskQueue];
        workers.sinceBoot = now;
        const bool isAlive = !isStopping(beat) && now - time->second <= aliveFor(beat);
        workers.workers.push_back({std::move(beat), time->second, isAlive});
    }
    m_listedAt = now;
    m_settled = true;
    m_poll.succeed(now, jittered(interval()));
    countAttempts();
    m_soFar.clear();
    m_nextPage.clear();
    m_pages = 0;
    Q_EMIT listed();
}

void WorkerWatch::countAttempts()
{
    for (auto &[queue, workers] : m_queues) {
        workers.attempts = m_attempts.of(queue);
        if (!workers.attempts)
            continue;
        workers.attempts->time = m_clock.utc();
        workers.attempts->sinceBoot = m_listedAt;
        workers.attempts->interval = interval();
    }
}

bool isStaffed(const QueueWorkers &workers)
{
    return std::any_of(workers.workers.begin(), workers.workers.end(),
                       [](const SeenWorker &worker) { return !isStopping(worker.heartbeat); });
}

bool worksOn(const QueueWorkers &workers, TaskType type)
{
    return std::any_of(workers.workers.begin(), workers.workers.end(), [type](const SeenWorker &worker) {
        const auto &slots =
            type == TaskType::Workflow ? worker.heartbeat.workflowSlots : worker.heartbeat.activitySlots;
        return worker.alive && slots && (slots->used > 0 || slots->available != 0);
    });
}

bool doesActivities(const QueueWorkers &workers)
{
    return std::any_of(workers.workers.begin(), workers.workers.end(), [](const SeenWorker &worker) {
        const auto &activities = worker.heartbeat.activitySlots;
        return worker.heartbeat.activityPollers > 0 ||
               (activities && (activities->used > 0 || activities->processed > 0));
    });
}

} // namespace signalbox
