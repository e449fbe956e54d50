// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <optional>

namespace signalbox {

/// How many calls a second the watch may make: a token bucket holding one second's worth. A refusal by the
/// server halves it (additive increase, multiplicative decrease); it recovers within a minute. A value, told
/// the time (Clock::sinceBoot).
class CallBudget
{
public:
    explicit CallBudget(double perSecond);

    /// Takes them all or none.
    [[nodiscard]] bool take(int calls, Milliseconds now);
    /// Refusals within a second of each other are one.
    void refused(Milliseconds now);
    [[nodiscard]] double perSecond() const { return m_rate; }

private:
    void refill(Milliseconds now);

    double m_full;
    double m_rate;
    double m_tokens;
    std::optional<Milliseconds> m_filled;
    std::optional<Milliseconds> m_refused;
};

} // namespace signalbox
