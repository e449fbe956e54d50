// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuepast.h"

#include "models/monitor/watch.h"

namespace signalbox {

QueuePast::QueuePast(QueueKey key, Watch &watch, Past &past, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_key(std::move(key))
    , m_watch(watch)
    , m_past(past)
    , m_clock(clock)
{
    connect(&watch, &Watch::queueSampled, this, [this](const QueueSample &sample) {
        if (sample.key == m_key && m_open && !m_isWaiting)
            take(sample);
    });
    connect(&watch, &Watch::listed, this, &QueuePast::askAgain);
    connect(&watch, &Watch::namespaceChanged, this, [this](const QString &ns) {
        if (ns == m_key.ns)
            askAgain();
    });
}

void QueuePast::open(Milliseconds span, int slices)
{
    const Instant now = m_clock.utc();
    const Wanted wanted{span, slices, now - m_clock.sinceBoot()};
    if (m_open && m_open->span == span && m_open->slices == slices &&
        std::chrono::abs(m_open->bootedAt - wanted.bootedAt) <= clockStep)
        return;
    m_asked.cancel();
    m_open = wanted;
    m_isWaiting = true;
    Reply<PastSpan> reply = m_past.range(m_key, now - span, now, slices);
    if (auto finished = reply.takeFinished())
        take(std::move(*finished));
    else
        m_asked = reply.deliver(this, [this](Result<PastSpan> span) { take(std::move(span)); });
}

void QueuePast::close()
{
    m_asked.cancel();
    m_open.reset();
}

void QueuePast::askAgain()
{
    if (m_isDenied)
        m_open.reset();
}

void QueuePast::take(Result<PastSpan> span)
{
    m_isWaiting = false;
    m_isDenied = !span;
    m_failure = span ? span->unread : std::nullopt;
    m_series = span ? std::move(span->series) : Series();
    if (const auto sample = m_watch.latest(m_key)) // it may have come while the answer was on its way
        m_series.append(*sample);
    Q_EMIT replaced();
}

void QueuePast::take(const QueueSample &sample)
{
    if (m_series.append(sample))
        Q_EMIT grew(m_series.points().back());
}

} // namespace signalbox
