// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulestanding.h"
#include "models/base/queuekey.h"

#include <map>
#include <vector>

namespace signalbox {

/// That a rule stands otherwise than before.
struct StandingChange
{
    AlertState from = AlertState::Inactive;
    RuleStanding now; ///< Inactive where it ended: then it says since when it had been, and no value

    bool operator==(const StandingChange &) const = default;
};

/// Tells from one judgement of a queue, a namespace or the cluster to the next which of its rules stand
/// otherwise. That a rule is not known is told only of one that was pending or firing, and not where a
/// greater trouble explains it: then it is taken to stand as before. A value.
class StandingChanges
{
public:
    [[nodiscard]] std::vector<StandingChange>
    take(const QueueKey &key, const std::vector<RuleStanding> &standings, bool isExplained = false);
    void drop(const QueueKey &key) { m_known.erase(key); }
    /// One of keys().
    [[nodiscard]] bool knows(const QueueKey &key) const { return m_known.contains(key); }
    /// Of which some rule is not inactive, or was not as that was hidden; by key.
    [[nodiscard]] std::vector<QueueKey> keys() const;

private:
    using RuleOfType = std::pair<QString, TaskType>;
    using Standings = std::map<RuleOfType, RuleStanding>;

    std::map<QueueKey, Standings> m_known; ///< of those of which some rule is not inactive
};

} // namespace signalbox
