// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/namespacelever.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/temporal/inventoryreads.h"
#include "models/temporal/writes.h"

#include <QJsonDocument>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString stateName(NamespaceState state)
{
    switch (state) {
    case NamespaceState::Registered:
        return Text::tr("registered");
    case NamespaceState::Deprecated:
        return Text::tr("deprecated");
    case NamespaceState::Deleted:
        return Text::tr("deleted");
    case NamespaceState::Unknown:
        break;
    }
    return Text::tr("unknown");
}

/// One thing that is set: as it was seen and as it is, in words, and whether it is as it was or was to be.
struct Field
{
    QString name;
    QString before;
    QString now;
    bool isBefore = false;
    bool isWanted = false;
};

Field textField(const QString &name, const QString &before, const QString &wanted, const QString &now)
{
    const auto quoted = [](const QString &text) {
        return text.isEmpty() ? Text::tr("empty") : u'“' + displayText(text, 200) + u'”';
    };
    return {name, quoted(before), quoted(now), now == before, now == wanted};
}

QString valueOf(const NamespaceConfig &config, const QString &key)
{
    const auto found = config.data.find(key);
    return found == config.data.end() ? QString() : found->second;
}

std::vector<Field> fieldsOf(const NamespaceChange &change, const NamespaceConfig &seenConfig,
                            const NamespaceConfig &nowConfig)
{
    const NamespaceInfo &seen = seenConfig.info;
    const NamespaceInfo &now = nowConfig.info;
    std::vector<Field> fields;
    if (change.retention)
        fields.push_back({Text::tr("retention"), formatRetention(seen.retention),
                          formatRetention(now.retention), now.retention == seen.retention,
                          now.retention == change.retention});
    if (!change.description.isEmpty())
        fields.push_back(
            textField(Text::tr("description"), seen.description, change.description, now.description));
    if (!change.ownerEmail.isEmpty())
        fields.push_back(textField(Text::tr("owner"), seen.ownerEmail, change.ownerEmail, now.ownerEmail));
    if (change.deprecates)
        fields.push_back({Text::tr("state"), stateName(seen.state), stateName(now.state),
                          now.state == seen.state, now.state == NamespaceState::Deprecated});
    for (const auto &[key, value] : change.data)
        fields.push_back(textField(Text::tr("data “%1”").arg(displayText(key, 100)), valueOf(seenConfig, key),
                                   value, valueOf(nowConfig, key)));
    return fields;
}

QString joined(const std::vector<Field> &fields, const char *each)
{
    QStringList parts;
    for (const Field &field : fields)
        parts << Text::tr(each).arg(field.name, field.now);
    return parts.join(u' ');
}

/// Whose attempt changed it last; empty if none is noted.
QString markOf(const NamespaceConfig &config)
{
    return valueOf(config, lastChangeKey);
}

/// temporal's own command has none that deprecates (1.5).
QString deprecateCommand(const QString &ns)
{
    const QJsonObject request{{u"namespace"_s, ns},
                              {u"update_info"_s, QJsonObject{{u"state"_s, u"NAMESPACE_STATE_DEPRECATED"_s}}}};
    return u"grpcurl -d %1 \"$TEMPORAL_ADDRESS\" "
           "temporal.api.workflowservice.v1.WorkflowService/UpdateNamespace"_s.arg(
               shellQuoted(QString::fromUtf8(QJsonDocument(request).toJson(QJsonDocument::Compact))));
}

} // namespace

NamespaceLever::NamespaceLever(InterventionTarget::Act act, NamespaceConfig seen, NamespaceChange change,
                               QString consequence)
    : m_act(act)
    , m_seen(std::move(seen))
    , m_change(std::move(change))
    , m_consequence(std::move(consequence))
{
}

InterventionTarget NamespaceLever::target() const
{
    return {m_act, m_seen.info.name};
}

QString NamespaceLever::commandLine(const QString &) const
{
    if (m_change.deprecates)
        return deprecateCommand(m_seen.info.name);
    QString line = u"temporal operator namespace update --namespace "_s + shellQuoted(m_seen.info.name);
    if (m_change.retention)
        line += u" --retention %1h"_s.arg(
            std::chrono::duration_cast<std::chrono::hours>(*m_change.retention).count());
    if (!m_change.description.isEmpty())
        line += u" --description "_s + shellQuoted(m_change.description);
    if (!m_change.ownerEmail.isEmpty())
        line += u" --email "_s + shellQuoted(m_change.ownerEmail);
    for (const auto &[key, value] : m_change.data)
        line += u" --data "_s + shellQuoted(key + u'=' + value);
    return line;
}

void NamespaceLever::addTo(QJsonObject &intent) const
{
    intent.insert(u"namespace_id"_s, m_seen.info.id);
    if (const QString mark = markOf(m_seen); !mark.isEmpty())
        intent.insert(u"last_change_before"_s, mark);
    if (m_change.retention) {
        intent.insert(u"retention_s"_s, static_cast<qint64>(m_change.retention->count()));
        intent.insert(u"retention_before_s"_s,
                      static_cast<qint64>(m_seen.info.retention.value_or(std::chrono::seconds(0)).count()));
    }
    if (!m_change.description.isEmpty()) {
        intent.insert(u"description"_s, m_change.description);
        intent.insert(u"description_before"_s, m_seen.info.description);
    }
    if (!m_change.ownerEmail.isEmpty()) {
        intent.insert(u"owner"_s, m_change.ownerEmail);
        intent.insert(u"owner_before"_s, m_seen.info.ownerEmail);
    }
    for (const auto &[key, value] : m_change.data) { // one of them
        intent.insert(u"data_key"_s, key);
        intent.insert(u"data_value"_s, value);
        intent.insert(u"data_before"_s, valueOf(m_seen, key));
    }
}

std::unique_ptr<Lever> namespaceLeverOf(InterventionTarget::Act act, const QJsonObject &intent)
{
    const auto seconds = [&intent](const QString &key) {
        return std::chrono::seconds(intent[key].toInteger());
    };
    NamespaceConfig seen;
    seen.info.name = intent[u"namespace"_s].toString();
    seen.info.id = intent[u"namespace_id"_s].toString();
    seen.info.state = NamespaceState::Registered;
    seen.info.description = intent[u"description_before"_s].toString();
    seen.info.ownerEmail = intent[u"owner_before"_s].toString();
    seen.data[lastChangeKey] = intent[u"last_change_before"_s].toString();
    NamespaceChange change;
    if (act == InterventionTarget::Act::ChangeRetention) {
        seen.info.retention = seconds(u"retention_before_s"_s);
        change.retention = seconds(u"retention_s"_s);
    }
    change.description = intent[u"description"_s].toString();
    change.ownerEmail = intent[u"owner"_s].toString();
    change.deprecates = act == InterventionTarget::Act::DeprecateNamespace;
    if (act == InterventionTarget::Act::ChangeNamespaceData) {
        const QString key = intent[u"data_key"_s].toString();
        seen.data[key] = intent[u"data_before"_s].toString();
        change.data[key] = intent[u"data_value"_s].toString();
    }
    return std::make_unique<NamespaceLever>(act, std::move(seen), std::move(change), QString());
}

Reply<Seen> NamespaceLever::look(Client &client)
{
    const ReplyPromise<Seen> promise;
    inventory::namespaceConfig(client, m_seen.info.name, Purpose::Operator)
        .deliver(&m_receiver, [promise](Result<NamespaceConfig> now) {
            promise.finish(now ? Result<Seen>(SeenConfig{std::move(*now), {}}) : tl::unexpected(now.error()));
        });
    return promise.reply();
}

Done sameNamespace(const NamespaceInfo &seen, const NamespaceInfo &now)
{
    if (now.id != seen.id)
        return fail(ErrorKind::LostRace, Text::tr("Another namespace goes by this name now."));
    if (now.state != seen.state)
        return fail(
            ErrorKind::LostRace,
            Text::tr("The namespace was %1 and is %2 now.").arg(stateName(seen.state), stateName(now.state)));
    return {};
}

Done NamespaceLever::recheck(const Seen &described) const
{
    const NamespaceConfig &now = std::get<SeenConfig>(described).config;
    if (Done same = sameNamespace(m_seen.info, now.info); !same)
        return same;
    for (const Field &field : fieldsOf(m_change, m_seen, now))
        if (!field.isBefore)
            return fail(ErrorKind::LostRace,
                        Text::tr("Its %1 was %2 and is %3 now.").arg(field.name, field.before, field.now));
    return {};
}

Reply<QString> NamespaceLever::send(Client &client, const WriteToken &token, const QString &,
                                    const QString &identity) const
{
    NamespaceChange change = m_change;
    change.data[lastChangeKey] = identity;
    return writes::updateNamespace(client, token, m_seen.info.name, change);
}

Reply<Settlement> NamespaceLever::prove(Client &client, const QString &identity, const QString &,
                                        Purpose purpose)
{
    const ReplyPromise<Settlement> promise;
    inventory::namespaceConfig(client, m_seen.info.name, purpose)
        .deliver(&m_receiver, [this, promise, identity](const Result<NamespaceConfig> &now) {
            promise.finish(now ? Result<Settlement>(settle(*now, identity)) : tl::unexpected(now.error()));
        });
    return promise.reply();
}

Settlement NamespaceLever::settle(const NamespaceConfig &now, const QString &identity) const
{
    const std::vector<Field> fields = fieldsOf(m_change, m_seen, now);
    const auto all = [&fields](bool Field::*is) {
        return std::all_of(fields.begin(), fields.end(), [is](const Field &field) { return field.*is; });
    };
    const QString mark = markOf(now);
    const bool isOwn = mark == identity;
    const QString values = joined(fields, QT_TRANSLATE_NOOP("signalbox::Text", "Its %1 is %2."));
    // What is not its own may become so as long as its call is on its way.
    Settlement others{Outcome::LostRace, {}, {}};
    others.mayStillChange = true;
    if (now.info.id != m_seen.info.id) {
        others.sentence = Text::tr("Another namespace goes by this name now.");
        return others;
    }
    if (isOwn && all(&Field::isWanted))
        return {Outcome::Done, values + u' ' + Text::tr("The namespace's data names this operation."), {}};
    if (isOwn)
        return {Outcome::LostRace,
                Text::tr("It took effect, and another call has changed it since.") + u' ' + values,
                {}};
    if (mark != markOf(m_seen)) {
        others.outcome = Outcome::Unknown;
        others.isOverwritten = true;
        others.sentence = values + u' ' +
                          Text::tr("Another operation changed the namespace since, so whether this one took "
                                   "effect can't be told.");
        return others;
    }
    if (!all(&Field::isBefore)) {
        others.sentence = Text::tr("Another call changed it.") + u' ' + values;
        return others;
    }
    return {Outcome::Unknown,
            joined(fields, QT_TRANSLATE_NOOP("signalbox::Text", "Its %1 is %2, as it was before.")),
            {}};
}

} // namespace signalbox
