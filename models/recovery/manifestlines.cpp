// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/manifestlines.h"

#include "models/base/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace signalbox::manifest {

using namespace Qt::StringLiterals;

namespace {

// Whole numbers beyond this are not exact in JSON, and no time of ours.
constexpr double mostExact = 9e15;

QJsonValue msOf(std::optional<Instant> time)
{
    return time ? QJsonValue(qint64(time->time_since_epoch().count())) : QJsonValue();
}

std::optional<qint64> wholeIn(const QJsonObject &object, QLatin1StringView key)
{
    const double value = object.value(key).toDouble(-1);
    return value >= 0 && value <= mostExact ? std::optional(static_cast<qint64>(value)) : std::nullopt;
}

std::optional<Instant> timeIn(const QJsonObject &object, QLatin1StringView key)
{
    const auto ms = wholeIn(object, key);
    return ms ? std::optional(Instant(Milliseconds(*ms))) : std::nullopt;
}

std::optional<int> countIn(const QJsonObject &object, QLatin1StringView key)
{
    const auto count = wholeIn(object, key);
    return count && *count <= std::numeric_limits<int>::max() ? std::optional(static_cast<int>(*count))
                                                              : std::nullopt;
}

QJsonObject textsOf(const std::map<QString, QString> &texts)
{
    QJsonObject object;
    for (const auto &[key, value] : texts)
        object.insert(key, value);
    return object;
}

std::map<QString, QString> textsIn(const QJsonValue &value)
{
    std::map<QString, QString> texts;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        texts[it.key()] = it.value().toString();
    return texts;
}

template <class T>
void insertIf(QJsonObject &object, QLatin1StringView key, const std::optional<T> &value)
{
    if (value)
        object.insert(key, QJsonValue(*value));
}

QJsonObject objectOf(const ClusterInfo &cluster)
{
    return {{u"id"_s, cluster.id},
            {u"name"_s, cluster.name},
            {u"server_version"_s, cluster.serverVersion},
            {u"history_shards"_s, cluster.historyShards},
            {u"persistence_store"_s, cluster.persistenceStore},
            {u"visibility_store"_s, cluster.visibilityStore}};
}

ClusterInfo clusterIn(const QJsonObject &object)
{
    return {object.value("id"_L1).toString(),
            object.value("name"_L1).toString(),
            object.value("server_version"_L1).toString(),
            countIn(object, "history_shards"_L1).value_or(0),
            object.value("persistence_store"_L1).toString(),
            object.value("visibility_store"_L1).toString()};
}

QJsonObject objectOf(const NamespaceConfig &config)
{
    const auto objectOf = [](const Archival &archival) {
        return QJsonObject{{u"enabled"_s, archival.enabled}, {u"uri"_s, archival.uri}};
    };
    const NamespaceInfo &info = config.info;
    QJsonObject object{{u"id"_s, info.id},
                       {u"state"_s, static_cast<int>(info.state)},
                       {u"description"_s, info.description},
                       {u"owner_email"_s, info.ownerEmail},
                       {u"history_archival"_s, objectOf(config.history)},
                       {u"visibility_archival"_s, objectOf(config.visibility)},
                       {u"data"_s, textsOf(config.data)}};
    if (info.retention)
        object.insert(u"retention_s"_s, qint64(info.retention->count()));
    return object;
}

NamespaceConfig configIn(const QString &name, const QJsonObject &object)
{
    const auto archivalIn = [&object](QLatin1StringView key) {
        const QJsonObject archival = object.value(key).toObject();
        return Archival{archival.value("enabled"_L1).toBool(), archival.value("uri"_L1).toString()};
    };
    NamespaceConfig config;
    config.info.name = name;
    config.info.id = object.value("id"_L1).toString();
    config.info.description = object.value("description"_L1).toString();
    config.info.ownerEmail = object.value("owner_email"_L1).toString();
    const int state = object.value("state"_L1).toInt();
    if (state > 0 && state <= static_cast<int>(NamespaceState::Deleted))
        config.info.state = static_cast<NamespaceState>(state);
    if (const auto retention = wholeIn(object, "retention_s"_L1))
        config.info.retention = std::chrono::seconds(*retention);
    config.history = archivalIn("history_archival"_L1);
    config.visibility = archivalIn("visibility_archival"_L1);
    config.info.historyArchival = config.history.enabled;
    config.info.visibilityArchival = config.visibility.enabled;
    config.info.historyArchivalUri = config.history.uri;
    config.info.visibilityArchivalUri = config.visibility.uri;
    config.data = textsIn(object.value("data"_L1));
    return config;
}

QJsonObject objectOf(const Head &head)
{
    QJsonObject object{{u"signalbox_manifest"_s, formVersion},
                       {u"profile"_s, head.profile},
                       {u"address"_s, head.address},
                       {u"begun"_s, msOf(head.begun)}};
    if (head.cluster)
        object.insert(u"cluster"_s, objectOf(*head.cluster));
    if (!head.asked.isEmpty())
        object.insert(u"asked"_s, QJsonArray::fromStringList(head.asked));
    return object;
}

QJsonObject objectOf(const Namespace &ns)
{
    QJsonObject object{{u"namespace"_s, ns.name}};
    if (ns.config)
        object.insert(u"config"_s, objectOf(*ns.config));
    if (ns.attributes)
        object.insert(u"search_attributes"_s, textsOf(*ns.attributes));
    return object;
}

QJsonObject objectOf(const Schedule &schedule)
{
    return {{u"schedule"_s, schedule.id}, {u"type"_s, schedule.workflowType}, {u"paused"_s, schedule.paused}};
}

QJsonObject objectOf(const Queue &queue)
{
    QJsonObject object{{u"queue"_s, queue.name}};
    insertIf(object, "workflow_pollers"_L1, queue.workflowPollers);
    insertIf(object, "activity_pollers"_L1, queue.activityPollers);
    return object;
}

QJsonObject objectOf(const Gap &gap)
{
    return {{u"unread"_s, nameOf(gap.part)}, {u"why"_s, gap.why}};
}

QJsonObject objectOf(const End &end)
{
    const Counts &counts = end.counts;
    return {{u"ended"_s, msOf(end.ended)},
            {u"namespaces"_s, counts.namespaces},
            {u"schedules"_s, counts.schedules},
            {u"runs"_s, counts.runs},
            {u"queues"_s, counts.queues},
            {u"unread"_s, counts.gaps},
            {u"sha256"_s, QString::fromLatin1(end.checksum)}};
}

Result<Line> headIn(const QJsonObject &object)
{
    const int version = object.value("signalbox_manifest"_L1).toInt();
    if (version != formVersion)
        return fail(ErrorKind::Invalid,
                    version > formVersion
                        ? Text::tr("it was written by a newer Signalbox; read it with that one")
                        : Text::tr("its version is not one of a manifest"));
    const auto begun = timeIn(object, "begun"_L1);
    if (!begun)
        return fail(ErrorKind::Invalid, Text::tr("it does not say when it was taken"));
    Head head{object.value("profile"_L1).toString(), object.value("address"_L1).toString(), *begun, {}};
    if (object.value("cluster"_L1).isObject())
        head.cluster = clusterIn(object.value("cluster"_L1).toObject());
    const QJsonArray asked = object.value("asked"_L1).toArray();
    for (const auto &name : asked)
        head.asked << name.toString();
    return head;
}

Line namespaceIn(const QJsonObject &object)
{
    Namespace ns{object.value("namespace"_L1).toString(), {}, {}};
    if (object.value("config"_L1).isObject())
        ns.config = configIn(ns.name, object.value("config"_L1).toObject());
    if (object.value("search_attributes"_L1).isObject())
        ns.attributes = textsIn(object.value("search_attributes"_L1));
    return ns;
}

Result<Line> gapIn(const QJsonObject &object)
{
    const QString name = object.value("unread"_L1).toString();
    const auto part = std::find_if(parts.begin(), parts.end(), [&](Part one) { return nameOf(one) == name; });
    if (part == parts.end())
        return fail(ErrorKind::Invalid, Text::tr("it has something unread that is not known: %1").arg(name));
    return Gap{*part, object.value("why"_L1).toString()};
}

Result<Line> endIn(const QJsonObject &object)
{
    const auto count = [&object](QLatin1StringView key) { return wholeIn(object, key).value_or(-1); };
    const auto ended = timeIn(object, "ended"_L1);
    if (!ended)
        return fail(ErrorKind::Invalid, Text::tr("its last line has no time"));
    return End{*ended,
               {count("namespaces"_L1), count("schedules"_L1), count("runs"_L1), count("queues"_L1),
                count("unread"_L1)},
               object.value("sha256"_L1).toString().toLatin1()};
}

QJsonObject objectOf(const Run &run, const Run &before)
{
    QJsonObject object{{u"run"_s, run.runId}, {u"id"_s, run.workflowId}};
    if (run.type != before.type)
        object.insert(u"type"_s, run.type);
    if (run.taskQueue != before.taskQueue)
        object.insert(u"on"_s, run.taskQueue);
    if (run.started)
        object.insert(u"started"_s, msOf(run.started));
    insertIf(object, "events"_L1, run.historyLength);
    return object;
}

Run runIn(const QJsonObject &object, const Run &before)
{
    return {object.value("id"_L1).toString(),
            object.value("run"_L1).toString(),
            object.value("type"_L1).toString(before.type),
            object.value("on"_L1).toString(before.taskQueue),
            timeIn(object, "started"_L1),
            wholeIn(object, "events"_L1)};
}

} // namespace

QString nameOf(Part part)
{
    switch (part) {
    case Part::Cluster:
        return u"cluster"_s;
    case Part::Namespaces:
        return u"namespaces"_s;
    case Part::Configuration:
        return u"configuration"_s;
    case Part::SearchAttributes:
        return u"search_attributes"_s;
    case Part::Schedules:
        return u"schedules"_s;
    case Part::Runs:
        return u"runs"_s;
    case Part::History:
        return u"history"_s;
    case Part::Queues:
        return u"queues"_s;
    }
    return {};
}

QByteArray LineForm::write(const Line &line)
{
    QJsonObject object;
    if (const auto *run = std::get_if<Run>(&line)) {
        object = objectOf(*run, m_before);
        m_before = *run;
    } else {
        if (std::holds_alternative<Namespace>(line))
            m_before = {};
        object = std::visit(
            [](const auto &one) {
                if constexpr (std::is_same_v<std::decay_t<decltype(one)>, Run>)
                    return QJsonObject();
                else
                    return objectOf(one);
            },
            line);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Result<Line> LineForm::read(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return fail(ErrorKind::Invalid, Text::tr("it has a line that is no JSON object"));
    const QJsonObject object = document.object();
    if (object.contains("run"_L1)) {
        m_before = runIn(object, m_before);
        return m_before;
    }
    if (object.contains("signalbox_manifest"_L1))
        return headIn(object);
    if (object.contains("namespace"_L1)) {
        m_before = {};
        return namespaceIn(object);
    }
    if (object.contains("schedule"_L1))
        return Schedule{object.value("schedule"_L1).toString(), object.value("type"_L1).toString(),
                        object.value("paused"_L1).toBool()};
    if (object.contains("queue"_L1))
        return Queue{object.value("queue"_L1).toString(), countIn(object, "workflow_pollers"_L1),
                     countIn(object, "activity_pollers"_L1)};
    if (object.contains("why"_L1))
        return gapIn(object);
    if (object.contains("sha256"_L1))
        return endIn(object);
    return fail(ErrorKind::Invalid, Text::tr("it has a line of a kind that is not known"));
}

} // namespace signalbox::manifest
