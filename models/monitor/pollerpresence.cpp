// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/pollerpresence.h"

#include <algorithm>
#include <set>

namespace signalbox {

std::vector<SeenPoller> PollerPresence::observe(const std::vector<Poller> &pollers, Instant utc,
                                                Milliseconds sinceBoot)
{
    std::map<QString, Instant> told;
    for (const Poller &poller : pollers)
        if (poller.lastAccess)
            told.emplace(poller.identity, *poller.lastAccess);
    const std::map<QString, Milliseconds> times = m_heard.observe(told, utc, sinceBoot);
    std::set<QString> known;
    std::vector<SeenPoller> seen;
    for (const Poller &poller : pollers) {
        if (!known.insert(poller.identity).second)
            continue;
        SeenPoller one{poller.identity, poller.type, {}, poller.ratePerSecond, false, poller.version};
        if (const auto time = times.find(poller.identity); time != times.end()) {
            one.lastPoll = time->second;
            one.alive = sinceBoot - time->second <= pollerAliveFor;
        }
        seen.push_back(std::move(one));
    }
    return seen;
}

int aliveOf(const std::vector<SeenPoller> &pollers)
{
    return static_cast<int>(
        std::count_if(pollers.begin(), pollers.end(), [](const SeenPoller &poller) { return poller.alive; }));
}

} // namespace signalbox
