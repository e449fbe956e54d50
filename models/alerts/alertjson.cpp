// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertjson.h"

#include "models/base/format.h"
#include "models/base/jsonvalues.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QJsonValue typeValue(const Alert &alert)
{
    if (alert.key.queue.isEmpty())
        return {};
    return alert.type == TaskType::Workflow ? u"workflow"_s : u"activity"_s;
}

QJsonArray toArray(const std::vector<Considered> &causes)
{
    QJsonArray array;
    for (const Considered &one : causes)
        array.append(QJsonObject{{u"cause"_s, one.name}, {u"why"_s, one.why}});
    return array;
}

void insert(QJsonObject &object, const AlertSaid &said)
{
    const auto person = [](const std::optional<Mark> &mark) {
        return mark ? QJsonValue(mark->person) : QJsonValue();
    };
    object.insert(u"acknowledged_by"_s, person(said.acknowledged));
    object.insert(u"snoozed_by"_s, person(said.snoozed));
    object.insert(u"snoozed_until"_s, orNull(said.snoozed ? said.snoozed->until : std::nullopt));
}

/// In percent where it is a share.
QJsonValue numberOf(RuleKind kind, std::optional<qint64> value)
{
    if (value && isShare(kind))
        return static_cast<double>(*value) / 100;
    return orNull(value);
}

} // namespace

QString stateWord(AlertState state)
{
    switch (state) {
    case AlertState::Inactive:
        return u"inactive"_s;
    case AlertState::Pending:
        return u"pending"_s;
    case AlertState::Firing:
        return u"firing"_s;
    case AlertState::Unknown:
        break;
    }
    return u"unknown"_s;
}

QJsonObject toObject(const Alert &alert)
{
    QJsonObject object{{u"rule"_s, alert.rule},
                       {u"namespace"_s, orNull(alert.key.ns)},
                       {u"queue"_s, orNull(alert.key.queue)},
                       {u"task_type"_s, typeValue(alert)},
                       {u"state"_s, stateWord(alert.state)},
                       {u"value"_s, numberOf(alert.kind, alert.value)},
                       {u"threshold"_s, numberOf(alert.kind, alert.threshold)},
                       {u"since"_s, orNull(alert.since)}};
    if (alert.inferred)
        object.insert(u"inferred"_s, true);
    return object;
}

QJsonObject toObject(const Alert &alert, const AlertSaid &said)
{
    QJsonObject object = toObject(alert);
    insert(object, said);
    return object;
}

QJsonValue toJson(const Verdict &verdict)
{
    if (verdict.cause == Cause::None)
        return {};
    QJsonArray evidence;
    for (const Evidence &line : verdict.evidence)
        evidence.append(QJsonObject{
            {u"what"_s, line.what},
            {u"value"_s, line.value},
            {u"source"_s, line.source},
            {u"age_s"_s, line.age ? QJsonValue(qint64(*line.age / std::chrono::seconds(1))) : QJsonValue()}});
    return QJsonObject{{u"code"_s, verdict.code},
                       {u"sentence"_s, verdict.sentence},
                       {u"next"_s, verdict.next.text},
                       {u"evidence"_s, evidence},
                       {u"also"_s, toArray(verdict.also)},
                       {u"ruled_out"_s, toArray(verdict.ruledOut)},
                       {u"not_known"_s, toArray(verdict.open)}};
}

QJsonObject toObject(const AlertChange &change)
{
    QJsonObject object = toObject(change.alert);
    object.insert(u"at"_s, formatIso(change.at));
    object.insert(u"from"_s, change.from ? QJsonValue(stateWord(*change.from)) : QJsonValue());
    object.insert(u"to"_s, stateWord(change.alert.state));
    object.insert(u"source"_s, change.source);
    object.insert(u"reason"_s, orNull(change.reason));
    object.insert(u"cause"_s, toJson(change.verdict));
    return object;
}

QByteArray toJsonLine(const AlertChange &change, const std::optional<AlertSaid> &said)
{
    QJsonObject object = toObject(change);
    if (said)
        insert(object, *said);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace signalbox
