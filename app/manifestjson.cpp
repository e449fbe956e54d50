// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manifestreport.h"
#include "models/base/format.h"
#include "models/base/jsonvalues.h"
#include "models/recovery/manifestlines.h"
#include "models/recovery/repair.h"
#include "models/workflows/executiontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(Fate fate)
{
    switch (fate) {
    case Fate::Missing:
        return u"missing"_s;
    case Fate::Behind:
        return u"behind"_s;
    case Fate::ClosedSince:
        return u"closed_since"_s;
    case Fate::Advanced:
        return u"advanced"_s;
    case Fate::Intact:
        return u"intact"_s;
    case Fate::Uncompared:
        return u"uncompared"_s;
    case Fate::Unread:
        return u"unread"_s;
    case Fate::Reopened:
        return u"reopened"_s;
    case Fate::New:
        return u"new"_s;
    case Fate::Ghost:
        return u"ghost"_s;
    case Fate::WrongStatus:
        return u"wrong_status"_s;
    }
    return {};
}

QJsonObject toObject(const Change &change)
{
    return {{u"part"_s, change.part},
            {u"name"_s, change.name},
            {u"then"_s, orNull(change.then)},
            {u"now"_s, orNull(change.now)}};
}

QJsonObject toObject(const manifest::Gap &gap)
{
    return {{u"part"_s, manifest::nameOf(gap.part)}, {u"why"_s, gap.why}};
}

QJsonObject toObject(const RunFate &run)
{
    const bool isThere = run.status != ExecutionStatus::Unspecified;
    return {{u"fate"_s, keyOf(run.fate)},
            {u"workflow_id"_s, run.workflowId},
            {u"run_id"_s, run.runId},
            {u"type"_s, run.type},
            {u"events_then"_s, orNull(run.then)},
            {u"events_now"_s, orNull(run.now)},
            {u"status"_s, isThere ? QJsonValue(statusName(run.status)) : QJsonValue()}};
}

QJsonObject toObject(const QueueFate &queue)
{
    return {{u"queue"_s, queue.name},
            {u"task_type"_s, queue.type == TaskType::Workflow ? u"workflow"_s : u"activity"_s},
            {u"pollers_then"_s, queue.then},
            {u"pollers_now"_s, orNull(queue.now)}};
}

QJsonObject toObject(const Rerun &again)
{
    return {{u"type"_s, again.type},
            {u"queue"_s, again.taskQueue},
            {u"activities"_s, again.activities},
            {u"example"_s, again.example}};
}

QJsonObject toObject(const Standing &run)
{
    return {{u"namespace"_s, run.ns},
            {u"workflow_id"_s, run.workflowId},
            {u"run_id"_s, run.runId},
            {u"events"_s, run.historyLength},
            {u"waits_for_worker"_s, run.isDue}};
}

QJsonObject toObject(const NamespaceVerification &ns);

template <class Things>
QJsonArray arrayOf(const Things &things)
{
    QJsonArray array;
    for (const auto &thing : things)
        array.append(toObject(thing));
    return array;
}

QString stateKey(NamespaceVerification::State state)
{
    using State = NamespaceVerification::State;
    return state == State::There ? u"there"_s : state == State::Missing ? u"missing"_s : u"unread"_s;
}

QJsonObject toObject(const NamespaceVerification &ns)
{
    QJsonObject counts;
    for (const Fate fate : fates)
        counts.insert(keyOf(fate), ns.count(fate));
    QJsonArray repairs;
    for (const RunFate &run : ns.named)
        if (const QString command = repairCommand(ns.name, run); !command.isEmpty())
            repairs.append(command);
    return {{u"name"_s, ns.name},
            {u"state"_s, stateKey(ns.state)},
            {u"counts"_s, counts},
            {u"runs"_s, arrayOf(ns.named)},
            {u"changes"_s, arrayOf(ns.changes)},
            {u"queues"_s, arrayOf(ns.queues)},
            {u"run_again"_s, arrayOf(ns.again)},
            {u"repairs"_s, repairs},
            {u"unread"_s, arrayOf(ns.gaps)}};
}

QJsonValue clusterValue(const std::optional<ClusterInfo> &cluster)
{
    if (!cluster)
        return {};
    return QJsonObject{
        {u"id"_s, cluster->id}, {u"name"_s, cluster->name}, {u"server_version"_s, cluster->serverVersion}};
}

QString outcomeKey(int code)
{
    return code == 0 ? u"intact"_s : code == 1 ? u"different"_s : u"unknown"_s;
}

QJsonValue resumptionValue(const ManifestReport &report)
{
    if (!report.resumption)
        return {};
    return QJsonObject{{u"runs"_s, report.resumption->runs},
                       {u"resumed"_s, report.resumption->resumed},
                       {u"standing"_s, arrayOf(report.standing)}};
}

} // namespace

QByteArray toJson(const ManifestReport &report)
{
    const Verification &found = report.verification;
    const QJsonObject manifest{{u"file"_s, report.file},
                               {u"profile"_s, found.head.profile},
                               {u"begun"_s, formatIso(found.head.begun)},
                               {u"ended"_s, formatIso(found.ended)},
                               {u"cluster"_s, clusterValue(found.head.cluster)}};
    const QJsonObject object{{u"outcome"_s, outcomeKey(exitCode(report))},
                             {u"manifest"_s, manifest},
                             {u"cluster"_s, clusterValue(found.cluster)},
                             {u"changes"_s, arrayOf(found.changes)},
                             {u"unread"_s, arrayOf(found.gaps)},
                             {u"namespaces"_s, arrayOf(found.namespaces)},
                             {u"new_namespaces"_s, QJsonArray::fromStringList(found.newNamespaces)},
                             {u"resumption"_s, resumptionValue(report)}};
    return QJsonDocument(object).toJson();
}

} // namespace signalbox
