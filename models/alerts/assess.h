// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulestate.h"
#include "models/base/signal.h"
#include "models/monitor/observations.h"

namespace signalbox {

/// What the rules say about one queue.
struct QueueAssessment
{
    Signal signal = Signal::Unknown;
    QString sentence;             ///< "over 100 for 2 m 40 s of 5 m"; empty where nothing is the matter
    std::optional<Instant> since; ///< start of the pending or firing state

    bool operator==(const QueueAssessment &) const = default;
};

/// What is known of one queue when its row is judged.
struct QueueSituation
{
    std::optional<QString> namespaceTrouble; ///< unreadable or gone: why
    bool seen = true;                        ///< else the server's zeros mean nothing
    bool waiting = true;                     ///< no answer yet, and none overdue
    std::optional<QueueSample> sample;
    Milliseconds age{0}; ///< of the sample
    AlertState state = AlertState::Unknown;
    std::optional<Instant> since;
    Milliseconds lasting{0}; ///< in the pending or firing state
    bool inferred = false;
    bool recovering = false;
    bool ghost = false; ///< no execution runs on the queue: its tasks are of ended workflows
};

/// When passing time alone changes what assess() says, by Clock::sinceBoot; nothing: only news do. Pure.
[[nodiscard]] std::optional<Milliseconds> nextChange(const QueueSituation &now, Milliseconds sinceBoot);

/// What one queue shows, without the words. Pure.
[[nodiscard]] Signal signalOf(const QueueSituation &now);

/// Signal and sentence for one queue under the backlog rule. Pure.
[[nodiscard]] QueueAssessment assess(const QueueSituation &now, const AlertRule &rule);

} // namespace signalbox
