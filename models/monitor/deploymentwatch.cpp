// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/deploymentwatch.h"

#include "models/monitor/watchlanes.h"
#include "models/temporal/client.h"

#include <utility>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds usedInterval = 10min;
constexpr Milliseconds idleInterval = 30min;
/// Between two questions of a round: nobody waits for what they find.
constexpr Milliseconds stepInterval = 5s;
constexpr Milliseconds refreshSpacing = 10s;
/// What the board shows first is found by other questions.
constexpr Milliseconds firstDelay = 30s;
constexpr int pageSize = 100;
/// A round goes no further: a namespace of more has other ways to be found as well.
constexpr int mostVersions = 200;

} // namespace

DeploymentWatch::DeploymentWatch(Client &client, const Clock &clock, QString ns, CallSchedule &background,
                                 QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_ns(std::move(ns))
    , m_steps(background, backgroundlanes::runs, [this](Purpose purpose) { return step(purpose); })
{
}

void DeploymentWatch::setWanted(bool wanted)
{
    if (wanted && !m_steps.isPostponed())
        m_steps.postpone(m_clock.sinceBoot() + jittered(firstDelay));
    m_wanted = wanted;
    m_steps.setWanted(m_wanted && !m_refusal);
}

void DeploymentWatch::refresh()
{
    m_refusal.reset();
    m_steps.hasten(m_clock.sinceBoot(), refreshSpacing, Purpose::Operator);
    setWanted(m_wanted);
}

void DeploymentWatch::retryNow()
{
    m_steps.retryNow(m_clock.sinceBoot());
}

void DeploymentWatch::stop()
{
    m_delivery.cancel();
    m_steps.drop(m_clock.sinceBoot());
}

int DeploymentWatch::step(Purpose purpose)
{
    if (m_open.empty()) {
        m_delivery = m_client.listDeployments(m_ns, pageSize, m_nextPage, purpose)
                         .deliver(this, [this](const Result<DeploymentPage> &page) { takePage(page); });
        return 1;
    }
    const DeploymentVersion version = std::move(m_open.back());
    m_open.pop_back();
    m_delivery = m_client.describeDeploymentVersion(m_ns, version, purpose)
                     .deliver(this, [this](const Result<VersionQueues> &queues) { takeQueues(queues); });
    return 1;
}

void DeploymentWatch::takePage(const Result<DeploymentPage> &page)
{
    if (!page)
        return takeFailure(page.error());
    m_open = page->versions;
    m_versions += static_cast<int>(m_open.size());
    m_nextPage = m_versions < mostVersions ? page->nextPage : QByteArray();
    goOn();
}

/// One that is gone since it was listed is no trouble of the others.
void DeploymentWatch::takeQueues(const Result<VersionQueues> &queues)
{
    if (!queues && queues.error().kind != ErrorKind::NotFound)
        return takeFailure(queues.error());
    if (queues)
        Q_EMIT discovered(*queues);
    goOn();
}

void DeploymentWatch::goOn()
{
    const bool isOver = m_open.empty() && m_nextPage.isEmpty();
    const Milliseconds round = m_versions > 0 ? usedInterval : idleInterval;
    m_steps.succeed(m_clock.sinceBoot(), jittered(isOver ? round : stepInterval));
    if (isOver)
        m_versions = 0;
}

/// The next question begins a new round.
void DeploymentWatch::takeFailure(const Error &error)
{
    m_open.clear();
    m_nextPage.clear();
    m_versions = 0;
    m_steps.fail(m_clock.sinceBoot());
    if (error.kind != ErrorKind::Denied && error.kind != ErrorKind::Unsupported) {
        Q_EMIT failed(error);
        return;
    }
    m_refusal = error.kind;
    setWanted(m_wanted);
    Q_EMIT refused();
}

} // namespace signalbox
