// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/closedcount.h"

#include "models/base/format.h"
#include "models/monitor/namespacewatch.h"
#include "models/monitor/watchlanes.h"
#include "models/temporal/client.h"

#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A held-down F5 is one.
constexpr Milliseconds refreshSpacing = 10s;

} // namespace

QString closedBeforeQuery(Instant before, const QString &condition)
{
    const QString closed = u"CloseTime < '%1'"_s.arg(formatIso(before));
    return condition.isEmpty() ? closed : u"%1 AND %2"_s.arg(condition, closed);
}

QString endedBadlyQuery()
{
    return u"ExecutionStatus IN ('Failed', 'TimedOut', 'Terminated')"_s;
}

bool isRefusal(const Error &error)
{
    return error.kind == ErrorKind::Invalid || error.kind == ErrorKind::Denied;
}

ClosedCount::ClosedCount(Client &client, const Clock &clock, NamespaceWatch &ns, CallSchedule &background,
                         QString condition, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_ns(ns)
    , m_condition(std::move(condition))
    , m_polls(background, backgroundlanes::runs, [this](Purpose purpose) { return ask(purpose); })
{
}

/// What was counted for another age holds until it is counted anew, which is at once.
void ClosedCount::setAge(std::optional<Milliseconds> age)
{
    if (age == m_age)
        return;
    m_age = age;
    if (!m_age) {
        stop();
        m_latest.reset();
    }
    m_polls.setWanted(m_age.has_value());
    m_polls.hasten(m_clock.sinceBoot(), refreshSpacing);
}

void ClosedCount::refresh()
{
    m_polls.hasten(m_clock.sinceBoot(), refreshSpacing, Purpose::Operator);
}

void ClosedCount::retryNow()
{
    m_polls.retryNow(m_clock.sinceBoot());
}

void ClosedCount::stop()
{
    m_delivery.cancel();
    m_polls.drop(m_clock.sinceBoot());
}

int ClosedCount::ask(Purpose purpose)
{
    static_cast<void>(m_ns.nextTurn());
    const Instant now = m_clock.utc();
    const Milliseconds age = m_age.value_or(0ms);
    m_asked = {0, age, now - age, now, m_clock.sinceBoot(), closedCountInterval};
    m_delivery =
        m_client.countExecutions(m_ns.info().name, closedBeforeQuery(m_asked.before, m_condition), purpose)
            .deliver(this, [this](const Result<qint64> &count) { take(count); });
    return 1;
}

void ClosedCount::take(const Result<qint64> &count)
{
    const Milliseconds now = m_clock.sinceBoot();
    if (!count) {
        const bool isRefused = isRefusal(count.error());
        m_polls.fail(now, isRefused ? closedCountInterval : 0ms);
        if (isRefused)
            Q_EMIT told();
        else
            Q_EMIT failed(count.error());
        return;
    }
    m_asked.count = *count;
    m_latest = m_asked;
    // Where another age is asked for since, that is counted next.
    const bool isAsWanted = m_asked.age == m_age.value_or(0ms);
    m_polls.succeed(now, isAsWanted ? jittered(closedCountInterval) : refreshSpacing);
    Q_EMIT told();
}

} // namespace signalbox
