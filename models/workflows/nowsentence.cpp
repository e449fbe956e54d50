// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/workflows/executiontext.h"
#include "models/workflows/failuretext.h"
#include "models/workflows/pendingtext.h"

#include <QStringList>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Why the workflow task failed, as the event says it.
QString taskFailureText(const HistoryEvent *event)
{
    if (event && event->type == "WorkflowTaskTimedOut"_L1)
        return Text::tr("its worker did not answer in time");
    if (!event || event->type != "WorkflowTaskFailed"_L1)
        return {};
    return shownCause(event->failure.isEmpty() ? event->cause : causeText(event->failure));
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

QString childrenText(std::size_t children)
{
    return children == 1 ? Text::tr("a child workflow") : Text::tr("%1 child workflows").arg(children);
}

QString nexusText(std::size_t operations)
{
    return operations == 1 ? Text::tr("a Nexus operation") : Text::tr("%1 Nexus operations").arg(operations);
}

/// What else the run waits for, beside what the sentence before speaks of.
QString alsoPending(std::size_t operations, std::size_t children)
{
    QStringList also;
    if (operations > 0)
        also << nexusText(operations);
    if (children > 0)
        also << childrenText(children);
    return also.isEmpty() ? QString() : u' ' + Text::tr("Also pending: %1.").arg(also.join(u", "_s));
}

QString activitiesSentence(const ExecutionDescription &run, Instant now)
{
    QString text = activitySentence(run.pendingActivities, now);
    if (run.pendingActivities.size() > 1)
        text += u' ' + Text::tr("%1 activities are pending in all.").arg(run.pendingActivities.size());
    return text + alsoPending(run.pendingNexusOperations.size(), run.pendingChildren.size());
}

QString nexusOperationsSentence(const ExecutionDescription &run, Instant now)
{
    QString text = nexusSentence(run.pendingNexusOperations, now);
    if (run.pendingNexusOperations.size() > 1)
        text +=
            u' ' + Text::tr("%1 Nexus operations are pending in all.").arg(run.pendingNexusOperations.size());
    return text + alsoPending(0, run.pendingChildren.size());
}

/// Nothing is pending that the description knows of.
QString idleSentence(const ExecutionDescription &run, const HistoryEvent *telling, Instant now)
{
    const bool hasBegun = run.execution.historyLength > 1;
    if (!hasBegun && run.beginsAt && *run.beginsAt > now)
        return Text::tr("It has not begun: its first workflow task is due in %1.")
            .arg(formatDuration(*run.beginsAt - now));
    if (!telling || telling->type != "TimerStarted"_L1 || !telling->time || !telling->timerLength)
        return Text::tr("No activity and no child is pending: it waits for a timer or a signal.");
    const Instant due = *telling->time + *telling->timerLength;
    const QString timer = shown(telling->timerId);
    return due > now ? Text::tr("It waits for timer %1, due in %2, or for a signal.")
                           .arg(timer, formatDuration(due - now))
                     : Text::tr("It waits for timer %1, which is due, or for a signal.").arg(timer);
}

QString openSentence(const ExecutionDescription &run, const HistoryEvent *telling, Instant now)
{
    // Before all else: while it fails, nothing that comes in moves the run.
    const auto &task = run.pendingWorkflowTask;
    if (task && task->attempt > 1)
        return failingTaskSentence(*task, telling);
    if (!run.pendingActivities.empty())
        return activitiesSentence(run, now);
    if (!run.pendingNexusOperations.empty())
        return nexusOperationsSentence(run, now);
    if (!run.pendingChildren.empty())
        return Text::tr("It waits for %1, started by it.").arg(childrenText(run.pendingChildren.size()));
    if (task)
        return workflowTaskSentence(*task, run.execution.taskQueue, now);
    return idleSentence(run, telling, now);
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
    return where + u": "_s + shownCause(causeText(closing.failure));
}

QString cancelledClause(const HistoryEvent &request)
{
    QString text =
        request.identity.isEmpty() ? QString() : Text::tr(" as %1 asked for").arg(shown(request.identity));
    if (!request.reason.isEmpty())
        text += u": "_s + shown(request.reason);
    return text;
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
    if (status == ExecutionStatus::Canceled && newest.type == "WorkflowExecutionCancelRequested"_L1)
        return cancelledClause(newest);
    return {};
}

QString closedSentence(const ExecutionDescription &description, const HistoryEvent *newest)
{
    const Execution &run = description.execution;
    QString text = Text::tr("%1 at %2").arg(statusName(run.status), formatZonedTime(run.closeTime));
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

QString whyEnded(const HistoryEvent &closing)
{
    if (!closing.failure.isEmpty())
        return shownCause(causeText(closing.failure));
    if (closing.reason.isEmpty())
        return closing.identity.isEmpty() ? QString() : Text::tr("by %1").arg(shown(closing.identity));
    return shown(closing.reason);
}

QString nowSentence(const ExecutionDescription &description, const HistoryEvent *telling, Instant now)
{
    const ExecutionStatus status = description.execution.status;
    if (!isOpen(status))
        return closedSentence(description, telling);
    QString text;
    if (description.pause)
        text += Text::tr("Paused%1.").arg(pauseClause(*description.pause, now)) + u' ';
    else if (status == ExecutionStatus::Paused)
        text += Text::tr("Paused by somebody.") + u' ';
    if (description.cancelRequested)
        text += Text::tr("Cancellation was requested.") + u' ';
    return text + openSentence(description, telling, now);
}

} // namespace signalbox
