// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/pollerpresence.h"

#include <algorithm>

namespace signalbox {

namespace {
/// The server answers from a cache that old.
constexpr Milliseconds slack = std::chrono::seconds(5);
} // namespace

int PollerPresence::observe(const std::vector<Poller> &pollers, Instant utc, Milliseconds sinceBoot)
{
    std::map<QString, Seen> now;
    for (const Poller &poller : pollers) {
        if (!poller.lastAccess)
            continue;
        const Milliseconds age = std::max(utc - *poller.lastAccess, Milliseconds(0));
        const auto known = m_seen.find(poller.identity);
        if (known == m_seen.end())
            now[poller.identity] = {*poller.lastAccess, sinceBoot - age};
        else if (known->second.lastAccess >= *poller.lastAccess)
            now[poller.identity] = known->second;
        else
            now[poller.identity] = {*poller.lastAccess, advancedAt(age, sinceBoot)};
    }
    m_seen = std::move(now);
    m_lastLook = sinceBoot;
    return static_cast<int>(std::count_if(m_seen.begin(), m_seen.end(), [&](const auto &entry) {
        return sinceBoot - entry.second.at <= pollerAliveFor;
    }));
}

/// A poll that is new since the last look cannot be older than that look: where the wall clocks say so, they
/// disagree, and only the advance itself counts.
Milliseconds PollerPresence::advancedAt(Milliseconds age, Milliseconds sinceBoot) const
{
    const Milliseconds sinceLook = sinceBoot - m_lastLook;
    if (age <= sinceLook + slack)
        return sinceBoot - age;
    return sinceLook <= pollerAliveFor ? sinceBoot : m_lastLook;
}

} // namespace signalbox
