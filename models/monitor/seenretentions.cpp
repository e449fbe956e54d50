// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/seenretentions.h"

#include "models/monitor/observations.h"

#include <algorithm>

namespace signalbox {

void SeenRetentions::see(std::chrono::seconds retention, Instant time, Milliseconds sinceBoot)
{
    if (!m_since)
        m_since = time;
    for (auto &[other, seen] : m_seen)
        if (other != retention && !seen.until)
            seen.until = time;
    m_seen[retention] = {sinceBoot, {}};
    std::erase_if(m_seen, [sinceBoot](const auto &one) {
        return sinceBoot - one.second.last > one.first + deletionMargin;
    });
}

std::optional<std::chrono::seconds> SeenRetentions::longest() const
{
    return m_seen.empty() ? std::nullopt : std::optional(m_seen.rbegin()->first);
}

std::optional<Milliseconds> SeenRetentions::ageBefore(std::chrono::seconds warning, Instant now) const
{
    std::optional<Milliseconds> least;
    for (const auto &[retention, seen] : m_seen) {
        Milliseconds age = std::max(std::chrono::seconds(0), retention - warning);
        if (seen.until)
            age = std::max(age, (now - *seen.until) / closedCountInterval * closedCountInterval);
        least = std::min(least.value_or(age), age);
    }
    return least;
}

} // namespace signalbox
