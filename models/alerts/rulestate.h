// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/alertstate.h"
#include "models/base/clock.h"
#include "models/policy/alertrule.h"

#include <optional>

namespace signalbox {

/// Time behaviour of one "value > threshold for a while" rule on one queue: a pure state machine, fed with
/// samples, no timers of its own. Rules of monitoring-design.md "Rules" and "Time":
/// strict >; pending until the first sample with t - since >= for; a sample at or under the threshold resets
/// pending at once and ends firing after the rule's keepFiringFor; a gap longer than the promised interval x
/// 2 + 10 s is unknown and freezes nothing: afterwards, above the threshold with an oldest task at least
/// `for` old is firing (inferred), else pending anew; a firing one still in breach continues as the same
/// occurrence.
class RuleState
{
public:
    struct Input
    {
        Instant utc;
        Milliseconds sinceBoot{0};
        Milliseconds validFor{0}; ///< 2 x interval + 10 s
        std::optional<qint64> value;
        std::optional<Milliseconds> oldestTask;
    };

    RuleState() = default; ///< of no rule
    explicit RuleState(const AlertRule &rule);

    void observe(const Input &input);
    /// Whether observe() would look at `oldestTask`, which is not to be known before.
    [[nodiscard]] bool mayInfer(const Input &input) const
    {
        return input.value && *input.value > m_threshold && !m_isFiring &&
               (m_state == AlertState::Unknown || isGapBefore(input));
    }
    /// Time passing without a sample: turns to Unknown when the last value is no longer valid.
    void tick(Milliseconds sinceBoot);

    [[nodiscard]] AlertState state() const { return m_state; }
    [[nodiscard]] bool inferred() const;   ///< firing, concluded from the oldest task's age
    [[nodiscard]] bool recovering() const; ///< firing, kept for keepFiringFor
    [[nodiscard]] bool continued() const;  ///< firing since before a gap in the data
    [[nodiscard]] std::optional<Instant> since() const;
    [[nodiscard]] std::optional<Milliseconds> lasting(Milliseconds sinceBoot) const; ///< until it recovers
    [[nodiscard]] std::optional<qint64> value() const; ///< of the last sample while it is valid

private:
    [[nodiscard]] bool isGapBefore(const Input &input) const
    {
        return input.sinceBoot - m_sinceBoot > m_validFor || isClockSetBefore(input);
    }
    [[nodiscard]] bool isClockSetBefore(const Input &input) const
    {
        const Milliseconds drift = (input.utc - m_utc) - (input.sinceBoot - m_sinceBoot);
        return std::chrono::abs(drift) > clockStep;
    }
    void breach(const Input &input, bool afterGap);
    void fine(const Input &input, bool afterGap);
    void begin(const Input &input, bool mayInfer);
    void resume(const Input &input);
    void end();

    // Small, as there are tens of thousands of them and each sample touches some: instead of optionals there
    // are flags.
    // Of the rule:
    qint64 m_threshold = 0;
    Milliseconds m_forDuration{0};
    Milliseconds m_keepFiringFor{0};
    // The last sample with a value; there was one where the state is known:
    Instant m_utc;
    Milliseconds m_sinceBoot{0};
    Milliseconds m_validFor{0};
    qint64 m_value = 0;
    // The occurrence, one unbroken stretch over the threshold; kept through a gap only while firing:
    Instant m_since;
    Milliseconds m_sinceThen{0}; ///< the same by time since boot
    Milliseconds m_fineSince{0}; ///< recovering since, by time since boot
    AlertState m_state = AlertState::Unknown;
    bool m_occurs : 1 = false;
    bool m_isFiring : 1 = false; ///< the occurrence, whatever is known now
    bool m_isInferred : 1 = false;
    bool m_isContinued : 1 = false;
    bool m_isFine : 1 = false;
};

} // namespace signalbox
