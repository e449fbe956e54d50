// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/ruletext.h"

#include "models/alerts/rulejudge.h"
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/policy/rulevalue.h"

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QString ruleDuration(Milliseconds duration)
{
    const bool wholeMinutes = duration >= 1min && duration < 1h && duration % 1min == 0ms;
    return wholeMinutes ? Text::tr("%1 m").arg(duration / 1min) : formatDuration(duration);
}

QString ruleLimit(const AlertRule &rule)
{
    return isDuration(rule.kind) ? ruleDuration(std::chrono::seconds(rule.threshold))
                                 : formatRuleValue(rule.kind, rule.threshold);
}

QString ruleValueAndLimit(const AlertRule &rule, std::optional<qint64> value)
{
    const QString known = formatRuleValue(rule.kind, value);
    return value ? Text::tr("%1, limit %2").arg(known, ruleLimit(rule)) : known;
}

QString ruleWords(const AlertRule &rule, TaskType type)
{
    const QString breach = u"%1 > %2"_s.arg(judgeOf(rule.kind).measure(type), ruleLimit(rule));
    return rule.forDuration > 0ms ? Text::tr("%1 for %2").arg(breach, ruleDuration(rule.forDuration))
                                  : breach;
}

QString kindWords(RuleKind kind)
{
    switch (kind) {
    case RuleKind::NoPollers:
        return Text::tr("tasks without a poller");
    case RuleKind::WorkersGone:
        return Text::tr("usual workers, of which none polls");
    default:
        return judgeOf(kind).measure(judgeOf(kind).types().front());
    }
}

QString ruleDefinition(const AlertRule &rule, TaskType type)
{
    const QString id = displayText(rule.id, 60);
    const QString words = ruleWords(rule, type);
    QStringList sentences;
    sentences << (rule.severity == Signal::Danger ? Text::tr("Rule “%1”: a danger at %2.").arg(id, words)
                                                  : Text::tr("Rule “%1”: a caution at %2.").arg(id, words));
    if (rule.forDuration > 0ms && rule.severity == Signal::Danger)
        sentences << Text::tr("Until then it is a caution.");
    if (rule.keepFiringFor > 0ms)
        sentences
            << Text::tr("It ends %1 after the value has come back.").arg(ruleDuration(rule.keepFiringFor));
    return sentences.join(u' ');
}

} // namespace signalbox
