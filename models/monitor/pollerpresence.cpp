// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/pollerpresence.h"

#include <algorithm>
#include <set>

namespace signalbox {

namespace {
/// The server answers from a cache that old.
constexpr Milliseconds slack = std::chrono::seconds(5);
} // namespace

std::vector<SeenPoller> PollerPresence::observe(const std::vector<Poller> &pollers, Instant utc,
                                                Milliseconds sinceBoot)
{
    std::map<QString, Seen> now;
    std::set<QString> told;
    std::vector<SeenPoller> seen;
    for (const Poller &poller : pollers) {
        if (!told.insert(poller.identity).second)
            continue;
        SeenPoller one{poller.identity, poller.type, {}, poller.ratePerSecond, false};
        if (poller.lastAccess) {
            const Seen last = placed(poller.identity, *poller.lastAccess, utc, sinceBoot);
            now.emplace(poller.identity, last);
            one.lastPoll = last.at;
            one.alive = sinceBoot - last.at <= pollerAliveFor;
        }
        seen.push_back(std::move(one));
    }
    m_seen = std::move(now);
    m_lastLook = sinceBoot;
    return seen;
}

PollerPresence::Seen PollerPresence::placed(const QString &identity, Instant lastAccess, Instant utc,
                                            Milliseconds sinceBoot) const
{
    const Milliseconds age = std::max(utc - lastAccess, Milliseconds(0));
    const auto known = m_seen.find(identity);
    if (known == m_seen.end())
        return {lastAccess, sinceBoot - age};
    if (known->second.lastAccess >= lastAccess)
        return known->second;
    return {lastAccess, advancedAt(age, sinceBoot)};
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

int aliveOf(const std::vector<SeenPoller> &pollers)
{
    return static_cast<int>(
        std::count_if(pollers.begin(), pollers.end(), [](const SeenPoller &poller) { return poller.alive; }));
}

} // namespace signalbox
