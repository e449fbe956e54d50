// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QtGlobal>

namespace signalbox {

/// Lets through `perSecond` on average and `burst` at once. Starts full. A value, told the time
/// (Clock::sinceBoot).
class TokenBucket
{
public:
    constexpr TokenBucket(double perSecond, double burst)
        : m_perSecond(perSecond)
        , m_burst(burst)
        , m_tokens(burst)
    {
    }

    [[nodiscard]] double rate() const { return m_perSecond; }
    /// Takes them all or none.
    [[nodiscard]] bool take(Milliseconds now, int count = 1);
    /// Takes what is there, at most one: for what passes elsewhere but counts here too.
    void drain(Milliseconds now);
    /// Takes them although they are more than is left: later ones wait for it.
    void charge(int count) { m_tokens -= count; }
    void empty() { m_tokens = 0; }
    /// From now on; what was saved up beyond the burst is lost.
    void setRate(double perSecond, double burst, Milliseconds now);
    /// When one can be taken if nobody takes in between; `now` if it can already.
    [[nodiscard]] Milliseconds nextAt(Milliseconds now) const;

private:
    [[nodiscard]] double tokensAt(Milliseconds now) const;
    void refill(Milliseconds now);

    double m_perSecond;
    double m_burst;
    double m_tokens;
    Milliseconds m_filledAt{0};
};

} // namespace signalbox
