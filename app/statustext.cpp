// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/status.h"

#include "app/alerttext.h"
#include "models/alerts/alertjson.h"
#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/base/jsonvalues.h"
#include "models/base/signal.h"
#include "models/base/text.h"
#include "models/board/boardtext.h"
#include "models/diagnosis/verdicttext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Whole days as a whole number.
QJsonValue days(const std::optional<std::chrono::seconds> &retention)
{
    if (!retention)
        return {};
    return std::chrono::duration<double, std::ratio<86400>>(*retention).count();
}

QJsonObject toObject(const StatusReport::Queue &queue)
{
    return {{u"name"_s, queue.name},
            {u"owner"_s, orNull(queue.owner)},
            {u"workflow_backlog"_s, orNull(queue.workflowBacklog)},
            {u"activity_backlog"_s, orNull(queue.activityBacklog)},
            {u"oldest_task_s"_s, orNull(queue.oldestTaskSeconds)},
            {u"workflow_pollers"_s, orNull(queue.workflowPollers)},
            {u"activity_pollers"_s, orNull(queue.activityPollers)},
            {u"in_per_s"_s, orNull(queue.addRate)},
            {u"out_per_s"_s, orNull(queue.dispatchRate)},
            {u"drain_s"_s, orNull(queue.drainSeconds)},
            {u"checked_s"_s, orNull(queue.checkedSeconds)},
            {u"signal"_s, signalName(queue.signal)},
            {u"cause"_s, toJson(queue.verdict)}};
}

QJsonObject toObject(const StatusReport::Namespace &ns)
{
    QJsonArray queues;
    for (const StatusReport::Queue &queue : ns.queues)
        queues.append(toObject(queue));
    return {{u"name"_s, ns.name},
            {u"state"_s, orNull(ns.state)},
            {u"retention_days"_s, days(ns.retention)},
            {u"running"_s, orNull(ns.running)},
            {u"signal"_s, signalName(ns.assessment.signal)},
            {u"queues"_s, queues}};
}

constexpr std::size_t columns = 8;
using Row = std::array<QString, columns>;

Row toRow(const StatusReport::Queue &queue)
{
    std::optional<Milliseconds> oldest;
    if (queue.oldestTaskSeconds)
        oldest = std::chrono::seconds(*queue.oldestTaskSeconds);
    const QString pollers =
        formatCount(queue.workflowPollers) + u" / "_s + formatCount(queue.activityPollers);
    return {signalName(queue.signal),
            copyText(queue.name),
            copyText(queue.owner.value_or(u"–"_s)),
            formatCount(queue.workflowBacklog),
            formatCount(queue.activityBacklog),
            boardtext::taskAge(oldest),
            pollers,
            queue.sentence};
}

QString headLine(const StatusReport::Namespace &ns)
{
    const QString retention = Text::tr("retention %1").arg(formatRetention(ns.retention));
    const QString running = Text::tr("%1 running").arg(formatCount(ns.running));
    QStringList parts{copyText(ns.name), ns.state.value_or(Text::tr("unknown")), retention, running};
    for (const auto &sentence : {ns.trouble, ns.limits})
        if (sentence)
            parts << *sentence;
    if (ns.assessment.signal != Signal::Clear)
        parts << signalName(ns.assessment.signal) + u": "_s + ns.assessment.sentence;
    return parts.join(u"  "_s);
}

QString line(const Row &row, const std::array<qsizetype, columns> &widths)
{
    constexpr std::size_t firstNumber = 3;
    constexpr std::size_t lastNumber = 6;
    QString text;
    for (std::size_t i = 0; i < columns; ++i) {
        const bool isNumber = i >= firstNumber && i <= lastNumber;
        const QString cell = isNumber ? row[i].rightJustified(widths[i]) : row[i].leftJustified(widths[i]);
        text += u"  "_s + cell;
    }
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

} // namespace

QByteArray toJson(const StatusReport &report)
{
    QJsonArray namespaces;
    for (const StatusReport::Namespace &ns : report.namespaces)
        namespaces.append(toObject(ns));
    QJsonArray alerts;
    for (const Alert &alert : report.alerts) {
        const auto said = report.said.find(keyOf(alert));
        alerts.append(said == report.said.end() ? toObject(alert) : toObject(alert, said->second));
    }
    const QJsonValue user = report.user.isEmpty() ? QJsonValue() : QJsonValue(report.user);
    const QJsonObject root{{u"profile"_s, report.profile},
                           {u"time"_s, formatIso(report.time)},
                           {u"identity"_s, QJsonObject{{u"user"_s, user}, {u"admin"_s, report.admin}}},
                           {u"namespaces"_s, namespaces},
                           {u"alerts"_s, alerts}};
    return QJsonDocument(root).toJson();
}

QString exitSentence(const Error &error)
{
    Explanation text = explain(error);
    if (error.kind == ErrorKind::Unreachable)
        text.next = Text::tr("Check the network and the profile, then run it again.");
    return text.sentence();
}

QString toText(const StatusReport &report)
{
    const Row header{Text::tr("SIGNAL"),   Text::tr("QUEUE"),  Text::tr("OWNER"),   Text::tr("WORKFLOW"),
                     Text::tr("ACTIVITY"), Text::tr("OLDEST"), Text::tr("POLLERS"), Text::tr("WHAT IT SAYS")};
    std::array<qsizetype, columns> widths{};
    const auto widen = [&](const Row &row) {
        for (std::size_t i = 0; i < columns; ++i)
            widths[i] = std::max(widths[i], row[i].size());
    };
    widen(header);
    for (const StatusReport::Namespace &ns : report.namespaces)
        for (const StatusReport::Queue &queue : ns.queues)
            widen(toRow(queue));

    QStringList lines{
        u"%1  %2  %3"_s.arg(copyText(report.profile), formatIso(report.time), copyText(report.user))};
    if (!report.complete)
        lines << Text::tr("Not everything was answered; what is missing is unknown.");
    for (const StatusReport::Namespace &ns : report.namespaces) {
        lines << QString() << headLine(ns);
        if (!ns.queues.empty())
            lines << line(header, widths);
        for (const StatusReport::Queue &queue : ns.queues)
            lines << line(toRow(queue), widths);
    }
    if (!report.alerts.empty())
        lines << QString() << Text::tr("Alerts");
    for (const Alert &alert : report.alerts)
        lines << u"  "_s + alertLine(alert) +
                     (report.said.contains(keyOf(alert)) ? saidText(report.said.at(keyOf(alert)))
                                                         : QString());
    return lines.join(u'\n') + u'\n';
}

QString whyText(const StatusReport &report)
{
    QStringList lines;
    for (const StatusReport::Namespace &ns : report.namespaces)
        for (const StatusReport::Queue &queue : ns.queues) {
            if (queue.signal == Signal::Clear && !queue.verdict.needsCure)
                continue;
            lines
                << QString()
                << Text::tr("%1/%2: %3").arg(copyText(ns.name), copyText(queue.name), queue.verdict.sentence);
            for (const QString &reason : verdicttext::reasons(queue.verdict))
                lines << u"  "_s + reason;
        }
    return lines.isEmpty() ? QString() : lines.join(u'\n') + u'\n';
}

} // namespace signalbox
