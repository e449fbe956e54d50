// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/fix.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"
#include "models/runbook/escaped.h"
#include "models/runbook/tenant.h"

#include <QRegularExpression>

namespace signalbox::fix {

using namespace Qt::StringLiterals;

namespace {

using Attributes = std::vector<std::pair<QString, QString>>; ///< names, and values as they are written

constexpr std::chrono::hours day(24);

QString hours(std::chrono::seconds retention)
{
    const qint64 seconds = retention.count();
    return seconds % 3600 == 0 ? u"%1h"_s.arg(seconds / 3600) : u"%1s"_s.arg(seconds);
}

/// An identifier of Terraform's, like the name.
QString labelOf(const QString &name)
{
    static const QRegularExpression others(u"[^A-Za-z0-9_-]"_s);
    QString label = QString(name).replace(others, u"_"_s);
    if (label.isEmpty() || !(label.front().isLetter() || label.front() == u'_'))
        label.prepend(u'_');
    return label;
}

QString attributeCommand(const QString &ns, const QString &name, const QString &type)
{
    return u"temporal operator search-attribute create --namespace %1 --name %2 --type %3"_s.arg(
        shellQuoted(ns), shellQuoted(name), shellQuoted(type));
}

QString attributeResource(const QString &ns, const QString &name, const QString &type)
{
    return u"resource \"temporal_search_attribute\" \"%1\" {\n  namespace = %2\n  name      = %3\n  type      = %4\n}\n"_s
        .arg(labelOf(ns + u'_' + name), terraformQuoted(ns), terraformQuoted(name), terraformQuoted(type));
}

/// `resource "temporal_namespace" "LABEL" { … }`
QString resource(const QString &ns, const Attributes &attributes)
{
    const QString label = labelOf(ns);
    qsizetype width = 4;
    for (const auto &[name, value] : attributes)
        width = std::max(width, name.size());
    QString text = u"resource \"temporal_namespace\" \"%1\" {\n"_s.arg(label);
    text += u"  %1 = %2\n"_s.arg(u"name"_s.leftJustified(width), terraformQuoted(ns));
    for (const auto &[name, value] : attributes)
        text += u"  %1 = %2\n"_s.arg(name.leftJustified(width), value);
    return text + u"}\n"_s;
}

Attributes retentionAttributes(std::chrono::seconds retention)
{
    // The provider counts in whole days.
    if (retention % day != std::chrono::seconds(0))
        return {};
    return {{u"retention"_s, QString::number(retention / day)}};
}

Attributes archivalAttributes(const QString &uri)
{
    return {{u"history_archival_state"_s, u"\"Enabled\""_s},
            {u"history_archival_uri"_s, terraformQuoted(uri)},
            {u"visibility_archival_state"_s, u"\"Enabled\""_s},
            {u"visibility_archival_uri"_s, terraformQuoted(uri)}};
}

QString archivalOptions(const QString &uri)
{
    return u" --history-archival-state enabled --history-uri %1"
           " --visibility-archival-state enabled --visibility-uri %1"_s.arg(shellQuoted(uri));
}

/// Without attributes there is nothing for Terraform.
Fix update(const QString &ns, const QString &options, const Attributes &attributes, const QString &words)
{
    return {words, u"temporal operator namespace update --namespace "_s + shellQuoted(ns) + options,
            attributes.empty() ? QString() : resource(ns, attributes)};
}

/// The same, as a lever sets it too.
Fix withWish(Fix fix, const NamespaceWish &wish)
{
    fix.wish = wish;
    return fix;
}

/// What the server would refuse to make is offered by no lever.
void addMaking(Fix &fix, const QString &ns, const Expectations::Namespace &entry)
{
    const NamespaceWish wish = wishOf(entry, ns);
    const bool isArchived = wish.archival && wish.archival->enabled;
    if (!entry.retention)
        fix.noLever = Text::tr("The runbook says no retention of it, without which the server makes no "
                               "namespace.");
    else if (const auto fault = isArchived ? faultOfArchivalUri(wish.archival->uri) : std::nullopt)
        fix.noLever = Text::tr("Its name makes no address to archive to: %1.").arg(*fault);
    else
        fix.wish = wish;
}

void add(Attributes &attributes, const Attributes &more)
{
    attributes.insert(attributes.end(), more.begin(), more.end());
}

} // namespace

QString terraformQuoted(const QString &text)
{
    // Else it would be a value of Terraform's own.
    return escaped(text).replace("${"_L1, "$${"_L1).replace("%{"_L1, "%%{"_L1);
}

Fix createNamespace(const QString &ns, const Expectations::Namespace &entry)
{
    QString options;
    Attributes attributes;
    if (entry.retention) {
        options += u" --retention "_s + hours(*entry.retention);
        add(attributes, retentionAttributes(*entry.retention));
    }
    if (!entry.purpose.isEmpty()) {
        options += u" --description "_s + shellQuoted(entry.purpose);
        attributes.emplace_back(u"description"_s, terraformQuoted(entry.purpose));
    }
    if (entry.owner) {
        options += u" --email "_s + shellQuoted(*entry.owner);
        attributes.emplace_back(u"owner_email"_s, terraformQuoted(*entry.owner));
    }
    if (entry.archival == Expectations::Archival::Required) {
        const QString uri = archivalUri(entry, ns);
        options += archivalOptions(uri);
        add(attributes, archivalAttributes(uri));
    }
    Fix fix{Text::tr("Create it."),
            u"temporal operator namespace create --namespace "_s + shellQuoted(ns) + options,
            resource(ns, attributes)};
    addMaking(fix, ns, entry);
    if (entry.searchAttributes.empty())
        return fix;
    const Fix more = addSearchAttributes(ns, entry.searchAttributes);
    fix.command += u" && "_s + more.command;
    fix.terraform += more.terraform;
    return fix;
}

Fix setRetention(const QString &ns, std::chrono::seconds retention)
{
    return withWish(update(ns, u" --retention "_s + hours(retention), retentionAttributes(retention),
                           Text::tr("Runs that have ended already keep the time that they were given.")),
                    {.retention = retention});
}

Fix enableArchival(const QString &ns, const QString &uri)
{
    return withWish(update(ns, archivalOptions(uri), archivalAttributes(uri),
                           Text::tr("The address can be set once, and never changed after.")),
                    {.archival = Archival{true, uri}});
}

Fix disableArchival(const QString &ns)
{
    return withWish(update(ns, u" --history-archival-state disabled --visibility-archival-state disabled"_s,
                           {{u"history_archival_state"_s, u"\"Disabled\""_s},
                            {u"visibility_archival_state"_s, u"\"Disabled\""_s}},
                           Text::tr("Its address stays.")),
                    {.archival = Archival{}});
}

Fix describe(const QString &ns, const QString &description)
{
    return withWish(update(ns, u" --description "_s + shellQuoted(description),
                           {{u"description"_s, terraformQuoted(description)}}, {}),
                    {.description = description});
}

Fix setOwner(const QString &ns, const QString &owner)
{
    return withWish(
        update(ns, u" --email "_s + shellQuoted(owner), {{u"owner_email"_s, terraformQuoted(owner)}}, {}),
        {.ownerEmail = owner});
}

Fix addSearchAttributes(const QString &ns, const std::map<QString, QString> &attributes)
{
    Fix fix;
    QStringList commands;
    for (const auto &[name, type] : attributes) {
        commands << attributeCommand(ns, name, type);
        fix.terraform += attributeResource(ns, name, type);
    }
    fix.command = commands.join(u" && "_s);
    fix.wish = NamespaceWish{.searchAttributes = attributes};
    return fix;
}

Fix limitActivities(const QueueKey &queue, qint64 perSecond)
{
    return {{},
            u"temporal task-queue config set --namespace %1 --task-queue %2 --task-queue-type activity "
            "--queue-rps-limit %3 --queue-rps-limit-reason runbook"_s.arg(
                shellQuoted(queue.ns), shellQuoted(queue.queue), QString::number(perSecond)),
            {}};
}

Fix look(const QString &ns, const QString &query, const QString &words)
{
    return {words,
            u"temporal workflow list --namespace %1 --query %2"_s.arg(shellQuoted(ns), shellQuoted(query)),
            {}};
}

} // namespace signalbox::fix
