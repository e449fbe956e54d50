// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalmessages.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace signalbox::fake {

using namespace Qt::StringLiterals;
namespace pb = google::protobuf;
namespace enums = temporal::api::enums::v1;

void fill(pb::Timestamp &message, Instant time)
{
    const qint64 ms = time.time_since_epoch().count();
    message.set_seconds(ms / 1000);
    message.set_nanos(static_cast<int>(ms % 1000) * 1'000'000);
}

void fill(pb::Duration &message, Milliseconds duration)
{
    message.set_seconds(duration.count() / 1000);
    message.set_nanos(static_cast<int>(duration.count() % 1000) * 1'000'000);
}

namespace {

using fake::fill; // which those here would hide

/// The real server sends the year 1 for a time that is not set.
void fillOrYearOne(pb::Timestamp &message, std::optional<Instant> time)
{
    if (time)
        fill(message, *time);
    else
        message.set_seconds(-62'135'596'800);
}

void fill(temporal::api::common::v1::Payload &message, const Payload &payload)
{
    (*message.mutable_metadata())["encoding"] = payload.encoding.toStdString();
    if (!payload.messageType.isEmpty())
        (*message.mutable_metadata())["messageType"] = payload.messageType.toStdString();
    message.set_data(payload.data.toStdString());
}

void fillInfo(temporal::api::failure::v1::Failure &message, const FailureLink &link)
{
    if (link.kind == FailureKind::Application) {
        auto &info = *message.mutable_application_failure_info();
        info.set_type(link.type.toStdString());
        info.set_non_retryable(link.isNonRetryable);
        for (const Payload &detail : link.details)
            fill(*info.mutable_details()->add_payloads(), detail);
    } else if (link.kind == FailureKind::Activity) {
        message.mutable_activity_failure_info()->mutable_activity_type()->set_name(
            link.subject.toStdString());
    } else if (link.kind == FailureKind::Timeout) {
        message.mutable_timeout_failure_info();
    }
}

void fill(temporal::api::failure::v1::Failure &message, const Failure &failure)
{
    auto *at = &message;
    for (const FailureLink &link : failure.links) {
        if (&link != failure.links.data())
            at = at->mutable_cause();
        at->set_message(link.isEncrypted ? "Encoded failure" : link.message.toStdString());
        at->set_source(link.source.toStdString());
        at->set_stack_trace(link.stackTrace.toStdString());
        if (link.isEncrypted)
            fill(*at->mutable_encoded_attributes(), {u"binary/encrypted"_s, {}, "\x01\x02"});
        fillInfo(*at, link);
    }
}

void fill(temporal::api::workflow::v1::PendingActivityInfo::PauseInfo &info, const Pause &pause)
{
    if (pause.since)
        fill(*info.mutable_pause_time(), *pause.since);
    const auto by = [&pause](auto &message) {
        message.set_identity(pause.by.toStdString());
        message.set_reason(pause.reason.toStdString());
    };
    if (pause.rule.isEmpty())
        return by(*info.mutable_manual());
    info.mutable_rule()->set_rule_id(pause.rule.toStdString());
    by(*info.mutable_rule());
}

void fill(temporal::api::workflow::v1::PendingNexusOperationInfo &info,
          const PendingNexusOperation &operation)
{
    info.set_endpoint(operation.endpoint.toStdString());
    info.set_service(operation.service.toStdString());
    info.set_operation(operation.operation.toStdString());
    info.set_state(static_cast<enums::PendingNexusOperationState>(operation.state));
    info.set_attempt(operation.attempt);
    fillOrYearOne(*info.mutable_scheduled_time(), operation.scheduledTime);
    fillOrYearOne(*info.mutable_next_attempt_schedule_time(), operation.nextAttemptTime);
    if (!operation.lastFailure.isEmpty())
        fill(*info.mutable_last_attempt_failure(), operation.lastFailure);
    info.set_blocked_reason(operation.blockedReason.toStdString());
    if (operation.cancelRequested)
        info.mutable_cancellation_info();
}

void fillTimeouts(temporal::api::activity::v1::ActivityOptions &options, const PendingActivity &activity)
{
    fill(*options.mutable_schedule_to_close_timeout(),
         activity.scheduleToCloseTimeout.value_or(Milliseconds(0)));
    fill(*options.mutable_schedule_to_start_timeout(),
         activity.scheduleToStartTimeout.value_or(Milliseconds(0)));
    fill(*options.mutable_start_to_close_timeout(), activity.startToCloseTimeout.value_or(Milliseconds(0)));
    fill(*options.mutable_heartbeat_timeout(), activity.heartbeatTimeout.value_or(Milliseconds(0)));
}

void fill(temporal::api::workflow::v1::PendingActivityInfo &info, const PendingActivity &activity)
{
    info.set_activity_id(activity.activityId.toStdString());
    info.mutable_activity_type()->set_name(activity.type.toStdString());
    info.mutable_activity_options()->mutable_task_queue()->set_name(activity.taskQueue.toStdString());
    info.set_state(static_cast<enums::PendingActivityState>(activity.state));
    info.set_attempt(activity.attempt);
    info.set_maximum_attempts(activity.maximumAttempts);
    info.set_last_worker_identity(activity.lastWorker.toStdString());
    if (!activity.lastFailure.isEmpty())
        fill(*info.mutable_last_failure(), activity.lastFailure);
    fillOrYearOne(*info.mutable_scheduled_time(), activity.scheduledTime);
    fillOrYearOne(*info.mutable_last_started_time(), activity.lastStartedTime);
    fillOrYearOne(*info.mutable_next_attempt_schedule_time(), activity.nextAttemptTime);
    fillOrYearOne(*info.mutable_last_heartbeat_time(), activity.lastHeartbeatTime);
    fillOrYearOne(*info.mutable_expiration_time(), activity.expirationTime);
    if (activity.retryInterval)
        fill(*info.mutable_current_retry_interval(), *activity.retryInterval);
    fillOrYearOne(*info.mutable_last_attempt_complete_time(), activity.lastAttemptEndTime);
    for (const Payload &detail : activity.heartbeatDetails)
        fill(*info.mutable_heartbeat_details()->add_payloads(), detail);
    fillTimeouts(*info.mutable_activity_options(), activity);
    if (activity.pause)
        fill(*info.mutable_pause_info(), *activity.pause);
}

enums::ParentClosePolicy closePolicy(const QString &name)
{
    if (name == "Terminate"_L1)
        return enums::PARENT_CLOSE_POLICY_TERMINATE;
    return name == "Abandon"_L1 ? enums::PARENT_CLOSE_POLICY_ABANDON
                                : enums::PARENT_CLOSE_POLICY_REQUEST_CANCEL;
}

/// WorkflowExecutionTerminated -> workflow_execution_terminated
QString snake(const QString &camel)
{
    QString result;
    for (const QChar c : camel) {
        if (c.isUpper() && !result.isEmpty())
            result += u'_';
        result += c.toLower();
    }
    return result;
}

void setString(pb::Message &message, const char *name, const QString &value)
{
    const auto *field = message.GetDescriptor()->FindFieldByName(name);
    if (field && !value.isEmpty() && field->cpp_type() == pb::FieldDescriptor::CPPTYPE_STRING)
        message.GetReflection()->SetString(&message, field, value.toStdString());
}

void setInteger(pb::Message &message, const char *name, qint64 value)
{
    const auto *field = message.GetDescriptor()->FindFieldByName(name);
    if (field && value != 0)
        message.GetReflection()->SetInt64(&message, field, value);
}

void setSubject(pb::Message &attributes, const HistoryEvent &event)
{
    for (const char *name : {"signal_name", "marker_name", "operation"})
        setString(attributes, name, event.subject);
    for (const char *name : {"activity_type", "workflow_type"})
        if (const auto *field = attributes.GetDescriptor()->FindFieldByName(name))
            setString(*attributes.GetReflection()->MutableMessage(&attributes, field), "name", event.subject);
    const auto *attempt = attributes.GetDescriptor()->FindFieldByName("attempt");
    if (attempt && event.attempt != 0)
        attributes.GetReflection()->SetInt32(&attributes, attempt, event.attempt);
}

} // namespace

void fill(api::DescribeNamespaceResponse &response, const NamespaceInfo &info)
{
    auto &message = *response.mutable_namespace_info();
    message.set_name(info.name.toStdString());
    message.set_id(info.id.toStdString());
    message.set_description(info.description.toStdString());
    message.set_owner_email(info.ownerEmail.toStdString());
    message.set_state(static_cast<enums::NamespaceState>(info.state));
    auto &config = *response.mutable_config();
    if (info.retention)
        fill(*config.mutable_workflow_execution_retention_ttl(), *info.retention);
    const auto archival = [](bool on) {
        return on ? enums::ARCHIVAL_STATE_ENABLED : enums::ARCHIVAL_STATE_DISABLED;
    };
    config.set_history_archival_state(archival(info.historyArchival));
    config.set_visibility_archival_state(archival(info.visibilityArchival));
    message.mutable_capabilities()->set_worker_heartbeats(info.workerHeartbeats);
    message.mutable_capabilities()->set_standalone_activities(info.standaloneActivities);
}

void fill(temporal::api::workflow::v1::WorkflowExecutionInfo &info, const Execution &execution)
{
    info.mutable_execution()->set_workflow_id(execution.workflowId.toStdString());
    info.mutable_execution()->set_run_id(execution.runId.toStdString());
    info.mutable_type()->set_name(execution.type.toStdString());
    info.set_task_queue(execution.taskQueue.toStdString());
    info.set_status(static_cast<enums::WorkflowExecutionStatus>(execution.status));
    if (execution.startTime)
        fill(*info.mutable_start_time(), *execution.startTime);
    if (execution.closeTime)
        fill(*info.mutable_close_time(), *execution.closeTime);
    info.set_history_length(execution.historyLength);
    info.set_history_size_bytes(execution.historySizeBytes);
}

void fill(api::DescribeWorkflowExecutionResponse &response, const ExecutionDescription &description)
{
    fill(*response.mutable_workflow_execution_info(), description.execution);
    response.mutable_workflow_execution_info()->set_first_run_id(description.firstRunId.toStdString());
    for (const PendingActivity &activity : description.pendingActivities)
        fill(*response.add_pending_activities(), activity);
    for (const PendingChild &child : description.pendingChildren) {
        auto &message = *response.add_pending_children();
        message.set_workflow_id(child.workflowId.toStdString());
        message.set_run_id(child.runId.toStdString());
        message.set_workflow_type_name(child.type.toStdString());
        message.set_parent_close_policy(closePolicy(child.parentClosePolicy));
    }
    for (const PendingNexusOperation &operation : description.pendingNexusOperations)
        fill(*response.add_pending_nexus_operations(), operation);
    if (const auto &task = description.pendingWorkflowTask) {
        auto &message = *response.mutable_pending_workflow_task();
        message.set_attempt(task->attempt);
        message.set_state(task->startedTime ? enums::PENDING_WORKFLOW_TASK_STATE_STARTED
                                            : enums::PENDING_WORKFLOW_TASK_STATE_SCHEDULED);
        if (task->scheduledTime)
            fill(*message.mutable_scheduled_time(), *task->scheduledTime);
        if (task->startedTime)
            fill(*message.mutable_started_time(), *task->startedTime);
    }
    auto &extended = *response.mutable_workflow_extended_info();
    extended.set_cancel_requested(description.cancelRequested);
    if (description.pause) {
        auto &pause = *extended.mutable_pause_info();
        pause.set_identity(description.pause->by.toStdString());
        pause.set_reason(description.pause->reason.toStdString());
        if (description.pause->since)
            fill(*pause.mutable_paused_time(), *description.pause->since);
    }
    if (description.beginsAt)
        fill(*response.mutable_workflow_execution_info()->mutable_execution_time(), *description.beginsAt);
    if (description.runExpirationTime)
        fill(*extended.mutable_run_expiration_time(), *description.runExpirationTime);
    if (description.executionExpirationTime)
        fill(*extended.mutable_execution_expiration_time(), *description.executionExpirationTime);
    extended.set_reset_run_id(description.resetRunId.toStdString());
    if (description.resetAt)
        fill(*extended.mutable_last_reset_time(), *description.resetAt);
}

void fill(temporal::api::history::v1::HistoryEvent &message, const HistoryEvent &event)
{
    using Message = temporal::api::history::v1::HistoryEvent;
    message.set_event_id(event.id);
    if (event.time)
        fill(*message.mutable_event_time(), *event.time);
    const QString name = snake(event.type);
    enums::EventType type{};
    if (enums::EventType_Parse("EVENT_TYPE_" + name.toUpper().toStdString(), &type))
        message.set_event_type(type);
    if (!event.principalName.isEmpty()) {
        message.mutable_principal()->set_type(event.principalType.toStdString());
        message.mutable_principal()->set_name(event.principalName.toStdString());
    }
    const auto *field = Message::GetDescriptor()->FindFieldByName(name.toStdString() + "_event_attributes");
    if (!field)
        return;
    pb::Message &attributes = *Message::GetReflection()->MutableMessage(&message, field);
    setString(attributes, "identity", event.identity);
    setString(attributes, "reason", event.reason);
    setString(attributes, "activity_id", event.activityId);
    setString(attributes, "new_execution_run_id", event.newRunId);
    setString(attributes, "new_run_id", event.newRunId);
    setString(attributes, "base_run_id", event.baseRunId);
    setString(attributes, "timer_id", event.timerId);
    setInteger(attributes, "scheduled_event_id", event.scheduledEventId);
    setInteger(attributes, "started_event_id", event.startedEventId);
    setInteger(attributes, "initiated_event_id", event.initiatedEventId);
    setSubject(attributes, event);
    if (message.has_workflow_execution_started_event_attributes())
        message.mutable_workflow_execution_started_event_attributes()->mutable_task_queue()->set_name(
            event.taskQueue.toStdString());
    if (event.timerLength && message.has_timer_started_event_attributes())
        fill(*message.mutable_timer_started_event_attributes()->mutable_start_to_fire_timeout(),
             *event.timerLength);
    const auto *failure = attributes.GetDescriptor()->FindFieldByName("failure");
    if (failure && !event.failure.isEmpty())
        fill(static_cast<temporal::api::failure::v1::Failure &>(
                 *attributes.GetReflection()->MutableMessage(&attributes, failure)),
             event.failure);
    for (const char *payloads : {"input", "result"}) {
        const auto *values = attributes.GetDescriptor()->FindFieldByName(payloads);
        if (values && values->message_type() == temporal::api::common::v1::Payloads::descriptor())
            for (const NamedPayload &value : event.values)
                fill(*static_cast<temporal::api::common::v1::Payloads &>(
                          *attributes.GetReflection()->MutableMessage(&attributes, values))
                          .add_payloads(),
                     value.payload);
    }
    if (message.has_workflow_execution_terminated_event_attributes() && !event.details.isEmpty()) {
        const QByteArray json = QJsonDocument(QJsonArray{event.details}).toJson(QJsonDocument::Compact);
        auto &payload = *message.mutable_workflow_execution_terminated_event_attributes()
                             ->mutable_details()
                             ->add_payloads();
        (*payload.mutable_metadata())["encoding"] = "json/plain";
        payload.set_data(json.mid(1, json.size() - 2).toStdString());
    }
}

} // namespace signalbox::fake
