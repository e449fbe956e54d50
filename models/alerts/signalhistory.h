// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/signal.h"

#include <vector>

namespace signalbox {

/// A stretch in which a queue showed caution or danger, by Clock::sinceBoot.
struct SignalPhase
{
    Milliseconds from{0};
    Milliseconds until{0};
    Signal signal = Signal::Caution;

    bool operator==(const SignalPhase &) const = default;
};

/// What one queue showed in this run, as it was judged then: nobody judges the past a second time. Of the
/// last 24 h, and at most `maxPhases`. A value.
class SignalHistory
{
public:
    static constexpr std::size_t maxPhases = 1000;
    static constexpr Milliseconds maxAge = std::chrono::hours(24);

    /// The judgement of now. It stands until the next one, but not longer than what it rests on: while the
    /// machine sleeps nobody judges.
    void note(Signal signal, Milliseconds now, Milliseconds validUntil);

    [[nodiscard]] const std::vector<SignalPhase> &phases() const { return m_phases; } ///< oldest first

private:
    void end(Milliseconds now);
    void forget(Milliseconds now);

    std::vector<SignalPhase> m_phases;
};

} // namespace signalbox
