// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/writes.h"

#include "models/temporal/client.h"
#include "models/temporal/convertinventory.h"
#include "models/temporal/rpc.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace signalbox::writes {

namespace api = temporal::api::workflowservice::v1;
namespace enums = temporal::api::enums::v1;
namespace operators = temporal::api::operatorservice::v1;

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
constexpr Method registerOneNamespace{
    .name = "RegisterNamespace", .write = true, .deadline = &Limits::writeDeadline};
constexpr Method addSomeAttributes{
    .name = "AddSearchAttributes", .write = true, .deadline = &Limits::writeDeadline};
constexpr Method deleteOneNamespace{
    .name = "DeleteNamespace", .write = true, .deadline = &Limits::writeDeadline};

enums::ArchivalState stateOf(const Archival &archival)
{
    return archival.enabled ? enums::ARCHIVAL_STATE_ENABLED : enums::ARCHIVAL_STATE_DISABLED;
}

/// The requests that make and change a namespace call these fields alike.
template <class Message>
void fillArchival(Message &message, const Archival &archival)
{
    message.set_history_archival_state(stateOf(archival));
    message.set_visibility_archival_state(stateOf(archival));
    if (!archival.enabled)
        return; // an address beside "off" would be set for good
    message.set_history_archival_uri(archival.uri.toStdString());
    message.set_visibility_archival_uri(archival.uri.toStdString());
}

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
    if (change.archival)
        fillArchival(*message.mutable_config(), *change.archival);
    auto &info = *message.mutable_update_info();
    info.set_description(change.description.toStdString());
    info.set_owner_email(change.ownerEmail.toStdString());
    if (change.deprecates)
        info.set_state(enums::NAMESPACE_STATE_DEPRECATED);
    for (const auto &[key, value] : change.data)
        (*info.mutable_data())[key.toStdString()] = value.toStdString();
    Rpc &rpc = client.rpc();
    return rpc.call(
        rpc.workflow(), &WorkflowStub::PrepareAsyncUpdateNamespace, updateOneNamespace, Purpose::Operator,
        std::move(message), [](const auto &) { return QString(); }, &token);
}

Reply<QString> registerNamespace(Client &client, const WriteToken &token, const QString &ns,
                                 const NamespaceChange &what)
{
    api::RegisterNamespaceRequest message;
    message.set_namespace_(ns.toStdString());
    message.set_description(what.description.toStdString());
    message.set_owner_email(what.ownerEmail.toStdString());
    if (what.retention)
        message.mutable_workflow_execution_retention_period()->set_seconds(what.retention->count());
    if (what.archival)
        fillArchival(message, *what.archival);
    for (const auto &[key, value] : what.data)
        (*message.mutable_data())[key.toStdString()] = value.toStdString();
    Rpc &rpc = client.rpc();
    return rpc.call(
        rpc.workflow(), &WorkflowStub::PrepareAsyncRegisterNamespace, registerOneNamespace, Purpose::Operator,
        std::move(message), [](const auto &) { return QString(); }, &token);
}

Reply<QString> addSearchAttributes(Client &client, const WriteToken &token, const QString &ns,
                                   const SearchAttributes &attributes)
{
    operators::AddSearchAttributesRequest message;
    message.set_namespace_(ns.toStdString());
    for (const auto &[name, type] : attributes)
        (*message.mutable_search_attributes())[name.toStdString()] = convert::indexedType(type);
    Rpc &rpc = client.rpc();
    return rpc.call(
        rpc.operators(), &OperatorStub::PrepareAsyncAddSearchAttributes, addSomeAttributes, Purpose::Operator,
        std::move(message), [](const auto &) { return QString(); }, &token);
}

Reply<QString> deleteNamespace(Client &client, const WriteToken &token, const QString &ns)
{
    operators::DeleteNamespaceRequest message;
    message.set_namespace_(ns.toStdString());
    Rpc &rpc = client.rpc();
    return rpc.call(
        rpc.operators(), &OperatorStub::PrepareAsyncDeleteNamespace, deleteOneNamespace, Purpose::Operator,
        std::move(message),
        [](const operators::DeleteNamespaceResponse &answer) {
            return convert::text(answer.deleted_namespace());
        },
        &token);
}

} // namespace signalbox::writes
