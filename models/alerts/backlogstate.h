// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/policy/runbook.h"

#include <optional>

namespace signalbox {

enum class AlertState { Inactive, Pending, Firing, Unknown };

/// Time behaviour of one "value > threshold for a while" rule on one queue: a pure state machine, fed with
/// samples, no timers of its own. Rules of monitoring-design.md "Rules" and "Time":
/// strict >; pending until the first sample with t - since >= for; a sample at or under the threshold resets
/// pending at once and ends firing after keepFiringFor; a gap longer than the promised interval x 2 + 10 s is
/// unknown and freezes nothing: afterwards, above the threshold with an oldest task at least `for` old is
/// firing (inferred), else pending anew; a firing one still in breach continues as the same occurrence.
class BacklogState
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

    explicit BacklogState(const BacklogRule &rule);

    void observe(const Input &input);
    /// Time passing without a sample: turns to Unknown when the last value is no longer valid.
    void tick(Instant utc, Milliseconds sinceBoot);

    [[nodiscard]] AlertState state() const;
    [[nodiscard]] bool inferred() const;   ///< firing, concluded from the oldest task's age
    [[nodiscard]] bool recovering() const; ///< firing, kept for keepFiringFor
    [[nodiscard]] std::optional<Instant> since() const;
    [[nodiscard]] std::optional<qint64> value() const;

private:
    BacklogRule m_rule;
    AlertState m_state = AlertState::Unknown;
    std::optional<qint64> m_value;
    std::optional<Instant> m_since;
    std::optional<Milliseconds> m_sinceBoot;
    std::optional<Input> m_last;
    std::optional<Milliseconds> m_fineSinceBoot;
    bool m_inferred = false;
    bool m_continued = false; ///< firing before the gap we are in
};

} // namespace signalbox
