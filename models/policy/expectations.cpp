// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/expectations.h"

#include "models/base/text.h"
#include "models/policy/pattern.h"
#include "models/policy/runbookreader.h"

#include <QRegularExpression>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

Result<Expectations> Expectations::parse(const QByteArray &toml, const QString &fileName)
{
    return readRunbook(toml, fileName).map([](RunbookContents contents) {
        return std::move(contents.expectations);
    });
}

const Expectations::Namespace *Expectations::namespaceOf(const QString &ns) const
{
    const auto found = std::find_if(namespaces.rbegin(), namespaces.rend(),
                                    [&](const Namespace &one) { return fits(one.match, ns); });
    return found == namespaces.rend() ? nullptr : &*found;
}

const Expectations::CleanUp *Expectations::cleanUpOf(const QString &ns) const
{
    const auto found = std::find_if(cleanUps.rbegin(), cleanUps.rend(),
                                    [&](const CleanUp &one) { return fitsAny(one.namespaces, ns); });
    return found == cleanUps.rend() ? nullptr : &*found;
}

bool Expectations::declares(const QueueKey &queue) const
{
    const QString name = shortQueueName(queue);
    return std::any_of(queues.begin(), queues.end(),
                       [&](const Runbook::Queue &one) { return one.name == name; });
}

QString whyKept(const Expectations &expectations, const QString &ns)
{
    const Expectations::Namespace *const entry = expectations.namespaceOf(ns);
    if (!entry || !(entry->isProtected || entry->required))
        return {};
    const QString where = u"%1:%2"_s.arg(expectations.file, QString::number(entry->line));
    return entry->isProtected ? Text::tr("the runbook protects it, %1").arg(where)
                              : Text::tr("the runbook wants it to exist, %1").arg(where);
}

QString archivalUri(const Expectations::Namespace &entry, const QString &ns)
{
    // In one pass: a name may itself hold what looks like a placeholder.
    static const QRegularExpression placeholder(u"<(tenant|namespace)>"_s);
    QString uri;
    qsizetype from = 0;
    for (auto found = placeholder.globalMatch(entry.archivalUri); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        uri += entry.archivalUri.mid(from, match.capturedStart() - from);
        uri += match.captured(1) == "tenant"_L1 ? starPart(entry.match, ns).value_or(QString()) : ns;
        from = match.capturedEnd();
    }
    return uri + entry.archivalUri.mid(from);
}

std::optional<QString> faultOfArchivalUri(const QString &uri)
{
    static const QRegularExpression form(u"\\A(file|s3|gs)://([^/\\s]*)(/[^\\s]*)?\\z"_s);
    // By the rules for S3 and MinIO alike, which Google's contain.
    static const QRegularExpression bucket(u"\\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\\z"_s);
    const auto match = form.match(uri);
    if (!match.hasMatch())
        return Text::tr("it does not begin with s3://, gs:// or file://, or has blanks");
    if (match.captured(1) != "file"_L1 && !bucket.match(match.captured(2)).hasMatch())
        return Text::tr("“%1” cannot be the name of a bucket: 3 to 63 of a-z, 0-9, '-' and '.'")
            .arg(match.captured(2).left(100));
    return {};
}

} // namespace signalbox
