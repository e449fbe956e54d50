// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/temporal/inventory.h"
#include "models/temporal/queues.h"
#include "models/temporal/scheduled.h"
#include "models/temporal/workers.h"

#include <QString>

#include <optional>
#include <vector>

/// What was seen of a cluster, as far as a runbook can speak of it: values, of about one moment. What could
/// not be had is nullopt, and the sentence beside it says why.
namespace signalbox {

struct SeenQueue
{
    QString name;
    std::optional<int> workflowPollers; ///< that poll now
    std::optional<int> activityPollers; ///< likewise; nullopt also where nothing tells of activities on it
    std::optional<Instant> lastPoll;    ///< by anybody, for as long as the server remembers
    std::optional<qint64> backlog;      ///< of both types
    std::optional<qint64> running;      ///< asked for where its name is not what it should be
    std::optional<std::vector<WorkerHeartbeat>> workers; ///< alive ones
    bool activityLimitKnown = false;
    std::optional<RateLimit> activityLimit;
    QString trouble;

    [[nodiscard]] std::optional<bool> isPolled() const
    {
        if (!workflowPollers)
            return std::nullopt;
        return *workflowPollers > 0 || activityPollers.value_or(0) > 0;
    }
};

/// An activity that a recent run scheduled.
struct SeenActivity
{
    ScheduledActivity activity;
    QString workflowId;
};

struct SeenNamespace
{
    QString name;
    std::optional<NamespaceConfig> settings;
    bool missing = false;                       ///< the server says that it does not exist
    QString trouble;                            ///< why there are no settings
    std::optional<SearchAttributes> attributes; ///< asked for where somebody wants to know
    QString attributesTrouble;
    bool queuesKnown = false;
    QString queuesTrouble; ///< why not all of its queues are known
    std::vector<SeenQueue> queues;
    std::vector<SeenActivity> activities; ///< of recent runs, where the runbook speaks of them
    QString activitiesTrouble;
    std::optional<qint64> oldRuns; ///< open, and begun before what may be cleaned up
    QString oldRunsTrouble;
};

struct SeenCluster
{
    bool allListed = false;                ///< every namespace there is stands in the list
    QString trouble;                       ///< why not
    std::vector<SeenNamespace> namespaces; ///< those listed, and those that the runbook requires; by name
    Instant time;
    std::optional<Error> unanswered; ///< nothing was seen now: the cluster is away, or nobody is signed in

    [[nodiscard]] const SeenNamespace *find(const QString &ns) const
    {
        for (const SeenNamespace &one : namespaces)
            if (one.name == ns)
                return &one;
        return nullptr;
    }
};

} // namespace signalbox
