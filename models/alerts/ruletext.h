// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/alertrule.h"
#include "models/temporal/queues.h"

/// A rule in words. Pure functions, any thread; ids are as the runbook has them.
namespace signalbox {

/// "5 m" for a rule's own duration, where "5 m 00 s" would look measured.
[[nodiscard]] QString ruleDuration(Milliseconds duration);
/// "400, limit 100"; "–" if the value is unknown.
[[nodiscard]] QString ruleValueAndLimit(const AlertRule &rule, std::optional<qint64> value);
/// "100", "10 m": it is breached by what is over that.
[[nodiscard]] QString ruleLimit(const AlertRule &rule);
/// "workflow backlog > 100 for 5 m".
[[nodiscard]] QString ruleWords(const AlertRule &rule, TaskType type);
/// What rules of a kind measure, of whichever task type: "workflow backlog".
[[nodiscard]] QString kindWords(RuleKind kind);
/// What it makes of what, and when, in a sentence.
[[nodiscard]] QString ruleDefinition(const AlertRule &rule, TaskType type);

} // namespace signalbox
