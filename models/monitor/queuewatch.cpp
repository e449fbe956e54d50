// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/queuewatch.h"

#include "models/monitor/queuewalk.h"
#include "models/temporal/client.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds probeInterval = 24h;

/// Sum or maximum of what is known of two; unknown only if both are.
template <class T, class Op>
std::optional<T> combined(const std::optional<T> &a, const std::optional<T> &b, Op op)
{
    return a && b ? std::optional<T>(op(*a, *b)) : a ? a : b;
}

/// The other kind says that nobody answered.
bool wasAnswered(const Error &error)
{
    return error.kind != ErrorKind::Unreachable;
}

const auto sum = [](double a, double b) { return a + b; };
const auto older = [](Milliseconds a, Milliseconds b) { return std::max(a, b); };

} // namespace

QueueWatch::QueueWatch(Client &client, const Clock &clock, QueueKey key, bool configured, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_key(std::move(key))
    , m_configured(configured)
{
}

bool QueueWatch::isSettled() const
{
    return m_looks.isSettled() && (m_discovered || !wantsCount() || m_counts.isSettled());
}

/// A backlog may be made of tasks of ended workflows, which only the count of running ones can tell.
bool QueueWatch::wantsCount() const
{
    const bool hasBacklog = m_latest && m_latest->workflowBacklog.value_or(0) > 0;
    return isMatchable(m_key.queue) && m_latest && (m_visible || hasBacklog);
}

int QueueWatch::callsPerLook() const
{
    return asksActivity() ? 2 : 1;
}

bool QueueWatch::asksActivity() const
{
    return m_configured || m_activitySeen || m_clock.sinceBoot() >= m_nextProbe;
}

void QueueWatch::setVisible(bool visible)
{
    const bool wasFast = m_visible || m_alerting;
    m_visible = visible;
    hastenIfFaster(wasFast);
}

void QueueWatch::setAlerting(bool alerting)
{
    const bool wasFast = m_visible || m_alerting;
    m_alerting = alerting;
    hastenIfFaster(wasFast);
}

/// A look that nobody answered made the server no work, so its spacing does not hold the next one back.
void QueueWatch::retryNow()
{
    const Milliseconds now = m_clock.sinceBoot();
    m_looks.retryNow(now, m_reached ? queueSpacing : 0ms);
    m_counts.retryNow(now);
}

void QueueWatch::hastenIfFaster(bool wasFast)
{
    if (!wasFast && (m_visible || m_alerting))
        m_looks.hasten(m_clock.sinceBoot(), queueSpacing);
}

void QueueWatch::look(double stretch)
{
    const Purpose purpose = m_looks.begin(m_clock.sinceBoot());
    const bool withActivity = asksActivity();
    m_waiting = withActivity ? 2 : 1;
    m_activity.reset();
    m_workflowDelivery = m_client.describeTaskQueue(m_key.ns, m_key.queue, TaskType::Workflow, purpose)
                             .deliver(this, [this, stretch](Result<TaskQueueStats> stats) {
                                 m_workflow = std::move(stats);
                                 conclude(stretch);
                             });
    if (!withActivity)
        return;
    m_activityDelivery = m_client.describeTaskQueue(m_key.ns, m_key.queue, TaskType::Activity, purpose)
                             .deliver(this, [this, stretch](Result<TaskQueueStats> stats) {
                                 m_activity = std::move(stats);
                                 conclude(stretch);
                             });
}

void QueueWatch::conclude(double stretch)
{
    if (--m_waiting > 0)
        return;
    const Milliseconds now = m_clock.sinceBoot();
    m_reached = m_workflow || wasAnswered(m_workflow.error()) ||
                (m_activity && (*m_activity || wasAnswered(m_activity->error())));
    if (!m_workflow) {
        m_looks.fail(now, queueSpacing);
        Q_EMIT failed(m_workflow.error());
        return;
    }
    rememberActivity();
    QueueSample sample = assemble();
    m_cadence.observe(sample);
    m_seen = m_seen || sample.workflowBacklog.value_or(0) > 0 || sample.activityBacklog.value_or(0) > 0 ||
             !sample.pollers.empty() || sample.addRate.value_or(0) > 0;
    sample.interval = jittered(std::chrono::round<Milliseconds>(interval() * stretch));
    m_looks.succeed(now, sample.interval);
    m_samples.append(sample);
    m_latest = std::move(sample);
    Q_EMIT sampled(*m_latest);
}

void QueueWatch::rememberActivity()
{
    if (!m_activity || !*m_activity)
        return;
    const TaskQueueStats &stats = **m_activity;
    if (stats.backlog.value_or(0) > 0 || !stats.pollers.empty())
        m_activitySeen = true;
    m_nextProbe = m_clock.sinceBoot() + probeInterval;
}

QueueSample QueueWatch::assemble()
{
    const Instant utc = m_clock.utc();
    const Milliseconds sinceBoot = m_clock.sinceBoot();
    QueueSample sample;
    sample.key = m_key;
    sample.time = utc;
    sample.sinceBoot = sinceBoot;
    sample.workflowBacklog = m_workflow->backlog;
    sample.oldestTask = m_workflow->oldestTask;
    sample.oldestWorkflowTask = m_workflow->oldestTask;
    sample.addRate = m_workflow->addRate;
    sample.dispatchRate = m_workflow->dispatchRate;
    sample.workflowPollers = m_workflowPresence.observe(m_workflow->pollers, utc, sinceBoot);
    sample.pollers = m_workflow->pollers;
    const bool activityKnown = m_activity && *m_activity && (m_configured || m_activitySeen);
    if (!activityKnown)
        return sample;
    const TaskQueueStats &activity = **m_activity;
    sample.activityBacklog = activity.backlog;
    sample.oldestTask = combined(sample.oldestTask, activity.oldestTask, older);
    sample.addRate = combined(sample.addRate, activity.addRate, sum);
    sample.dispatchRate = combined(sample.dispatchRate, activity.dispatchRate, sum);
    sample.activityPollers = m_activityPresence.observe(activity.pollers, utc, sinceBoot);
    sample.pollers.insert(sample.pollers.end(), activity.pollers.begin(), activity.pollers.end());
    return sample;
}

void QueueWatch::count(Milliseconds interval)
{
    const Purpose purpose = m_counts.begin(m_clock.sinceBoot());
    const QString query = u"ExecutionStatus='Running' AND TaskQueue="_s + quotedName(m_key.queue);
    m_countDelivery =
        m_client.countExecutions(m_key.ns, query, purpose)
            .deliver(this, [this, interval, asked = m_clock.utc()](const Result<qint64> &count) {
                if (!count) {
                    m_counts.fail(m_clock.sinceBoot());
                    Q_EMIT failed(count.error());
                    return;
                }
                m_counts.succeed(m_clock.sinceBoot(), jittered(interval));
                m_running = RunningCount{*count, asked};
                Q_EMIT counted();
            });
}

void QueueWatch::stop()
{
    for (const Delivery &delivery : {m_workflowDelivery, m_activityDelivery, m_countDelivery})
        delivery.cancel();
    m_waiting = 0;
    const Milliseconds now = m_clock.sinceBoot();
    m_looks.drop(now, queueSpacing);
    m_counts.drop(now);
}

} // namespace signalbox
