// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/pollerpresence.h"

#include <algorithm>

namespace signalbox {

int PollerPresence::observe(const std::vector<Poller> &pollers, Instant utc, Milliseconds sinceBoot)
{
    std::map<QString, Seen> now;
    for (const Poller &poller : pollers) {
        if (!poller.lastAccess)
            continue;
        const auto known = m_seen.find(poller.identity);
        Seen seen{*poller.lastAccess, sinceBoot - std::max(utc - *poller.lastAccess, Milliseconds(0))};
        if (known != m_seen.end() && known->second.lastAccess >= seen.lastAccess)
            seen = known->second;
        else if (known != m_seen.end())
            seen.at = std::max(seen.at, m_lastLook.value_or(seen.at));
        now[poller.identity] = seen;
    }
    m_seen = std::move(now);
    m_lastLook = sinceBoot;
    return static_cast<int>(std::count_if(m_seen.begin(), m_seen.end(), [&](const auto &entry) {
        return sinceBoot - entry.second.at <= pollerAliveFor;
    }));
}

} // namespace signalbox
