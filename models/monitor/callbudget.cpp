// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/callbudget.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {
/// From the floor back to full.
constexpr double recoverySeconds = 60;
constexpr double floorShare = 0.05;
} // namespace

bool CallBudget::take(int calls, Milliseconds now)
{
    recover(now);
    return m_bucket.take(now, calls);
}

void CallBudget::refused(Milliseconds now)
{
    if (m_refused && now - *m_refused < 1s)
        return;
    recover(now);
    m_refused = now;
    m_lowest = std::max(m_bucket.rate() / 2, m_full * floorShare);
    m_bucket.setRate(m_lowest, std::max(m_lowest, smallestBurst), now);
    m_bucket.empty();
}

void CallBudget::recover(Milliseconds now)
{
    if (!m_refused)
        return;
    const double seconds = std::chrono::duration<double>(now - *m_refused).count();
    const double rate = std::min(m_full, m_lowest + m_full * seconds / recoverySeconds);
    // What a burst may hold comes back with the rate: none of it right after a refusal.
    m_bucket.setRate(rate, rate < m_full ? std::max(rate, smallestBurst) : m_burst, now);
}

} // namespace signalbox
