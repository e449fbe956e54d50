// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"
#include "models/base/text.h"
#include "models/monitor/watch.h"

#include <algorithm>

// Rules that change while they are judged.

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// Queues, namespaces or the cluster that one event looks at.
constexpr int atOnce = 250;
/// Of a rule's changes within one second the store keeps the last one: an end is to be seen there.
constexpr Milliseconds endStands = 1s;

bool holds(const std::vector<AlertRule> &rules, const AlertRule &rule)
{
    return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

} // namespace

QString AlertEngine::whyEnded(const QueueKey &key, const AlertRule &rule) const
{
    const auto found = m_rules.find(key);
    if (found == m_rules.end())
        return Text::tr("it is not watched any more");
    const std::vector<AlertRule> &now = found->second.rules();
    if (holds(now, rule))
        return {};
    const bool isChanged =
        std::any_of(now.begin(), now.end(), [&rule](const AlertRule &one) { return one.id == rule.id; });
    return isChanged ? Text::tr("its rule was changed") : Text::tr("its rule does not hold here any more");
}

void AlertEngine::takeRules()
{
    for (const auto &[key, rules] : m_rules)
        m_review.insert(key);
    review();
}

void AlertEngine::review()
{
    int left = atOnce;
    for (; left > 0 && !m_review.empty(); --left)
        changeRules(m_review.extract(m_review.begin()).value());
    for (; left > 0 && !m_anew.empty(); --left)
        beginAnew(m_anew.extract(m_anew.begin()).value());
    if (!m_review.empty() || !m_anew.empty())
        m_later.start(0);
}

void AlertEngine::changeRules(const QueueKey &key)
{
    const auto found = m_rules.find(key);
    std::vector<AlertRule> next = m_runbook.rules(key);
    if (found == m_rules.end() || found->second.rules() == next)
        return;
    std::vector<RuleStanding> goOn = standingsNow(key);
    const auto isEnding = [&next](const RuleStanding &one) { return !holds(next, one.rule); };
    const bool ends = std::any_of(goOn.begin(), goOn.end(), [&isEnding](const RuleStanding &one) {
        return isAlert(one.state) && isEnding(one);
    });
    std::erase_if(goOn, isEnding);
    const Verdict verdict = ends && !key.queue.isEmpty() ? situation(key).verdict : Verdict();
    found->second.become(std::move(next));
    if (!ends) {
        m_anew.insert(key);
        return;
    }
    tell(key, goOn, verdict);
    judge(key);
    m_ended.insert(key);
    m_endedUntil = m_clock.sinceBoot() + endStands;
}

/// By what was seen of it last.
void AlertEngine::beginAnew(const QueueKey &key)
{
    const auto found = m_rules.find(key);
    if (found == m_rules.end())
        return;
    RuleSet &rules = found->second;
    if (const auto sample = key.queue.isEmpty() ? std::nullopt : m_watch.latest(key)) {
        rules.begin(
            QueueSight{*sample, workersOf(key, TaskType::Workflow), workersOf(key, TaskType::Activity)});
        if (const auto workers = m_watch.workers(key); workers && workers->attempts)
            rules.begin(*workers->attempts);
    }
    const NamespaceSample *const seen = key.queue.isEmpty() ? m_watch.namespaceSample(key.ns) : nullptr;
    if (seen && seen->readable)
        for (const Sight &sight : NewSights().ofNamespace(*seen, m_runbook, m_clock))
            rules.begin(sight);
    rules.tick(m_clock.sinceBoot());
    if (!key.queue.isEmpty())
        m_watch.setAlerting(key, rules.isAlerting());
    judge(key);
}

} // namespace signalbox
