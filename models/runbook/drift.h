// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/queuekey.h"
#include "models/temporal/namespacechange.h"

#include <optional>
#include <vector>

namespace signalbox {

struct SeenCluster;
struct Expectations;

/// In the order in which they are told.
enum class DriftRule {
    NamespaceMissing,
    NamespaceExtra,
    Retention,
    Archival,
    Description,
    Owner,
    Attributes,
    Protection,
    QueueUndeclared,
    QueueUnseen,
    QueueUnpolled,
    QueueUnqualified,
    QueueSplit,
    ActivityPollers,
    ActivitySlots,
    ScheduleToClose,
    CleanUp,
    RateLimit,
    Contradiction,
};
inline constexpr std::size_t driftRules = 19;

enum class DriftState {
    Holds,
    Drifted,
    Impossible,    ///< drifted, and no call of the server's puts it right
    CannotBeKnown, ///< this time
    NeverTold,     ///< no call of the server's tells it, to nobody
};

/// How it could be put right. Nothing is filled in where there is no such way.
struct Fix
{
    QString words;
    QString command;   ///< for a shell
    QString terraform; ///< of the provider platacard/temporal
    /// What the namespace is to be, where a lever of this console makes it so.
    std::optional<NamespaceWish> wish = {};
    QString noLever = {}; ///< why none does although it could be put right, as a sentence

    bool operator==(const Fix &) const = default;
};

/// One rule of the runbook, held against one thing.
struct Drift
{
    DriftRule rule = DriftRule::NamespaceMissing;
    QueueKey subject; ///< a namespace, a queue of it, a queue of no namespace, or (no names) the whole
    DriftState state = DriftState::Holds;
    QString expected;
    QString found;  ///< empty: nothing was seen
    QString reason; ///< why it cannot be known, or is impossible
    std::optional<Instant> since = {};
    Fix fix = {};

    bool operator==(const Drift &) const = default;
};

/// Everything that the runbook says, held against what was seen; by rule.
[[nodiscard]] std::vector<Drift> driftsOf(const Expectations &expectations, const SeenCluster &cluster);

[[nodiscard]] QString driftRuleName(DriftRule rule);    ///< for programs: "namespace_missing"
[[nodiscard]] QString driftStateName(DriftState state); ///< likewise: "cannot_be_known"
[[nodiscard]] QString driftRuleText(DriftRule rule);    ///< for people: "retention"
[[nodiscard]] QString driftStateText(DriftState state);

/// 1 if anything drifted, else 3 if anything could not be known this time, else 0.
[[nodiscard]] int exitCode(const std::vector<Drift> &drifts);

} // namespace signalbox
