// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalworld.h"

#include <temporal/api/operatorservice/v1/request_response.pb.h>

#include <algorithm>

// Namespaces that are made and deleted, as server 1.32.1 on SQL does it.
namespace signalbox::fake {

using namespace Qt::StringLiterals;
namespace enums = temporal::api::enums::v1;
namespace operators = temporal::api::operatorservice::v1;

namespace {

/// Of each type on SQL (1.32.1): ten keywords, three of any other.
int mostOf(const QString &type)
{
    return type == "Keyword"_L1 ? 10 : 3;
}

grpc::Status unknownNamespace(const std::string &name)
{
    return {grpc::StatusCode::NOT_FOUND, "Namespace " + name + " is not found."};
}

} // namespace

NamespaceInfo *TemporalWorld::findNamespace(const std::string &name)
{
    const auto found =
        std::find_if(m_namespaces.begin(), m_namespaces.end(), [&name](const NamespaceInfo &info) {
            return info.name == QString::fromStdString(name);
        });
    return found == m_namespaces.end() ? nullptr : &*found;
}

void TemporalWorld::setHasArchive(bool hasArchive)
{
    const std::scoped_lock lock(m_mutex);
    m_hasArchive = hasArchive;
}

void TemporalWorld::setRemoved(const QStringList &names)
{
    const std::scoped_lock lock(m_mutex);
    m_removed = names;
}

/// A server without an archive takes its settings and keeps none.
grpc::Status TemporalWorld::setArchivalOf(NamespaceInfo &info, bool isOn, const QString &uri)
{
    if (!m_hasArchive)
        return grpc::Status::OK;
    NamespaceConfig &config = m_configs[info.name];
    if (isOn && !config.history.uri.isEmpty() && config.history.uri != uri)
        return {grpc::StatusCode::INVALID_ARGUMENT, "Cannot update existing archival URI"};
    info.historyArchival = info.visibilityArchival = isOn;
    if (isOn)
        config.history.uri = config.visibility.uri = uri;
    return grpc::Status::OK;
}

grpc::Status TemporalWorld::registerNamespace(const api::RegisterNamespaceRequest &request,
                                              api::RegisterNamespaceResponse &)
{
    if (request.workflow_execution_retention_period().seconds() < 3600)
        return {grpc::StatusCode::INVALID_ARGUMENT, "A valid retention period is not set on request."};
    if (findNamespace(request.namespace_()))
        return {grpc::StatusCode::ALREADY_EXISTS,
                "Namespace \"" + request.namespace_() + "\" already exists"};
    NamespaceInfo info;
    info.name = QString::fromStdString(request.namespace_());
    info.id = u"made-%1"_s.arg(++m_made);
    info.description = QString::fromStdString(request.description());
    info.ownerEmail = QString::fromStdString(request.owner_email());
    info.state = NamespaceState::Registered;
    info.retention = std::chrono::seconds(request.workflow_execution_retention_period().seconds());
    m_configs[info.name] = {};
    for (const auto &[key, value] : request.data())
        m_configs[info.name].data[QString::fromStdString(key)] = QString::fromStdString(value);
    m_attributes.remove(info.name);
    grpc::Status status =
        setArchivalOf(info, request.history_archival_state() == enums::ARCHIVAL_STATE_ENABLED,
                      QString::fromStdString(request.history_archival_uri()));
    if (status.ok())
        m_namespaces.push_back(info);
    return status;
}

grpc::Status TemporalWorld::addSearchAttributes(const operators::AddSearchAttributesRequest &request,
                                                operators::AddSearchAttributesResponse &)
{
    if (!findNamespace(request.namespace_()))
        return unknownNamespace(request.namespace_());
    SearchAttributes attributes = m_attributes.value(QString::fromStdString(request.namespace_()));
    for (const auto &[bytes, type] : request.search_attributes()) {
        const QString name = QString::fromStdString(bytes);
        const QString word = indexedTypeName(type);
        if (attributes.contains(name))
            continue; // whatever its type
        const auto used = std::count_if(attributes.begin(), attributes.end(),
                                        [&word](const auto &each) { return each.second == word; });
        if (used >= mostOf(word))
            return {grpc::StatusCode::INVALID_ARGUMENT, "cannot have more than " + std::to_string(used) +
                                                            " search attribute of type " +
                                                            word.toStdString() + "."};
        attributes[name] = word;
    }
    m_attributes[QString::fromStdString(request.namespace_())] = attributes;
    return grpc::Status::OK;
}

grpc::Status TemporalWorld::deleteNamespace(const operators::DeleteNamespaceRequest &request,
                                            operators::DeleteNamespaceResponse &response)
{
    const NamespaceInfo *const found = findNamespace(request.namespace_());
    if (!found)
        return unknownNamespace(request.namespace_());
    const QString became = found->name + u"-deleted-0ea8c"_s;
    m_configs.remove(found->name);
    m_executions.remove(found->name);
    m_schedules.remove(found->name);
    m_prepared.clear();
    m_namespaces.erase(m_namespaces.begin() + (found - m_namespaces.data()));
    m_removed << became;
    response.set_deleted_namespace(became.toStdString());
    return grpc::Status::OK;
}

grpc::Status TemporalWorld::countSchedules(const api::CountSchedulesRequest &request,
                                           api::CountSchedulesResponse &response)
{
    response.set_count(
        static_cast<int64_t>(m_schedules[QString::fromStdString(request.namespace_())].size()));
    return knownNamespace(request.namespace_());
}

void TemporalWorld::serveNamespaces()
{
    serve("RegisterNamespace", &TemporalWorld::registerNamespace);
    serve("AddSearchAttributes", &TemporalWorld::addSearchAttributes);
    serve("DeleteNamespace", &TemporalWorld::deleteNamespace);
    serve("CountSchedules", &TemporalWorld::countSchedules);
}

} // namespace signalbox::fake
