// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulejudge.h"
#include "models/alerts/rulestate.h"

#include <QVarLengthArray>

#include <map>

namespace signalbox {

/// The rules of one queue, one namespace or the cluster, and what became of each. A value.
class RuleSet
{
public:
    explicit RuleSet(std::vector<AlertRule> rules);

    void observe(const Sight &sight); ///< of the rules' scope; those that judge others are left alone
    void tick(Milliseconds sinceBoot);

    [[nodiscard]] const std::vector<AlertRule> &rules() const { return m_rules; }
    /// These hold from now on. Those that are as they were go on; others begin anew, or have ended.
    void become(std::vector<AlertRule> rules);
    /// What was seen last: for those that have begun anew and have seen nothing since.
    void begin(const Sight &sight);

    [[nodiscard]] const AlertRule *rule(RuleKind kind) const; ///< null: none of it holds here
    /// How one of them stands; one that does not hold here is inactive.
    [[nodiscard]] AlertState state(const QString &rule, TaskType type) const;
    [[nodiscard]] bool isAlerting() const;          ///< pending or firing
    [[nodiscard]] std::vector<QString> ids() const; ///< of the rules; one for each task type they judge apart
    /// Those that are pending, firing, or not known though they should be or were pending or firing before;
    /// in the order of RuleKind.
    [[nodiscard]] std::vector<RuleStanding> standings(Milliseconds sinceBoot) const;

private:
    /// One rule on one task type, with what each sample touches; its words lie elsewhere.
    struct Watched
    {
        RuleState state;
        const RuleJudge *judge = nullptr; ///< of its kind
        quint16 rule = 0;                 ///< its place in m_rules
        quint8 sight = 0;                 ///< RuleJudge::sight
        TaskType type : 8 = TaskType::Workflow;
        bool wasKnown = false;
        bool wasAlert = false; ///< when it was known last
        bool isFresh = true;   ///< it has seen nothing yet

        void note();
    };

    void observe(const Sight &sight, bool onlyFresh);
    void keepDetail(qsizetype at, const QString &detail);
    [[nodiscard]] const AlertRule &ruleOf(const Watched &watched) const { return m_rules[watched.rule]; }

    std::vector<AlertRule> m_rules;
    /// As many as a queue has by the rules that are built in, in one place with the set itself: what
    /// thousands of them cost is what the memory they lie in does.
    QVarLengthArray<Watched, 8> m_watched;
    std::map<qsizetype, QString> m_details; ///< of the last sample, where it was an alert; by m_watched
};

} // namespace signalbox
