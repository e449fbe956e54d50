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

/// Of tasks whose workflows have ended, or are paused on purpose, nothing waits to be done.
bool isLowered(const RuleStanding &standing, const Verdict &verdict)
{
    return standing.type == TaskType::Workflow && standing.rule.kind != RuleKind::WorkersGone &&
           (verdict.holds(Cause::Ghosts) || verdict.holds(Cause::RunsPaused));
}

} // namespace

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

namespace {

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

QString sentenceOf(const QueueSituation &now)
{
    if (isVerdictTold(now))
        return now.verdict.sentence;
    const Milliseconds age = now.seen.age().value_or(0ms);
    if (now.standings.empty() && age >= worthSaying)
        return Text::tr("checked %1 ago").arg(formatRoughly(age));
    return sentenceOf(now.standings);
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

QString reasonOf(const RuleStanding &standing)
{
    const RuleJudge &judge = judgeOf(standing.rule.kind);
    return standing.state == AlertState::Unknown ? judge.unknownClause() : judge.clause(standing);
}

QString sentenceOf(const std::vector<RuleStanding> &standings)
{
    QStringList parts;
    QString last;
    for (const RuleStanding &standing : standings)
        (judgeOf(standing.rule.kind).isSaidLast() ? last : parts.emplaceBack()) = reasonOf(standing);
    parts.removeAll(QString());
    return parts.isEmpty() ? last : parts.join(u"; "_s);
}

NamespaceAssessment assess(const std::vector<RuleStanding> &standings)
{
    NamespaceAssessment assessment{Signal::Clear, sentenceOf(standings)};
    for (const RuleStanding &standing : standings)
        assessment.signal = worse(assessment.signal, signalOf(standing));
    return assessment;
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

Alert alertOf(const QueueKey &key, const RuleStanding &standing, const Verdict &verdict)
{
    return {standing.rule.id,
            standing.rule.kind,
            key,
            standing.type,
            standing.state,
            standing.value,
            standing.rule.threshold,
            standing.since,
            standing.inferred,
            signalOf(standing, verdict)};
}

namespace {

/// Of a rule that judges task types apart each is named.
QString nameOf(const RuleStanding &standing)
{
    const QString id = displayText(standing.rule.id);
    if (judgeOf(standing.rule.kind).types().size() < 2)
        return Text::tr("rule %1").arg(id);
    return standing.type == TaskType::Workflow ? Text::tr("rule %1 on workflow tasks").arg(id)
                                               : Text::tr("rule %1 on activity tasks").arg(id);
}

} // namespace

std::vector<Evidence> ruleEvidence(const QueueSituation &now)
{
    std::vector<Evidence> lines;
    for (const RuleStanding &standing : now.standings)
        if (const QString said = reasonOf(standing); !said.isEmpty())
            lines.push_back({nameOf(standing), said, Text::tr("the runbook"), {}});
    return lines;
}

} // namespace signalbox
