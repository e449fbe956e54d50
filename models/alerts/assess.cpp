// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/assess.h"

#include "models/base/displaytext.h"
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

QString nobodyClause(const RuleStanding &standing)
{
    const QString lasting = formatDuration(standing.lasting);
    return standing.recovering ? Text::tr("recovering, nobody polled for %1").arg(lasting)
                               : Text::tr("nobody has polled for %1").arg(lasting);
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
    case RuleKind::NoPollers:
        return nobodyClause(standing);
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

/// Of tasks whose workflows have ended, or are paused on purpose, nothing waits to be done.
bool isLowered(const RuleStanding &standing, const Verdict &verdict)
{
    return standing.type == TaskType::Workflow &&
           (verdict.holds(Cause::Ghosts) || verdict.holds(Cause::RunsPaused));
}

Signal signalOf(const RuleStanding &standing, const Verdict &verdict)
{
    switch (standing.state) {
    case AlertState::Firing:
        return isLowered(standing, verdict) ? Signal::Caution : standing.rule.severity;
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
        const Signal signal = signalOf(standing, now.verdict);
        if (!worst || signal > signalOf(*worst, now.verdict) ||
            (signal == signalOf(*worst, now.verdict) && standing.since && standing.since < worst->since))
            worst = &standing;
    }
    return worst;
}

/// Of a queue that is clear only what time does not mend is told.
bool isVerdictTold(const QueueSituation &now)
{
    return !now.verdict.sentence.isEmpty() && (now.verdict.needsCure || signalOf(now) != Signal::Clear);
}

/// What the rules alone say, where no cause does.
QString ruleSentence(const QueueSituation &now)
{
    QStringList parts;
    for (const RuleStanding &standing : now.standings)
        parts << clause(standing);
    parts.removeAll(QString());
    if (parts.isEmpty() && !now.standings.empty())
        parts << oldestClause(now.standings.back());
    return parts.join(u"; "_s);
}

QString sentenceOf(const QueueSituation &now)
{
    if (isVerdictTold(now))
        return now.verdict.sentence;
    const Milliseconds age = now.seen.age().value_or(0ms);
    if (now.standings.empty() && age >= worthSaying)
        return Text::tr("checked %1 ago").arg(formatRoughly(age));
    return ruleSentence(now);
}

} // namespace

std::optional<Milliseconds> nextChange(const QueueSituation &now)
{
    const Observed &seen = now.seen;
    if (seen.trouble != NamespaceTrouble::None || !seen.sample)
        return {};
    const Milliseconds taken = seen.sample->sinceBoot;
    const Milliseconds expires = taken + validity(seen.sample->interval) + 1ms;
    const Milliseconds nextMinute = taken + (*seen.age() / 1min + 1) * Milliseconds(1min);
    if (seen.now >= expires)
        return *seen.age() < worthSaying ? seen.now + 1s : nextMinute;
    const bool isCounting = !isVerdictTold(now) && !now.standings.empty();
    return std::min(isCounting ? seen.now + 1s : nextMinute, expires);
}

Signal signalOf(const QueueSituation &now)
{
    if (now.seen.isBlind())
        return Signal::Unknown;
    const RuleStanding *const standing = worst(now);
    return worse(standing ? signalOf(*standing, now.verdict) : Signal::Clear, now.verdict.signal);
}

QueueAssessment assess(const QueueSituation &now)
{
    const RuleStanding *const standing = now.seen.isBlind() ? nullptr : worst(now);
    return {signalOf(now), sentenceOf(now), standing ? standing->since : std::nullopt,
            standing ? std::optional(standing->rule) : std::nullopt};
}

std::vector<Evidence> ruleEvidence(const QueueSituation &now)
{
    std::vector<Evidence> lines;
    for (const RuleStanding &standing : now.standings) {
        const QString said =
            standing.rule.kind == RuleKind::OldestTask ? oldestClause(standing) : clause(standing);
        if (!said.isEmpty())
            lines.push_back(
                {Text::tr("rule %1").arg(displayText(standing.rule.id)), said, Text::tr("the runbook"), {}});
    }
    return lines;
}

} // namespace signalbox
