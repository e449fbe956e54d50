// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulestanding.h"
#include "models/diagnosis/verdict.h"
#include "models/store/mark.h"

namespace signalbox {

/// One alert as shown and as printed by `signalbox status`.
struct Alert
{
    QString rule; ///< its id
    RuleKind kind = RuleKind::Backlog;
    QueueKey key; ///< of a namespace: without a queue; of the cluster: without names
    TaskType type = TaskType::Workflow;
    AlertState state = AlertState::Inactive;
    std::optional<qint64> value;
    qint64 threshold = 0; ///< like `value` in the unit of its kind
    std::optional<Instant> since;
    bool inferred = false;
    Signal signal = Signal::Unknown; ///< what it makes of what it judges

    bool operator==(const Alert &) const = default;
};

[[nodiscard]] inline AlertKey keyOf(const Alert &alert)
{
    return {alert.rule, alert.key, alert.type};
}

/// That an alert stands otherwise than before, with what a person is to know of it.
struct AlertChange
{
    Instant at;
    std::optional<AlertState> from; ///< nullopt: it stands so as somebody begins to listen
    Alert alert;                    ///< as it is now; Inactive: it has ended
    QString source;                 ///< whose word its value is
    QString reason;                 ///< how it stands, as a clause; where it has ended: why, if not by itself
    Verdict verdict;                ///< on a queue

    bool operator==(const AlertChange &) const = default;
};

} // namespace signalbox
