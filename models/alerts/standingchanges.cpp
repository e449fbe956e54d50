// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/standingchanges.h"

#include <utility>

namespace signalbox {

namespace {

bool isAlert(AlertState state)
{
    return state == AlertState::Pending || state == AlertState::Firing;
}

} // namespace

std::vector<Transition> StandingChanges::take(const QueueKey &key, const std::vector<RuleStanding> &standings,
                                              Instant now)
{
    States states;
    std::vector<Transition> changes;
    States before;
    if (const auto known = m_known.find(key); known != m_known.end())
        before = std::exchange(known->second, {});
    for (const RuleStanding &standing : standings) {
        const RuleOfType rule{standing.rule.id, standing.type};
        const auto was = before.find(rule);
        const AlertState old = was == before.end() ? AlertState::Inactive : was->second;
        if (old != standing.state && (isAlert(old) || isAlert(standing.state)))
            changes.push_back({now, rule.first, key, rule.second, standing.state, standing.value});
        states[rule] = standing.state;
        before.erase(rule);
    }
    for (const auto &[rule, old] : before)
        if (isAlert(old))
            changes.push_back({now, rule.first, key, rule.second, AlertState::Inactive, {}});
    if (states.empty())
        m_known.erase(key);
    else
        m_known[key] = std::move(states);
    return changes;
}

} // namespace signalbox
