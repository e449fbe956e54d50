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

bool isAlert(AlertState state)
{
    return state == AlertState::Pending || state == AlertState::Firing;
}

} // namespace

RuleSet::RuleSet(const std::vector<AlertRule> &rules)
{
    for (const AlertRule &rule : rules)
        for (const TaskType type : judgeOf(rule.kind).types())
            m_watched.push_back({rule, type, &judgeOf(rule.kind), RuleState(rule), false, false, {}});
}

void RuleSet::observe(const Sight &sight)
{
    RuleState::Input input = std::visit([](const auto &one) { return momentOf(one); }, sight);
    for (Watched &watched : m_watched) {
        if (!watched.judge->judges(sight))
            continue;
        const Judged judged = watched.judge->judge(sight, watched.type);
        watched.wasKnown = watched.wasKnown || judged.value;
        input.value = judged.value;
        input.oldestTask = judged.lasting;
        watched.state.observe(input);
        watched.note();
        if (judged.value && isAlert(watched.state.state()))
            watched.detail = watched.judge->detail(sight);
    }
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
    const auto found = std::find_if(m_watched.begin(), m_watched.end(),
                                    [kind](const Watched &watched) { return watched.rule.kind == kind; });
    return found == m_watched.end() ? nullptr : &found->rule;
}

AlertState RuleSet::state(const QString &rule, TaskType type) const
{
    const auto found = std::find_if(m_watched.begin(), m_watched.end(), [&](const Watched &watched) {
        return watched.rule.id == rule && watched.type == type;
    });
    return found == m_watched.end() ? AlertState::Inactive : found->state.state();
}

std::vector<QString> RuleSet::ids() const
{
    std::vector<QString> ids;
    ids.reserve(m_watched.size());
    for (const Watched &watched : m_watched)
        ids.push_back(watched.rule.id);
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
    for (const auto &[rule, type, judge, state, wasKnown, wasAlert, detail] : m_watched) {
        const bool isMissed = state.state() == AlertState::Unknown && (wasAlert || judge->isMissed(wasKnown));
        if (isAlert(state.state()) || isMissed)
            standings.push_back({rule, type, state.state(), state.value(), state.since(),
                                 state.lasting(sinceBoot).value_or(Milliseconds(0)), state.inferred(),
                                 state.recovering(), detail});
    }
    return standings;
}

} // namespace signalbox
