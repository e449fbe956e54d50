// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/traffic.h"

namespace signalbox {

namespace {
qint64 secondOf(Milliseconds now)
{
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}
} // namespace

void Traffic::sent(Milliseconds now)
{
    const qint64 second = secondOf(now);
    Second &slot = m_seconds[static_cast<std::size_t>(second) % m_seconds.size()];
    if (slot.at != second)
        slot = {second, 0};
    ++slot.calls;
}

int Traffic::lastMinute(Milliseconds now) const
{
    const qint64 oldest = secondOf(now) - static_cast<qint64>(m_seconds.size());
    int calls = 0;
    for (const Second &slot : m_seconds)
        if (slot.at > oldest)
            calls += slot.calls;
    return calls;
}

} // namespace signalbox
