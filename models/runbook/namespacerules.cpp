// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/runbook/driftquery.h"
#include "models/runbook/driftrules.h"
#include "models/runbook/fix.h"

namespace signalbox::driftrules {

using namespace Qt::StringLiterals;

namespace {

using Entry = Expectations::Namespace;

/// A drift of a namespace that is as it should be, until something else is said of it.
Drift holds(const QString &ns, const QString &expected, const QString &found)
{
    Drift drift;
    drift.subject.ns = ns;
    drift.expected = expected;
    drift.found = found;
    return drift;
}

Drift unknown(const QString &ns, const QString &expected, const QString &reason)
{
    Drift drift = holds(ns, expected, {});
    drift.state = DriftState::CannotBeKnown;
    drift.reason = reason;
    return drift;
}

/// Where the entry asks for something: it is unknown of a namespace whose settings nobody saw, of one that is
/// not there nothing is said.
template <class Asks, class Judge>
Drifts ofEachNamespace(const Expectations &expectations, const SeenCluster &cluster, Asks asks, Judge judge)
{
    Drifts drifts;
    for (const SeenNamespace &ns : cluster.namespaces) {
        const Entry *const entry = expectations.namespaceOf(ns.name);
        const QString expected = entry && !ns.missing ? asks(ns.name, *entry) : QString();
        if (expected.isEmpty())
            continue;
        if (ns.settings)
            drifts.push_back(judge(holds(ns.name, expected, {}), *entry, *ns.settings));
        else
            drifts.push_back(unknown(ns.name, expected, ns.trouble));
    }
    return drifts;
}

QString archivalText(const Archival &archival)
{
    if (!archival.enabled)
        return archival.uri.isEmpty() ? Text::tr("off") : Text::tr("off, set to %1").arg(archival.uri);
    return Text::tr("on, to %1").arg(archival.uri.isEmpty() ? Text::tr("no address") : archival.uri);
}

QString archivalText(const NamespaceConfig &settings)
{
    if (settings.history == settings.visibility)
        return archivalText(settings.history);
    return Text::tr("history: %1; visibility: %2")
        .arg(archivalText(settings.history), archivalText(settings.visibility));
}

Drift required(Drift drift, const QString &uri, const NamespaceConfig &settings)
{
    if (const auto fault = faultOfArchivalUri(uri)) {
        drift.state = DriftState::Impossible;
        drift.reason = Text::tr("the namespace's name makes no address: %1").arg(*fault);
        return drift;
    }
    // The server refuses another one ("Cannot update existing archival URI", 1.32.1), also while it is off.
    for (const Archival &archival : {settings.history, settings.visibility})
        if (!archival.uri.isEmpty() && archival.uri != uri) {
            drift.state = DriftState::Impossible;
            drift.reason = Text::tr("an address that was set once stays for good; another one needs another "
                                    "namespace");
            return drift;
        }
    if (settings.history.enabled && settings.visibility.enabled && settings.history.uri == uri &&
        settings.visibility.uri == uri)
        return drift;
    drift.state = DriftState::Drifted;
    drift.fix = fix::enableArchival(drift.subject.ns, uri);
    return drift;
}

} // namespace

bool isCovered(const Expectations &expectations, const SeenNamespace &ns)
{
    return !ns.missing && (expectations.namespaces.empty() || expectations.namespaceOf(ns.name));
}

Drifts namespaceMissing(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    for (const Entry &entry : expectations.namespaces) {
        if (!entry.required)
            continue;
        const SeenNamespace *const ns = cluster.find(entry.match);
        const QString expected = Text::tr("it exists");
        if (ns && ns->settings) {
            drifts.push_back(holds(entry.match, expected, expected));
        } else if (ns && ns->missing) {
            Drift drift = holds(entry.match, expected, Text::tr("it does not exist"));
            drift.state = DriftState::Drifted;
            drift.fix = fix::createNamespace(entry.match, entry);
            drifts.push_back(drift);
        } else {
            drifts.push_back(unknown(entry.match, expected, ns ? ns->trouble : cluster.trouble));
        }
    }
    return drifts;
}

/// What is there beyond the runbook is never proposed to be deleted.
Drifts namespaceExtra(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    if (expectations.namespaces.empty())
        return drifts;
    const QString expected = Text::tr("an entry of the runbook fits it");
    for (const SeenNamespace &ns : cluster.namespaces) {
        if (ns.missing)
            continue;
        Drift drift = holds(ns.name, expected, expected);
        if (const Entry *const entry = expectations.namespaceOf(ns.name)) {
            drift.found = entry->match;
        } else {
            drift.state = DriftState::Drifted;
            drift.found = Text::tr("none does");
            drift.fix.words = Text::tr("Write one, or ask whoever made the namespace whether it is needed.");
        }
        drifts.push_back(drift);
    }
    if (!cluster.allListed)
        drifts.push_back(unknown({}, Text::tr("every namespace has an entry"), cluster.trouble));
    return drifts;
}

Drifts retention(const Expectations &expectations, const SeenCluster &cluster)
{
    return ofEachNamespace(
        expectations, cluster,
        [](const QString &, const Entry &entry) {
            return entry.retention ? formatRetention(entry.retention) : QString();
        },
        [](Drift drift, const Entry &entry, const NamespaceConfig &settings) {
            drift.found = formatRetention(settings.info.retention);
            if (settings.info.retention == entry.retention)
                return drift;
            drift.state = DriftState::Drifted;
            drift.fix = fix::setRetention(drift.subject.ns, *entry.retention);
            return drift;
        });
}

Drifts archival(const Expectations &expectations, const SeenCluster &cluster)
{
    return ofEachNamespace(
        expectations, cluster,
        [](const QString &ns, const Entry &entry) {
            if (!entry.archival)
                return QString();
            return archivalText(
                Archival{entry.archival == Expectations::Archival::Required, archivalUri(entry, ns)});
        },
        [](Drift drift, const Entry &entry, const NamespaceConfig &settings) {
            drift.found = archivalText(settings);
            if (entry.archival == Expectations::Archival::Required)
                return required(drift, archivalUri(entry, drift.subject.ns), settings);
            if (!settings.history.enabled && !settings.visibility.enabled)
                return drift;
            drift.state = DriftState::Drifted;
            drift.fix = fix::disableArchival(drift.subject.ns);
            return drift;
        });
}

/// Any will do: its words are its owner's.
Drifts description(const Expectations &expectations, const SeenCluster &cluster)
{
    return ofEachNamespace(
        expectations, cluster,
        [](const QString &, const Entry &entry) {
            return entry.purpose.isEmpty() ? QString() : Text::tr("a description");
        },
        [](Drift drift, const Entry &entry, const NamespaceConfig &settings) {
            drift.found = settings.info.description.isEmpty() ? Text::tr("none") : settings.info.description;
            if (!settings.info.description.isEmpty())
                return drift;
            drift.state = DriftState::Drifted;
            drift.fix = fix::describe(drift.subject.ns, entry.purpose);
            return drift;
        });
}

Drifts owner(const Expectations &expectations, const SeenCluster &cluster)
{
    return ofEachNamespace(
        expectations, cluster,
        [](const QString &, const Entry &entry) { return entry.owner.value_or(QString()); },
        [](Drift drift, const Entry &entry, const NamespaceConfig &settings) {
            drift.found = settings.info.ownerEmail.isEmpty() ? Text::tr("nobody") : settings.info.ownerEmail;
            if (settings.info.ownerEmail == entry.owner)
                return drift;
            drift.state = DriftState::Drifted;
            drift.fix = fix::setOwner(drift.subject.ns, *entry.owner);
            return drift;
        });
}

namespace {

QString attributeText(const std::map<QString, QString> &attributes)
{
    QStringList parts;
    for (const auto &[name, type] : attributes)
        parts << u"%1 (%2)"_s.arg(name, type);
    return parts.join(u", "_s);
}

/// One that it has beyond the runbook is nobody's concern here.
Drift heldAgainst(Drift drift, const Entry &entry, const SearchAttributes &attributes)
{
    std::map<QString, QString> there;
    std::map<QString, QString> missing;
    bool hasOtherType = false;
    for (const auto &[name, type] : entry.searchAttributes) {
        const auto found = attributes.find(name);
        if (found == attributes.end()) {
            missing[name] = type;
            continue;
        }
        there[name] = found->second;
        hasOtherType = hasOtherType || found->second != type;
    }
    drift.found = there.empty() ? Text::tr("none of them") : attributeText(there);
    if (!missing.empty()) {
        drift.state = DriftState::Drifted;
        drift.fix = fix::addSearchAttributes(drift.subject.ns, missing);
    }
    if (hasOtherType) {
        drift.state = DriftState::Impossible;
        drift.reason = Text::tr("an attribute keeps its type; another one needs another name");
        drift.fix.wish.reset(); // what is missing beside it is a command, and would not put it right
    }
    return drift;
}

} // namespace

Drifts searchAttributes(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    for (const SeenNamespace &ns : cluster.namespaces) {
        const Entry *const entry = expectations.namespaceOf(ns.name);
        if (!entry || entry->searchAttributes.empty() || ns.missing)
            continue;
        const QString expected = attributeText(entry->searchAttributes);
        if (ns.attributes)
            drifts.push_back(heldAgainst(holds(ns.name, expected, {}), *entry, *ns.attributes));
        else
            drifts.push_back(unknown(ns.name, expected,
                                     ns.attributesTrouble.isEmpty() ? ns.trouble : ns.attributesTrouble));
    }
    return drifts;
}

Drifts protection(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    for (const SeenNamespace &ns : cluster.namespaces) {
        const Entry *const entry = expectations.namespaceOf(ns.name);
        if (!entry || !entry->isProtected || ns.missing)
            continue;
        Drift drift = unknown(ns.name, Text::tr("nobody may delete it"),
                              Text::tr("which namespaces are protected stands in the servers' dynamic "
                                       "configuration, which no call reads"));
        drift.state = DriftState::NeverTold;
        drifts.push_back(drift);
    }
    return drifts;
}

Drifts cleanUp(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    for (const SeenNamespace &ns : cluster.namespaces) {
        const Expectations::CleanUp *const rule = expectations.cleanUpOf(ns.name);
        if (!rule || !rule->olderThan || !isCovered(expectations, ns))
            continue;
        const QString expected =
            Text::tr("no run has been open for more than %1").arg(formatRetention(rule->olderThan));
        if (!ns.oldRuns) {
            drifts.push_back(unknown(ns.name, expected, ns.oldRunsTrouble));
            continue;
        }
        Drift drift = holds(ns.name, expected, Text::tr("%1 have").arg(formatCount(ns.oldRuns)));
        if (*ns.oldRuns > 0) {
            drift.state = DriftState::Drifted;
            drift.fix = fix::look(ns.name, openSince(cluster.time - *rule->olderThan),
                                  Text::tr("Look at them, and terminate what nobody waits for."));
        }
        drifts.push_back(drift);
    }
    return drifts;
}

Drifts contradiction(const Expectations &expectations, const SeenCluster &)
{
    Drifts drifts;
    const QString expected = Text::tr("its rules can all be kept");
    for (const Contradiction &one : contradictionsOf(expectations)) {
        Drift drift = holds({}, expected, u"%1: %2"_s.arg(one.where, one.sentence));
        drift.state = DriftState::Drifted;
        drift.fix.words = Text::tr("Change the one or the other.");
        drifts.push_back(drift);
    }
    if (drifts.empty())
        drifts.push_back(holds({}, expected, expected));
    return drifts;
}

} // namespace signalbox::driftrules
