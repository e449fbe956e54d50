// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/standalonewatch.h"

#include "models/monitor/watchlanes.h"
#include "models/temporal/client.h"

namespace signalbox {

using namespace std::chrono_literals;

namespace {
constexpr Milliseconds fastInterval = 1min;
constexpr Milliseconds slowInterval = 5min;
constexpr Milliseconds idleInterval = 30min;
/// A held-down F5 is one.
constexpr Milliseconds refreshSpacing = 10s;
/// What the board shows first is found by other questions.
constexpr Milliseconds firstDelay = 15s;
} // namespace

StandaloneWatch::StandaloneWatch(Client &client, const Clock &clock, QString ns, CallSchedule &background,
                                 QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_ns(std::move(ns))
    , m_steps(background, backgroundlanes::runs, [this](Purpose purpose) { return step(purpose); })
{
}

Milliseconds StandaloneWatch::interval() const
{
    return m_fast ? fastInterval : m_walk.found() > 0 ? slowInterval : idleInterval;
}

void StandaloneWatch::setWanted(bool wanted)
{
    if (wanted && !m_steps.isPostponed() && !m_prompt)
        m_steps.postpone(m_clock.sinceBoot() + jittered(firstDelay));
    m_wanted = wanted;
    m_steps.setWanted(m_wanted && !m_refused);
}

void StandaloneWatch::setFast(bool fast)
{
    if (fast && !m_fast)
        m_steps.hasten(m_clock.sinceBoot(), fastInterval);
    m_fast = fast;
}

void StandaloneWatch::refresh()
{
    m_refused = false;
    m_steps.hasten(m_clock.sinceBoot(), refreshSpacing, Purpose::Operator);
    setWanted(m_wanted);
}

void StandaloneWatch::retryNow()
{
    m_steps.retryNow(m_clock.sinceBoot());
}

void StandaloneWatch::stop()
{
    m_delivery.cancel();
    m_steps.drop(m_clock.sinceBoot());
}

int StandaloneWatch::step(Purpose purpose)
{
    if (!std::exchange(m_walking, true)) {
        m_walk.begin(m_clock.utc());
        m_nextPage.clear();
    }
    m_delivery = m_client.listStandalone(m_ns, m_walk.query(), QueueWalk::pageSize, m_nextPage, purpose)
                     .deliver(this, [this](const Result<StandalonePage> &page) { take(page); });
    return 1;
}

void StandaloneWatch::take(const Result<StandalonePage> &page)
{
    if (!page)
        return takeFailure(page.error());
    QStringList found;
    const QueueWalk::Step next = m_walk.accept(page->taskQueues, !page->nextPage.isEmpty(), found);
    m_nextPage = m_walk.goesByTime() ? page->nextPage : QByteArray();
    m_walking = next == QueueWalk::Step::Again;
    m_steps.succeed(m_clock.sinceBoot(), m_walking ? 0ms : jittered(interval()));
    if (!found.isEmpty())
        Q_EMIT discovered(found);
    if (m_walking)
        return;
    m_settled = true;
    Q_EMIT walked();
}

void StandaloneWatch::takeFailure(const Error &error)
{
    m_walking = false;
    m_settled = true;
    m_steps.fail(m_clock.sinceBoot());
    if (error.kind != ErrorKind::Denied && error.kind != ErrorKind::Unsupported) {
        Q_EMIT failed(error);
        return;
    }
    m_refused = true;
    setWanted(m_wanted);
    Q_EMIT walked();
}

} // namespace signalbox
