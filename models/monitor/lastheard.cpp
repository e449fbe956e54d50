// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/lastheard.h"

#include <algorithm>

namespace signalbox {

namespace {
/// The server answers from a cache that old.
constexpr Milliseconds slack = std::chrono::seconds(5);
} // namespace

std::map<QString, Milliseconds> LastHeard::observe(const std::map<QString, Instant> &told, Instant utc,
                                                   Milliseconds sinceBoot)
{
    std::map<QString, Heard> now;
    std::map<QString, Milliseconds> times;
    for (const auto &[who, time] : told) {
        if (time - utc > furthestAhead)
            continue;
        const Heard heard = placed(who, time, utc, sinceBoot);
        now.emplace(who, heard);
        times.emplace(who, heard.at);
    }
    m_heard = std::move(now);
    m_lastLook = sinceBoot;
    return times;
}

LastHeard::Heard LastHeard::placed(const QString &who, Instant told, Instant utc,
                                   Milliseconds sinceBoot) const
{
    const Milliseconds age = std::max(utc - told, Milliseconds(0));
    const auto known = m_heard.find(who);
    if (known == m_heard.end())
        return {told, sinceBoot - age};
    if (known->second.told >= told)
        return known->second;
    return {told, advancedAt(age, sinceBoot)};
}

/// What is new since the last look cannot be older than that look: where the wall clocks say so, they
/// disagree, and only the advance itself counts.
Milliseconds LastHeard::advancedAt(Milliseconds age, Milliseconds sinceBoot) const
{
    const Milliseconds sinceLook = sinceBoot - m_lastLook;
    if (age <= sinceLook + slack)
        return sinceBoot - age;
    return sinceLook <= m_freshFor ? sinceBoot : m_lastLook;
}

} // namespace signalbox
