// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/tokenbucket.h"

#include <algorithm>
#include <cmath>

namespace signalbox {

namespace {
// A refill that should make a whole token may come out a rounding error short of it.
constexpr double roundingError = 1e-9;
} // namespace

bool TokenBucket::take(Milliseconds now, int count)
{
    refill(now);
    if (m_tokens < count - roundingError)
        return false;
    m_tokens = std::max(0.0, m_tokens - count);
    return true;
}

void TokenBucket::drain(Milliseconds now)
{
    refill(now);
    m_tokens = std::max(0.0, m_tokens - 1);
}

void TokenBucket::setRate(double perSecond, double burst, Milliseconds now)
{
    refill(now);
    m_perSecond = perSecond;
    m_burst = burst;
    m_tokens = std::min(m_tokens, m_burst);
}

Milliseconds TokenBucket::nextAt(Milliseconds now) const
{
    const double tokens = tokensAt(now);
    if (tokens >= 1 - roundingError)
        return now;
    return now + Milliseconds(static_cast<qint64>(std::ceil((1 - tokens) / m_perSecond * 1000)));
}

double TokenBucket::tokensAt(Milliseconds now) const
{
    const double seconds = std::chrono::duration<double>(now - m_filledAt).count();
    return seconds > 0 ? std::min(m_burst, m_tokens + seconds * m_perSecond) : m_tokens;
}

void TokenBucket::refill(Milliseconds now)
{
    m_tokens = tokensAt(now);
    m_filledAt = std::max(m_filledAt, now);
}

} // namespace signalbox
