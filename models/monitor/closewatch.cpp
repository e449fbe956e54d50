// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/closewatch.h"

#include "models/base/format.h"
#include "models/monitor/namespacewatch.h"
#include "models/monitor/watchlanes.h"
#include "models/temporal/client.h"

#include <QDateTime>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds interval = 60s;
/// What the board shows first, and what proves ghosts, is found by other questions to the same budget.
constexpr Milliseconds firstDelay = 5s;
/// A held-down F5 is one.
constexpr Milliseconds refreshSpacing = 10s;
/// A close is in visibility some time after it happened.
constexpr Milliseconds lag = 60s;
/// A gap that one answer fills; over a longer one the count would stand for no rate.
constexpr Milliseconds longestSpan = 10min;

Instant midnightBefore(Instant time)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
    return Instant(Milliseconds(local.date().startOfDay().toMSecsSinceEpoch()));
}

} // namespace

CloseWatch::CloseWatch(Client &client, const Clock &clock, NamespaceWatch &ns, CallSchedule &background,
                       QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_ns(ns)
    , m_asks(background, backgroundlanes::runs, [this](Purpose purpose) { return ask(purpose); })
{
}

void CloseWatch::setWanted(bool wanted)
{
    if (wanted && !m_asks.isPostponed())
        m_asks.postpone(m_clock.sinceBoot() + jittered(firstDelay));
    m_asks.setWanted(wanted);
}

void CloseWatch::refresh()
{
    m_asks.hasten(m_clock.sinceBoot(), refreshSpacing, Purpose::Operator);
}

void CloseWatch::retryNow()
{
    m_asks.retryNow(m_clock.sinceBoot());
}

void CloseWatch::stop()
{
    m_countsDelivery.cancel();
    m_failedDelivery.cancel();
    m_asks.drop(m_clock.sinceBoot());
}

/// Whole minutes, of which none is left out while somebody looks.
int CloseWatch::ask(Purpose purpose)
{
    const Instant now = m_clock.utc();
    m_asked = {};
    m_asked.to = std::chrono::floor<std::chrono::minutes>(now - lag);
    m_asked.from = m_asked.to - interval;
    if (m_latest && m_latest->to < m_asked.to && m_asked.to - m_latest->to <= longestSpan)
        m_asked.from = m_latest->to;
    m_asked.midnight = midnightBefore(now);
    m_asked.sinceBoot = m_clock.sinceBoot();
    m_error.reset();
    m_waiting = 2;
    for (int call = 0; call < m_waiting; ++call)
        static_cast<void>(m_ns.nextTurn());
    const QString ns = m_ns.info().name;
    m_countsDelivery = m_client
                           .countByStatus(ns,
                                          u"CloseTime >= '%1' AND CloseTime < '%2'"_s.arg(
                                              formatIso(m_asked.from), formatIso(m_asked.to)),
                                          purpose)
                           .deliver(this, [this](const Result<StatusCounts> &counts) {
                               if (counts)
                                   m_asked.counts = *counts;
                               else
                                   m_error = counts.error();
                               conclude();
                           });
    m_failedDelivery =
        m_client
            .countExecutions(
                ns, u"ExecutionStatus='Failed' AND CloseTime >= '%1'"_s.arg(formatIso(m_asked.midnight)),
                purpose)
            .deliver(this, [this](const Result<qint64> &failed) {
                if (failed)
                    m_asked.failedToday = *failed;
                else
                    m_error = failed.error();
                conclude();
            });
    return m_waiting;
}

void CloseWatch::conclude()
{
    if (--m_waiting > 0)
        return;
    const Milliseconds now = m_clock.sinceBoot();
    if (m_error) {
        m_asks.fail(now);
        Q_EMIT failed(*m_error);
        return;
    }
    m_asks.succeed(now, jittered(interval));
    m_latest = m_asked;
    Q_EMIT told();
}

} // namespace signalbox
