// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/signal.h"

#include <QString>

#include <algorithm>
#include <optional>
#include <vector>

namespace signalbox {

/// What a rule judges, in the order in which a row tells them.
enum class RuleKind {
    NoPollers,       ///< tasks of one type wait and nobody polls for them
    Backlog,         ///< workflow tasks that wait
    ActivityBacklog, ///< activity tasks that wait
    OldestTask,      ///< how long the oldest one has waited
};
inline constexpr std::size_t ruleKinds = 4;

/// "Workflow backlog > 100 for more than 5 minutes" as data.
struct AlertRule
{
    QString id = QStringLiteral("backlog");
    qint64 threshold = 100; ///< tasks; of OldestTask: seconds
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
