// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/queuewatch.h"

#include "models/base/combined.h"
#include "models/monitor/namespacewatch.h"
#include "models/monitor/queuewalk.h"
#include "models/monitor/watchlanes.h"
#include "models/temporal/client.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Between two looks at an activity side that was quiet: that of the idle tier, or where the number of runs
/// changed.
constexpr Milliseconds probeInterval = 10min;
constexpr Milliseconds probeSpacing = 1min;
constexpr Milliseconds countInterval = 60s;
/// A held-down F5 is one.
constexpr Milliseconds countSpacing = 2s;
/// Kept of a queue: more than its chart has room for.
constexpr std::size_t mostVersionChanges = 20;

/// The other kind says that nobody answered.
bool wasAnswered(const Error &error)
{
    return error.kind != ErrorKind::Unreachable;
}

/// A limit that was set in the future was set at no time that anybody knows.
TypeFacts factsOf(const TaskQueueStats &stats, Instant utc)
{
    TypeFacts facts{stats.addRate, stats.dispatchRate, stats.limit, stats.priorities, stats.versions};
    if (facts.limit && facts.limit->updated && *facts.limit->updated - utc > LastHeard::furthestAhead)
        facts.limit->updated.reset();
    return facts;
}

const auto sum = [](double a, double b) { return a + b; };
const auto older = [](Milliseconds a, Milliseconds b) { return std::max(a, b); };

} // namespace

QueueWatch::QueueWatch(Client &client, const Clock &clock, QueueKey key, bool named,
                       WatchSchedules &schedules, NamespaceWatch &ns, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_key(std::move(key))
    , m_schedules(schedules)
    , m_ns(ns)
    , m_named(named)
    , m_looks(schedules.looks, looklanes::rest, [this](Purpose purpose) { return look(purpose); })
    , m_counts(schedules.background, backgroundlanes::queues,
               [this](Purpose purpose) { return count(purpose); })
    , m_demandLane(looklanes::rest)
{
    m_ns.addQueue();
}

QueueWatch::~QueueWatch()
{
    setDemand(0);
    m_ns.addAlerting(-int(m_alerting));
    m_ns.removeQueue();
}

bool QueueWatch::isSettled() const
{
    const bool needsCount = m_alerting && wantsCount() && !m_discovered;
    return m_looks.pace().isSettled() && (!needsCount || m_counts.pace().isSettled());
}

bool QueueWatch::isInUse() const
{
    return m_latest &&
           (m_latest->workflowBacklog.value_or(0) > 0 || m_latest->activityBacklog.value_or(0) > 0 ||
            m_latest->workflowPollers.value_or(0) > 0 || m_latest->activityPollers.value_or(0) > 0 ||
            m_latest->addRate.value_or(0) > 0 || (m_running && m_running->count > 0));
}

/// A backlog may be made of tasks of ended workflows, which only the count of running ones can tell: worth a
/// call where it alerts somebody or is seen.
bool QueueWatch::wantsCount() const
{
    return isMatchable(m_key.queue) && m_latest && isFast();
}

bool QueueWatch::asksActivity() const
{
    return m_named || m_activitySeen || isProbeDue(m_clock.sinceBoot());
}

bool QueueWatch::isProbeDue(Milliseconds now) const
{
    if (!m_probed || now - *m_probed >= probeInterval)
        return true;
    return m_ns.runs() != m_runsWhenProbed && now - *m_probed >= probeSpacing;
}

void QueueWatch::setNamed(bool named)
{
    if (std::exchange(m_named, named) != named && named)
        m_looks.hasten(m_clock.sinceBoot(), queueSpacing);
}

void QueueWatch::expectActivities()
{
    if (std::exchange(m_activitySeen, true))
        return;
    m_looks.hasten(m_clock.sinceBoot(), queueSpacing);
}

void QueueWatch::setReadable(bool readable)
{
    m_readable = readable;
    m_looks.setWanted(readable);
    wantCount();
    setDemand(readable ? m_demand : 0);
}

void QueueWatch::setVisible(bool visible)
{
    const bool wasFast = isFast();
    m_visible = visible;
    setPace(wasFast);
    wantCount();
}

void QueueWatch::setAlerting(bool alerting)
{
    const bool wasFast = isFast();
    m_ns.addAlerting(int(alerting) - int(m_alerting));
    m_alerting = alerting;
    setPace(wasFast);
    wantCount();
}

void QueueWatch::setPace(bool wasFast)
{
    if (isFast() == wasFast)
        return;
    m_looks.setLane(isFast() ? looklanes::fast : looklanes::rest);
    setDemand(m_demand);
    if (isFast())
        m_looks.hasten(m_clock.sinceBoot(), queueSpacing);
}

void QueueWatch::setDemand(double perSecond)
{
    m_schedules.looks.addDemand(m_demandLane, -m_demand);
    m_demandLane = isFast() ? looklanes::fast : looklanes::rest;
    m_demand = perSecond;
    m_schedules.looks.addDemand(m_demandLane, m_demand);
}

/// The first of many counts takes a turn, once: taken anew at each look, it would never come. Later ones are
/// a minute apart.
void QueueWatch::wantCount()
{
    const bool wanted = m_readable && wantsCount();
    if (wanted && !m_counts.isPostponed())
        m_counts.postpone(m_ns.nextTurn());
    m_counts.setWanted(wanted);
}

void QueueWatch::refresh()
{
    const Milliseconds now = m_clock.sinceBoot();
    m_looks.hasten(now, queueSpacing, Purpose::Operator);
    m_counts.hasten(now, countSpacing, Purpose::Operator);
}

/// A look that nobody answered made the server no work, so its spacing does not hold the next one back.
void QueueWatch::retryNow()
{
    const Milliseconds now = m_clock.sinceBoot();
    m_looks.retryNow(now, m_reached ? queueSpacing : 0ms);
    m_counts.retryNow(now);
}

int QueueWatch::look(Purpose purpose)
{
    // The signal is in the workflow tasks: where many queues wait for their first look, the other type waits.
    const bool withActivity = asksActivity() && (m_latest || !m_schedules.looks.isShort());
    m_waiting = withActivity ? 2 : 1;
    m_activity.reset();
    m_workflowDelivery = m_client.describeTaskQueue(m_key.ns, m_key.queue, TaskType::Workflow, purpose)
                             .deliver(this, [this](Result<TaskQueueStats> stats) {
                                 m_workflow = std::move(stats);
                                 conclude();
                             });
    if (withActivity)
        m_activityDelivery = m_client.describeTaskQueue(m_key.ns, m_key.queue, TaskType::Activity, purpose)
                                 .deliver(this, [this](Result<TaskQueueStats> stats) {
                                     m_activity = std::move(stats);
                                     conclude();
                                 });
    return m_waiting;
}

void QueueWatch::conclude()
{
    if (--m_waiting > 0)
        return;
    const Milliseconds now = m_clock.sinceBoot();
    m_reached = m_workflow || wasAnswered(m_workflow.error()) ||
                (m_activity && (*m_activity || wasAnswered(m_activity->error())));
    if (!m_workflow) {
        m_looks.fail(now, queueSpacing);
        m_failure = FailedLook{m_workflow.error(), now};
        Q_EMIT failed(m_workflow.error());
        return;
    }
    m_failure.reset();
    rememberActivity();
    QueueSample sample = assemble();
    m_cadence.observe(sample);
    m_seen = m_seen || sample.workflowBacklog.value_or(0) > 0 || sample.activityBacklog.value_or(0) > 0 ||
             !sample.pollers.empty() || sample.addRate.value_or(0) > 0;
    const bool isHalf = !m_activity && asksActivity();
    setDemand((m_named || m_activitySeen ? 2 : 1) / std::chrono::duration<double>(interval()).count());
    const double stretch = m_schedules.looks.stretch(m_demandLane);
    sample.interval = jittered(std::chrono::round<Milliseconds>(interval() * stretch));
    m_looks.succeed(now, isHalf ? queueSpacing : sample.interval);
    m_samples.append(sample);
    noteVersions(sample);
    m_latest = std::move(sample);
    wantCount();
    Q_EMIT sampled(*m_latest);
}

void QueueWatch::rememberActivity()
{
    if (!m_activity || !*m_activity)
        return;
    const TaskQueueStats &stats = **m_activity;
    if (stats.backlog.value_or(0) > 0 || !stats.pollers.empty())
        m_activitySeen = true;
    m_probed = m_clock.sinceBoot();
    m_runsWhenProbed = m_ns.runs();
}

void QueueWatch::noteVersions(const QueueSample &sample)
{
    if (!m_latest || m_latest->workflowFacts.versions == sample.workflowFacts.versions)
        return;
    if (m_versionChanges.size() >= mostVersionChanges)
        m_versionChanges.erase(m_versionChanges.begin());
    m_versionChanges.push_back(
        {sample.sinceBoot, m_latest->workflowFacts.versions, sample.workflowFacts.versions});
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
    sample.pollers = m_workflowPresence.observe(m_workflow->pollers, utc, sinceBoot);
    sample.workflowPollers = aliveOf(sample.pollers);
    sample.workflowFacts = factsOf(*m_workflow, utc);
    const bool activityKnown = m_activity && *m_activity && (m_named || m_activitySeen);
    if (!activityKnown)
        return sample;
    const TaskQueueStats &activity = **m_activity;
    sample.activityBacklog = activity.backlog;
    sample.oldestActivityTask = activity.oldestTask;
    sample.oldestTask = combined(sample.oldestTask, activity.oldestTask, older);
    sample.addRate = combined(sample.addRate, activity.addRate, sum);
    sample.dispatchRate = combined(sample.dispatchRate, activity.dispatchRate, sum);
    const std::vector<SeenPoller> pollers = m_activityPresence.observe(activity.pollers, utc, sinceBoot);
    sample.activityPollers = aliveOf(pollers);
    sample.activityFacts = factsOf(activity, utc);
    sample.pollers.insert(sample.pollers.end(), pollers.begin(), pollers.end());
    return sample;
}

int QueueWatch::count(Purpose purpose)
{
    const QString condition = u"TaskQueue="_s + quotedName(m_key.queue);
    const RunningCount asked{0, m_clock.utc(), m_clock.sinceBoot()};
    m_countDelivery =
        m_knowsPaused
            ? m_client.countOpen(m_key.ns, condition, purpose)
                  .deliver(this,
                           [this, asked](const Result<OpenCounts> &counts) { takeCount(counts, asked); })
            : m_client.countExecutions(m_key.ns, u"ExecutionStatus='Running' AND "_s + condition, purpose)
                  .deliver(this, [this, asked](const Result<qint64> &running) {
                      takeCount(running.map([](qint64 count) { return OpenCounts{count, 0}; }), asked);
                  });
    return 1;
}

void QueueWatch::takeCount(const Result<OpenCounts> &counts, const RunningCount &asked)
{
    const Milliseconds now = m_clock.sinceBoot();
    if (!counts && counts.error().kind == ErrorKind::Invalid && m_knowsPaused) {
        m_knowsPaused = false;
        m_counts.succeed(now, 0ms);
        return;
    }
    if (!counts) {
        m_counts.fail(now);
        Q_EMIT failed(counts.error());
        return;
    }
    m_counts.succeed(now, jittered(std::max(countInterval, m_ns.queues() * turnSpacing)));
    m_running = m_paused = asked;
    m_running->count = counts->running;
    m_paused->count = counts->paused;
    Q_EMIT counted();
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
