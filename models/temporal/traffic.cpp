// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/traffic.h"

#include <algorithm>

namespace signalbox {

namespace {
qint64 secondOf(Milliseconds now)
{
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}
} // namespace

void Traffic::Count::count(Milliseconds now)
{
    const qint64 second = secondOf(now);
    Second &slot = m_seconds[static_cast<std::size_t>(second) % m_seconds.size()];
    if (slot.at != second)
        slot = {second, 0};
    ++slot.calls;
    ++m_inAll;
}

int Traffic::Count::lastMinute(Milliseconds now) const
{
    const qint64 oldest = secondOf(now) - static_cast<qint64>(m_seconds.size());
    int calls = 0;
    for (const Second &slot : m_seconds)
        if (slot.at > oldest)
            calls += slot.calls;
    return calls;
}

std::vector<MethodTraffic> Traffic::lastMinute(Milliseconds now) const
{
    std::vector<MethodTraffic> all;
    for (const auto &[method, counts] : m_methods)
        if (const MethodTraffic one{method, counts.sent.lastMinute(now), counts.refused.lastMinute(now)};
            one.sent > 0 || one.refused > 0)
            all.push_back(one);
    std::stable_sort(all.begin(), all.end(),
                     [](const MethodTraffic &a, const MethodTraffic &b) { return a.sent > b.sent; });
    return all;
}

std::vector<MethodTraffic> Traffic::inAll() const
{
    std::vector<MethodTraffic> all;
    for (const auto &[method, counts] : m_methods)
        all.push_back({method, counts.sent.inAll(), counts.refused.inAll()});
    return all;
}

} // namespace signalbox
