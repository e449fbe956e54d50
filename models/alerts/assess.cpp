// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/assess.h"

#include "models/base/format.h"
#include "models/base/text.h"

#include <QStringList>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// From this age on a value says its age.
constexpr Milliseconds worthSaying = 1min;

/// "5 m" for the rule's own duration, where "5 m 00 s" would look measured.
QString ruleDuration(Milliseconds duration)
{
    const bool wholeMinutes = duration >= 1min && duration < 1h && duration % 1min == 0ms;
    return wholeMinutes ? Text::tr("%1 m").arg(duration / 1min) : formatDuration(duration);
}

/// Since when the last poller of a type is silent, where the server still knows one.
std::optional<Milliseconds> silence(const QueueSample &sample, TaskType type)
{
    std::optional<Milliseconds> shortest;
    for (const SeenPoller &poller : sample.pollers)
        if (poller.type == type && poller.lastPoll)
            shortest = std::min(shortest.value_or(Milliseconds::max()), sample.sinceBoot - *poller.lastPoll);
    return shortest;
}

/// A worker that is busy in all its slots doesn't poll, so silence is not called death.
QString nobody(const QueueSample &sample, TaskType type, const QString &none, const QString &silent)
{
    const auto since = silence(sample, type);
    return since ? silent.arg(formatRoughly(*since)) : none;
}

/// Nobody has to poll for tasks of workflows that have ended.
QString pollerTrouble(const QueueSample &sample, bool ghost)
{
    const bool noWorkflow = !ghost && sample.workflowBacklog.value_or(0) > 0 && sample.workflowPollers == 0;
    const bool noActivity = sample.activityBacklog.value_or(0) > 0 && sample.activityPollers == 0;
    if (noWorkflow && sample.activityPollers.value_or(0) > 0)
        return nobody(sample, TaskType::Workflow, Text::tr("no workflow pollers"),
                      Text::tr("workflow pollers silent for %1, gone or all slots busy"));
    if (noWorkflow || (noActivity && !ghost && sample.workflowPollers.value_or(0) == 0))
        return nobody(sample, noWorkflow ? TaskType::Workflow : TaskType::Activity, Text::tr("no pollers"),
                      Text::tr("pollers silent for %1, gone or all slots busy"));
    return noActivity ? nobody(sample, TaskType::Activity, Text::tr("no activity pollers"),
                               Text::tr("activity pollers silent for %1, gone or all slots busy"))
                      : QString();
}

QString backlogClause(const RuleStanding &standing)
{
    const QString lasting = formatDuration(standing.lasting);
    const QString threshold = formatCount(standing.rule.threshold);
    if (standing.state == AlertState::Pending)
        return Text::tr("over %1 for %2 of %3")
            .arg(threshold, lasting, ruleDuration(standing.rule.forDuration));
    if (standing.recovering)
        return Text::tr("recovering, was over %1 for %2").arg(threshold, lasting);
    if (standing.inferred)
        return Text::tr("over %1, by the age of its oldest task (inferred)").arg(threshold);
    return Text::tr("over %1 for %2").arg(threshold, lasting);
}

QString clause(const RuleStanding &standing)
{
    const bool isUnknown = standing.state == AlertState::Unknown;
    switch (standing.rule.kind) {
    case RuleKind::Backlog:
        return isUnknown ? QString() : backlogClause(standing);
    case RuleKind::ActivityBacklog:
        return isUnknown ? Text::tr("no answer about its activity tasks")
                         : Text::tr("activity tasks %1").arg(backlogClause(standing));
    case RuleKind::NoPollers: // while it lasts the row begins with it
        return standing.recovering
                   ? Text::tr("recovering, nobody polled for %1").arg(formatDuration(standing.lasting))
                   : QString();
    case RuleKind::OldestTask:
        break;
    }
    return {};
}

/// Said where nothing else is: its age stands in a column of its own.
QString oldestClause(const RuleStanding &standing)
{
    const QString limit = ruleDuration(std::chrono::seconds(standing.rule.threshold));
    return standing.recovering ? Text::tr("recovering, its oldest task had waited for over %1").arg(limit)
                               : Text::tr("its oldest task has waited for over %1").arg(limit);
}

/// Of tasks whose workflows have ended nothing waits to be done.
bool isLowered(const RuleStanding &standing, bool ghost)
{
    return ghost && standing.type == TaskType::Workflow;
}

bool isCounting(const RuleStanding &standing, bool ghost)
{
    const bool isBacklog =
        standing.rule.kind == RuleKind::Backlog || standing.rule.kind == RuleKind::ActivityBacklog;
    return isBacklog && standing.state != AlertState::Unknown && !isLowered(standing, ghost);
}

bool isTooOld(const QueueSituation &now)
{
    return now.age > validity(now.sample->interval);
}

/// Why nothing can be said of the queue.
std::optional<QString> unknownBecause(const QueueSituation &now)
{
    if (now.namespaceTrouble)
        return now.namespaceTrouble;
    if (!now.sample)
        return now.waiting ? Text::tr("waiting for the first answer") : Text::tr("no answer yet");
    if (isTooOld(now))
        return Text::tr("no answer for %1; last value shown").arg(formatRoughly(now.age));
    if (!now.seen)
        return Text::tr("declared, never seen");
    if (std::any_of(now.standings.begin(), now.standings.end(), [](const RuleStanding &standing) {
            return standing.rule.kind == RuleKind::Backlog && standing.state == AlertState::Unknown;
        }))
        return Text::tr("the server gave no backlog");
    return {};
}

QString ghostSentence(std::optional<qint64> tasks)
{
    return tasks == 1 ? Text::tr("ghost backlog: its workflow has ended")
                      : Text::tr("ghost backlog: its %1 workflows have ended").arg(formatCount(tasks));
}

Signal signalOf(const RuleStanding &standing, bool ghost)
{
    switch (standing.state) {
    case AlertState::Firing:
        return standing.rule.kind == RuleKind::OldestTask || isLowered(standing, ghost) ? Signal::Caution
                                                                                        : Signal::Danger;
    case AlertState::Pending:
        return Signal::Caution;
    case AlertState::Inactive:
        return Signal::Clear;
    case AlertState::Unknown:
        break;
    }
    return Signal::Unknown;
}

/// The rule that says most, and of those the one that has said it longest.
const RuleStanding *worst(const QueueSituation &now)
{
    const RuleStanding *worst = nullptr;
    for (const RuleStanding &standing : now.standings) {
        const Signal signal = signalOf(standing, now.ghost);
        if (!worst || signal > signalOf(*worst, now.ghost) ||
            (signal == signalOf(*worst, now.ghost) && standing.since && standing.since < worst->since))
            worst = &standing;
    }
    return worst;
}

/// The cause first: the board's column shows the beginning.
QString sentenceOf(const QueueSituation &now)
{
    QStringList parts;
    if (now.ghost)
        parts << ghostSentence(now.sample->workflowBacklog);
    parts << pollerTrouble(*now.sample, now.ghost);
    for (const RuleStanding &standing : now.standings)
        if (!isLowered(standing, now.ghost))
            parts << clause(standing);
    parts.removeAll(QString());
    if (parts.isEmpty() && !now.standings.empty())
        parts << oldestClause(now.standings.back());
    if (now.standings.empty() && now.age >= worthSaying && !now.ghost)
        parts << Text::tr("checked %1 ago").arg(formatRoughly(now.age));
    return parts.join(u"; "_s);
}

} // namespace

std::optional<Milliseconds> nextChange(const QueueSituation &now, Milliseconds sinceBoot)
{
    if (now.namespaceTrouble || !now.sample)
        return {};
    const Milliseconds taken = sinceBoot - now.age;
    const Milliseconds expires = taken + validity(now.sample->interval) + 1ms;
    const auto nextMinute = [&] { return taken + (now.age / 1min + 1) * Milliseconds(1min); };
    if (sinceBoot >= expires)
        return now.age < worthSaying ? sinceBoot + 1s : nextMinute();
    if (std::any_of(now.standings.begin(), now.standings.end(),
                    [&](const RuleStanding &standing) { return isCounting(standing, now.ghost); }))
        return std::min(sinceBoot + 1s, expires);
    return std::min(nextMinute(), expires);
}

Signal signalOf(const QueueSituation &now)
{
    if (now.namespaceTrouble || !now.sample || isTooOld(now) || !now.seen)
        return Signal::Unknown;
    const RuleStanding *const standing = worst(now);
    return standing ? signalOf(*standing, now.ghost) : Signal::Clear;
}

QueueAssessment assess(const QueueSituation &now)
{
    if (const auto why = unknownBecause(now))
        return {signalOf(now), *why, {}, {}};
    const RuleStanding *const standing = worst(now);
    return {signalOf(now), sentenceOf(now), standing ? standing->since : std::nullopt,
            standing ? std::optional(standing->rule) : std::nullopt};
}

} // namespace signalbox
