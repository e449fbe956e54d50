// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalworld.h"

#include <algorithm>

namespace signalbox::fake {

using namespace Qt::StringLiterals;
namespace enums = temporal::api::enums::v1;

void TemporalWorld::setArchival(const QString &ns, const Archival &archival)
{
    const std::scoped_lock lock(m_mutex);
    m_archival[ns] = archival;
}

void TemporalWorld::addScheduled(const QString &ns, const QString &workflowId, const QString &runId,
                                 const ScheduledActivity &activity)
{
    const std::scoped_lock lock(m_mutex);
    ExecutionDescription description;
    description.execution.workflowId = workflowId;
    description.execution.runId = runId;
    HistoryEvent event;
    event.type = u"ActivityTaskScheduled"_s;
    event.subject = activity.type;
    auto &said = *append(runFor(ns, description), event).mutable_activity_task_scheduled_event_attributes();
    said.mutable_task_queue()->set_name(activity.taskQueue.toStdString());
    fill(*said.mutable_schedule_to_close_timeout(), activity.scheduleToClose.value_or(Milliseconds(0)));
}

grpc::Status TemporalWorld::describeNamespace(const api::DescribeNamespaceRequest &request,
                                              api::DescribeNamespaceResponse &response)
{
    const auto found = std::find_if(m_namespaces.begin(), m_namespaces.end(), [&](const NamespaceInfo &info) {
        return info.name == QString::fromStdString(request.namespace_());
    });
    if (found == m_namespaces.end())
        return {grpc::StatusCode::NOT_FOUND, "Namespace " + request.namespace_() + " is not found."};
    fill(response, *found);
    addConfig(response, m_configs.value(found->name));
    if (const auto archival = m_archival.constFind(found->name); archival != m_archival.constEnd()) {
        auto &config = *response.mutable_config();
        const auto state = archival->enabled ? enums::ARCHIVAL_STATE_ENABLED : enums::ARCHIVAL_STATE_DISABLED;
        config.set_history_archival_state(state);
        config.set_visibility_archival_state(state);
        config.set_history_archival_uri(archival->uri.toStdString());
        config.set_visibility_archival_uri(archival->uri.toStdString());
    }
    return grpc::Status::OK;
}

/// As server 1.32.1 does it: an empty text changes nothing, data is added to what is there, and who is
/// deprecated stays so.
grpc::Status TemporalWorld::updateNamespace(const api::UpdateNamespaceRequest &request,
                                            api::UpdateNamespaceResponse &)
{
    const QString name = QString::fromStdString(request.namespace_());
    const auto found = std::find_if(m_namespaces.begin(), m_namespaces.end(),
                                    [&](const NamespaceInfo &info) { return info.name == name; });
    if (found == m_namespaces.end())
        return {grpc::StatusCode::NOT_FOUND, "Namespace " + request.namespace_() + " is not found."};
    const auto &info = request.update_info();
    const auto wanted = static_cast<NamespaceState>(info.state());
    if (found->state == NamespaceState::Deprecated && wanted == NamespaceState::Registered)
        return {grpc::StatusCode::INVALID_ARGUMENT, "Invalid namespace state update."};
    if (wanted != NamespaceState::Unknown)
        found->state = wanted;
    if (!info.description().empty())
        found->description = QString::fromStdString(info.description());
    if (!info.owner_email().empty())
        found->ownerEmail = QString::fromStdString(info.owner_email());
    if (request.config().has_workflow_execution_retention_ttl())
        found->retention =
            std::chrono::seconds(request.config().workflow_execution_retention_ttl().seconds());
    if (request.config().history_archival_state() != enums::ARCHIVAL_STATE_UNSPECIFIED)
        if (grpc::Status status = setArchivalOf(
                *found, request.config().history_archival_state() == enums::ARCHIVAL_STATE_ENABLED,
                QString::fromStdString(request.config().history_archival_uri()));
            !status.ok())
            return status;
    for (const auto &[key, value] : info.data())
        m_configs[name].data[QString::fromStdString(key)] = QString::fromStdString(value);
    return grpc::Status::OK;
}

} // namespace signalbox::fake
