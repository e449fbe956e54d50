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
/// A look at one queue is two calls, which are taken together.
constexpr double smallestBucket = 2;
} // namespace

CallBudget::CallBudget(double perSecond, double burst)
    : m_full(perSecond)
    , m_burst(std::max({perSecond, burst, smallestBucket}))
    , m_rate(perSecond)
    , m_tokens(m_burst)
{
}

bool CallBudget::take(int calls, Milliseconds now)
{
    refill(now);
    if (m_tokens < calls)
        return false;
    m_tokens -= calls;
    return true;
}

void CallBudget::charge(int calls)
{
    m_tokens -= calls;
}

Milliseconds CallBudget::nextAt(Milliseconds now) const
{
    const double at = m_tokens + m_rate * std::chrono::duration<double>(now - m_filled.value_or(now)).count();
    if (at >= 1)
        return now;
    return now + std::chrono::ceil<Milliseconds>(std::chrono::duration<double>((1 - at) / m_rate));
}

void CallBudget::refused(Milliseconds now)
{
    refill(now);
    if (m_refused && now - *m_refused < 1s)
        return;
    m_refused = now;
    m_rate = std::max(m_rate / 2, m_full * floorShare);
    m_tokens = 0;
}

void CallBudget::refill(Milliseconds now)
{
    const double seconds = std::chrono::duration<double>(now - m_filled.value_or(now)).count();
    m_filled = now;
    m_rate = std::min(m_full, m_rate + m_full * seconds / recoverySeconds);
    // What a burst may hold comes back with the rate: none of it right after a refusal.
    const double most = m_rate < m_full ? std::max(m_rate, smallestBucket) : m_burst;
    m_tokens = std::min(m_tokens + m_rate * seconds, most);
}

} // namespace signalbox
