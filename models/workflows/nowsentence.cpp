// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/workflows/executiontext.h"
#include "models/workflows/failuretext.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortText = 120;
constexpr qsizetype causeLength = 400; // it is what the sentence is read for

QString shown(const QString &serverText)
{
    return displayText(serverText, shortText);
}

QString ended(const QString &sentence)
{
    return sentence.endsWith(u'.') ? sentence : sentence + u'.';
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

bool isUnderWay(const PendingActivity &activity)
{
    return activity.state == ActivityState::Started || activity.state == ActivityState::CancelRequested ||
           activity.state == ActivityState::PauseRequested;
}

QString activitySentence(const PendingActivity &activity, Instant now)
{
    const QString clause = stateClause(activity, now);
    const QString text = activity.attempt > 1
                             ? Text::tr("Activity %1 is on attempt %2, %3")
                                   .arg(shown(activity.type), QString::number(activity.attempt), clause)
                             : Text::tr("Activity %1 %2").arg(shown(activity.type), clause);
    if (activity.lastFailure.isEmpty())
        return ended(text);
    const QString cause = displayText(causeText(activity.lastFailure), causeLength);
    // While an attempt runs nobody knows how it ends.
    return isUnderWay(activity)
               ? ended(ended(text) + u' ' + Text::tr("The last attempt failed: %1").arg(cause))
               : ended(text + u": "_s + cause);
}

/// Why the workflow task failed, as the event says it.
QString taskFailureText(const HistoryEvent *event)
{
    if (event && event->type == "WorkflowTaskTimedOut"_L1)
        return Text::tr("its worker did not answer in time");
    if (!event || event->type != "WorkflowTaskFailed"_L1)
        return {};
    return displayText(event->failure.isEmpty() ? event->cause : causeText(event->failure), causeLength);
}

QString failingTaskSentence(const PendingWorkflowTask &task, const HistoryEvent *telling)
{
    const QString why = taskFailureText(telling);
    if (why.isEmpty())
        return Text::tr("Its workflow task fails: attempt %1. The history says why.").arg(task.attempt);
    return ended(Text::tr("Its workflow task fails, attempt %1: %2").arg(QString::number(task.attempt), why));
}

QString workflowTaskSentence(const PendingWorkflowTask &task, const QString &queue, Instant now)
{
    if (task.startedTime)
        return Text::tr("A worker has its workflow task for %1.").arg(since(task.startedTime, now));
    return Text::tr("Its workflow task waits for a worker on %1 for %2.")
        .arg(shown(queue), since(task.scheduledTime, now));
}

QString openSentence(const ExecutionDescription &description, const HistoryEvent *telling, Instant now)
{
    // Before all else: while it fails, nothing that comes in moves the run.
    const auto &task = description.pendingWorkflowTask;
    if (task && task->attempt > 1)
        return failingTaskSentence(*task, telling);
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

/// The type of the activity whose failure ended the run, if it was one.
QString failedActivity(const Failure &failure)
{
    const auto found = std::find_if(failure.links.begin(), failure.links.end(), [](const FailureLink &link) {
        return link.kind == FailureKind::Activity && !link.subject.isEmpty();
    });
    return found == failure.links.end() ? QString() : found->subject;
}

QString failedClause(const HistoryEvent &closing)
{
    if (closing.failure.isEmpty())
        return {};
    const QString activity = failedActivity(closing.failure);
    const QString where = activity.isEmpty() ? QString() : Text::tr(" in activity %1").arg(shown(activity));
    return where + u": "_s + displayText(causeText(closing.failure), causeLength);
}

QString terminatedClause(const HistoryEvent &closing)
{
    QString text = closing.identity.isEmpty() ? QString() : Text::tr(" by %1").arg(shown(closing.identity));
    if (!closing.reason.isEmpty())
        text += u": "_s + shown(closing.reason);
    return text;
}

QString timedOutClause(const ExecutionDescription &description)
{
    const Execution &run = description.execution;
    if (!run.startTime || !run.closeTime)
        return {};
    const QString lasted = formatDuration(std::max(*run.closeTime - *run.startTime, Milliseconds(0)));
    const auto &ofRun = description.runExpirationTime;
    const auto &ofAll = description.executionExpirationTime;
    if (ofAll && (!ofRun || *ofRun >= *ofAll))
        return Text::tr(": after %1 the time for all its runs together was up").arg(lasted);
    return Text::tr(": after %1 the time for one run was up").arg(lasted);
}

/// How the run ended, where the newest event is the one that ended it.
QString closedClause(const ExecutionDescription &description, const HistoryEvent &newest)
{
    const ExecutionStatus status = description.execution.status;
    if (status == ExecutionStatus::Failed && newest.type == "WorkflowExecutionFailed"_L1)
        return failedClause(newest);
    if (status == ExecutionStatus::Terminated && newest.type == "WorkflowExecutionTerminated"_L1)
        return terminatedClause(newest);
    return {};
}

QString closedSentence(const ExecutionDescription &description, const HistoryEvent *newest)
{
    const Execution &run = description.execution;
    QString text = Text::tr("%1 at %2").arg(statusName(run.status), formatDateTime(run.closeTime));
    if (run.status == ExecutionStatus::TimedOut)
        text += timedOutClause(description);
    if (newest && run.status != ExecutionStatus::Unspecified) {
        text += closedClause(description, *newest);
        if (!newest->newRunId.isEmpty())
            text += Text::tr("; it continues as run %1").arg(shown(newest->newRunId));
    }
    return ended(text);
}

} // namespace

QString nowSentence(const ExecutionDescription &description, const HistoryEvent *telling, Instant now)
{
    const ExecutionStatus status = description.execution.status;
    if (!isOpen(status))
        return closedSentence(description, telling);
    QString text;
    if (status == ExecutionStatus::Paused)
        text += Text::tr("Paused by somebody.") + u' ';
    if (description.cancelRequested)
        text += Text::tr("Cancellation was requested.") + u' ';
    return text + openSentence(description, telling, now);
}

} // namespace signalbox
