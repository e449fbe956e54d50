// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuepast.h"

#include "models/monitor/watch.h"

namespace signalbox {

QueuePast::QueuePast(QueueKey key, Watch &watch, Past &past, Prometheus *prometheus, const Clock &clock,
                     QObject *parent)
    : QObject(parent)
    , m_key(std::move(key))
    , m_watch(watch)
    , m_past(past)
    , m_clock(clock)
    , m_olderPast(prometheus ? std::make_unique<OlderPast>(*prometheus, watch) : nullptr)
{
    connect(&watch, &Watch::queueSampled, this, [this](const QueueSample &sample) {
        if (sample.key == m_key && m_open && !m_open->end && !m_isWaiting)
            take(sample);
    });
    connect(&watch, &Watch::listed, this, &QueuePast::askAgain);
    connect(&watch, &Watch::namespaceChanged, this, [this](const QString &ns) {
        if (ns == m_key.ns)
            askAgain();
    });
}

bool QueuePast::Wanted::isAs(const Wanted &other) const
{
    return span == other.span && slices == other.slices && end == other.end &&
           std::chrono::abs(bootedAt - other.bootedAt) <= clockStep;
}

void QueuePast::open(Milliseconds span, int slices)
{
    open({span, slices, m_clock.utc() - m_clock.sinceBoot(), {}});
}

void QueuePast::open(Instant from, Instant to, int slices)
{
    open({to - from, slices, m_clock.utc() - m_clock.sinceBoot(), to});
}

void QueuePast::open(const Wanted &wanted)
{
    if (m_open && m_open->isAs(wanted))
        return;
    m_asked.cancel();
    m_askedOlder.cancel();
    m_open = wanted;
    m_isWaiting = true;
    const Instant to = wanted.end.value_or(m_clock.utc());
    Reply<PastSpan> reply = m_past.range(m_key, to - wanted.span, to, wanted.slices);
    if (auto finished = reply.takeFinished())
        take(std::move(*finished));
    else
        m_asked = reply.deliver(this, [this](Result<PastSpan> span) { take(std::move(span)); });
}

void QueuePast::close()
{
    m_asked.cancel();
    m_askedOlder.cancel();
    m_open.reset();
}

void QueuePast::askAgain()
{
    if (m_isDenied && !m_isWaiting)
        close();
}

void QueuePast::take(Result<PastSpan> span)
{
    m_isWaiting = false;
    m_isDenied = !span;
    m_failure = span ? span->unread : std::nullopt;
    m_series = span ? std::move(span->series) : Series();
    const auto latest = m_watch.latest(m_key);
    if (latest && m_open && !m_open->end) // it may have come while the answer was on its way
        m_series.append(*latest);
    m_older.reset();
    if (span)
        askOlder();
    Q_EMIT replaced();
}

/// Not where every look is wanted: these are none.
void QueuePast::askOlder()
{
    if (!m_olderPast || !m_open || m_open->slices == Series::everyLook)
        return;
    const Instant to = m_open->end.value_or(m_clock.utc());
    const Instant from = to - m_open->span;
    const auto &looks = m_series.points();
    const Instant until = looks.empty() ? to : looks.front().sample.time;
    constexpr Milliseconds leastMissing = std::chrono::minutes(2);
    if (until - from < leastMissing)
        return;
    m_askedOlder =
        m_olderPast->range(m_key, from, until, m_open->slices)
            .deliver(this, [this, until](Result<Series> older) { takeOlder(until, std::move(older)); });
}

void QueuePast::takeOlder(Instant until, Result<Series> older)
{
    if (!older) {
        m_older = Older{until, older.error()};
        Q_EMIT replaced();
        return;
    }
    if (older->points().empty())
        return;
    Series joined = std::move(*older);
    for (const SeriesPoint &look : m_series.points())
        joined.append(look);
    m_series = std::move(joined);
    m_older = Older{until, {}};
    Q_EMIT replaced();
}

void QueuePast::take(const QueueSample &sample)
{
    if (m_series.append(sample))
        Q_EMIT grew(m_series.points().back());
}

} // namespace signalbox
