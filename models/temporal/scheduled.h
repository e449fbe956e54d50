// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/reply.h"
#include "models/temporal/purpose.h"

#include <vector>

/// How activities were scheduled, as plain comparable values: what is asked when a cluster is held against a
/// runbook, and not while it is watched.
namespace signalbox {

class Client;

/// What a run asked for when it scheduled an activity (ActivityTaskScheduled).
struct ScheduledActivity
{
    QString type;
    QString taskQueue;
    std::optional<Milliseconds> scheduleToClose; ///< unset is no limit

    bool operator==(const ScheduledActivity &) const = default;
};

/// Of the first page of a run's history, oldest first.
[[nodiscard]] Reply<std::vector<ScheduledActivity>> scheduledActivities(Client &client, const QString &ns,
                                                                        const QString &workflowId,
                                                                        const QString &runId,
                                                                        Purpose purpose);

} // namespace signalbox
