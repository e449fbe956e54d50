// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulestate.h"
#include "models/base/signal.h"
#include "models/monitor/observations.h"

namespace signalbox {

/// How one rule stands with one queue, where it has something to say.
struct RuleStanding
{
    AlertRule rule;
    TaskType type = TaskType::Workflow;
    AlertState state = AlertState::Unknown; ///< never Inactive
    std::optional<qint64> value;
    std::optional<Instant> since;
    Milliseconds lasting{0}; ///< in the pending or firing state
    bool inferred = false;
    bool recovering = false;

    bool operator==(const RuleStanding &) const = default;
};

/// The rules of one queue: which of its values each one judges, and what became of it. A value.
class QueueRules
{
public:
    explicit QueueRules(const std::vector<AlertRule> &rules);

    void observe(const QueueSample &sample);
    void tick(Milliseconds sinceBoot);

    [[nodiscard]] const AlertRule *rule(RuleKind kind) const; ///< null: none of it holds here
    [[nodiscard]] bool isAlerting() const;                    ///< pending or firing
    /// Those that are pending, firing, or not known though they should be; in the order of RuleKind. A
    /// backlog of activity tasks that was never read is nothing to know.
    [[nodiscard]] std::vector<RuleStanding> standings(Milliseconds sinceBoot) const;

private:
    struct Watched
    {
        AlertRule rule;
        TaskType type = TaskType::Workflow;
        RuleState state;
        bool wasKnown = false;
    };

    std::vector<Watched> m_watched;
};

} // namespace signalbox
