// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/workflows/executiontext.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortText = 120;

QString shown(const QString &serverText)
{
    return displayText(serverText, shortText);
}

QString since(std::optional<Instant> then, Instant now)
{
    return then ? formatDuration(std::max(now - *then, Milliseconds(0))) : formatDuration(std::nullopt);
}

/// The activity that most likely holds the run up: failing ones first, then the one on its highest attempt.
const PendingActivity &mostTroubled(const std::vector<PendingActivity> &activities)
{
    const auto trouble = [](const PendingActivity &activity) {
        return std::pair(!activity.lastFailure.isEmpty(), activity.attempt);
    };
    return *std::max_element(activities.begin(), activities.end(), [&](const auto &left, const auto &right) {
        return trouble(left) < trouble(right);
    });
}

QString stateClause(const PendingActivity &activity, Instant now)
{
    switch (activity.state) {
    case ActivityState::Started:
        return Text::tr("runs on %1 for %2")
            .arg(shown(activity.lastWorker), since(activity.lastStartedTime, now));
    case ActivityState::CancelRequested:
        return Text::tr("was asked to cancel and has not answered");
    case ActivityState::Paused:
        return Text::tr("is paused");
    case ActivityState::PauseRequested:
        return Text::tr("pauses after this attempt");
    case ActivityState::Scheduled:
    case ActivityState::Unspecified:
        break;
    }
    if (activity.nextAttemptTime && *activity.nextAttemptTime > now)
        return Text::tr("next try in %1").arg(formatDuration(*activity.nextAttemptTime - now));
    return Text::tr("waits for a worker on %1 for %2")
        .arg(shown(activity.taskQueue), since(activity.scheduledTime, now));
}

QString activitySentence(const PendingActivity &activity, Instant now)
{
    const QString clause = stateClause(activity, now);
    QString text = activity.attempt > 1
                       ? Text::tr("Activity %1 is on attempt %2, %3")
                             .arg(shown(activity.type), QString::number(activity.attempt), clause)
                       : Text::tr("Activity %1 %2").arg(shown(activity.type), clause);
    if (!activity.lastFailure.isEmpty())
        text += u": "_s + shown(activity.lastFailure);
    return text.endsWith(u'.') ? text : text + u'.';
}

QString workflowTaskSentence(const PendingWorkflowTask &task, const QString &queue, Instant now)
{
    if (task.attempt > 1)
        return Text::tr("Its workflow task fails: attempt %1. The history says why.").arg(task.attempt);
    if (task.startedTime)
        return Text::tr("A worker has its workflow task for %1.").arg(since(task.startedTime, now));
    return Text::tr("Its workflow task waits for a worker on %1 for %2.")
        .arg(shown(queue), since(task.scheduledTime, now));
}

QString openSentence(const ExecutionDescription &description, Instant now)
{
    // Before all else: while it fails, nothing that comes in moves the run.
    const auto &task = description.pendingWorkflowTask;
    if (task && task->attempt > 1)
        return workflowTaskSentence(*task, description.execution.taskQueue, now);
    const auto &activities = description.pendingActivities;
    if (!activities.empty()) {
        const QString text = activitySentence(mostTroubled(activities), now);
        return activities.size() == 1
                   ? text
                   : text + u' ' + Text::tr("%1 activities are pending in all.").arg(activities.size());
    }
    if (!description.pendingChildren.empty())
        return Text::tr("It waits for %1, started by it.")
            .arg(description.pendingChildren.size() == 1
                     ? Text::tr("a child workflow")
                     : Text::tr("%1 child workflows").arg(description.pendingChildren.size()));
    if (task)
        return workflowTaskSentence(*task, description.execution.taskQueue, now);
    return Text::tr("No activity and no child is pending: it waits for a timer or a signal.");
}

QString closedSentence(const Execution &execution, const HistoryEvent *newest)
{
    QString text =
        Text::tr("%1 at %2").arg(statusName(execution.status), formatDateTime(execution.closeTime));
    if (!newest || execution.status == ExecutionStatus::Unspecified)
        return text + u'.';
    if (!newest->newRunId.isEmpty())
        return text + Text::tr("; it continues as run %1.").arg(shown(newest->newRunId));
    if (execution.status == ExecutionStatus::Terminated && newest->type == "WorkflowExecutionTerminated"_L1) {
        if (!newest->identity.isEmpty())
            text += Text::tr(" by %1").arg(shown(newest->identity));
        if (!newest->reason.isEmpty())
            text += u": "_s + shown(newest->reason);
    }
    return text.endsWith(u'.') ? text : text + u'.';
}

} // namespace

QString nowSentence(const ExecutionDescription &description, const HistoryEvent *newest, Instant now)
{
    const ExecutionStatus status = description.execution.status;
    if (!isOpen(status))
        return closedSentence(description.execution, newest);
    QString text;
    if (status == ExecutionStatus::Paused)
        text += Text::tr("Paused by somebody.") + u' ';
    if (description.cancelRequested)
        text += Text::tr("Cancellation was requested.") + u' ';
    return text + openSentence(description, now);
}

} // namespace signalbox
