// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/runbook.h"

namespace signalbox {

/// A rule as a person writes it: each value as it stands in a runbook, right or wrong. A value.
struct RuleDraft
{
    QString id;
    RuleKind kind = RuleKind::Backlog;
    QString threshold;   ///< by its kind "100", "5.2" (percent) or "10m"
    QString forDuration; ///< "5m"
    QString keepFiringFor;
    Signal severity = Signal::Danger;
    bool enabled = true;
    QString namespaces; ///< patterns with commas between them; a comma of a name is "\,"
    QString queues;

    bool operator==(const RuleDraft &) const = default;
};

[[nodiscard]] RuleDraft draftOf(const Runbook::Rule &rule);
/// The [[alert]] of a runbook, with every key that it needs; what the draft has wrong is wrong in it too.
[[nodiscard]] QString tomlOf(const RuleDraft &draft);
/// Each line of it by its key, in their order.
[[nodiscard]] std::vector<std::pair<QString, QString>> tomlLines(const RuleDraft &draft);

struct DraftFault
{
    QString key; ///< of the file; empty: none of them
    QString sentence;

    bool operator==(const DraftFault &) const = default;
};

/// What the runbook's reader makes of a draft: the rule, or all that is wrong.
struct DraftReading
{
    std::optional<Runbook::Rule> rule;
    std::vector<DraftFault> faults;
};
[[nodiscard]] DraftReading readDraft(const RuleDraft &draft);

} // namespace signalbox
