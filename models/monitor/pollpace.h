// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/temporal/purpose.h"

namespace signalbox {

/// When one question is asked again: one in flight at a time, a promised interval after an answer, a growing
/// pause after a failure, for ever. A `spacing` is what has to pass since the last question whatever became
/// of it. Times are Clock::sinceBoot. A value without timers: whoever owns it looks whether it is due, and
/// asks.
class PollPace
{
public:
    [[nodiscard]] bool isDue(Milliseconds now) const { return !m_asking && now >= m_due; }
    [[nodiscard]] Milliseconds due() const { return m_due; }
    [[nodiscard]] bool isAsking() const { return m_asking; }
    [[nodiscard]] bool isSettled() const { return m_settled; } ///< an answer or a failure came, once at least
    [[nodiscard]] Purpose purpose() const { return m_purpose; } ///< of the next question

    /// The question goes out; says for whom.
    Purpose begin(Milliseconds now);
    void succeed(Milliseconds now, Milliseconds interval);
    void fail(Milliseconds now, Milliseconds spacing = Milliseconds(0));
    /// The question in flight was dropped unanswered: it is due again.
    void drop(Milliseconds now, Milliseconds spacing = Milliseconds(0));

    /// Due as soon as `spacing` has passed since the last question, unless it was due earlier anyway.
    void hasten(Milliseconds now, Milliseconds spacing, Purpose purpose = Purpose::Background);
    /// Due now if the last question failed: the connection is back.
    void retryNow(Milliseconds now, Milliseconds spacing = Milliseconds(0));

private:
    [[nodiscard]] Milliseconds earliest(Milliseconds now, Milliseconds spacing) const;

    Milliseconds m_due{0};
    std::optional<Milliseconds> m_asked;
    int m_failures = 0;
    bool m_asking = false;
    bool m_settled = false;
    Purpose m_purpose = Purpose::Background;
};

/// The interval with up to 20 % added or taken away, so that many questions don't march in step.
[[nodiscard]] Milliseconds jittered(Milliseconds interval);

} // namespace signalbox
