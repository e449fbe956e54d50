// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/queuerules.h"
#include "models/store/transition.h"

#include <map>

namespace signalbox {

/// Tells from one judgement of a queue to the next which of its rules stand otherwise. That a rule is not
/// known is told only of one that was pending or firing. A value.
class StandingChanges
{
public:
    [[nodiscard]] std::vector<Transition> take(const QueueKey &key,
                                               const std::vector<RuleStanding> &standings, Instant now);
    void drop(const QueueKey &key) { m_known.erase(key); }

private:
    using RuleOfType = std::pair<QString, TaskType>;
    using States = std::map<RuleOfType, AlertState>;

    std::map<QueueKey, States> m_known; ///< of queues of which some rule is not inactive
};

} // namespace signalbox
