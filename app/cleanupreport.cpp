// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cleanupreport.h"

#include "app/terminal.h"
#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/base/jsonvalues.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/cleanup/cleanuptext.h"
#include "models/interventions/records.h"
#include "models/workflows/executiontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QJsonArray toArray(const std::vector<Execution> &runs)
{
    QJsonArray array;
    for (const Execution &run : runs)
        array.append(QJsonObject{{u"workflow_id"_s, run.workflowId},
                                 {u"run_id"_s, run.runId},
                                 {u"type"_s, run.type},
                                 {u"status"_s, statusName(run.status)},
                                 {u"closed"_s, orNull(run.closeTime)}});
    return array;
}

QJsonObject toObject(const CleanUpReport &report)
{
    QJsonArray kept;
    for (const KeptRun &run : report.keptRuns)
        kept.append(QJsonObject{
            {u"workflow_id"_s, run.run.workflowId}, {u"run_id"_s, run.run.runId}, {u"why"_s, run.why}});
    return {{u"outcome"_s, outcomeWord(report.outcome)},
            {u"sentence"_s, report.sentence},
            {u"deleted"_s, report.counts.deleted},
            {u"gone_before"_s, report.counts.goneBefore},
            {u"kept"_s, report.counts.kept},
            {u"failed"_s, report.counts.failed},
            {u"unproven"_s, report.counts.unproven},
            {u"left"_s, orNull(report.left)},
            {u"kept_runs"_s, kept},
            {u"op"_s, orNull(report.op)}};
}

QJsonObject toObject(const CleanUpSheet::Namespace &ns)
{
    QJsonObject object{{u"namespace"_s, ns.order.ns},
                       {u"older_than_s"_s, static_cast<qint64>(ns.order.olderThan.count())},
                       {u"closed_before"_s, formatIso(ns.order.closedBefore)},
                       {u"unread"_s, ns.unread ? QJsonValue(explain(*ns.unread).sentence()) : QJsonValue()},
                       {u"result"_s, ns.report ? QJsonValue(toObject(*ns.report)) : QJsonValue()}};
    if (!ns.survey) {
        object.insert(u"count"_s, QJsonValue());
        return object;
    }
    QJsonObject statuses;
    for (const auto &[status, count] : ns.survey->byStatus)
        statuses.insert(statusName(status), count);
    QJsonArray types;
    for (const CleanUpSurvey::Type &type : ns.survey->types)
        types.append(QJsonObject{{u"type"_s, type.name}, {u"count"_s, type.count}});
    object.insert(u"count"_s, ns.survey->count);
    object.insert(u"by_status"_s, statuses);
    object.insert(u"types"_s, types);
    object.insert(u"other_types"_s, ns.survey->otherTypes);
    object.insert(u"oldest_closed"_s, orNull(ns.survey->oldestClosed()));
    object.insert(u"newest"_s, toArray(ns.survey->newest));
    object.insert(u"oldest"_s, toArray(ns.survey->oldest));
    return object;
}

/// Of one that is to be looked at before --apply.
void addRuns(QStringList &lines, const QString &title, const std::vector<Execution> &runs)
{
    if (!runs.empty())
        lines << u"  "_s + title;
    for (const Execution &run : runs)
        lines << u"    %1  %2  %3  %4  %5"_s.arg(formatZonedTime(run.closeTime), statusName(run.status),
                                                 copyText(run.type), copyText(run.workflowId),
                                                 copyText(run.runId));
}

void addLines(QStringList &lines, const CleanUpSheet::Namespace &ns)
{
    lines << QString() << copyText(ns.order.ns);
    if (ns.unread)
        lines << u"  "_s + Text::tr("could not be counted: %1").arg(copyText(explain(*ns.unread).sentence()));
    if (ns.report) {
        lines << u"  "_s + copyText(ns.report->sentence);
        for (const KeptRun &kept : ns.report->keptRuns)
            lines << u"    %1  %2  %3"_s.arg(copyText(kept.run.workflowId), copyText(kept.run.runId),
                                             copyText(kept.why));
        return;
    }
    if (!ns.survey)
        return;
    lines << u"  "_s + surveySentence(*ns.survey);
    if (const QString types = typesText(*ns.survey); !types.isEmpty())
        lines << u"  "_s + Text::tr("By type: %1").arg(copyText(types));
    addRuns(lines, Text::tr("Nearest to the cut-off:"), ns.survey->newest);
    addRuns(lines, Text::tr("Oldest:"), ns.survey->oldest);
}

bool wouldGo(const CleanUpSheet::Namespace &ns)
{
    return ns.survey && ns.survey->count > 0 && !ns.report;
}

bool isUndone(const CleanUpSheet::Namespace &ns)
{
    return ns.unread || (ns.report && ns.report->outcome != Outcome::Done);
}

/// Nothing came of it at all.
bool isRefused(const CleanUpSheet::Namespace &ns)
{
    return ns.unread || (ns.report && ns.report->outcome == Outcome::Refused);
}

} // namespace

QByteArray toJson(const CleanUpSheet &sheet)
{
    QJsonArray namespaces;
    for (const CleanUpSheet::Namespace &ns : sheet.namespaces)
        namespaces.append(toObject(ns));
    const QJsonObject root{{u"profile"_s, sheet.profile},
                           {u"runbook"_s, sheet.runbook},
                           {u"time"_s, formatIso(sheet.time)},
                           {u"applied"_s, sheet.isApplied},
                           {u"namespaces"_s, namespaces}};
    return QJsonDocument(root).toJson();
}

QString toText(const CleanUpSheet &sheet)
{
    QStringList lines{
        u"%1  %2  %3"_s.arg(copyText(sheet.profile), formatIso(sheet.time), copyText(sheet.runbook))};
    for (const CleanUpSheet::Namespace &ns : sheet.namespaces)
        addLines(lines, ns);
    if (!sheet.isApplied)
        lines << QString() << Text::tr("Nothing was deleted; with --apply it would be.");
    return lines.join(u'\n') + u'\n';
}

int exitCode(const CleanUpSheet &sheet)
{
    const auto &all = sheet.namespaces;
    const bool goes = std::any_of(all.begin(), all.end(), wouldGo); // or was not come to
    if (std::all_of(all.begin(), all.end(), isRefused))
        return errorExit;
    if (std::any_of(all.begin(), all.end(), isUndone) || (sheet.isApplied && goes))
        return leftExit;
    return goes ? wouldGoExit : 0;
}

} // namespace signalbox
