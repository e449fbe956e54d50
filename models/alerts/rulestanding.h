// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/alertstate.h"
#include "models/policy/alertrule.h"
#include "models/temporal/queues.h"

namespace signalbox {

/// How one rule stands with what it judges, where it has something to say.
struct RuleStanding
{
    AlertRule rule;
    TaskType type = TaskType::Workflow;
    AlertState state = AlertState::Unknown; ///< not Inactive, but in a StandingChange
    std::optional<qint64> value;
    std::optional<Instant> since;
    Milliseconds lasting{0}; ///< in the pending or firing state
    bool inferred = false;
    bool recovering = false;
    QString detail = {}; ///< of the last sample: as its judge says it

    bool operator==(const RuleStanding &) const = default;
};

} // namespace signalbox
