// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/runbookdraft.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/searchattribute.h"
#include "models/base/text.h"
#include "models/policy/expectations.h"
#include "models/runbook/escaped.h"

#include <algorithm>
#include <set>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString durationText(std::chrono::seconds duration)
{
    const qint64 seconds = duration.count();
    for (const auto &[unit, letter] : {std::pair(86400, u'd'), std::pair(3600, u'h'), std::pair(60, u'm')})
        if (seconds % unit == 0)
            return QString::number(seconds / unit) + letter;
    return QString::number(seconds) + u's';
}

class Draft
{
public:
    void comment(const QString &sentence) { m_text += u"# "_s + copyText(sentence) + u'\n'; }
    void table(const QString &name) { m_text += u"\n[[%1]]\n"_s.arg(name); }
    void text(const QString &key, const QString &value) { raw(key, escaped(value)); }
    void texts(const QString &key, const QStringList &values)
    {
        QStringList quoted;
        for (const QString &value : values)
            quoted << escaped(value);
        raw(key, u'[' + quoted.join(u", "_s) + u']');
    }
    void raw(const QString &key, const QString &value) { m_text += key + u" = "_s + value + u'\n'; }
    [[nodiscard]] QByteArray bytes() const { return m_text.toUtf8(); }

private:
    QString m_text;
};

/// An address with '<' in it would be read as one with a placeholder.
void addArchival(Draft &draft, const NamespaceConfig &settings)
{
    const Archival &archival = settings.history;
    if (settings.visibility != archival) {
        draft.comment(
            Text::tr("Its history and its visibility are archived differently, which a runbook can't say."));
    } else if (!archival.enabled) {
        draft.text(u"archival"_s, u"off"_s);
    } else if (!faultOfArchivalUri(archival.uri) && !archival.uri.contains(u'<')) {
        draft.text(u"archival"_s, u"required"_s);
        draft.text(u"archival_uri"_s, archival.uri);
    }
}

/// What a runbook takes of them: an attribute of a server to come is said beside it, not in it.
void addAttributes(Draft &draft, const SeenNamespace &ns)
{
    if (!ns.attributes)
        return draft.comment(
            Text::tr("Which search attributes it has is not known: %1").arg(ns.attributesTrouble));
    QStringList said;
    QStringList others;
    for (const auto &[name, type] : *ns.attributes) {
        const bool isTaken = isSearchAttributeName(name) && searchAttributeTypes().contains(type) &&
                             said.size() < mostSearchAttributes;
        (isTaken ? said : others) << u"%1:%2"_s.arg(name, type);
    }
    if (!said.isEmpty())
        draft.texts(u"search_attributes"_s, said);
    if (!others.isEmpty())
        draft.comment(
            Text::tr("It has search attributes that a runbook can't say: %1").arg(others.join(u", "_s)));
}

void addNamespace(Draft &draft, const SeenNamespace &ns)
{
    if (!ns.settings) {
        draft.comment(Text::tr("%1 could not be read: %2").arg(ns.name, ns.trouble));
        return;
    }
    const NamespaceInfo &info = ns.settings->info;
    draft.table(u"namespace"_s);
    draft.text(u"match"_s, ns.name);
    if (!info.description.isEmpty())
        draft.text(u"purpose"_s, info.description.left(1000));
    if (!info.ownerEmail.isEmpty())
        draft.text(u"owner"_s, info.ownerEmail.left(1000));
    if (info.retention)
        draft.text(u"retention"_s, durationText(*info.retention));
    if (!ns.name.contains(u'*')) // which would make it a pattern
        draft.raw(u"required"_s, u"true"_s);
    addArchival(draft, *ns.settings);
    addAttributes(draft, ns);
}

} // namespace

QByteArray runbookDraft(const SeenCluster &cluster, const QString &profile)
{
    std::set<QString> queues;
    bool allQualified = true;
    for (const SeenNamespace &ns : cluster.namespaces)
        for (const SeenQueue &queue : ns.queues) {
            const QString name = shortQueueName({ns.name, queue.name});
            allQualified = allQualified && name != queue.name;
            queues.insert(name);
        }

    Draft draft;
    draft.comment(
        Text::tr(
            "What %1 was like at %2. Patterns, owners, workers, activities, clean-up and alerts are yours "
            "to write: README.md, \"Your own runbook\".")
            .arg(profile, formatIso(cluster.time)));
    if (!cluster.allListed)
        draft.comment(Text::tr("Not every namespace was seen: %1").arg(cluster.trouble));
    draft.raw(u"version"_s, u"1"_s);
    if (allQualified && !queues.empty())
        draft.text(u"queue_names"_s, u"<namespace>.<queue>"_s);
    for (const SeenNamespace &ns : cluster.namespaces)
        if (!ns.missing)
            addNamespace(draft, ns);
    for (const QString &queue : queues) {
        draft.table(u"queue"_s);
        draft.text(u"name"_s, queue);
        draft.text(u"owner"_s, Text::tr("nobody yet"));
    }
    return draft.bytes();
}

} // namespace signalbox
