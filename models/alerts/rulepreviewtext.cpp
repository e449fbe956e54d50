// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/rulepreview.h"
#include "models/alerts/ruletext.h"
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"

#include <QStringList>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype namesTold = 5;
constexpr Milliseconds aDay = 24h;

QString spanOf(const RulePreview &preview)
{
    const Milliseconds span = preview.to - preview.begin.value_or(preview.from);
    return span >= aDay - 1h ? Text::tr("the last %1 days").arg((span + aDay / 2) / aDay)
                             : Text::tr("the last %1").arg(formatRoughly(span));
}

QString namesOf(const RulePreview &preview)
{
    QStringList names;
    for (const PreviewedQueue &one : preview.shown)
        if (const QString name = displayText(shortQueueName(one.key), 60); !names.contains(name))
            names << name;
    const auto more = static_cast<qsizetype>(preview.fired) - namesTold;
    if (more > 0)
        names = names.first(std::min(names.size(), namesTold)) << Text::tr("and %1 more").arg(more);
    return names.join(u", "_s);
}

QString unkeptSentence(RuleKind kind)
{
    switch (kind) {
    case RuleKind::ActivityFailure:
        return Text::tr("History can't tell: attempts of activities are not kept.");
    case RuleKind::TaskFailures:
        return Text::tr("History can't tell: how many runs have workflow tasks that fail is not kept.");
    case RuleKind::HistoryLimit:
        return Text::tr("History can't tell: how long histories were is not kept.");
    case RuleKind::ArchivalStuck:
    case RuleKind::RetentionWarning:
        return Text::tr("History can't tell: what a namespace kept of closed runs is not kept.");
    case RuleKind::Retention:
        return Text::tr("History can't tell: what a namespace's retention was is not kept.");
    default:
        return Text::tr("History can't tell: while the cluster did not answer, nothing was kept.");
    }
}

} // namespace

QString previewSentence(const RulePreview &preview)
{
    if (!preview.isKept)
        return {};
    if (preview.queues == 0)
        return preview.elsewhere > 0
                   ? Text::tr(
                         "Would have fired nowhere: on each of the %1 queues that are remembered another "
                         "rule of its kind holds.")
                         .arg(formatCount(static_cast<qint64>(preview.elsewhere)))
                   : Text::tr("History can't tell: no queue for which it would hold is remembered.");
    const QString queues = formatCount(static_cast<qint64>(preview.queues));
    if (preview.times == 0)
        return Text::tr("Would not have fired in %1, on any of %2 queues.").arg(spanOf(preview), queues);
    const QString lasting = formatRoughly(preview.lasting);
    const QString text = preview.times == 1 ? Text::tr("Would have fired once in %1, for %2, on %3.")
                                            : Text::tr("Would have fired %4 times in %1, %2 in all, on %3.")
                                                  .arg(u"%1"_s, u"%2"_s, u"%3"_s, formatCount(preview.times));
    return text.arg(spanOf(preview), lasting, namesOf(preview));
}

QStringList previewDoubts(const RulePreview &preview, const AlertRule &rule)
{
    if (!preview.isKept)
        return {unkeptSentence(rule.kind)};
    QStringList doubts;
    if (preview.queues == 0)
        return doubts;
    if (*preview.begin > preview.from)
        doubts << Text::tr("Nothing is remembered from before %1.").arg(formatDateTime(preview.begin));
    if (preview.gapped > 0)
        doubts << Text::tr("Of %1 of the queues something is missing, of one for %2: history can't tell what "
                           "it would have done then.")
                      .arg(formatCount(static_cast<qint64>(preview.gapped)),
                           formatRoughly(preview.longestGaps));
    if (preview.minutesUntil &&
        (rule.forDuration < 1min || rule.kind == RuleKind::NoPollers || rule.kind == RuleKind::WorkersGone))
        doubts << Text::tr("From before %1 only minutes are kept, each with its lowest and highest backlog, "
                           "its oldest task and its fewest pollers: what came and went within one may count "
                           "as much as what lasted.")
                      .arg(formatDateTime(preview.minutesUntil));
    if (rule.kind == RuleKind::WorkersGone)
        doubts << Text::tr("Workers' heartbeats are not kept: one that was busy in all its slots counts as "
                           "gone.");
    return doubts;
}

} // namespace signalbox
