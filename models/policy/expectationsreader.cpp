// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/expectationsreader.h"

#include "models/base/searchattribute.h"
#include "models/base/text.h"
#include "models/policy/pattern.h"
#include "models/policy/runbooktable.h"

#include <QRegularExpression>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;
namespace rt = runbooktable;

namespace {

std::optional<Expectations::Archival> readArchival(TomlTable &table)
{
    const QString archival = table.text("archival");
    if (archival.isEmpty())
        return {};
    if (archival == "off"_L1)
        return Expectations::Archival::Off;
    if (archival == "required"_L1)
        return Expectations::Archival::Required;
    table.refuse("archival", Text::tr("must be \"off\" or \"required\""));
    return {};
}

/// A tenant whose address nobody wrote down shares the server's own with all others, for good: the server
/// takes its default where there is none, and never another one after (1.32.1).
void checkArchivalUri(TomlTable &table, const Expectations::Namespace &ns)
{
    const bool isRequired = ns.archival == Expectations::Archival::Required;
    if (isRequired && ns.archivalUri.isEmpty())
        table.refuse("archival", Text::tr("\"required\" needs archival_uri, as in "
                                          "\"s3://sm-<tenant>-temporal-archive\""));
    if (ns.archivalUri.isEmpty())
        return;
    if (!isRequired)
        table.refuse("archival_uri", Text::tr("goes with archival = \"required\" alone"));
    static const QRegularExpression placeholder(u"<[^>]*>?"_s);
    for (auto found = placeholder.globalMatch(ns.archivalUri); found.hasNext();) {
        const QString name = found.next().captured();
        if (name == "<tenant>"_L1 && ns.match.count(u'*') != 1)
            table.refuse("archival_uri",
                         Text::tr("has <tenant>, which is what one '*' of match stands for, and %1 has %2")
                             .arg(rt::quoted(ns.match), QString::number(ns.match.count(u'*'))));
        else if (name != "<tenant>"_L1 && name != "<namespace>"_L1)
            table.refuse("archival_uri",
                         Text::tr("knows <tenant> and <namespace>, and not %1").arg(rt::quoted(name)));
    }
    const QString example = QString(ns.archivalUri).replace(placeholder, u"name"_s);
    if (const auto fault = faultOfArchivalUri(example))
        table.refuse("archival_uri", Text::tr("is no address to archive to: %1").arg(*fault));
}

/// "CustomerId:Keyword"
std::map<QString, QString> readSearchAttributes(TomlTable &table)
{
    std::map<QString, QString> attributes;
    const QStringList texts = table.texts("search_attributes");
    if (texts.size() > mostSearchAttributes)
        table.refuse("search_attributes", Text::tr("must not have more than %1").arg(mostSearchAttributes));
    for (const QString &text : texts.first(std::min(texts.size(), mostSearchAttributes))) {
        const QString name = text.section(u':', 0, 0);
        const QString type = text.section(u':', 1);
        if (!isSearchAttributeName(name))
            table.refuse(
                "search_attributes",
                Text::tr("has %1, which is no name: letters, digits and '_', a letter first, and none "
                         "of Temporal's own")
                    .arg(rt::quoted(name)));
        else if (!searchAttributeTypes().contains(type))
            table.refuse("search_attributes",
                         Text::tr("has %1, and not a name, a colon and one of %2")
                             .arg(rt::quoted(text), searchAttributeTypes().join(u", "_s)));
        else if (!attributes.emplace(name, type).second)
            table.refuse("search_attributes", Text::tr("has %1 twice").arg(rt::quoted(name)));
    }
    return attributes;
}

Expectations::Namespace readNamespace(TomlTable &table, rt::Names &names)
{
    Expectations::Namespace ns;
    ns.match = rt::requiredText(table, "match");
    ns.purpose = rt::text(table, "purpose");
    ns.retention = rt::duration(table, "retention");
    ns.retentionWarning = rt::duration(table, "retention_warning");
    if (const QString owner = rt::text(table, "owner"); !owner.isEmpty())
        ns.owner = owner;
    ns.required = table.flag("required").value_or(false);
    ns.isProtected = table.flag("protected").value_or(false);
    ns.archival = readArchival(table);
    ns.archivalUri = rt::text(table, "archival_uri");
    ns.searchAttributes = readSearchAttributes(table);
    ns.line = table.line("match");
    names.add(table, "match", shortest(ns.match));
    if (ns.required && ns.match.contains(u'*'))
        table.refuse("required",
                     Text::tr("does not go with a pattern: %1 names nothing that could be missing")
                         .arg(rt::quoted(ns.match)));
    if (ns.retention == std::chrono::seconds(0))
        table.refuse("retention", Text::tr("must be longer than nothing"));
    if (ns.retentionWarning == std::chrono::seconds(0))
        table.refuse("retention_warning", Text::tr("must be longer than nothing"));
    if (ns.retention && ns.retentionWarning && *ns.retentionWarning >= *ns.retention)
        table.refuse("retention_warning",
                     Text::tr("must be shorter than retention: else it warns of all that ended badly"));
    checkArchivalUri(table, ns);
    table.end();
    return ns;
}

std::optional<qint64> readLeast(TomlTable &table, const char *key)
{
    const auto least = rt::count(table, key);
    if (least == 0)
        table.refuse(key, Text::tr("must be at least 1"));
    return least;
}

Expectations::Worker readWorker(TomlTable &table)
{
    Expectations::Worker worker{rt::patterns(table, "namespaces"), rt::patterns(table, "queues"),
                                readLeast(table, "activity_pollers"), readLeast(table, "activity_slots"),
                                table.line("queues")};
    if (!table.has("activity_pollers") && !table.has("activity_slots"))
        table.refuse("activity_pollers", Text::tr("is missing, and activity_slots too"));
    table.end();
    return worker;
}

Expectations::Activity readActivity(TomlTable &table)
{
    Expectations::Activity activity{rt::patterns(table, "types"), rt::patterns(table, "namespaces"),
                                    rt::patterns(table, "queues"),
                                    rt::requiredDuration(table, "schedule_to_close"), table.line("types")};
    if (activity.types.isEmpty())
        table.refuse("types", Text::tr("must name at least one type of activities"));
    table.end();
    return activity;
}

Expectations::CleanUp readCleanUp(TomlTable &table)
{
    Expectations::CleanUp cleanUp{rt::patterns(table, "namespaces"), rt::duration(table, "older_than"),
                                  table.line("older_than")};
    const bool isAllowed = table.flag("allowed").value_or(true);
    if (isAllowed && !cleanUp.olderThan)
        table.refuse("older_than", Text::tr("is missing; or write allowed = false"));
    if (!isAllowed && cleanUp.olderThan)
        table.refuse("older_than", Text::tr("does not go with allowed = false"));
    table.end();
    return cleanUp;
}

Expectations::RateLimit readRateLimit(TomlTable &table)
{
    Expectations::RateLimit limit{rt::patterns(table, "namespaces"), rt::patterns(table, "queues"),
                                  rt::count(table, "per_second"), table.line("queues")};
    table.end();
    return limit;
}

void readQueueNames(TomlTable &root, Expectations &expectations)
{
    const QString form = root.text("queue_names");
    expectations.queuesQualified = form == "<namespace>.<queue>"_L1;
    if (!form.isEmpty() && !expectations.queuesQualified)
        root.refuse("queue_names", Text::tr("must be \"<namespace>.<queue>\"; without it any name will do"));
}

} // namespace

void readExpectations(TomlTable &root, Expectations &expectations)
{
    readQueueNames(root, expectations);
    rt::Names names;
    for (TomlTable &table : rt::tables(root, "namespace", rt::mostNamed))
        expectations.namespaces.push_back(readNamespace(table, names));
    for (TomlTable &table : rt::tables(root, "worker", rt::mostDemands))
        expectations.workers.push_back(readWorker(table));
    for (TomlTable &table : rt::tables(root, "activity", rt::mostDemands))
        expectations.activities.push_back(readActivity(table));
    for (TomlTable &table : rt::tables(root, "clean_up", rt::mostDemands))
        expectations.cleanUps.push_back(readCleanUp(table));
    for (TomlTable &table : rt::tables(root, "rate_limit", rt::mostDemands))
        expectations.rateLimits.push_back(readRateLimit(table));
}

} // namespace signalbox
