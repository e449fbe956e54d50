// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/alertmanager.h"

#include "models/base/text.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

Labels labelsOf(const QJsonValue &json)
{
    Labels labels;
    const QJsonObject object = json.toObject();
    for (auto label = object.begin(); label != object.end(); ++label)
        labels[label.key()] = label.value().toString();
    return labels;
}

QStringList textsOf(const QJsonValue &json)
{
    QStringList texts;
    const QJsonArray all = json.toArray();
    for (const auto &one : all)
        texts << one.toString();
    return texts;
}

std::optional<Instant> timeOf(const QJsonValue &json)
{
    const QDateTime time = QDateTime::fromString(json.toString(), Qt::ISODateWithMs);
    return time.isValid() ? std::optional(Instant(Milliseconds(time.toMSecsSinceEpoch()))) : std::nullopt;
}

ForeignAlert alertOf(const QJsonObject &object)
{
    const QJsonObject status = object[u"status"_s].toObject();
    ForeignAlert alert;
    alert.fingerprint = object[u"fingerprint"_s].toString();
    alert.labels = labelsOf(object[u"labels"_s]);
    alert.annotations = labelsOf(object[u"annotations"_s]);
    alert.since = timeOf(object[u"startsAt"_s]);
    alert.link = object[u"generatorURL"_s].toString();
    const QString state = status[u"state"_s].toString();
    alert.state = state == u"suppressed"_s    ? ForeignAlert::State::Suppressed
                  : state == u"unprocessed"_s ? ForeignAlert::State::Unprocessed
                                              : ForeignAlert::State::Active;
    alert.silencedBy = textsOf(status[u"silencedBy"_s]);
    alert.inhibitedBy = textsOf(status[u"inhibitedBy"_s]);
    const QJsonArray receivers = object[u"receivers"_s].toArray();
    for (const auto &receiver : receivers)
        alert.receivers << receiver.toObject()[u"name"_s].toString();
    return alert;
}

} // namespace

QString ForeignAlert::label(const QString &name) const
{
    const auto found = labels.find(name);
    return found == labels.end() ? QString() : found->second;
}

Result<std::vector<ForeignAlert>> foreignAlertsOf(const HttpAnswer &answer)
{
    const QJsonDocument json = QJsonDocument::fromJson(answer.body);
    if (answer.status != 200) // its words are a JSON text, or an object with a message
        return tl::unexpected(refusalOf(answer, json.isObject() ? json[u"message"_s].toString()
                                                                : QString::fromUtf8(answer.body)));
    if (!json.isArray())
        return fail(
            ErrorKind::Internal,
            Text::tr("what it answered is not Alertmanager's; is the address in profiles.toml right?"));
    std::vector<ForeignAlert> alerts;
    const QJsonArray all = json.array();
    for (const auto &one : all)
        alerts.push_back(alertOf(one.toObject()));
    return alerts;
}

Alertmanager::Alertmanager(const MetricSource &source, const QString &profileName, Keyring &keyring)
    : m_matchers(source.matchers)
    , m_server(source, u"Alertmanager"_s, metricTokenKey(profileName, u"alertmanager"_s), keyring)
{
}

Reply<std::vector<ForeignAlert>> Alertmanager::alerts()
{
    FormFields fields;
    for (const QString &matcher : m_matchers)
        fields.emplace_back("filter", matcher.toUtf8());
    return m_server.ask<std::vector<ForeignAlert>>(u"/api/v2/alerts"_s, fields, foreignAlertsOf);
}

} // namespace signalbox
