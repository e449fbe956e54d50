// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/writes.h"

#include "models/temporal/client.h"
#include "models/temporal/rpc.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace signalbox::writes {

namespace api = temporal::api::workflowservice::v1;

namespace {

constexpr Method terminateWorkflow{
    .name = "TerminateWorkflowExecution", .write = true, .deadline = &Limits::writeDeadline};
constexpr Method completeById{
    .name = "RespondActivityTaskCompletedById", .write = true, .deadline = &Limits::writeDeadline};

constexpr Method resetWorkflow{
    .name = "ResetWorkflowExecution", .write = true, .deadline = &Limits::writeDeadline};

constexpr Method deleteWorkflow{
    .name = "DeleteWorkflowExecution", .write = true, .deadline = &Limits::writeDeadline};

constexpr Method updateOneNamespace{
    .name = "UpdateNamespace", .write = true, .deadline = &Limits::writeDeadline};

void addJson(temporal::api::common::v1::Payloads &payloads, const QByteArray &json)
{
    auto &payload = *payloads.add_payloads();
    (*payload.mutable_metadata())["encoding"] = "json/plain";
    payload.set_data(json.toStdString());
}

/// The JSON form of one string, quotes and all.
QByteArray jsonString(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

} // namespace

Reply<QString> terminate(Client &client, const WriteToken &token, const TerminateRequest &request)
{
    api::TerminateWorkflowExecutionRequest message;
    message.set_namespace_(request.ns.toStdString());
    message.mutable_workflow_execution()->set_workflow_id(request.workflowId.toStdString());
    message.mutable_workflow_execution()->set_run_id(request.runId.toStdString());
    message.set_reason(request.reason.toStdString());
    message.set_identity(request.identity.toStdString());
    if (!request.details.isEmpty())
        addJson(*message.mutable_details(), jsonString(request.details));
    Rpc &rpc = client.rpc();
    return rpc.call(
        rpc.workflow(), &WorkflowStub::PrepareAsyncTerminateWorkflowExecution, terminateWorkflow,
        Purpose::Operator, std::move(message), [](const auto &) { return QString(); }, &token);
}

Reply<QString> completeActivity(Client &client, const WriteToken &token,
                                const CompleteActivityRequest &request)
{
    api::RespondActivityTaskCompletedByIdRequest message;
    message.set_namespace_(request.ns.toStdString());
    message.set_workflow_id(request.workflowId.toStdString());
    message.set_run_id(request.runId.toStdString());
    message.set_activity_id(request.activityId.toStdString());
    message.set_identity(request.identity.toStdString());
    auto &result = *message.mutable_result()->add_payloads();
    (*result.mutable_metadata())["encoding"] = request.result.encoding.toStdString();
    if (!request.result.messageType.isEmpty())
        (*result.mutable_metadata())["messageType"] = request.result.messageType.toStdString();
    result.set_data(request.result.data.toStdString());
    Rpc &rpc = client.rpc();
    return rpc.call(
        rpc.workflow(), &WorkflowStub::PrepareAsyncRespondActivityTaskCompletedById, completeById,
        Purpose::Operator, std::move(message), [](const auto &) { return QString(); }, &token);
}

Reply<QString> reset(Client &client, const WriteToken &token, const ResetRequest &request)
{
    api::ResetWorkflowExecutionRequest message;
    message.set_namespace_(request.ns.toStdString());
    message.mutable_workflow_execution()->set_workflow_id(request.workflowId.toStdString());
    message.mutable_workflow_execution()->set_run_id(request.runId.toStdString());
    message.set_reason(request.reason.toStdString());
    message.set_workflow_task_finish_event_id(request.eventId);
    message.set_request_id(request.requestId.toStdString());
    message.set_identity(request.identity.toStdString());
    Rpc &rpc = client.rpc();
    return rpc.call(
        rpc.workflow(), &WorkflowStub::PrepareAsyncResetWorkflowExecution, resetWorkflow, Purpose::Operator,
        std::move(message),
        [](const api::ResetWorkflowExecutionResponse &answer) { return convert::text(answer.run_id()); },
        &token);
}

Reply<QString> deleteRun(Client &client, const WriteToken &token, const DeleteRequest &request)
{
    api::DeleteWorkflowExecutionRequest message;
    message.set_namespace_(request.ns.toStdString());
    message.mutable_workflow_execution()->set_workflow_id(request.workflowId.toStdString());
    message.mutable_workflow_execution()->set_run_id(request.runId.toStdString());
    Rpc &rpc = client.rpc();
    return rpc.call(
        rpc.workflow(), &WorkflowStub::PrepareAsyncDeleteWorkflowExecution, deleteWorkflow,
        Purpose::Background, std::move(message), [](const auto &) { return QString(); }, &token);
}

Reply<QString> updateNamespace(Client &client, const WriteToken &token, const QString &ns,
                               const NamespaceChange &change)
{
    api::UpdateNamespaceRequest message;
    message.set_namespace_(ns.toStdString());
    if (change.retention)
        message.mutable_config()->mutable_workflow_execution_retention_ttl()->set_seconds(
            change.retention->count());
    auto &info = *message.mutable_update_info();
    info.set_description(change.description.toStdString());
    info.set_owner_email(change.ownerEmail.toStdString());
    if (change.deprecates)
        info.set_state(temporal::api::enums::v1::NAMESPACE_STATE_DEPRECATED);
    for (const auto &[key, value] : change.data)
        (*info.mutable_data())[key.toStdString()] = value.toStdString();
    Rpc &rpc = client.rpc();
    return rpc.call(
        rpc.workflow(), &WorkflowStub::PrepareAsyncUpdateNamespace, updateOneNamespace, Purpose::Operator,
        std::move(message), [](const auto &) { return QString(); }, &token);
}

} // namespace signalbox::writes
