// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alert.h"
#include "models/alerts/ruleset.h"
#include "models/diagnosis/diagnose.h"

namespace signalbox {

/// What the rules say about one queue.
struct QueueAssessment
{
    Signal signal = Signal::Unknown;
    QString sentence;             ///< the verdict's, else what a rule says; empty where nothing is the matter
    std::optional<Instant> since; ///< start of the pending or firing state of the worst rule
    std::optional<AlertRule> rule; ///< that one

    bool operator==(const QueueAssessment &) const = default;
};

/// What the rules of one namespace say of it, whatever its queues show.
struct NamespaceAssessment
{
    Signal signal = Signal::Clear;
    QString sentence; ///< empty: nothing is the matter

    bool operator==(const NamespaceAssessment &) const = default;
};

/// What is known of one queue when its row is judged.
struct QueueSituation
{
    Observed seen;
    Verdict verdict;                     ///< on it
    std::vector<RuleStanding> standings; ///< of the rules that have something to say
};

/// When passing time alone changes what assess() says, by Clock::sinceBoot; nothing: only news do. Pure.
[[nodiscard]] std::optional<Milliseconds> nextChange(const QueueSituation &now);

/// What one rule makes of a queue, a namespace or the cluster. Pure.
[[nodiscard]] Signal signalOf(const RuleStanding &standing, const Verdict &verdict = {});
/// The same as a clause; may be empty. Pure.
[[nodiscard]] QString reasonOf(const RuleStanding &standing);
[[nodiscard]] NamespaceAssessment assess(const std::vector<RuleStanding> &standings);
/// What the rules alone say. Pure.
[[nodiscard]] QString sentenceOf(const std::vector<RuleStanding> &standings);

/// What one rule makes of it, as an alert. Pure.
[[nodiscard]] Alert alertOf(const QueueKey &key, const RuleStanding &standing, const Verdict &verdict);

/// What one queue shows, without the words. Pure.
[[nodiscard]] Signal signalOf(const QueueSituation &now);

/// Signal and sentence for one queue under the rules. Pure.
[[nodiscard]] QueueAssessment assess(const QueueSituation &now);

/// What each rule says, as lines beside the verdict's own. Pure.
[[nodiscard]] std::vector<Evidence> ruleEvidence(const QueueSituation &now);

} // namespace signalbox
