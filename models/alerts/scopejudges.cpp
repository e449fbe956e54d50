// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/judgesof.h"
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/policy/rulevalue.h"

#include <QLocale>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int idLength = 60;
/// `system.namespaceMinRetentionLocal`, as the server has it; a tenth above it is near.
constexpr Milliseconds leastRetention = 1h;

class HistoryLimit final : public JudgeOf<HistorySample>
{
    [[nodiscard]] std::optional<qint64> judgeSeen(const HistorySample &sample,
                                                  TaskType /*type*/) const override
    {
        return sample.longest ? sample.longest->share() : 0;
    }
    [[nodiscard]] QString detailOf(const HistorySample &sample) const override
    {
        const LongHistory run = sample.longest.value_or(LongHistory());
        return Text::tr("%1 has %2 events, %3")
            .arg(displayText(run.workflowId, idLength), formatCount(run.events),
                 QLocale::c().formattedDataSize(run.bytes, 1));
    }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        if (standing.recovering)
            return Text::tr("recovering, a run was over %1 of what a history may hold")
                .arg(formatShare(standing.rule.threshold));
        return Text::tr("a run is at %1 of what a history may hold: %2")
            .arg(formatShare(standing.value.value_or(0)), standing.detail);
    }
    [[nodiscard]] bool saysHowLong() const override { return false; }
    [[nodiscard]] QString source() const override { return u"DescribeWorkflowExecution"_s; }
    [[nodiscard]] QString measure(TaskType /*type*/) const override
    {
        return Text::tr("share of what a history may hold");
    }
};

/// By how much it differs from the runbook; near the server's least it is a second at least.
class Retention final : public JudgeOf<RetentionSight>
{
    [[nodiscard]] std::optional<qint64> judgeSeen(const RetentionSight &seen,
                                                  TaskType /*type*/) const override
    {
        if (!seen.kept)
            return {};
        const auto differs = std::chrono::abs(*seen.kept - seen.wanted.value_or(*seen.kept)).count();
        return std::max<qint64>(differs, *seen.kept <= leastRetention + leastRetention / 10 ? 1 : 0);
    }
    [[nodiscard]] QString detailOf(const RetentionSight &seen) const override
    {
        const QString kept = formatRetention(seen.kept);
        return seen.wanted.value_or(*seen.kept) == *seen.kept
                   ? Text::tr("%1, near the least that the server allows").arg(kept)
                   : Text::tr("%1, the runbook wants %2").arg(kept, formatRetention(seen.wanted));
    }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        return standing.recovering ? Text::tr("recovering, its retention was another")
                                   : Text::tr("closed runs are kept for %1").arg(standing.detail);
    }
    [[nodiscard]] bool saysHowLong() const override { return false; }
    [[nodiscard]] QString source() const override { return u"ListNamespaces"_s; }
    [[nodiscard]] QString measure(TaskType /*type*/) const override
    {
        return Text::tr("difference of its retention from the runbook's");
    }
};

/// A server deletes only what it archived: what stays tells that its archive takes nothing.
class ArchivalStuck final : public JudgeOf<ArchivalSample>
{
    [[nodiscard]] std::optional<qint64> judgeSeen(const ArchivalSample &seen,
                                                  TaskType /*type*/) const override
    {
        return seen.count;
    }
    [[nodiscard]] QString detailOf(const ArchivalSample &seen) const override
    {
        QString said = Text::tr("closed runs kept past the retention of %1: %2")
                           .arg(formatRetention(seen.kept), formatCount(seen.count));
        if (seen.oldestBefore)
            said = Text::tr("%1, the oldest closed over %2 ago")
                       .arg(said, formatRoughly(seen.time - *seen.oldestBefore));
        return seen.isEstimated ? Text::tr("%1 (estimated)").arg(said) : said;
    }
    [[nodiscard]] bool isMissed(bool wasKnown) const override { return wasKnown; }
    [[nodiscard]] QString unknownClause() const override
    {
        return Text::tr("no answer about closed runs past the retention");
    }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        if (standing.recovering)
            return Text::tr("recovering, closed runs were kept past the retention");
        return Text::tr("%1; none goes before it is archived, so see that the server reaches the archive")
            .arg(standing.detail);
    }
    [[nodiscard]] bool saysHowLong() const override { return false; }
    [[nodiscard]] QString source() const override { return u"CountWorkflowExecutions"_s; }
    [[nodiscard]] QString measure(TaskType /*type*/) const override
    {
        return Text::tr("closed runs past the retention");
    }
};

class RetentionWarning final : public JudgeOf<ExpirySample>
{
    [[nodiscard]] std::optional<qint64> judgeSeen(const ExpirySample &seen, TaskType /*type*/) const override
    {
        return seen.count;
    }
    [[nodiscard]] QString detailOf(const ExpirySample &seen) const override
    {
        return Text::tr("within %1").arg(formatRetention(seen.within));
    }
    [[nodiscard]] bool isMissed(bool wasKnown) const override { return wasKnown; }
    [[nodiscard]] QString unknownClause() const override
    {
        return Text::tr("no answer about closed runs that are to be deleted");
    }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        if (standing.recovering)
            return Text::tr("recovering, runs that ended badly were about to be deleted");
        return Text::tr("runs that ended badly and are deleted %2, unarchived: %1")
            .arg(formatCount(standing.value), standing.detail);
    }
    [[nodiscard]] bool saysHowLong() const override { return false; }
    [[nodiscard]] QString source() const override { return u"CountWorkflowExecutions"_s; }
    [[nodiscard]] QString measure(TaskType /*type*/) const override
    {
        return Text::tr("runs that ended badly, soon deleted");
    }
};

class TaskFailures final : public JudgeOf<ProblemSample>
{
    [[nodiscard]] std::optional<qint64> judgeSeen(const ProblemSample &seen, TaskType /*type*/) const override
    {
        return seen.count;
    }
    [[nodiscard]] bool isMissed(bool wasKnown) const override { return wasKnown; }
    [[nodiscard]] QString unknownClause() const override
    {
        return Text::tr("no answer about workflow tasks that fail");
    }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        if (standing.recovering)
            return Text::tr("recovering, workflow tasks of its runs failed %1").arg(lastingClause(standing));
        return Text::tr("workflow tasks fail in %1 of its runs, %2")
            .arg(formatCount(standing.value), lastingClause(standing));
    }
    [[nodiscard]] QString source() const override { return u"CountWorkflowExecutions"_s; }
    [[nodiscard]] QString measure(TaskType /*type*/) const override
    {
        return Text::tr("runs whose workflow tasks fail");
    }
};

class Unreachable final : public JudgeOf<ClusterSight>
{
    [[nodiscard]] std::optional<qint64> judgeSeen(const ClusterSight &seen, TaskType /*type*/) const override
    {
        if (!seen.silent)
            return {};
        return std::chrono::floor<std::chrono::seconds>(*seen.silent).count();
    }
    [[nodiscard]] std::optional<Milliseconds> lastingOf(const ClusterSight &seen,
                                                        TaskType /*type*/) const override
    {
        return seen.silent;
    }
    [[nodiscard]] QString clause(const RuleStanding &standing) const override
    {
        if (standing.recovering)
            return Text::tr("answers again");
        return standing.value
                   ? Text::tr("no answer for %1").arg(formatDuration(std::chrono::seconds(*standing.value)))
                   : Text::tr("no answer");
    }
    [[nodiscard]] QString source() const override { return Text::tr("this console"); }
    [[nodiscard]] QString measure(TaskType /*type*/) const override
    {
        return Text::tr("time without an answer");
    }
};

} // namespace

const RuleJudge &scopeJudgeOf(RuleKind kind)
{
    static const TaskFailures taskFailures;
    static const HistoryLimit historyLimit;
    static const Retention retention;
    static const ArchivalStuck archivalStuck;
    static const RetentionWarning retentionWarning;
    static const Unreachable unreachable;
    switch (kind) {
    case RuleKind::TaskFailures:
        return taskFailures;
    case RuleKind::HistoryLimit:
        return historyLimit;
    case RuleKind::Retention:
        return retention;
    case RuleKind::ArchivalStuck:
        return archivalStuck;
    case RuleKind::RetentionWarning:
        return retentionWarning;
    default:
        return unreachable;
    }
}

} // namespace signalbox
