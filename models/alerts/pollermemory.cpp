// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/pollermemory.h"

#include <algorithm>
#include <map>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

std::chrono::hours hourOf(Milliseconds time)
{
    return std::chrono::floor<std::chrono::hours>(time);
}

} // namespace

void PollerMemory::add(int alive, Milliseconds from, Milliseconds until)
{
    if (until <= from)
        return;
    const std::chrono::hours hour = hourOf(from);
    std::erase_if(m_stretches, [&](const Stretch &one) { return one.hour < hourOf(until - span); });
    const auto known = std::find_if(m_stretches.rbegin(), m_stretches.rend(), [&](const Stretch &one) {
        return one.hour == hour && one.alive == alive;
    });
    if (known != m_stretches.rend())
        known->lasting += until - from;
    else
        m_stretches.push_back({hour, alive, until - from});
}

std::optional<int> PollerMemory::usual(Milliseconds now) const
{
    std::map<int, Milliseconds> lasting;
    Milliseconds all = 0ms;
    for (const Stretch &one : m_stretches)
        if (one.hour >= hourOf(now - span)) {
            lasting[one.alive] += one.lasting;
            all += one.lasting;
        }
    if (all < enough)
        return {};
    Milliseconds upTo = 0ms;
    for (const auto &[alive, time] : lasting) {
        upTo += time;
        if (upTo * 2 > all)
            return alive;
    }
    return lasting.rbegin()->first;
}

} // namespace signalbox
