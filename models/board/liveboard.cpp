// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/liveboard.h"

#include "models/alerts/alertengine.h"
#include "models/board/sparkline.h"
#include "models/monitor/watch.h"

namespace signalbox {

LiveBoard::LiveBoard(Watch &watch, AlertEngine &alerts, const Clock &clock, QObject *parent)
    : BoardSource(parent)
    , m_watch(watch)
    , m_alerts(alerts)
    , m_clock(clock)
{
    connect(&watch, &Watch::listed, this, &BoardSource::listed);
    connect(&watch, &Watch::queuesChanged, this, &BoardSource::queuesChanged);
    connect(&watch, &Watch::namespaceChanged, this, &BoardSource::namespaceChanged);
    connect(&alerts, &AlertEngine::namespaceJudged, this, &BoardSource::namespaceChanged);
    connect(&alerts, &AlertEngine::judged, this, &BoardSource::queueChanged);
}

const std::vector<NamespaceSample> &LiveBoard::namespaces() const
{
    return m_watch.namespaces();
}

const NamespaceSample *LiveBoard::namespaceSample(const QString &ns) const
{
    return m_watch.namespaceSample(ns);
}

bool LiveBoard::isStale(const NamespaceSample &sample) const
{
    return sample.gone || (sample.time && now() - sample.sinceBoot > countValidity);
}

Signal LiveBoard::signal(const NamespaceSample &sample) const
{
    const bool isFound = m_watch.isSettled({sample.info.name, {}});
    return sample.readable && !sample.error && sample.running && isFound ? Signal::Clear : Signal::Unknown;
}

NamespaceAssessment LiveBoard::assessment(const QString &ns) const
{
    return m_alerts.namespaceAssessment(ns);
}

std::vector<QueueKey> LiveBoard::queues(const QString &ns) const
{
    return m_watch.queues(ns);
}

bool LiveBoard::isNamed(const QueueKey &key) const
{
    return m_watch.isNamed(key);
}

QueueFacts LiveBoard::facts(const QueueKey &key, const QueueFacts &before) const
{
    QueueFacts facts;
    facts.key = key;
    facts.workflowLimit = threshold(RuleKind::Backlog, key);
    facts.activityLimit = threshold(RuleKind::ActivityBacklog, key);
    if (m_watch.isSeen(key))
        facts.sample = m_watch.latest(key);
    if (const auto running = m_watch.running(key))
        facts.running = running->count;
    facts.assessment = m_alerts.assessment(key);
    facts.byHand = m_watch.isByHand(key);
    facts.stale = facts.sample && isStale(*facts.sample);
    facts.last = lastKnown(before, facts);
    return facts;
}

Verdict LiveBoard::verdict(const QueueKey &key) const
{
    return m_alerts.verdict(key);
}

QList<double> LiveBoard::line(const QueueKey &key) const
{
    const Instant now = m_clock.utc();
    return sparkline::points(m_watch.samples(key, now - sparkline::span), now);
}

qint64 LiveBoard::lineStep() const
{
    return sparkline::stepOf(m_clock.utc());
}

Milliseconds LiveBoard::now() const
{
    return m_clock.sinceBoot();
}

std::optional<qint64> LiveBoard::threshold(RuleKind kind, const QueueKey &key) const
{
    const AlertRule *const rule = m_alerts.rule(kind, key);
    return rule ? std::optional(rule->threshold) : std::nullopt;
}

/// No newer one will come of a namespace that is gone.
bool LiveBoard::isStale(const QueueSample &sample) const
{
    const NamespaceSample *ns = m_watch.namespaceSample(sample.key.ns);
    return !ns || ns->gone || now() - sample.sinceBoot > validity(sample.interval);
}

/// While no answer comes a danger is no less one for it: the row keeps what it said last, in grey.
std::optional<QueueAssessment> LiveBoard::lastKnown(const QueueFacts &before, const QueueFacts &after) const
{
    const NamespaceSample *ns = m_watch.namespaceSample(after.key.ns);
    const bool isOnlyOld = after.stale && after.assessment.signal == Signal::Unknown && ns && ns->readable;
    if (!isOnlyOld || before.last)
        return isOnlyOld ? before.last : std::nullopt;
    return before.assessment.signal != Signal::Unknown ? std::optional(before.assessment) : std::nullopt;
}

} // namespace signalbox
