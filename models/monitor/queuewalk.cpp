// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/queuewalk.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {
/// The per-namespace worker of the server itself (schedules, batches): nobody's workload.
bool isTemporalsOwn(const QString &name)
{
    return name.startsWith("temporal-sys-"_L1);
}
} // namespace

bool QueueWalk::isFull() const
{
    return m_names.size() >= maxNames || query().toUtf8().size() > maxQueryBytes;
}

QString QueueWalk::query() const
{
    QString text = u"ExecutionStatus='Running'"_s;
    if (m_names.isEmpty())
        return text;
    QStringList quoted;
    for (const QString &name : m_names)
        quoted << quotedName(name);
    return text + u" AND TaskQueue NOT IN ("_s + quoted.join(u", "_s) + u')';
}

QueueWalk::Step QueueWalk::accept(const QStringList &page, bool hasMore, QStringList &discovered)
{
    const auto before = m_names.size();
    for (const QString &name : page) {
        if (m_names.contains(name))
            continue;
        m_names << name;
        if (!isTemporalsOwn(name))
            discovered << name;
    }
    if (!hasMore)
        return Step::Complete;
    return m_names.size() > before && !isFull() ? Step::Again : Step::Stuck;
}

QString quotedName(const QString &name)
{
    QString escaped = name;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + escaped + u'\'';
}

bool isMatchable(const QString &name)
{
    return std::none_of(name.begin(), name.end(),
                        [](QChar c) { return c < u' ' || c == u'"' || c == u'\\'; });
}

} // namespace signalbox
