// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulejudge.h"
#include "models/alerts/rulestate.h"

namespace signalbox {

/// The rules of one queue, one namespace or the cluster, and what became of each. A value.
class RuleSet
{
public:
    explicit RuleSet(const std::vector<AlertRule> &rules);

    void observe(const Sight &sight); ///< of the rules' scope; those that judge others are left alone
    void tick(Milliseconds sinceBoot);

    [[nodiscard]] const AlertRule *rule(RuleKind kind) const; ///< null: none of it holds here
    /// How one of them stands; one that does not hold here is inactive.
    [[nodiscard]] AlertState state(const QString &rule, TaskType type) const;
    [[nodiscard]] bool isAlerting() const;          ///< pending or firing
    [[nodiscard]] std::vector<QString> ids() const; ///< of the rules; one for each task type they judge apart
    /// Those that are pending, firing, or not known though they should be or were pending or firing before;
    /// in the order of RuleKind.
    [[nodiscard]] std::vector<RuleStanding> standings(Milliseconds sinceBoot) const;

private:
    struct Watched
    {
        AlertRule rule;
        TaskType type = TaskType::Workflow;
        const RuleJudge *judge = nullptr; ///< of its kind
        RuleState state;

        void note();
        bool wasKnown = false;
        bool wasAlert = false; ///< when it was known last
        QString detail;        ///< of the last sample, where it is an alert
    };

    std::vector<Watched> m_watched;
};

} // namespace signalbox
