// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/problemwatch.h"

#include "models/monitor/namespacewatch.h"
#include "models/monitor/watchlanes.h"
#include "models/temporal/client.h"

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds fastInterval = 60s;
constexpr Milliseconds slowInterval = 5min;
/// A held-down F5 is one.
constexpr Milliseconds refreshSpacing = 10s;

} // namespace

QString problemsQuery()
{
    return u"ExecutionStatus='Running' AND TemporalReportedProblems IS NOT NULL"_s;
}

ProblemWatch::ProblemWatch(Client &client, const Clock &clock, NamespaceWatch &ns, CallSchedule &background,
                           QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_ns(ns)
    , m_polls(background, backgroundlanes::namespaces, [this](Purpose purpose) { return ask(purpose); })
{
}

void ProblemWatch::setWanted(bool wanted)
{
    m_wanted = wanted;
    m_polls.setWanted(wanted && !m_refused);
}

void ProblemWatch::setFast(bool fast)
{
    if (fast && !m_fast)
        m_polls.hasten(m_clock.sinceBoot(), fastInterval);
    m_fast = fast;
}

void ProblemWatch::refresh()
{
    m_refused = false;
    m_polls.setWanted(m_wanted);
    m_polls.hasten(m_clock.sinceBoot(), refreshSpacing, Purpose::Operator);
}

void ProblemWatch::retryNow()
{
    m_polls.retryNow(m_clock.sinceBoot());
}

void ProblemWatch::stop()
{
    m_delivery.cancel();
    m_polls.drop(m_clock.sinceBoot());
}

int ProblemWatch::ask(Purpose purpose)
{
    // What proves ghosts does not wait for the first one.
    if (m_latest)
        static_cast<void>(m_ns.nextTurn());
    m_asked = {0, m_clock.utc(), m_clock.sinceBoot(), {}};
    m_delivery = m_client.countExecutions(m_ns.info().name, problemsQuery(), purpose)
                     .deliver(this, [this](const Result<qint64> &count) { take(count); });
    return 1;
}

void ProblemWatch::take(const Result<qint64> &count)
{
    const Milliseconds now = m_clock.sinceBoot();
    if (!count) {
        m_polls.fail(now);
        // An older server knows no such attribute.
        m_refused = count.error().kind == ErrorKind::Invalid || count.error().kind == ErrorKind::Denied;
        if (!m_refused) {
            Q_EMIT failed(count.error());
            return;
        }
        m_polls.setWanted(false);
        m_latest.reset();
    } else {
        const bool wasTroubled = m_latest && m_latest->count > 0;
        m_asked.count = *count;
        m_latest = m_asked;
        m_latest->interval = m_fast || wasTroubled || m_asked.count > 0 ? fastInterval : slowInterval;
        m_polls.succeed(now, jittered(m_latest->interval));
    }
    Q_EMIT told();
}

} // namespace signalbox
