// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/queuekey.h"
#include "models/base/signal.h"

#include <QString>

#include <algorithm>
#include <optional>
#include <vector>

namespace signalbox {

/// What a rule judges, in the order in which a row tells them.
enum class RuleKind {
    NoPollers,        ///< tasks of one type wait and nobody polls for them
    Backlog,          ///< workflow tasks that wait
    ActivityBacklog,  ///< activity tasks that wait
    OldestTask,       ///< how long the oldest one has waited
    ActivityFailure,  ///< the share of its activities' attempts that fail
    WorkersGone,      ///< nobody polls where usually somebody does
    TaskFailures,     ///< running executions whose workflow tasks fail
    HistoryLimit,     ///< the share of what a history may hold that a running execution's does
    Retention,        ///< by how much its retention differs from the runbook's
    ArchivalStuck,    ///< closed executions that stay beyond their retention, as none is archived
    RetentionWarning, ///< those that ended badly and are about to be deleted
    Unreachable,      ///< how long the cluster has not answered
};
inline constexpr std::size_t ruleKinds = 12;

/// Of what there is one value that a rule judges.
enum class RuleScope { Queue, Namespace, Cluster };

[[nodiscard]] constexpr RuleScope scopeOf(RuleKind kind)
{
    switch (kind) {
    case RuleKind::TaskFailures:
    case RuleKind::HistoryLimit:
    case RuleKind::Retention:
    case RuleKind::ArchivalStuck:
    case RuleKind::RetentionWarning:
        return RuleScope::Namespace;
    case RuleKind::Unreachable:
        return RuleScope::Cluster;
    default:
        return RuleScope::Queue;
    }
}

/// A rule of a namespace has a key without a queue, one of the cluster a key without names.
[[nodiscard]] inline RuleScope scopeOf(const QueueKey &key)
{
    if (!key.queue.isEmpty())
        return RuleScope::Queue;
    return key.ns.isEmpty() ? RuleScope::Cluster : RuleScope::Namespace;
}
inline const QueueKey theCluster; ///< its rules' key

/// Value and threshold are seconds; else they count, or are a share.
[[nodiscard]] constexpr bool isDuration(RuleKind kind)
{
    return kind == RuleKind::OldestTask || kind == RuleKind::Unreachable || kind == RuleKind::Retention;
}

/// Value and threshold are hundredths of a percent.
[[nodiscard]] constexpr bool isShare(RuleKind kind)
{
    return kind == RuleKind::ActivityFailure || kind == RuleKind::HistoryLimit;
}

/// "Workflow backlog > 100 for more than 5 minutes" as data.
struct AlertRule
{
    QString id = QStringLiteral("backlog");
    qint64 threshold = 100; ///< in the unit of its kind
    Milliseconds forDuration = std::chrono::minutes(5);
    RuleKind kind = RuleKind::Backlog;
    Signal severity = Signal::Danger; ///< what it shows while it fires: Danger or Caution
    /// The only hysteresis: it stays firing for this long after the value came back ("recovering").
    Milliseconds keepFiringFor = std::chrono::seconds(30);

    bool operator==(const AlertRule &) const = default;
};

[[nodiscard]] inline std::optional<AlertRule> ruleOf(const std::vector<AlertRule> &rules, RuleKind kind)
{
    const auto found =
        std::find_if(rules.begin(), rules.end(), [kind](const AlertRule &rule) { return rule.kind == kind; });
    return found == rules.end() ? std::nullopt : std::optional(*found);
}

} // namespace signalbox
