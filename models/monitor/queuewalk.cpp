// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/queuewalk.h"

#include "models/base/format.h"
#include "models/monitor/queuenames.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// A run may be listed that much after it started.
constexpr Milliseconds visibilityLag = std::chrono::minutes(1);

} // namespace

void QueueWalk::begin(Instant now)
{
    m_pages = 0;
    m_since = isFull() && m_began ? std::optional(*m_began - visibilityLag) : std::nullopt;
    m_began = now;
}

bool QueueWalk::isFull() const
{
    qsizetype bytes = 0;
    for (const QString &name : m_names)
        bytes += quotedName(name).toUtf8().size() + 2;
    return m_names.size() >= maxNames || bytes + 60 > maxQueryBytes;
}

QString QueueWalk::query() const
{
    QString text = u"ExecutionStatus='Running'"_s;
    if (m_names.isEmpty())
        return text;
    QStringList quoted;
    qsizetype bytes = 60;
    for (const QString &name : m_names) {
        quoted << quotedName(name);
        bytes += quoted.last().toUtf8().size() + 2;
        if (quoted.size() == maxNames || bytes > maxQueryBytes)
            break;
    }
    if (m_since)
        text += u" AND StartTime > '%1'"_s.arg(formatIso(*m_since));
    return text + u" AND TaskQueue NOT IN ("_s + quoted.join(u", "_s) + u')';
}

QueueWalk::Step QueueWalk::accept(const QStringList &page, bool hasMore, QStringList &discovered)
{
    const auto before = m_names.size();
    ++m_pages;
    for (const QString &name : page) {
        if (m_names.contains(name) || m_names.size() >= maxFound)
            continue;
        m_names << name;
        if (!isTemporalsOwn(name))
            discovered << name;
    }
    if (!hasMore)
        return Step::Complete;
    if (m_since)
        return m_pages < maxPages ? Step::Again : Step::Stuck;
    return m_names.size() > before && !isFull() ? Step::Again : Step::Stuck;
}

void QueueWalk::forget(const QStringList &names)
{
    for (const QString &name : names)
        m_names.removeAll(name);
}

qsizetype QueueWalk::found() const
{
    return m_names.size() - std::count_if(m_names.begin(), m_names.end(), isTemporalsOwn);
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
