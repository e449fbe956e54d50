// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"

#include "models/monitor/watch.h"
#include "models/monitor/workerwatch.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {
/// Younger tasks may belong to runs that visibility does not show yet.
constexpr Milliseconds ghostAge = 1min;
} // namespace

QString AlertEngine::troubleOf(const QString &ns) const
{
    const NamespaceSample *sample = m_watch.namespaceSample(ns);
    return sample && !sample->readable ? sample->error.value_or(QString()) : QString();
}

AlertEngine::AlertEngine(Watch &watch, const Runbook &runbook, const Clock &clock, Past *past,
                         QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_runbook(runbook)
    , m_clock(clock)
    , m_usual(clock, past)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &AlertEngine::review);
    connect(&watch, &Watch::forgotten, this, &AlertEngine::forget);
    connect(&watch, &Watch::queueSampled, this, &AlertEngine::observe);
    connect(&watch, &Watch::queueCounted, this, &AlertEngine::takeCount);
    connect(&watch, &Watch::queueTold, this, &AlertEngine::takeTold);
    connect(&watch, &Watch::queueFailed, this, &AlertEngine::judge);
    connect(&watch, &Watch::queuesChanged, this, &AlertEngine::takeNames);
    connect(&watch, &Watch::namespaceChanged, this, &AlertEngine::takeTrouble);
    connect(&watch, &Watch::namespaceChanged, this, &AlertEngine::takeNamespace);
    connect(&watch, &Watch::listed, this, [this] {
        for (const NamespaceSample &sample : m_watch.namespaces()) {
            takeNames(sample.info.name);
            takeTrouble(sample.info.name);
            takeNamespace(sample.info.name);
        }
        dropOtherNamespaces();
    });
}

AlertEngine::~AlertEngine() = default;

void AlertEngine::forget()
{
    const std::vector<QueueKey> stood = standingKeys();
    m_rules.clear();
    m_waitedAtCount.clear();
    m_histories.clear();
    m_changes = {};
    m_showing = {};
    m_usual.clear();
    m_troubles.clear();
    m_namespaces.clear();
    m_new = {};
    m_next.clear();
    m_ticking.clear();
    for (const QueueKey &key : stood)
        Q_EMIT stands(key);
}

void AlertEngine::observe(const QueueSample &sample)
{
    m_usual.observe(sample);
    RuleSet &rules = rulesOf(sample.key);
    rules.observe(QueueSight{sample, workersOf(sample.key, TaskType::Workflow),
                             workersOf(sample.key, TaskType::Activity)});
    // What comes on top of what waited then was not counted.
    if (const auto waited = m_waitedAtCount.find(sample.key); waited != m_waitedAtCount.end())
        waited->second = std::min(waited->second, sample.workflowBacklog.value_or(waited->second));
    m_watch.setAlerting(sample.key, rules.isAlerting());
    judge(sample.key);
}

RuleSet &AlertEngine::rulesOf(const QueueKey &key)
{
    const auto found = m_rules.find(key);
    return found != m_rules.end() ? found->second
                                  : m_rules.try_emplace(key, m_runbook.rules(key)).first->second;
}

QueueSight::Workers AlertEngine::workersOf(const QueueKey &key, TaskType type) const
{
    QueueSight::Workers workers{m_usual.usual(key, type), false};
    if (const auto heard = m_watch.workers(key))
        workers.beating = worksOn(*heard, type);
    return workers;
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
    watchCluster();
    const Milliseconds now = m_clock.sinceBoot();
    if (!m_ended.empty() && now >= m_endedUntil) {
        m_anew.merge(m_ended);
        review();
    }
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
        if (!it->first.queue.isEmpty() &&
            (!std::binary_search(known.begin(), known.end(), it->first) || !m_watch.latest(it->first)))
            gone.push_back(it->first);
    for (const QueueKey &key : gone)
        drop(key);
}

/// What keeps a whole namespace from being read is what its queues show.
void AlertEngine::takeTrouble(const QString &ns)
{
    const QString trouble = troubleOf(ns);
    const auto [known, isNew] = m_troubles.try_emplace(ns, trouble);
    if (!isNew && std::exchange(known->second, trouble) == trouble)
        return;
    for (const QueueKey &key : m_watch.queues(ns))
        judge(key);
    if (m_changes.knows({ns, {}}))
        Q_EMIT stands({ns, {}});
}

void AlertEngine::takeNamespace(const QString &ns)
{
    const NamespaceSample *const sample = m_watch.namespaceSample(ns);
    if (!sample || !sample->readable)
        return;
    const Runbook::Namespace *const wanted = m_runbook.namespaceOf(ns);
    m_watch.setRetentionWarning(ns, wanted ? wanted->retentionWarning : std::nullopt);
    const QueueKey key{ns, {}};
    const std::vector<Sight> sights = m_new.ofNamespace(*sample, m_runbook, m_clock);
    for (const Sight &sight : sights)
        rulesOf(key).observe(sight);
    if (!sights.empty())
        judge(key);
}

void AlertEngine::takeTold(const QueueKey &key)
{
    const auto workers = m_watch.latest(key) ? m_watch.workers(key) : std::nullopt;
    if (const auto attempts = workers ? m_new.ofAttempts(key, *workers) : std::nullopt) {
        rulesOf(key).observe(*attempts);
        m_watch.setAlerting(key, rulesOf(key).isAlerting());
    }
    judge(key);
}

/// Those that are gone, or that this person may not read any more.
void AlertEngine::dropOtherNamespaces()
{
    for (const QString &ns : m_new.namespaces())
        if (const NamespaceSample *sample = m_watch.namespaceSample(ns); !sample || !sample->readable) {
            drop({ns, {}});
            m_namespaces.erase(ns);
        }
}

void AlertEngine::watchCluster()
{
    const Milliseconds now = m_clock.sinceBoot();
    ClusterSight sight{m_clock.utc(), now, {}};
    if (const auto away = m_watch.awaySince()) {
        m_lastAway = now;
        sight.silent = now - *away;
    } else if (m_watch.lastAnswer()) {
        sight.silent = 0ms;
    }
    rulesOf(theCluster).observe(sight);
    judge(theCluster);
}

/// What it is not watched for any more has ended, whatever it was.
void AlertEngine::drop(const QueueKey &key)
{
    m_rules.erase(key);
    tell(key, {}, {});
    m_usual.drop(key);
    m_waitedAtCount.erase(key);
    m_new.drop(key);
    m_histories.erase(key);
    m_changes.drop(key);
    m_showing.drop(key);
    tickAt(key, std::nullopt);
}

void AlertEngine::judge(const QueueKey &key)
{
    if (scopeOf(key) == RuleScope::Queue)
        judgeQueue(key);
    else
        judgeScope(key);
}

void AlertEngine::judgeQueue(const QueueKey &key)
{
    const QueueSituation now = situation(key);
    note(key, now);
    tickAt(key, nextChange(now));
    tell(key, now.standings, now.verdict);
    if (const auto judgement = m_showing.take(key, now, m_clock.utc()))
        Q_EMIT showed(*judgement);
    Q_EMIT judged(key);
}

/// A namespace or the cluster, which ticks by itself. Where a rule has something to say, it says how long.
void AlertEngine::judgeScope(const QueueKey &key)
{
    const std::vector<RuleStanding> now = standingsNow(key);
    tell(key, now, {});
    if (key == theCluster)
        return;
    const NamespaceAssessment before = namespaceAssessment(key.ns);
    const NamespaceAssessment after = assess(now);
    const bool isCounting = std::any_of(now.begin(), now.end(), [](const RuleStanding &standing) {
        return judgeOf(standing.rule.kind).saysHowLong();
    });
    tickAt(key, now.empty() ? std::nullopt : std::optional(m_clock.sinceBoot() + (isCounting ? 1s : 1min)));
    if (after == before || (after.signal == Signal::Unknown && isOutage()))
        return;
    if (after.signal == Signal::Clear)
        m_namespaces.erase(key.ns);
    else
        m_namespaces[key.ns] = after;
    Q_EMIT namespaceJudged(key.ns);
}

void AlertEngine::tell(const QueueKey &key, const std::vector<RuleStanding> &standings,
                       const Verdict &verdict)
{
    const bool stood = m_changes.knows(key);
    for (const auto &[from, now] : m_changes.take(key, standings, key != theCluster && isOutage())) {
        Q_EMIT changed({m_clock.utc(), now.rule.id, key, now.type, now.state, now.value});
        Q_EMIT told(changeOf(key, now, verdict, from));
    }
    if (stood || !standings.empty())
        Q_EMIT stands(key);
}

AlertChange AlertEngine::changeOf(const QueueKey &key, const RuleStanding &now, const Verdict &verdict,
                                  std::optional<AlertState> from) const
{
    const QString reason = now.state != AlertState::Inactive ? reasonOf(now) : whyEnded(key, now.rule);
    return {m_clock.utc(), from,   signalbox::alertOf(key, now, verdict), judgeOf(now.rule.kind).source(),
            reason,        verdict};
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

} // namespace signalbox
