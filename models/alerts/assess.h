// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/queuerules.h"

namespace signalbox {

/// What the rules say about one queue.
struct QueueAssessment
{
    Signal signal = Signal::Unknown;
    QString sentence;              ///< "over 100 for 2 m 40 s of 5 m"; empty where nothing is the matter
    std::optional<Instant> since;  ///< start of the pending or firing state of the worst rule
    std::optional<AlertRule> rule; ///< that one

    bool operator==(const QueueAssessment &) const = default;
};

/// What is known of one queue when its row is judged.
struct QueueSituation
{
    std::optional<QString> namespaceTrouble; ///< unreadable or gone: why
    bool seen = true;                        ///< else the server's zeros mean nothing
    bool waiting = true;                     ///< no answer yet, and none overdue
    std::optional<QueueSample> sample;
    Milliseconds age{0};                 ///< of the sample
    std::vector<RuleStanding> standings; ///< of the rules that have something to say
    bool ghost = false; ///< no execution runs on the queue: its workflow tasks are of ended workflows
};

/// When passing time alone changes what assess() says, by Clock::sinceBoot; nothing: only news do. Pure.
[[nodiscard]] std::optional<Milliseconds> nextChange(const QueueSituation &now, Milliseconds sinceBoot);

/// What one queue shows, without the words. Pure.
[[nodiscard]] Signal signalOf(const QueueSituation &now);

/// Signal and sentence for one queue under the rules. Pure.
[[nodiscard]] QueueAssessment assess(const QueueSituation &now);

} // namespace signalbox
