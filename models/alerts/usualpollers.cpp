// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/usualpollers.h"

#include "models/store/past.h"

#include <algorithm>

namespace signalbox {

namespace {

/// The store counts the fewest pollers of a slice: one a minute.
constexpr int slices = 24 * 60;

} // namespace

UsualPollers::UsualPollers(const Clock &clock, Past *past, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_past(past)
{
}

void UsualPollers::observe(const QueueSample &sample)
{
    Known &known = m_queues[sample.key];
    if (known.since == Milliseconds(0))
        known.firstSeen = sample.time;
    const Milliseconds until = std::min(known.until, sample.sinceBoot);
    if (known.workflowNow)
        known.workflow.add(*known.workflowNow, known.since, until);
    if (known.activityNow)
        known.activity.add(*known.activityNow, known.since, until);
    known.workflowNow = sample.workflowPollers;
    known.activityNow = sample.activityPollers;
    known.since = sample.sinceBoot;
    known.until = sample.sinceBoot + validity(sample.interval);
    if (m_past && !known.isAsked && (known.workflowNow == 0 || known.activityNow == 0))
        askPast(sample.key, known);
}

void UsualPollers::askPast(const QueueKey &key, Known &known)
{
    known.isAsked = true;
    m_past->range(key, m_clock.utc() - PollerMemory::span, m_clock.utc(), slices)
        .deliver(this, [this, key](const Result<PastSpan> &past) {
            if (const auto found = m_queues.find(key); past && found != m_queues.end())
                take(found->second, *past);
        });
}

/// What was seen in this run is known already.
void UsualPollers::take(Known &known, const PastSpan &past) const
{
    const Instant bootedAt = m_clock.utc() - m_clock.sinceBoot();
    for (const SeriesPoint &point : past.series.points()) {
        const Instant until = std::min(point.until, known.firstSeen);
        if (point.sample.workflowPollers)
            known.workflow.add(*point.sample.workflowPollers, point.sample.time - bootedAt, until - bootedAt);
        if (point.sample.activityPollers)
            known.activity.add(*point.sample.activityPollers, point.sample.time - bootedAt, until - bootedAt);
    }
}

std::optional<int> UsualPollers::usual(const QueueKey &key, TaskType type) const
{
    const auto known = m_queues.find(key);
    if (known == m_queues.end())
        return {};
    return (type == TaskType::Workflow ? known->second.workflow : known->second.activity)
        .usual(m_clock.sinceBoot());
}

} // namespace signalbox
