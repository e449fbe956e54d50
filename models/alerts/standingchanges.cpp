// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/standingchanges.h"

#include <utility>

namespace signalbox {

std::vector<StandingChange>
StandingChanges::take(const QueueKey &key, const std::vector<RuleStanding> &standings, bool isExplained)
{
    Standings after;
    std::vector<StandingChange> changes;
    Standings before;
    if (const auto known = m_known.find(key); known != m_known.end())
        before = std::exchange(known->second, {});
    const auto isHidden = [isExplained](AlertState old, AlertState state) {
        return isExplained && isAlert(old) && !isAlert(state);
    };
    for (const RuleStanding &standing : standings) {
        const RuleOfType rule{standing.rule.id, standing.type};
        const auto was = before.extract(rule);
        const AlertState old = was.empty() ? AlertState::Inactive : was.mapped().state;
        if (isHidden(old, standing.state)) {
            after[rule] = was.mapped();
            continue;
        }
        if (old != standing.state && (isAlert(old) || isAlert(standing.state)))
            changes.push_back({old, standing});
        after[rule] = standing;
    }
    for (auto &[rule, standing] : before) {
        if (!isAlert(standing.state))
            continue;
        changes.push_back({standing.state, standing});
        RuleStanding &ended = changes.back().now;
        ended.state = AlertState::Inactive;
        ended.value.reset();
        ended.recovering = false;
    }
    if (after.empty())
        m_known.erase(key);
    else
        m_known[key] = std::move(after);
    return changes;
}

std::vector<QueueKey> StandingChanges::keys() const
{
    std::vector<QueueKey> keys;
    keys.reserve(m_known.size());
    for (const auto &[key, standings] : m_known)
        keys.push_back(key);
    return keys;
}

} // namespace signalbox
