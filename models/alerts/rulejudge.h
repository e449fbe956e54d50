// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulestanding.h"
#include "models/monitor/observations.h"

#include <variant>
#include <vector>

namespace signalbox {

/// A look at a queue, and what else tells of who works there.
struct QueueSight
{
    /// Of one task type.
    struct Workers
    {
        std::optional<int>
            usual;            ///< pollers that are alive, as a rule; nullopt: watched for too short a time
        bool beating = false; ///< one is alive by its own heartbeat, whoever polls
    };

    const QueueSample &sample;
    Workers workflow = {};
    Workers activity = {};
};

/// Of attempts, fewer say nothing of how many fail.
inline constexpr qint64 fewestAttempts = 20;

/// How long the cluster has not answered; nullopt: it was not asked yet.
struct ClusterSight
{
    Instant time;
    Milliseconds sinceBoot{0};
    std::optional<Milliseconds> silent;
};

/// How long a namespace keeps closed executions, and should.
struct RetentionSight
{
    Instant time;
    Milliseconds sinceBoot{0};
    std::optional<std::chrono::seconds> kept;
    std::optional<std::chrono::seconds> wanted; ///< by the runbook; nullopt: it says nothing of the namespace

    bool operator==(const RetentionSight &) const = default;
};

/// What rules judge: each kind of rule takes one of these, of its own scope.
using Sight = std::variant<QueueSight, AttemptSample, ProblemSample, HistorySample, RetentionSight,
                           ArchivalSample, ExpirySample, ClusterSight>;

/// A kind of rule: what it makes of a sight of its scope, and how it says so. Time is RuleState's. One class
/// a kind, without state.
class RuleJudge
{
public:
    RuleJudge() = default;
    virtual ~RuleJudge() = default;
    Q_DISABLE_COPY_MOVE(RuleJudge)

    /// Those that are judged apart.
    [[nodiscard]] virtual std::vector<TaskType> types() const { return {TaskType::Workflow}; }
    /// Which of the sights it judges: Sight's index.
    [[nodiscard]] virtual std::size_t sight() const = 0;
    /// The value of a sight that it judges, in the rule's unit.
    [[nodiscard]] virtual std::optional<qint64> judge(const Sight &sight, TaskType type) const = 0;
    /// What the clause of such a sight says beside the value, or instead of it: words, which take longer than
    /// judging does.
    [[nodiscard]] virtual QString detail(const Sight & /*sight*/) const { return {}; }
    /// That its value is not known is worth saying, though it was no alert; `wasKnown`: it was once.
    [[nodiscard]] virtual bool isMissed(bool /*wasKnown*/) const { return false; }
    /// The same as a clause; may be empty.
    [[nodiscard]] virtual QString unknownClause() const { return {}; }
    /// Pending or firing, as a clause.
    [[nodiscard]] virtual QString clause(const RuleStanding &standing) const = 0;
    /// Its clause counts the seconds.
    [[nodiscard]] virtual bool saysHowLong() const { return true; }
    /// Its clause is said only where no other rule says anything: what it judges stands beside it anyway.
    [[nodiscard]] virtual bool isSaidLast() const { return false; }
    /// What its value measures, as a noun.
    [[nodiscard]] virtual QString measure(TaskType type) const = 0;
    /// Whose word its value is.
    [[nodiscard]] virtual QString source() const = 0;
    /// How long a breach has lasted at least, to one who sees it for the first time: nobody else has to know.
    [[nodiscard]] virtual std::optional<Milliseconds> lasting(const Sight & /*sight*/,
                                                              TaskType /*type*/) const
    {
        return {};
    }
};

[[nodiscard]] const RuleJudge &judgeOf(RuleKind kind);

} // namespace signalbox
