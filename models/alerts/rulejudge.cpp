// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/judgesof.h"
#include "models/alerts/ruletext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/policy/rulevalue.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString backlogClause(const RuleStanding &standing)
{
    const QString threshold = formatCount(standing.rule.threshold);
    if (standing.state != AlertState::Pending && standing.recovering)
        return Text::tr("recovering, was over %1 %2").arg(threshold, lastingClause(standing));
    if (standing.state != AlertState::Pending && standing.inferred)
        return Text::tr("over %1, by the age of its oldest task (inferred)").arg(threshold);
    return Text::tr("over %1 %2").arg(threshold, lastingClause(standing));
}

std::optional<qint64> backlogOf(const QueueSample &sample, TaskType type)
{
    return type == TaskType::Workflow ? sample.workflowBacklog : sample.activityBacklog;
}

std::optional<int> pollersOf(const QueueSample &sample, TaskType type)
{
    return type == TaskType::Workflow ? sample.workflowPollers : sample.activityPollers;
}

std::optional<Milliseconds> oldestOf(const QueueSample &sample, TaskType type)
{
    return type == TaskType::Workflow ? sample.oldestWorkflowTask : sample.oldestActivityTask;
}

/// Of the poller that was the last to ask; nullopt: the server remembers none.
std::optional<Milliseconds> silenceOf(const QueueSample &sample, TaskType type)
{
    std::optional<Milliseconds> silence;
    for (const SeenPoller &poller : sample.pollers) {
        if (poller.type != type)
            continue;
        const Milliseconds own = poller.lastPoll ? sample.sinceBoot - *poller.lastPoll : 0ms;
        silence = std::min(silence.value_or(own), own);
    }
    return silence;
}

class QueueJudge : public JudgeOf<QueueSight>
{
    [[nodiscard]] QString source() const override { return u"DescribeTaskQueue"_s; }
};

class Backlog final : public QueueJudge
{
    [[nodiscard]] std::optional<qint64> judgeSeen(const QueueSight &sight, TaskType type) const override
    {
        return backlogOf(sight.sample, type);
    }
    [[nodiscard]] std::optional<Milliseconds> lastingOf(const QueueSight &sight, TaskType type) const override
    {
        return oldestOf(sight.sample, type);
    }
    [[nodiscard]] bool isMissed(bool /*wasKnown*/) const override { return true; }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        return backlogClause(standing);
    }
    [[nodiscard]] QString measure(TaskType /*type*/) const override { return Text::tr("workflow backlog"); }
};

class ActivityBacklog final : public QueueJudge
{
    [[nodiscard]] std::vector<TaskType> types() const override { return {TaskType::Activity}; }
    [[nodiscard]] std::optional<qint64> judgeSeen(const QueueSight &sight, TaskType type) const override
    {
        return backlogOf(sight.sample, type);
    }
    [[nodiscard]] std::optional<Milliseconds> lastingOf(const QueueSight &sight, TaskType type) const override
    {
        return oldestOf(sight.sample, type);
    }
    /// A backlog of activity tasks that was never read is nothing to know.
    [[nodiscard]] bool isMissed(bool wasKnown) const override { return wasKnown; }
    [[nodiscard]] QString unknownClause() const override
    {
        return Text::tr("no answer about its activity tasks");
    }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        return Text::tr("activity tasks %1").arg(backlogClause(standing));
    }
    [[nodiscard]] QString measure(TaskType /*type*/) const override { return Text::tr("activity backlog"); }
};

/// Who polls is told of each type.
class PollersJudge : public QueueJudge
{
    using Types = std::vector<TaskType>;
    [[nodiscard]] Types types() const final { return {TaskType::Workflow, TaskType::Activity}; }
};

class NoPollers final : public PollersJudge
{
    [[nodiscard]] std::optional<qint64> judgeSeen(const QueueSight &sight, TaskType type) const override
    {
        const auto pollers = pollersOf(sight.sample, type);
        if (!pollers)
            return {};
        return *pollers == 0 ? backlogOf(sight.sample, type) : 0;
    }
    /// A queue is not called unpolled for longer than its last poller's silence.
    [[nodiscard]] std::optional<Milliseconds> lastingOf(const QueueSight &sight, TaskType type) const override
    {
        const auto oldest = oldestOf(sight.sample, type);
        return oldest ? std::optional(std::min(*oldest, silenceOf(sight.sample, type).value_or(*oldest)))
                      : std::nullopt;
    }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        const QString lasting = formatDuration(standing.lasting);
        return standing.recovering ? Text::tr("recovering, nobody polled for %1").arg(lasting)
                                   : Text::tr("nobody has polled for %1").arg(lasting);
    }
    [[nodiscard]] QString measure(TaskType type) const override
    {
        return type == TaskType::Workflow ? Text::tr("workflow tasks without a poller")
                                          : Text::tr("activity tasks without a poller");
    }
};

class OldestTask final : public QueueJudge
{
    [[nodiscard]] std::optional<qint64> judgeSeen(const QueueSight &sight, TaskType /*type*/) const override
    {
        const QueueSample &sample = sight.sample;
        if (!sample.oldestTask)
            return sample.workflowBacklog ? std::optional<qint64>(0) : std::nullopt;
        return std::chrono::floor<std::chrono::seconds>(*sample.oldestTask).count();
    }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        const QString limit = ruleDuration(std::chrono::seconds(standing.rule.threshold));
        return standing.recovering ? Text::tr("recovering, its oldest task had waited for over %1").arg(limit)
                                   : Text::tr("its oldest task has waited for over %1").arg(limit);
    }
    [[nodiscard]] bool isSaidLast() const override { return true; } // its age has a column
    [[nodiscard]] QString measure(TaskType /*type*/) const override
    {
        return Text::tr("wait of the oldest task");
    }
};

class WorkersGone final : public PollersJudge
{
    /// How many usually work there, while nobody does. One that is busy in all its slots does not poll, but
    /// its heart beats.
    [[nodiscard]] std::optional<qint64> judgeSeen(const QueueSight &sight, TaskType type) const override
    {
        const auto pollers = pollersOf(sight.sample, type);
        const QueueSight::Workers &workers = type == TaskType::Workflow ? sight.workflow : sight.activity;
        if (!pollers)
            return {};
        if (*pollers > 0 || workers.beating)
            return 0;
        return workers.usual;
    }
    [[nodiscard]] std::optional<Milliseconds> lastingOf(const QueueSight &sight, TaskType type) const override
    {
        return silenceOf(sight.sample, type);
    }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        const QString usual = formatCount(standing.value);
        if (standing.recovering)
            return Text::tr("recovering, its workers were gone %1").arg(lastingClause(standing));
        const QString text = standing.type == TaskType::Workflow
                                 ? Text::tr("of usually %1 workers none polls").arg(usual)
                                 : Text::tr("of usually %1 workers none polls for activities").arg(usual);
        return text + u' ' + lastingClause(standing);
    }
    [[nodiscard]] QString measure(TaskType type) const override
    {
        return type == TaskType::Workflow ? Text::tr("usual workers, of which none polls")
                                          : Text::tr("usual workers, of which none polls for activities");
    }
};

/// Of attempts, so that an activity that is retried for ever counts. Few say nothing of a rate, unless none
/// failed.
class ActivityFailure final : public JudgeOf<AttemptSample>
{
    [[nodiscard]] std::vector<TaskType> types() const override { return {TaskType::Activity}; }
    [[nodiscard]] std::optional<qint64> judgeSeen(const AttemptSample &sample,
                                                  TaskType /*type*/) const override
    {
        if (sample.failed == 0)
            return 0;
        if (sample.finished < fewestAttempts)
            return {};
        return shareOf(sample.failed, sample.finished);
    }
    [[nodiscard]] QString detailOf(const AttemptSample &sample) const override
    {
        return Text::tr("%1 of %2 attempts").arg(formatCount(sample.failed), formatCount(sample.finished));
    }
    [[nodiscard]] QString unknownClause() const override
    {
        return Text::tr("too few attempts of its activities to tell how many fail");
    }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        if (standing.recovering)
            return Text::tr("recovering, over %1 of its activities' attempts failed")
                .arg(formatShare(standing.rule.threshold));
        return Text::tr("%1 of its activities' attempts failed in 5 m: %2")
            .arg(formatShare(standing.value.value_or(0)), standing.detail);
    }
    [[nodiscard]] QString source() const override { return u"ListWorkers"_s; }
    [[nodiscard]] QString measure(TaskType /*type*/) const override
    {
        return Text::tr("share of its activities' attempts that fail");
    }
};

} // namespace

QString lastingClause(const RuleStanding &standing)
{
    const QString lasting = formatDuration(standing.lasting);
    return standing.state == AlertState::Pending
               ? Text::tr("for %1 of %2").arg(lasting, ruleDuration(standing.rule.forDuration))
               : Text::tr("for %1").arg(lasting);
}

const RuleJudge &judgeOf(RuleKind kind)
{
    static const NoPollers noPollers;
    static const Backlog backlog;
    static const ActivityBacklog activityBacklog;
    static const OldestTask oldestTask;
    static const WorkersGone workersGone;
    static const ActivityFailure activityFailure;
    switch (kind) {
    case RuleKind::NoPollers:
        return noPollers;
    case RuleKind::Backlog:
        return backlog;
    case RuleKind::ActivityBacklog:
        return activityBacklog;
    case RuleKind::OldestTask:
        return oldestTask;
    case RuleKind::WorkersGone:
        return workersGone;
    case RuleKind::ActivityFailure:
        return activityFailure;
    default:
        return scopeJudgeOf(kind);
    }
}

} // namespace signalbox
