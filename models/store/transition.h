// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/alertstate.h"
#include "models/base/clock.h"
#include "models/base/queuekey.h"
#include "models/temporal/queues.h"

namespace signalbox {

/// That a rule stands otherwise with one task type of one queue than before; or with a namespace, whose key
/// has no queue, or with the cluster, whose key has no names.
struct Transition
{
    Instant time; ///< of the judgement
    QString rule; ///< its id
    QueueKey key;
    TaskType type = TaskType::Workflow;
    AlertState state = AlertState::Inactive;
    std::optional<qint64> value; ///< that it was judged by, in the rule's unit; unknown where it has none

    bool operator==(const Transition &) const = default;
};

} // namespace signalbox
