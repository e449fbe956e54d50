// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"
#include "models/base/text.h"
#include "models/diagnosis/observing.h"
#include "models/monitor/closedcount.h"
#include "models/monitor/watch.h"

// What the rules say to those who ask.

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// So long after the cluster answers again, what is not known yet is so because of it.
constexpr Milliseconds afterOutage = 30s;

} // namespace

const AlertRule *AlertEngine::rule(RuleKind kind, const QueueKey &key) const
{
    const auto rules = m_rules.find(key);
    return rules == m_rules.end() ? nullptr : rules->second.rule(kind);
}

std::optional<AlertState> AlertEngine::state(const QString &rule, const QueueKey &key, TaskType type) const
{
    const auto rules = m_rules.find(key);
    return rules == m_rules.end() ? std::nullopt : std::optional(rules->second.state(rule, type));
}

bool AlertEngine::isOutage() const
{
    return m_lastAway && m_clock.sinceBoot() - *m_lastAway <= afterOutage &&
           rule(RuleKind::Unreachable, theCluster);
}

/// Why a queue is as it is matters only to what fires.
Alert AlertEngine::alertOf(const QueueKey &key, const RuleStanding &standing) const
{
    const bool isOfQueue = standing.state == AlertState::Firing && !key.queue.isEmpty();
    return signalbox::alertOf(key, standing, isOfQueue ? situation(key).verdict : Verdict());
}

QueueSituation AlertEngine::situation(const QueueKey &key) const
{
    QueueSituation now;
    now.seen = observedBy(m_watch, key, m_clock);
    if (const auto waited = m_waitedAtCount.find(key); waited != m_waitedAtCount.end())
        now.seen.waitedAtCount = waited->second;
    now.verdict = diagnose(now.seen);
    now.standings = standingsNow(key);
    return now;
}

std::vector<RuleStanding> AlertEngine::standings(const QueueKey &key) const
{
    return troubleOf(key.ns).isEmpty() ? standingsNow(key) : std::vector<RuleStanding>();
}

std::vector<RuleStanding> AlertEngine::standingsNow(const QueueKey &key) const
{
    const auto rules = m_rules.find(key);
    return rules != m_rules.end() ? rules->second.standings(m_clock.sinceBoot())
                                  : std::vector<RuleStanding>();
}

NamespaceAssessment AlertEngine::namespaceAssessment(const QString &ns) const
{
    const auto known = m_namespaces.find(ns);
    return known != m_namespaces.end() ? known->second : NamespaceAssessment();
}

std::vector<Alert> AlertEngine::alerts() const
{
    std::vector<Alert> alerts;
    for (AlertChange &change : standing())
        alerts.push_back(std::move(change.alert));
    return alerts;
}

std::vector<AlertChange> AlertEngine::standing() const
{
    std::vector<AlertChange> standing;
    for (const QueueKey &key : standingKeys())
        for (const RuleStanding &one : standings(key))
            if (one.state != AlertState::Unknown)
                standing.push_back(changeOf(
                    key, one, key.queue.isEmpty() ? Verdict() : situation(key).verdict, std::nullopt));
    return standing;
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

Verdict AlertEngine::verdict(const Alert &alert) const
{
    if (scopeOf(alert.key) == RuleScope::Queue)
        return verdict(alert.key);
    Verdict verdict;
    const NamespaceSample *const sample = m_watch.namespaceSample(alert.key.ns);
    if (alert.kind == RuleKind::ArchivalStuck && sample && sample->archival)
        verdict.next = {Text::tr("see why the server can't write to the archive: its address, the server's "
                                 "credentials, the server's log; once it can, the server goes on by itself"),
                        NextStep::Opens::Workflows, closedBeforeQuery(sample->archival->before)};
    else if (alert.kind == RuleKind::RetentionWarning && sample && sample->expiring)
        verdict.next = {Text::tr("look into them before they are gone: a longer retention does not keep "
                                 "what has closed"),
                        NextStep::Opens::Workflows,
                        closedBeforeQuery(sample->expiring->before, endedBadlyQuery())};
    return verdict;
}

} // namespace signalbox
