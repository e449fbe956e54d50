// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"

#include "models/diagnosis/observing.h"
#include "models/monitor/watch.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {
/// Younger tasks may belong to runs that visibility does not show yet.
constexpr Milliseconds ghostAge = 1min;

/// Why a namespace can't be read; empty: it can.
QString troubleOf(const Watch &watch, const QString &ns)
{
    const NamespaceSample *sample = watch.namespaceSample(ns);
    return sample && !sample->readable ? sample->error.value_or(QString()) : QString();
}
} // namespace

AlertEngine::AlertEngine(Watch &watch, const Runbook &runbook, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_runbook(runbook)
    , m_clock(clock)
{
    connect(&watch, &Watch::forgotten, this, &AlertEngine::forget);
    connect(&watch, &Watch::queueSampled, this, &AlertEngine::observe);
    connect(&watch, &Watch::queueCounted, this, &AlertEngine::takeCount);
    connect(&watch, &Watch::queueTold, this, &AlertEngine::judge);
    connect(&watch, &Watch::queueFailed, this, &AlertEngine::judge);
    connect(&watch, &Watch::queuesChanged, this, &AlertEngine::takeNames);
    connect(&watch, &Watch::namespaceChanged, this, &AlertEngine::takeTrouble);
    connect(&watch, &Watch::listed, this, [this] {
        for (const NamespaceSample &sample : m_watch.namespaces()) {
            takeNames(sample.info.name);
            takeTrouble(sample.info.name);
        }
    });
}

AlertEngine::~AlertEngine() = default;

void AlertEngine::forget()
{
    m_rules.clear();
    m_waitedAtCount.clear();
    m_histories.clear();
    m_changes = {};
    m_showing = {};
    m_troubles.clear();
    m_next.clear();
    m_ticking.clear();
}

void AlertEngine::observe(const QueueSample &sample)
{
    auto found = m_rules.find(sample.key);
    if (found == m_rules.end())
        found = m_rules.try_emplace(sample.key, m_runbook.rules(sample.key)).first;
    QueueRules &rules = found->second;
    rules.observe(sample);
    // What comes on top of what waited then was not counted.
    if (const auto waited = m_waitedAtCount.find(sample.key); waited != m_waitedAtCount.end())
        waited->second = std::min(waited->second, sample.workflowBacklog.value_or(waited->second));
    m_watch.setAlerting(sample.key, rules.isAlerting());
    judge(sample.key);
}

const AlertRule *AlertEngine::rule(RuleKind kind, const QueueKey &key) const
{
    const auto rules = m_rules.find(key);
    return rules == m_rules.end() ? nullptr : rules->second.rule(kind);
}

/// A count that is newer than the backlog tells of each of its tasks whether it is left over, and goes on to
/// until the backlog is larger.
void AlertEngine::takeCount(const QueueKey &key)
{
    const auto running = m_watch.running(key);
    const auto sample = m_watch.latest(key);
    if (running && sample && running->sinceBoot >= sample->sinceBoot &&
        sample->oldestWorkflowTask.value_or(0ms) >= ghostAge)
        m_waitedAtCount[key] = sample->workflowBacklog.value_or(0);
    judge(key);
}

/// Only for what time alone changes: durations that are told, values that grow old.
void AlertEngine::tick()
{
    const Milliseconds now = m_clock.sinceBoot();
    std::vector<QueueKey> due;
    for (auto it = m_ticking.begin(); it != m_ticking.end() && it->first <= now; ++it)
        due.push_back(it->second);
    for (const QueueKey &key : due) {
        if (const auto rules = m_rules.find(key); rules != m_rules.end())
            rules->second.tick(now);
        judge(key);
    }
}

/// Of a namespace's queues those that are under watch no more are forgotten.
void AlertEngine::takeNames(const QString &ns)
{
    const std::vector<QueueKey> known = m_watch.queues(ns);
    std::vector<QueueKey> gone;
    for (auto it = m_rules.lower_bound({ns, {}}); it != m_rules.end() && it->first.ns == ns; ++it)
        if (!std::binary_search(known.begin(), known.end(), it->first) || !m_watch.latest(it->first))
            gone.push_back(it->first);
    for (const QueueKey &key : gone)
        drop(key);
}

/// What keeps a whole namespace from being read is what its queues show.
void AlertEngine::takeTrouble(const QString &ns)
{
    const QString trouble = troubleOf(m_watch, ns);
    const auto [known, isNew] = m_troubles.try_emplace(ns, trouble);
    if (!isNew && std::exchange(known->second, trouble) == trouble)
        return;
    for (const QueueKey &key : m_watch.queues(ns))
        judge(key);
}

void AlertEngine::drop(const QueueKey &key)
{
    m_rules.erase(key);
    m_waitedAtCount.erase(key);
    m_histories.erase(key);
    m_changes.drop(key);
    m_showing.drop(key);
    tickAt(key, std::nullopt);
}

void AlertEngine::judge(const QueueKey &key)
{
    const QueueSituation now = situation(key);
    note(key, now);
    tickAt(key, nextChange(now));
    for (const Transition &transition : m_changes.take(key, now.standings, m_clock.utc()))
        Q_EMIT changed(transition);
    if (const auto judgement = m_showing.take(key, now, m_clock.utc()))
        Q_EMIT showed(*judgement);
    Q_EMIT judged(key);
}

void AlertEngine::note(const QueueKey &key, const QueueSituation &now)
{
    const Signal signal = signalOf(now);
    auto history = m_histories.find(key);
    if (history == m_histories.end()) {
        if (signal != Signal::Caution && signal != Signal::Danger)
            return;
        history = m_histories.try_emplace(key).first;
    }
    const Observed &seen = now.seen;
    history->second.note(signal, seen.now,
                         seen.sample ? seen.sample->sinceBoot + validity(seen.sample->interval) : seen.now);
}

void AlertEngine::tickAt(const QueueKey &key, std::optional<Milliseconds> at)
{
    const auto known = m_next.find(key);
    if (known != m_next.end() && known->second == at)
        return;
    if (known != m_next.end()) {
        m_ticking.erase({known->second, key});
        m_next.erase(known);
    }
    if (at) {
        m_ticking.emplace(*at, key);
        m_next.emplace(key, *at);
    }
}

QueueSituation AlertEngine::situation(const QueueKey &key) const
{
    QueueSituation now;
    now.seen = observedBy(m_watch, key, m_clock);
    if (const auto waited = m_waitedAtCount.find(key); waited != m_waitedAtCount.end())
        now.seen.waitedAtCount = waited->second;
    now.verdict = diagnose(now.seen);
    if (const auto rules = m_rules.find(key); rules != m_rules.end())
        now.standings = rules->second.standings(now.seen.now);
    return now;
}

std::vector<Alert> AlertEngine::alerts() const
{
    std::vector<Alert> alerts;
    const Milliseconds now = m_clock.sinceBoot();
    for (const auto &[key, rules] : m_rules) {
        if (!troubleOf(m_watch, key.ns).isEmpty())
            continue;
        for (const RuleStanding &standing : rules.standings(now))
            if (standing.state != AlertState::Unknown)
                alerts.push_back({standing.rule.id, standing.rule.kind, key, standing.type, standing.state,
                                  standing.value, standing.rule.threshold, standing.since,
                                  standing.inferred});
    }
    return alerts;
}

const std::vector<SignalPhase> &AlertEngine::phases(const QueueKey &key) const
{
    static const std::vector<SignalPhase> none;
    const auto history = m_histories.find(key);
    return history != m_histories.end() ? history->second.phases() : none;
}

QueueAssessment AlertEngine::assessment(const QueueKey &key) const
{
    return assess(situation(key));
}

Verdict AlertEngine::verdict(const QueueKey &key) const
{
    QueueSituation now = situation(key);
    for (Evidence &line : ruleEvidence(now))
        now.verdict.evidence.push_back(std::move(line));
    return now.verdict;
}

} // namespace signalbox
