// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/tokenbucket.h"

#include <algorithm>
#include <cmath>

namespace signalbox {

namespace {
// A refill that should make one whole token may come out a rounding error short of it.
constexpr double almostOne = 1 - 1e-9;
} // namespace

TokenBucket::TokenBucket(double perSecond, double burst)
    : m_perSecond(perSecond)
    , m_burst(burst)
    , m_tokens(burst)
{
}

bool TokenBucket::take(Milliseconds now)
{
    refill(now);
    if (m_tokens < almostOne)
        return false;
    m_tokens = std::max(0.0, m_tokens - 1);
    return true;
}

void TokenBucket::drain(Milliseconds now)
{
    refill(now);
    m_tokens = std::max(0.0, m_tokens - 1);
}

void TokenBucket::setRate(double perSecond, Milliseconds now)
{
    refill(now);
    m_perSecond = m_burst = perSecond;
    m_tokens = std::min(m_tokens, m_burst);
}

Milliseconds TokenBucket::nextAt(Milliseconds now)
{
    refill(now);
    if (m_tokens >= almostOne)
        return now;
    return now + Milliseconds(static_cast<qint64>(std::ceil((1 - m_tokens) / m_perSecond * 1000)));
}

void TokenBucket::refill(Milliseconds now)
{
    if (now <= m_filledAt)
        return;
    const double seconds = std::chrono::duration<double>(now - m_filledAt).count();
    m_tokens = std::min(m_burst, m_tokens + seconds * m_perSecond);
    m_filledAt = now;
}

} // namespace signalbox
