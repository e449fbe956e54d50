// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/driftcheck.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "models/monitor/watch.h"

#include <set>

namespace signalbox {

namespace {
/// For a first sweep in which nothing goes on: what was not found by then is not known, which the rules say.
constexpr Milliseconds patience = std::chrono::seconds(30);
constexpr Milliseconds waitingStep{500};

DriftCheck::Found foundOf(std::vector<Drift> drifts, const Runbook &runbook, const Expectations &expectations,
                          Instant seen)
{
    DriftCheck::Found found;
    found.seen = seen;
    found.counts = driftCounts(drifts);
    auto list = listDrifts(std::move(drifts), runbook, expectations, seen);
    std::set<QString> owners;
    std::set<QString> namespaces;
    for (const ListedDrift &one : list) {
        if (!one.owner.isEmpty())
            owners.insert(one.owner);
        if (!one.drift.subject.ns.isEmpty())
            namespaces.insert(one.drift.subject.ns);
    }
    found.owners = {owners.begin(), owners.end()};
    found.namespaces = {namespaces.begin(), namespaces.end()};
    found.drifts = std::make_shared<const std::vector<ListedDrift>>(std::move(list));
    return found;
}

} // namespace

DriftCheck::DriftCheck(Client &client, const Watch &watch, const Runbook &runbook,
                       const Expectations &expectations, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_runbook(runbook)
    , m_expectations(expectations)
    , m_clock(clock)
    , m_look(client, watch, expectations, clock)
{
    m_worker.setMaxThreadCount(1);
    m_waiting.setInterval(waitingStep);
    connect(&m_waiting, &QTimer::timeout, this, &DriftCheck::await);
    connect(&m_look, &ClusterLook::progressed, this, [this](int answered, int asked) {
        m_answered = answered;
        m_asked = asked;
        Q_EMIT progressed();
    });
    connect(&m_look, &ClusterLook::finished, this, &DriftCheck::judge);
}

void DriftCheck::start()
{
    if (isRunning())
        return;
    m_stage = Stage::Sweep;
    m_settled = -1;
    m_waiting.start();
    Q_EMIT changed();
    await();
}

void DriftCheck::stop()
{
    if (!isRunning())
        return;
    m_stage = Stage::None;
    m_waiting.stop();
    m_look.cancel();
    m_judging.cancel();
    Q_EMIT changed();
}

/// Where the namespaces can't even be listed, the look finds out why.
void DriftCheck::await()
{
    const int settled = m_watch.firstSweep().settled;
    const Milliseconds now = m_clock.sinceBoot();
    if (settled != m_settled)
        m_settledAt = now;
    m_settled = settled;
    if (m_watch.firstSweepDone() || m_watch.namespacesFailure() || now - m_settledAt > patience)
        look();
    else
        Q_EMIT progressed();
}

void DriftCheck::look()
{
    m_waiting.stop();
    m_stage = Stage::Look;
    m_answered = m_asked = 0;
    m_look.start();
    Q_EMIT progressed();
}

void DriftCheck::judge(const SeenCluster &cluster)
{
    if (cluster.unanswered) {
        m_stage = Stage::None;
        m_failure = cluster.unanswered;
        m_failedAt = m_clock.utc();
        Q_EMIT changed();
        return;
    }
    m_stage = Stage::Judge;
    const ReplyPromise<Found> promise;
    m_judging = promise.reply().deliver(this, [this](const Result<Found> &found) { take(found.value()); });
    m_worker.start([promise, cluster, &runbook = m_runbook, &expectations = m_expectations] {
        promise.finish(foundOf(driftsOf(expectations, cluster), runbook, expectations, cluster.time));
    });
}

void DriftCheck::take(const Found &found)
{
    m_stage = Stage::None;
    m_found = found;
    m_failure.reset();
    Q_EMIT changed();
}

DriftCheck::Progress DriftCheck::progress() const
{
    switch (m_stage) {
    case Stage::None:
        break;
    case Stage::Sweep: {
        const Watch::Progress sweep = m_watch.firstSweep();
        return {Text::tr("Waiting for the first look at the cluster: %1 of %2 namespaces and queues")
                    .arg(formatCount(sweep.settled), formatCount(sweep.known)),
                sweep.settled, sweep.known};
    }
    case Stage::Look:
        return {Text::tr("%1 of %2 questions have been answered")
                    .arg(formatCount(m_answered), formatCount(m_asked)),
                m_answered, m_asked};
    case Stage::Judge:
        return {Text::tr("Holding what was seen against the runbook"), 0, 0};
    }
    return {};
}

} // namespace signalbox
