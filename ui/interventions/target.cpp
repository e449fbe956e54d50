// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/target.h"

#include "models/workflows/executiontext.h"

#include <algorithm>

namespace signalbox {

QString InterventionTarget::headline() const
{
    switch (act) {
    case Act::Terminate:
        return tr("Terminate %1?").arg(workflowId);
    case Act::CompleteActivity:
        return tr("Complete activity %1 of %2?").arg(activityId, workflowId);
    case Act::BringBack:
        break;
    }
    return tr("Bring back %1?").arg(workflowId);
}

QString InterventionTarget::actText(bool stepUp) const
{
    switch (act) {
    case Act::Terminate:
        return stepUp ? tr("Sign in and terminate") : tr("Terminate");
    case Act::CompleteActivity:
        return stepUp ? tr("Sign in and complete") : tr("Complete the activity");
    case Act::BringBack:
        break;
    }
    return stepUp ? tr("Sign in and bring it back") : tr("Bring it back");
}

QString InterventionTarget::keepText() const
{
    switch (act) {
    case Act::Terminate:
        return tr("Keep running");
    case Act::CompleteActivity:
        return tr("Leave it pending");
    case Act::BringBack:
        break;
    }
    return tr("Leave it closed");
}

QString InterventionTarget::reasonLabel() const
{
    switch (act) {
    case Act::Terminate:
        return tr("Reason, kept in the workflow's history");
    case Act::CompleteActivity:
        return tr("Reason, kept in this console's journal (the server has no place for it)");
    case Act::BringBack:
        break;
    }
    return tr("Reason, kept in the new run's history");
}

QString InterventionTarget::obstacle(const ExecutionDescription &seen,
                                     const std::optional<WayBack> &way) const
{
    const ExecutionStatus status = seen.execution.status;
    if (act == Act::BringBack) {
        if (const QString why = whyNotBroughtBack(status); !why.isEmpty())
            return tr("There is nothing to bring back: %1.").arg(why);
        if (way && !way->point)
            return tr("It never had a workflow task, so there is nothing to go back to: start it anew.");
        if (way && isOpen(way->current.execution.status))
            return tr("Run %1 of this workflow is open, and bringing this one back would terminate it.")
                .arg(way->current.execution.runId);
        return {};
    }
    if (!isOpen(status))
        return tr("The run is closed (%1): there is nothing left to do here.")
            .arg(statusName(status).toLower());
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

std::unique_ptr<Lever> InterventionTarget::lever(const ExecutionDescription &seen,
                                                 const std::optional<WayBack> &way,
                                                 WrittenResult result) const
{
    switch (act) {
    case Act::Terminate:
        return makeTerminateLever(ns, seen);
    case Act::CompleteActivity:
        return makeCompleteActivityLever(ns, seen, activityId, std::move(result));
    case Act::BringBack:
        break;
    }
    return way && way->point ? makeResetLever(ns, seen, *way) : nullptr;
}

QString whyNotBroughtBack(ExecutionStatus status)
{
    if (isOpen(status))
        return InterventionTarget::tr("the run is open");
    if (status == ExecutionStatus::Completed)
        return InterventionTarget::tr("the run completed");
    if (status == ExecutionStatus::ContinuedAsNew)
        return InterventionTarget::tr("the run goes on as another one");
    return {};
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
