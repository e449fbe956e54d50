// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/queuenames.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

QueueNames::QueueNames(const std::vector<QueueKey> &configured)
    : m_configured(configured.begin(), configured.end())
    , m_named(m_configured)
{
}

bool QueueNames::removeByHand(const QueueKey &key)
{
    if (isByHand(key))
        m_named.erase(key);
    return !isNamed(key) && !m_seen.contains(key);
}

std::vector<QueueKey> QueueNames::all() const
{
    std::vector<QueueKey> keys(m_named.begin(), m_named.end());
    for (const auto &[key, seen] : m_seen)
        if (!isNamed(key))
            keys.push_back(key);
    return keys;
}

std::vector<QueueKey> QueueNames::of(const QString &ns) const
{
    std::vector<QueueKey> keys;
    for (auto it = m_named.lower_bound({ns, {}}); it != m_named.end() && it->ns == ns; ++it)
        keys.push_back(*it);
    for (auto it = m_seen.lower_bound({ns, {}}); it != m_seen.end() && it->first.ns == ns; ++it)
        if (!isNamed(it->first))
            keys.push_back(it->first);
    std::sort(keys.begin(), keys.end());
    return keys;
}

void QueueNames::see(const QueueKey &key, Milliseconds now)
{
    m_seen[key] = now;
}

std::vector<QueueKey> QueueNames::unseen(const QString &ns, Milliseconds now, Milliseconds since) const
{
    std::vector<QueueKey> keys;
    for (auto it = m_seen.lower_bound({ns, {}}); it != m_seen.end() && it->first.ns == ns; ++it)
        if (!isNamed(it->first) && now - it->second >= since)
            keys.push_back(it->first);
    return keys;
}

void QueueNames::forgetNamespace(const QString &ns)
{
    std::erase_if(m_seen, [&](const auto &entry) { return entry.first.ns == ns; });
}

bool isTemporalsOwn(const QString &name)
{
    return name.startsWith("temporal-sys-"_L1) || name.startsWith("temporal-sys/"_L1);
}

bool isWatchable(const QString &name)
{
    return !name.isEmpty() && !isTemporalsOwn(name) && !isPartitionName(name);
}

} // namespace signalbox
