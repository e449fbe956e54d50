// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/tenant.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"

#include <QRegularExpression>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto prefix = "tenant-"_L1;
/// As a label of a host's name: an id stands in names of buckets, roles, metrics and queues.
constexpr qsizetype longestId = 63;

tl::unexpected<Error> refuse(const QString &sentence)
{
    return fail(ErrorKind::Invalid, sentence);
}

QString shown(const QString &id)
{
    return displayText(id, 100);
}

/// Empty: it may be one.
QString faultOfId(const QString &id)
{
    static const QRegularExpression form(u"\\A[a-z0-9]([a-z0-9-]*[a-z0-9])?\\z"_s);
    static const QRegularExpression removed(u"-deleted-[0-9a-f]{5}\\z"_s);
    if (id.isEmpty())
        return Text::tr("A tenant needs an id.");
    if (id.size() > longestId)
        return Text::tr("“%1” is %2 characters long; an id has at most %3.")
            .arg(shown(id.left(20) + u'…'), QString::number(id.size()), QString::number(longestId));
    if (!form.match(id).hasMatch())
        return Text::tr("“%1” is no id: a-z, 0-9 and '-', no '-' at an end.").arg(shown(id));
    if (id.startsWith(prefix))
        return Text::tr("“%1” has the prefix already that is put in front of it: give the id alone.")
            .arg(shown(id));
    if (removed.match(id).hasMatch())
        return Text::tr("“%1” ends as the server calls what is deleted.").arg(shown(id));
    return {};
}

/// What the entry lacks for a namespace to be made of it; empty if nothing.
QString faultOfEntry(const Expectations::Namespace &entry, const QString &ns, const QString &where)
{
    if (!entry.match.startsWith(prefix))
        return Text::tr("The runbook has no entry for tenants: “%1” is what holds for %2 (%3).")
            .arg(shown(entry.match), ns, where);
    if (!entry.retention)
        return Text::tr("The runbook's entry “%1” says no retention, without which the server makes no "
                        "namespace (%2).")
            .arg(shown(entry.match), where);
    if (entry.archival != Expectations::Archival::Required)
        return {};
    const QString uri = archivalUri(entry, ns);
    const auto fault = faultOfArchivalUri(uri);
    return fault ? Text::tr("%1 would be archived to %2, and %3.").arg(ns, shown(uri), *fault) : QString();
}

} // namespace

NamespaceWish wishOf(const Expectations::Namespace &entry, const QString &ns)
{
    NamespaceWish wish;
    wish.retention = entry.retention;
    wish.description = entry.purpose;
    wish.ownerEmail = entry.owner.value_or(QString());
    if (entry.archival == Expectations::Archival::Required)
        wish.archival = Archival{true, archivalUri(entry, ns)};
    else if (entry.archival == Expectations::Archival::Off)
        wish.archival = Archival{};
    wish.searchAttributes = entry.searchAttributes;
    return wish;
}

Result<Tenant> tenantOf(const Expectations &expectations, const QString &id)
{
    if (const QString fault = faultOfId(id); !fault.isEmpty())
        return refuse(fault);
    const QString ns = prefix + id;
    const Expectations::Namespace *const entry = expectations.namespaceOf(ns);
    if (!entry)
        return refuse(Text::tr("The runbook has no entry that fits %1 (%2).").arg(ns, expectations.file));
    const QString where = u"%1:%2"_s.arg(expectations.file, QString::number(entry->line));
    if (const QString fault = faultOfEntry(*entry, ns, where); !fault.isEmpty())
        return refuse(fault);
    return Tenant{ns, wishOf(*entry, ns), entry->match, entry->line};
}

} // namespace signalbox
