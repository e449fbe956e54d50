// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/tokenbucket.h"

#include <algorithm>
#include <optional>

namespace signalbox {

/// How many calls the watch may make: `perSecond` on average, `burst` at once after a quiet while. A refusal
/// by the server halves the rate and ends the burst (additive increase, multiplicative decrease); both
/// recover within a minute. A value, told the time (Clock::sinceBoot).
class CallBudget
{
public:
    constexpr explicit CallBudget(double perSecond, double burst = 0)
        : m_full(perSecond)
        , m_burst(std::max({perSecond, burst, smallestBurst}))
        , m_bucket(perSecond, m_burst)
        , m_lowest(perSecond)
    {
    }

    /// Takes them all or none.
    [[nodiscard]] bool take(int calls, Milliseconds now);
    /// Takes them although they are more than is left: later calls wait for it.
    void charge(int calls) { m_bucket.charge(calls); }
    /// When take(1) will succeed if nobody takes in between; `now` if it would already.
    [[nodiscard]] Milliseconds nextAt(Milliseconds now) const { return m_bucket.nextAt(now); }
    /// Refusals within a second of each other are one.
    void refused(Milliseconds now);
    [[nodiscard]] double perSecond() const { return m_bucket.rate(); }

private:
    void recover(Milliseconds now);

    /// A look at one queue is two calls, which are taken together.
    static constexpr double smallestBurst = 2;

    double m_full;
    double m_burst;
    TokenBucket m_bucket;
    double m_lowest; ///< the rate right after the last refusal
    std::optional<Milliseconds> m_refused;
};

} // namespace signalbox
