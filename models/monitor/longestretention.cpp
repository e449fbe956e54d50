// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/longestretention.h"

namespace signalbox {

void LongestRetention::see(std::chrono::seconds retention, Instant time, Milliseconds sinceBoot)
{
    if (!m_since)
        m_since = time;
    m_lastSeen[retention] = sinceBoot;
    std::erase_if(m_lastSeen, [sinceBoot](const auto &one) {
        return sinceBoot - one.second > one.first + deletionMargin;
    });
}

std::optional<std::chrono::seconds> LongestRetention::longest() const
{
    return m_lastSeen.empty() ? std::nullopt : std::optional(m_lastSeen.rbegin()->first);
}

std::optional<std::chrono::seconds> LongestRetention::shortest() const
{
    return m_lastSeen.empty() ? std::nullopt : std::optional(m_lastSeen.begin()->first);
}

} // namespace signalbox
