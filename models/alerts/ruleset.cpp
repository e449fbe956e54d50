// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/ruleset.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// Seen again at least every ten minutes.
constexpr Milliseconds retentionValidity = 30min;
/// The cluster is asked about every second.
constexpr Milliseconds clusterValidity = 10s;

RuleState::Input momentOf(const QueueSight &sight)
{
    const QueueSample &sample = sight.sample;
    return {sample.time, sample.sinceBoot, validity(sample.interval), {}, {}};
}

template <class Sample>
RuleState::Input momentOf(const Sample &sample)
{
    return {sample.time, sample.sinceBoot, validity(sample.interval), {}, {}};
}

RuleState::Input momentOf(const RetentionSight &sight)
{
    return {sight.time, sight.sinceBoot, retentionValidity, {}, {}};
}

RuleState::Input momentOf(const ClusterSight &sight)
{
    return {sight.time, sight.sinceBoot, clusterValidity, {}, {}};
}

} // namespace

RuleSet::RuleSet(std::vector<AlertRule> rules)
    : m_rules(std::move(rules))
{
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        const RuleJudge &judge = judgeOf(m_rules[i].kind);
        for (const TaskType type : judge.types())
            m_watched.push_back(Watched{RuleState(m_rules[i]), &judge, static_cast<quint16>(i),
                                        static_cast<quint8>(judge.sight()), type});
    }
}

void RuleSet::become(std::vector<AlertRule> rules)
{
    RuleSet next(std::move(rules));
    for (qsizetype i = 0; i < next.m_watched.size(); ++i) {
        Watched &watched = next.m_watched[i];
        const auto before = std::find_if(m_watched.begin(), m_watched.end(), [&](const Watched &one) {
            return one.type == watched.type && ruleOf(one) == next.ruleOf(watched);
        });
        if (before == m_watched.end())
            continue;
        const quint16 rule = watched.rule;
        watched = *before;
        watched.rule = rule;
        const auto detail = m_details.find(before - m_watched.begin());
        if (detail != m_details.end())
            next.m_details.emplace(i, detail->second);
    }
    *this = std::move(next);
}

void RuleSet::observe(const Sight &sight)
{
    observe(sight, false);
}

void RuleSet::begin(const Sight &sight)
{
    observe(sight, true);
}

void RuleSet::observe(const Sight &sight, bool onlyFresh)
{
    RuleState::Input input = std::visit([](const auto &one) { return momentOf(one); }, sight);
    for (qsizetype i = 0; i < m_watched.size(); ++i) {
        Watched &watched = m_watched[i];
        if (watched.sight != sight.index() || (onlyFresh && !watched.isFresh))
            continue;
        watched.isFresh = false;
        input.value = watched.judge->judge(sight, watched.type);
        watched.wasKnown = watched.wasKnown || input.value;
        input.oldestTask =
            watched.state.mayInfer(input) ? watched.judge->lasting(sight, watched.type) : std::nullopt;
        watched.state.observe(input);
        watched.note();
        if (input.value && isAlert(watched.state.state()))
            keepDetail(i, watched.judge->detail(sight));
    }
}

/// Few kinds have one.
void RuleSet::keepDetail(qsizetype at, const QString &detail)
{
    if (!detail.isEmpty())
        m_details[at] = detail;
    else if (!m_details.empty())
        m_details.erase(at);
}

void RuleSet::tick(Milliseconds sinceBoot)
{
    for (Watched &watched : m_watched) {
        watched.state.tick(sinceBoot);
        watched.note();
    }
}

void RuleSet::Watched::note()
{
    if (state.state() != AlertState::Unknown)
        wasAlert = isAlert(state.state());
}

const AlertRule *RuleSet::rule(RuleKind kind) const
{
    const auto found = std::find_if(m_rules.begin(), m_rules.end(),
                                    [kind](const AlertRule &rule) { return rule.kind == kind; });
    return found == m_rules.end() ? nullptr : &*found;
}

AlertState RuleSet::state(const QString &rule, TaskType type) const
{
    const auto found = std::find_if(m_watched.begin(), m_watched.end(), [&](const Watched &watched) {
        return ruleOf(watched).id == rule && watched.type == type;
    });
    return found == m_watched.end() ? AlertState::Inactive : found->state.state();
}

std::vector<QString> RuleSet::ids() const
{
    std::vector<QString> ids;
    ids.reserve(static_cast<std::size_t>(m_watched.size()));
    for (const Watched &watched : m_watched)
        ids.push_back(ruleOf(watched).id);
    return ids;
}

bool RuleSet::isAlerting() const
{
    return std::any_of(m_watched.begin(), m_watched.end(),
                       [](const Watched &watched) { return isAlert(watched.state.state()); });
}

std::vector<RuleStanding> RuleSet::standings(Milliseconds sinceBoot) const
{
    std::vector<RuleStanding> standings;
    for (qsizetype i = 0; i < m_watched.size(); ++i) {
        const Watched &watched = m_watched[i];
        const RuleState &state = watched.state;
        const bool isMissed = state.state() == AlertState::Unknown &&
                              (watched.wasAlert || watched.judge->isMissed(watched.wasKnown));
        if (!isAlert(state.state()) && !isMissed)
            continue;
        const auto detail = m_details.find(i);
        standings.push_back({ruleOf(watched), watched.type, state.state(), state.value(), state.since(),
                             state.lasting(sinceBoot).value_or(Milliseconds(0)), state.inferred(),
                             state.recovering(), detail != m_details.end() ? detail->second : QString()});
    }
    return standings;
}

} // namespace signalbox
