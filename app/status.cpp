// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/status.h"

#include "models/board/boardcells.h"
#include "models/monitor/watch.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> stateName(NamespaceState state)
{
    switch (state) {
    case NamespaceState::Registered:
        return u"registered"_s;
    case NamespaceState::Deprecated:
        return u"deprecated"_s;
    case NamespaceState::Deleted:
        return u"deleted"_s;
    case NamespaceState::Unknown:
        break;
    }
    return {};
}

/// Nothing that waits is drained; what grows never is.
std::optional<qint64> drainSeconds(const QueueSample &sample)
{
    const Drain drain = timeToDrain(sample);
    if (drain.kind == Drain::Nothing)
        return 0;
    return drain.kind == Drain::Takes ? std::optional<qint64>(drain.time / std::chrono::seconds(1))
                                      : std::nullopt;
}

/// The cluster shows itself by its alerts alone.
bool showsSignal(const StatusReport &report, Signal signal)
{
    const bool isOfCluster = std::any_of(report.alerts.begin(), report.alerts.end(), [&](const Alert &alert) {
        return alert.key == theCluster && alert.signal == signal;
    });
    return isOfCluster ||
           std::any_of(report.namespaces.begin(), report.namespaces.end(), [&](const auto &ns) {
               return ns.assessment.signal == signal ||
                      std::any_of(ns.queues.begin(), ns.queues.end(),
                                  [&](const auto &queue) { return queue.signal == signal; });
           });
}

bool hasTrouble(const StatusReport &report)
{
    return std::any_of(report.namespaces.begin(), report.namespaces.end(),
                       [](const auto &ns) { return ns.trouble.has_value(); });
}

} // namespace

int exitCode(const StatusReport &report)
{
    if (showsSignal(report, Signal::Danger))
        return 2;
    if (!report.complete || hasTrouble(report) || showsSignal(report, Signal::Unknown))
        return 3;
    return showsSignal(report, Signal::Caution) ? 1 : 0;
}

StatusRun::StatusRun(Watch &watch, const AlertEngine &alerts, const Runbook &runbook, const Clock &clock,
                     QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_alerts(alerts)
    , m_runbook(runbook)
    , m_clock(clock)
    , m_sweep(watch)
{
    connect(&m_sweep, &FirstSweep::finished, this, &StatusRun::finish);
    connect(&m_sweep, &FirstSweep::progressed, this, &StatusRun::progressed);
}

void StatusRun::start(const QString &profile, const User &user, Milliseconds timeout)
{
    m_profile = profile;
    m_user = user;
    m_sweep.start(user.namespaces(), timeout);
}

void StatusRun::finish()
{
    Q_EMIT finished(report());
}

StatusReport StatusRun::report() const
{
    StatusReport report;
    report.profile = m_profile;
    report.time = m_clock.utc();
    report.user = m_user.name;
    report.admin = m_user.admin;
    report.complete = m_watch.firstSweepDone() && m_watch.namespacesKnown();
    if (!report.complete)
        report.failure = m_sweep.failure();
    for (const NamespaceSample &sample : m_watch.namespaces())
        report.namespaces.push_back(describe(sample));
    report.alerts = m_alerts.alerts();
    return report;
}

StatusReport::Namespace StatusRun::describe(const NamespaceSample &sample) const
{
    StatusReport::Namespace ns;
    ns.name = sample.info.name;
    ns.trouble = sample.error;
    ns.limits = sample.limits;
    ns.assessment = m_alerts.namespaceAssessment(sample.info.name);
    if (sample.readable) {
        ns.state = stateName(sample.info.state);
        ns.retention = sample.info.retention;
        ns.running = sample.running;
    }
    for (const QueueKey &key : m_watch.queues(sample.info.name))
        ns.queues.push_back(describe(key));
    return ns;
}

StatusReport::Queue StatusRun::describe(const QueueKey &key) const
{
    const QueueAssessment assessment = m_alerts.assessment(key);
    StatusReport::Queue queue;
    queue.name = key.queue;
    queue.owner = m_runbook.ownerOf(key);
    queue.signal = assessment.signal;
    queue.sentence = assessment.sentence;
    queue.verdict = m_alerts.verdict(key);
    const NamespaceSample *ns = m_watch.namespaceSample(key.ns);
    const auto sample = m_watch.latest(key);
    if (!sample || !m_watch.isSeen(key) || !ns || !ns->readable)
        return queue;
    queue.workflowBacklog = sample->workflowBacklog;
    queue.activityBacklog = sample->activityBacklog;
    if (const auto waiting = waitingTime(*sample))
        queue.oldestTaskSeconds = waiting->count() / 1000;
    queue.workflowPollers = sample->workflowPollers;
    queue.activityPollers = sample->activityPollers;
    queue.addRate = sample->addRate;
    queue.dispatchRate = sample->dispatchRate;
    queue.drainSeconds = drainSeconds(*sample);
    queue.checkedSeconds = (m_clock.sinceBoot() - sample->sinceBoot) / std::chrono::seconds(1);
    return queue;
}

} // namespace signalbox
