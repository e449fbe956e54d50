// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/target.h"

#include "models/workflows/executiontext.h"

#include <algorithm>

namespace signalbox {

QString InterventionTarget::headline() const
{
    return act == Act::Terminate ? tr("Terminate %1?").arg(workflowId)
                                 : tr("Complete activity %1 of %2?").arg(activityId, workflowId);
}

QString InterventionTarget::actText(bool stepUp) const
{
    if (act == Act::Terminate)
        return stepUp ? tr("Sign in and terminate") : tr("Terminate");
    return stepUp ? tr("Sign in and complete") : tr("Complete the activity");
}

QString InterventionTarget::keepText() const
{
    return act == Act::Terminate ? tr("Keep running") : tr("Leave it pending");
}

QString InterventionTarget::reasonLabel() const
{
    return act == Act::Terminate
               ? tr("Reason, kept in the workflow's history")
               : tr("Reason, kept in this console's journal (the server has no place for it)");
}

QString InterventionTarget::obstacle(const ExecutionDescription &seen) const
{
    if (!isOpen(seen.execution.status))
        return tr("The run is closed (%1): there is nothing left to do here.")
            .arg(statusName(seen.execution.status).toLower());
    if (act == Act::CompleteActivity && !findActivity(seen, activityId))
        return tr("The activity is no longer pending.");
    return {};
}

QString InterventionTarget::otherThan(const ExecutionDescription &opened,
                                      const ExecutionDescription &now) const
{
    if (now.execution.runId != runId)
        return tr("The server described another run than this one.");
    const PendingActivity *before = findActivity(opened, activityId);
    const PendingActivity *after = findActivity(now, activityId);
    if (before && after && (before->type != after->type || before->scheduledTime != after->scheduledTime))
        return tr(
            "The activity that was shown has ended; another one of the same id is pending. Open it anew.");
    return {};
}

std::unique_ptr<Lever> InterventionTarget::lever(const ExecutionDescription &seen, QByteArray result) const
{
    return act == Act::Terminate ? makeTerminateLever(ns, seen)
                                 : makeCompleteActivityLever(ns, seen, activityId, std::move(result));
}

const PendingActivity *findActivity(const ExecutionDescription &run, const QString &activityId)
{
    const auto &all = run.pendingActivities;
    const auto found = std::find_if(all.begin(), all.end(), [&activityId](const PendingActivity &activity) {
        return activity.activityId == activityId;
    });
    return found == all.end() ? nullptr : &*found;
}

} // namespace signalbox
