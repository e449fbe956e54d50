// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/convert.h"

#include "models/temporal/convertfailure.h"

#include <temporal/api/workflowservice/v1/request_response.pb.h>

namespace signalbox::convert {

namespace enums = temporal::api::enums::v1;
namespace workflow = temporal::api::workflow::v1;

namespace {

constexpr qint64 year10000 = 253'402'300'800; // seconds since 1970
constexpr qint64 thousandYears = 31'556'952'000;

/// The enums of executions.h repeat the server's numbers; one it doesn't know yet is Unspecified.
template <class Enum>
Enum known(int number, Enum last)
{
    return number >= 0 && number <= static_cast<int>(last) ? static_cast<Enum>(number) : Enum{};
}

template <class Message>
std::optional<Instant> instantIf(bool isSet, const Message &time)
{
    return isSet ? instant(time) : std::nullopt;
}

Execution execution(const workflow::WorkflowExecutionInfo &info)
{
    return Execution{text(info.execution().workflow_id()),
                     text(info.execution().run_id()),
                     text(info.type().name()),
                     text(info.task_queue()),
                     known(info.status(), ExecutionStatus::Paused),
                     instantIf(info.has_start_time(), info.start_time()),
                     instantIf(info.has_close_time(), info.close_time()),
                     info.history_length(),
                     info.history_size_bytes()};
}

std::optional<Pause> pause(const workflow::PendingActivityInfo &info)
{
    if (!info.has_pause_info())
        return std::nullopt;
    const auto &said = info.pause_info();
    Pause result;
    result.since = instantIf(said.has_pause_time(), said.pause_time());
    if (said.has_manual()) {
        result.by = text(said.manual().identity());
        result.reason = text(said.manual().reason());
    } else if (said.has_rule()) {
        result.rule = text(said.rule().rule_id());
        result.by = text(said.rule().identity());
        result.reason = text(said.rule().reason());
    }
    return result;
}

/// Zero is how the server says that there is no limit.
std::optional<Milliseconds> limit(const google::protobuf::Duration &length)
{
    const auto said = duration(length);
    return said && *said > Milliseconds(0) ? said : std::nullopt;
}

void takeTimeouts(PendingActivity &activity, const temporal::api::activity::v1::ActivityOptions &options)
{
    activity.scheduleToCloseTimeout = limit(options.schedule_to_close_timeout());
    activity.scheduleToStartTimeout = limit(options.schedule_to_start_timeout());
    activity.startToCloseTimeout = limit(options.start_to_close_timeout());
    activity.heartbeatTimeout = limit(options.heartbeat_timeout());
}

PendingActivity pendingActivity(const workflow::PendingActivityInfo &info)
{
    PendingActivity activity;
    activity.activityId = text(info.activity_id());
    activity.type = text(info.activity_type().name());
    activity.taskQueue = text(info.activity_options().task_queue().name());
    activity.state = known(info.state(), ActivityState::PauseRequested);
    activity.attempt = info.attempt();
    activity.maximumAttempts = info.maximum_attempts();
    activity.lastWorker = text(info.last_worker_identity());
    if (info.has_last_failure())
        activity.lastFailure = failure(info.last_failure());
    activity.scheduledTime = instantIf(info.has_scheduled_time(), info.scheduled_time());
    activity.lastStartedTime = instantIf(info.has_last_started_time(), info.last_started_time());
    activity.nextAttemptTime =
        instantIf(info.has_next_attempt_schedule_time(), info.next_attempt_schedule_time());
    activity.lastHeartbeatTime = instantIf(info.has_last_heartbeat_time(), info.last_heartbeat_time());
    activity.expirationTime = instantIf(info.has_expiration_time(), info.expiration_time());
    activity.lastAttemptEndTime =
        instantIf(info.has_last_attempt_complete_time(), info.last_attempt_complete_time());
    activity.retryInterval = limit(info.current_retry_interval());
    activity.heartbeatDetails = payloads(info.heartbeat_details());
    takeTimeouts(activity, info.activity_options());
    activity.pause = pause(info);
    return activity;
}

PendingNexusOperation pendingNexusOperation(const workflow::PendingNexusOperationInfo &info)
{
    PendingNexusOperation operation;
    operation.endpoint = text(info.endpoint());
    operation.service = text(info.service());
    operation.operation = text(info.operation());
    operation.state = known(info.state(), NexusState::Blocked);
    operation.attempt = info.attempt();
    operation.scheduledTime = instantIf(info.has_scheduled_time(), info.scheduled_time());
    operation.nextAttemptTime =
        instantIf(info.has_next_attempt_schedule_time(), info.next_attempt_schedule_time());
    if (info.has_last_attempt_failure())
        operation.lastFailure = failure(info.last_attempt_failure());
    operation.blockedReason = text(info.blocked_reason());
    operation.cancelRequested = info.has_cancellation_info();
    return operation;
}

QString closePolicy(enums::ParentClosePolicy policy)
{
    switch (policy) {
    case enums::PARENT_CLOSE_POLICY_TERMINATE:
        return QStringLiteral("Terminate");
    case enums::PARENT_CLOSE_POLICY_ABANDON:
        return QStringLiteral("Abandon");
    case enums::PARENT_CLOSE_POLICY_REQUEST_CANCEL:
        return QStringLiteral("RequestCancel");
    default:
        return {};
    }
}

} // namespace

QString text(const std::string &bytes)
{
    return QString::fromStdString(bytes);
}

std::optional<Instant> instant(const google::protobuf::Timestamp &time)
{
    if (time.seconds() <= 0 || time.seconds() >= year10000)
        return std::nullopt;
    return Instant(std::chrono::seconds(time.seconds()) + Milliseconds(time.nanos() / 1'000'000));
}

std::optional<Milliseconds> duration(const google::protobuf::Duration &duration)
{
    if (duration.seconds() < 0 || duration.nanos() < 0 || duration.seconds() > thousandYears)
        return std::nullopt;
    return std::chrono::seconds(duration.seconds()) + Milliseconds(duration.nanos() / 1'000'000);
}

NamespaceInfo namespaceInfo(const api::DescribeNamespaceResponse &response)
{
    const auto &info = response.namespace_info();
    const auto &config = response.config();
    NamespaceInfo result;
    result.name = text(info.name());
    result.id = text(info.id());
    result.description = text(info.description());
    result.ownerEmail = text(info.owner_email());
    result.state = known(info.state(), NamespaceState::Deleted);
    if (config.has_workflow_execution_retention_ttl())
        if (const auto retention = duration(config.workflow_execution_retention_ttl()))
            result.retention = std::chrono::duration_cast<std::chrono::seconds>(*retention);
    result.historyArchival = config.history_archival_state() == enums::ARCHIVAL_STATE_ENABLED;
    result.visibilityArchival = config.visibility_archival_state() == enums::ARCHIVAL_STATE_ENABLED;
    result.historyArchivalUri = text(config.history_archival_uri());
    result.visibilityArchivalUri = text(config.visibility_archival_uri());
    result.standaloneActivities = info.capabilities().standalone_activities();
    result.workerHeartbeats = info.capabilities().worker_heartbeats();
    return result;
}

/// The status is a JSON text: "Running", with its quotes. One that nobody knows yet is left out.
StatusCounts statusCounts(const api::CountWorkflowExecutionsResponse &response)
{
    static const std::map<std::string, ExecutionStatus> known{
        {"\"Running\"", ExecutionStatus::Running},
        {"\"Completed\"", ExecutionStatus::Completed},
        {"\"Failed\"", ExecutionStatus::Failed},
        {"\"Canceled\"", ExecutionStatus::Canceled},
        {"\"Terminated\"", ExecutionStatus::Terminated},
        {"\"ContinuedAsNew\"", ExecutionStatus::ContinuedAsNew},
        {"\"TimedOut\"", ExecutionStatus::TimedOut},
        {"\"Paused\"", ExecutionStatus::Paused}};
    StatusCounts counts;
    for (const auto &group : response.groups()) {
        const std::string status = group.group_values_size() == 1 ? group.group_values(0).data() : "";
        if (const auto found = known.find(status); found != known.end())
            counts[found->second] = group.count();
    }
    return counts;
}

OpenCounts openCounts(const api::CountWorkflowExecutionsResponse &response)
{
    StatusCounts counts = statusCounts(response);
    return {counts[ExecutionStatus::Running], counts[ExecutionStatus::Paused]};
}

namespace {

template <class Response>
ExecutionPage pageOf(const Response &response)
{
    const auto ms = [](bool isSet, const google::protobuf::Timestamp &time) {
        const auto at = instantIf(isSet, time);
        return at ? qint64(at->time_since_epoch().count()) : 0;
    };
    std::size_t textBytes = 0;
    for (const auto &info : response.executions())
        textBytes += info.execution().workflow_id().size() + info.execution().run_id().size();
    ExecutionPage page;
    page.reserve(static_cast<std::size_t>(response.executions_size()), textBytes);
    for (const auto &info : response.executions()) {
        ExecutionPage::Row row;
        row.status = known(info.status(), ExecutionStatus::Paused);
        row.startMs = ms(info.has_start_time(), info.start_time());
        row.closeMs = ms(info.has_close_time(), info.close_time());
        row.historyLength = info.history_length();
        row.historySizeBytes = info.history_size_bytes();
        page.append(row, info.execution().workflow_id(), info.execution().run_id(), info.type().name(),
                    info.task_queue());
    }
    page.setNextPageToken(QByteArray::fromStdString(response.next_page_token()));
    return page;
}

} // namespace

ExecutionPage executionPage(const api::ListWorkflowExecutionsResponse &response)
{
    return pageOf(response);
}

ExecutionPage archivedPage(const api::ListArchivedWorkflowExecutionsResponse &response)
{
    return pageOf(response);
}

ExecutionDescription description(const api::DescribeWorkflowExecutionResponse &response)
{
    ExecutionDescription result;
    result.execution = execution(response.workflow_execution_info());
    result.firstRunId = text(response.workflow_execution_info().first_run_id());
    for (const auto &activity : response.pending_activities())
        result.pendingActivities.push_back(pendingActivity(activity));
    for (const auto &child : response.pending_children())
        result.pendingChildren.push_back({text(child.workflow_id()), text(child.run_id()),
                                          text(child.workflow_type_name()),
                                          closePolicy(child.parent_close_policy())});
    for (const auto &operation : response.pending_nexus_operations())
        result.pendingNexusOperations.push_back(pendingNexusOperation(operation));
    if (response.has_pending_workflow_task()) {
        const auto &task = response.pending_workflow_task();
        const bool started = task.state() == enums::PENDING_WORKFLOW_TASK_STATE_STARTED;
        result.pendingWorkflowTask = {task.attempt(),
                                      instantIf(task.has_scheduled_time(), task.scheduled_time()),
                                      instantIf(started && task.has_started_time(), task.started_time())};
    }
    const auto &extended = response.workflow_extended_info();
    result.cancelRequested = extended.cancel_requested();
    if (extended.has_pause_info()) {
        const auto &said = extended.pause_info();
        result.pause = {text(said.identity()),
                        text(said.reason()),
                        {},
                        instantIf(said.has_paused_time(), said.paused_time())};
    }
    const auto &info = response.workflow_execution_info();
    result.beginsAt = instantIf(info.has_execution_time(), info.execution_time());
    result.runExpirationTime = instantIf(extended.has_run_expiration_time(), extended.run_expiration_time());
    result.executionExpirationTime =
        instantIf(extended.has_execution_expiration_time(), extended.execution_expiration_time());
    result.resetRunId = text(extended.reset_run_id());
    result.resetAt = instantIf(extended.has_last_reset_time(), extended.last_reset_time());
    return result;
}

} // namespace signalbox::convert
