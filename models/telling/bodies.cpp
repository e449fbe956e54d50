// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/bodies.h"

#include "models/alerts/alertjson.h"
#include "models/base/format.h"
#include "models/base/jsonvalues.h"
#include "models/base/signal.h"
#include "models/base/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Of a group.
constexpr qsizetype namespacesTold = 20;

QJsonObject objectOf(const Message &message)
{
    return QJsonDocument::fromJson(message.body).object();
}

Message newMessage(const QString &receiver, Message::Step step, Instant at)
{
    return {receiver, QUuid::createUuid().toString(QUuid::WithoutBraces), step, at, {}, false};
}

void fill(Message &message, QJsonObject object)
{
    object.insert(u"delivery"_s, message.id());
    message.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString sentenceOf(const QJsonObject &object)
{
    QStringList parts{object[u"reason"_s].toString(),
                      object[u"cause"_s].toObject()[u"sentence"_s].toString()};
    parts.removeAll(QString());
    return parts.join(u"; "_s);
}

QJsonObject alertOf(const Message &message, Instant now)
{
    const QJsonObject object = objectOf(message);
    QJsonObject labels;
    for (const auto &[label, key] : {std::pair(u"alertname"_s, u"rule"_s),
                                     {u"signalbox_rule"_s, u"rule"_s},
                                     {u"profile"_s, u"profile"_s},
                                     {u"namespace"_s, u"namespace"_s},
                                     {u"task_queue"_s, u"queue"_s},
                                     {u"task_type"_s, u"task_type"_s},
                                     {u"severity"_s, u"severity"_s},
                                     {u"owner"_s, u"owner"_s}})
        if (const QString value = object[key].toString(); !value.isEmpty())
            labels.insert(label, value);
    QJsonObject annotations{{u"sentence"_s, sentenceOf(object)}};
    for (const QString &name : {u"value"_s, u"threshold"_s})
        if (object[name].isDouble())
            annotations.insert(name, QString::number(object[name].toInteger()));
    const bool isEnded = message.step == Message::Step::Ended;
    const QJsonValue since = object[u"since"_s].isString() ? object[u"since"_s] : object[u"at"_s];
    return {{u"labels"_s, labels},
            {u"annotations"_s, annotations},
            {u"startsAt"_s, since},
            {u"endsAt"_s, isEnded ? object[u"at"_s] : QJsonValue(formatIso(now + alertLife))}};
}

} // namespace

AlertKey keyOf(const Message &message)
{
    const QJsonObject object = objectOf(message);
    return {object[u"rule"_s].toString(),
            {object[u"namespace"_s].toString(), object[u"queue"_s].toString()},
            object[u"task_type"_s] == u"activity"_s ? TaskType::Activity : TaskType::Workflow};
}

Message firedMessage(const ToldFor &who, const AlertChange &change)
{
    Message message = newMessage(who.receiver, Message::Step::Fired, change.at);
    QJsonObject object = toObject(change);
    object.insert(u"profile"_s, who.profile);
    object.insert(u"severity"_s, signalName(change.alert.signal));
    object.insert(u"owner"_s, orNull(who.owner));
    fill(message, object);
    return message;
}

Message endedMessage(const Message &fired, Instant at, const QString &reason)
{
    QJsonObject object = objectOf(fired);
    object.insert(u"from"_s, stateWord(AlertState::Firing));
    for (const QString &name : {u"state"_s, u"to"_s})
        object.insert(name, stateWord(AlertState::Inactive));
    object.insert(u"at"_s, formatIso(at));
    object.insert(u"reason"_s, reason.isEmpty() ? QJsonValue() : QJsonValue(reason));
    for (const QString &name : {u"value"_s, u"cause"_s})
        object.insert(name, QJsonValue());
    Message message{fired.receiver, fired.occurrence, Message::Step::Ended, at, {}, false};
    fill(message, object);
    return message;
}

Message groupedMessage(const ToldFor &who, const std::vector<Message> &messages, Instant at)
{
    const auto fired = std::count_if(messages.begin(), messages.end(), [](const Message &message) {
        return message.step == Message::Step::Fired;
    });
    QStringList namespaces;
    for (const Message &message : messages)
        if (const QString ns = objectOf(message)[u"namespace"_s].toString();
            !ns.isEmpty() && !namespaces.contains(ns))
            namespaces << ns;
    Message group = newMessage(who.receiver, Message::Step::Grouped, at);
    fill(group, {{u"profile"_s, who.profile},
                 {u"at"_s, formatIso(at)},
                 {u"grouped"_s, static_cast<qint64>(messages.size())},
                 {u"fired"_s, static_cast<qint64>(fired)},
                 {u"ended"_s, static_cast<qint64>(messages.size()) - static_cast<qint64>(fired)},
                 {u"namespaces"_s, QJsonArray::fromStringList(
                                       namespaces.first(std::min(namespacesTold, namespaces.size())))}});
    return group;
}

Message testMessage(const ToldFor &who, Instant at)
{
    AlertChange change;
    change.at = at;
    change.alert.rule = u"signalbox_test"_s;
    change.alert.state = AlertState::Firing;
    change.alert.signal = Signal::Caution;
    change.alert.since = at;
    change.source = u"signalbox tell test"_s;
    change.reason = Text::tr("this is a test; nothing is the matter");
    return firedMessage(who, change);
}

QByteArray alertmanagerBody(const std::vector<Message> &messages, Instant now)
{
    QJsonArray alerts;
    for (const Message &message : messages)
        alerts.append(alertOf(message, now));
    return QJsonDocument(alerts).toJson(QJsonDocument::Compact);
}

} // namespace signalbox
