// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tenanttext.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/jsonvalues.h"
#include "models/base/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString entryText(const TenantReport &report)
{
    return Text::tr("%1, line %2: %3")
        .arg(report.runbook, QString::number(report.tenant.line), report.tenant.rule);
}

} // namespace

QByteArray toJson(const TenantReport &report)
{
    QJsonArray lines;
    for (const PlanLine &line : report.plan.lines)
        lines.append(QJsonObject{{u"kind"_s, planWord(line.kind)},
                                 {u"field"_s, line.field},
                                 {u"before"_s, orNull(line.before)},
                                 {u"after"_s, orNull(line.after)},
                                 {u"reason"_s, orNull(line.reason)}});
    QJsonArray commands;
    for (const QString &command : planCommands(report.tenant.ns, report.plan))
        commands.append(command);
    const QJsonObject root{{u"profile"_s, report.profile},
                           {u"runbook"_s, report.runbook},
                           {u"rule"_s, report.tenant.rule},
                           {u"time"_s, formatIso(report.time)},
                           {u"namespace"_s, report.tenant.ns},
                           {u"exists"_s, !report.plan.makes},
                           {u"obstacle"_s, orNull(report.plan.obstacle)},
                           {u"lines"_s, lines},
                           {u"commands"_s, commands}};
    return QJsonDocument(root).toJson();
}

QString toText(const TenantReport &report)
{
    QStringList lines{
        u"%1  %2  %3"_s.arg(copyText(report.profile), report.tenant.ns, copyText(entryText(report)))};
    qsizetype width = 0;
    for (const PlanLine &line : report.plan.lines)
        width = std::max(width, line.field.size());
    for (const PlanLine &line : report.plan.lines)
        lines << u"  %1 %2  %3"_s.arg(planSymbol(line.kind), line.field.leftJustified(width),
                                      copyText(planValue(line)));
    lines << copyText(planTotals(report.plan));
    return lines.join(u'\n') + u'\n';
}

} // namespace signalbox
