// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cleanup/cleanuptext.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/workflows/executiontext.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownLength = 120;

QString statusesText(const StatusCounts &counts)
{
    QStringList parts;
    for (const auto &[status, count] : counts)
        if (count > 0)
            parts << u"%1 %2"_s.arg(formatCount(count), statusName(status).toLower());
    return parts.join(u", "_s);
}

} // namespace

QString cutOffText(const CleanUpOrder &order)
{
    return Text::tr("closed before %1, more than %2 ago")
        .arg(formatZonedTime(order.closedBefore), formatRetention(order.olderThan));
}

QString surveySentence(const CleanUpSurvey &survey)
{
    if (survey.count == 0)
        return Text::tr("Nothing would go: no workflow has %1.").arg(cutOffText(survey.order));
    return Text::tr("%1 workflows would go, which have %2: %3.")
        .arg(formatCount(survey.count), cutOffText(survey.order), statusesText(survey.byStatus));
}

QString typesText(const CleanUpSurvey &survey)
{
    QStringList parts;
    for (const CleanUpSurvey::Type &type : survey.types)
        parts << u"%1 %2"_s.arg(displayText(type.name, shownLength), formatCount(type.count));
    if (survey.otherTypes > 0)
        parts << Text::tr("other types %1").arg(formatCount(survey.otherTypes));
    return parts.join(u", "_s);
}

QString progressText(const CleanUpCounts &counts, qint64 expected)
{
    QString text = Text::tr("%1 of %2 deleted").arg(formatCount(counts.deleted), formatCount(expected));
    if (counts.goneBefore > 0)
        text += Text::tr(", %1 were gone already").arg(formatCount(counts.goneBefore));
    if (counts.kept > 0)
        text += Text::tr(", %1 left as they are").arg(formatCount(counts.kept));
    if (counts.failed > 0)
        text += Text::tr(", %1 failed").arg(formatCount(counts.failed));
    if (counts.unproven > 0)
        text += Text::tr(", %1 were sent and are not proven to be gone").arg(formatCount(counts.unproven));
    return text;
}

QString reportSentence(const CleanUpReport &report, const QString &halted)
{
    const CleanUpCounts &counts = report.counts;
    QStringList sentences;
    if (!halted.isEmpty())
        sentences << (halted.endsWith(u'.') ? halted : halted + u'.');
    const QString none = counts.unproven == 0 ? Text::tr("Nothing was deleted of what has %1.")
                                              : Text::tr("Nothing is proven to be deleted of what has %1.");
    sentences << (counts.deleted == 0 ? none.arg(cutOffText(report.order))
                                      : Text::tr("%1 workflows were deleted that had %2.")
                                            .arg(formatCount(counts.deleted), cutOffText(report.order)));
    if (counts.goneBefore > 0)
        sentences << Text::tr("%1 were listed and gone already.").arg(formatCount(counts.goneBefore));
    if (counts.kept > 0)
        sentences << Text::tr("%1 were left: open or too young when they were looked at again.")
                         .arg(formatCount(counts.kept));
    if (counts.failed > 0)
        sentences << Text::tr("%1 could not be deleted.").arg(formatCount(counts.failed));
    if (counts.unproven > 0)
        sentences
            << Text::tr("%1 were sent and are not proven to be gone.").arg(formatCount(counts.unproven));
    if (!report.left && !halted.isEmpty())
        sentences << Text::tr("How many are left is not known.");
    else if (report.left && *report.left > 0)
        sentences << Text::tr("%1 are left.").arg(formatCount(report.left));
    else if (report.left)
        sentences << Text::tr("None is left.");
    return sentences.join(u' ');
}

QString usualReason(const CleanUpOrder &order)
{
    return Text::tr("clean-up of what has been closed for more than %1, as the runbook allows")
        .arg(formatRetention(order.olderThan));
}

} // namespace signalbox
