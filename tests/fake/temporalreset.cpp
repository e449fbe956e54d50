// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/failures.h"
#include "tests/fake/temporalworld.h"

#include <QUuid>

namespace signalbox::fake {

using namespace Qt::StringLiterals;
namespace enums = temporal::api::enums::v1;

namespace {

/// Whether a workflow task is scheduled or started just before the event, as the server wants it.
bool isInWorkflowTask(const std::vector<temporal::api::history::v1::HistoryEvent> &events, qint64 eventId)
{
    bool isInTask = false;
    for (const auto &event : events) {
        if (event.event_id() >= eventId)
            break;
        switch (event.event_type()) {
        case enums::EVENT_TYPE_WORKFLOW_TASK_SCHEDULED:
            isInTask = true;
            break;
        case enums::EVENT_TYPE_WORKFLOW_TASK_COMPLETED:
        case enums::EVENT_TYPE_WORKFLOW_TASK_FAILED:
        case enums::EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT:
            isInTask = false;
            break;
        default:
            break;
        }
    }
    return isInTask;
}

} // namespace

/// As server 1.32.1 does it: whatever run is open is terminated, every call makes a run, also one of a
/// request id that was there before, and of the caller history keeps the reason alone.
grpc::Status TemporalWorld::reset(const api::ResetWorkflowExecutionRequest &request,
                                  api::ResetWorkflowExecutionResponse &response)
{
    const std::string &workflowId = request.workflow_execution().workflow_id();
    grpc::Status status;
    Run *base = findRun(request.namespace_(), workflowId, request.workflow_execution().run_id(), status);
    if (!base)
        return status;
    const qint64 eventId = request.workflow_task_finish_event_id();
    if (eventId <= 1 || eventId > static_cast<qint64>(base->history.size()))
        return {grpc::StatusCode::INVALID_ARGUMENT,
                "Workflow task finish ID must be > 1 && <= workflow last event ID."};
    if (!isInWorkflowTask(base->history, eventId))
        return {grpc::StatusCode::INVALID_ARGUMENT, "Can only reset workflow to event ID in range "
                                                    "[WorkflowTaskScheduled +1, WorkflowTaskStarted + 1]: " +
                                                        std::to_string(eventId)};
    const QString ns = QString::fromStdString(request.namespace_());
    const QString reason = QString::fromStdString(request.reason());
    Run *current = findRun(request.namespace_(), workflowId, {}, status);
    if (current && current->description.execution.status == ExecutionStatus::Running) {
        HistoryEvent ended;
        ended.type = u"WorkflowExecutionTerminated"_s;
        ended.identity = u"history-resetter"_s;
        ended.reason = reason;
        append(*current, ended);
        close(ns, *current, ExecutionStatus::Terminated);
    }
    const QString newRunId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    makeOf(ns, *base, newRunId, eventId, reason);
    base->description.resetRunId = newRunId;
    response.set_run_id(newRunId.toStdString());
    return grpc::Status::OK;
}

void TemporalWorld::makeOf(const QString &ns, const Run &base, const QString &runId, qint64 eventId,
                           const QString &reason)
{
    Run made;
    made.description = base.description;
    made.history.assign(base.history.begin(), base.history.begin() + (eventId - 1));
    Execution &execution = made.description.execution;
    execution.runId = runId;
    execution.status = ExecutionStatus::Running;
    execution.closeTime.reset();
    made.description.resetRunId.clear();
    made.description.resetAt = SystemClock().utc();
    HistoryEvent event;
    event.identity = u"history-service"_s;
    event.type = u"WorkflowTaskStarted"_s;
    if (made.history.back().event_type() != enums::EVENT_TYPE_WORKFLOW_TASK_STARTED)
        append(made, event);
    event.type = u"WorkflowTaskFailed"_s;
    event.baseRunId = base.description.execution.runId;
    event.newRunId = runId;
    event.failure = failed({linkOf(FailureKind::Reset, reason)});
    append(made, event);
    for (auto at = base.history.begin() + (eventId - 1); at != base.history.end(); ++at)
        if (at->event_type() == enums::EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED) {
            made.history.push_back(*at);
            made.history.back().set_event_id(static_cast<qint64>(made.history.size()));
        }
    HistoryEvent scheduled;
    scheduled.type = u"WorkflowTaskScheduled"_s;
    append(made, scheduled);
    m_executions[ns].insert(m_executions[ns].begin(), execution);
    m_currentRuns[{ns, execution.workflowId}] = runId;
    m_runs[{ns, execution.workflowId, runId}] = std::move(made);
    m_prepared.clear();
}

} // namespace signalbox::fake
