// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalworld.h"

#include <temporal/api/operatorservice/v1/request_response.pb.h>

namespace signalbox::fake {

using namespace Qt::StringLiterals;
namespace enums = temporal::api::enums::v1;
namespace operators = temporal::api::operatorservice::v1;

namespace {

constexpr std::size_t schedulesAPage = 2;

const std::map<QString, enums::IndexedValueType> &indexedTypes()
{
    static const std::map<QString, enums::IndexedValueType> types{
        {u"Text"_s, enums::INDEXED_VALUE_TYPE_TEXT},
        {u"Keyword"_s, enums::INDEXED_VALUE_TYPE_KEYWORD},
        {u"Int"_s, enums::INDEXED_VALUE_TYPE_INT},
        {u"Double"_s, enums::INDEXED_VALUE_TYPE_DOUBLE},
        {u"Bool"_s, enums::INDEXED_VALUE_TYPE_BOOL},
        {u"Datetime"_s, enums::INDEXED_VALUE_TYPE_DATETIME},
        {u"KeywordList"_s, enums::INDEXED_VALUE_TYPE_KEYWORD_LIST}};
    return types;
}

enums::IndexedValueType indexedType(const QString &name)
{
    const auto found = indexedTypes().find(name);
    return found == indexedTypes().end() ? enums::INDEXED_VALUE_TYPE_UNSPECIFIED : found->second;
}

} // namespace

QString indexedTypeName(enums::IndexedValueType type)
{
    for (const auto &[name, known] : indexedTypes())
        if (known == type)
            return name;
    return {};
}

void addConfig(api::DescribeNamespaceResponse &response, const NamespaceConfig &config)
{
    response.mutable_config()->set_history_archival_uri(config.history.uri.toStdString());
    response.mutable_config()->set_visibility_archival_uri(config.visibility.uri.toStdString());
    for (const auto &[key, value] : config.data)
        (*response.mutable_namespace_info()->mutable_data())[key.toStdString()] = value.toStdString();
}

void TemporalWorld::serveInventory()
{
    serve("ListTaskQueuePartitions", &TemporalWorld::listPartitions);
    serve("GetClusterInfo", &TemporalWorld::clusterInfo);
    serve("ListSchedules", &TemporalWorld::listSchedules);
    serve("ListSearchAttributes", &TemporalWorld::listSearchAttributes);
}

void TemporalWorld::setCluster(ClusterInfo cluster)
{
    const std::scoped_lock lock(m_mutex);
    m_cluster = std::move(cluster);
}

void TemporalWorld::setConfig(NamespaceConfig config)
{
    const std::scoped_lock lock(m_mutex);
    const QString name = config.info.name;
    m_configs[name] = std::move(config);
}

void TemporalWorld::setSearchAttributes(const QString &ns, SearchAttributes attributes)
{
    const std::scoped_lock lock(m_mutex);
    m_attributes[ns] = std::move(attributes);
}

void TemporalWorld::setSchedules(const QString &ns, std::vector<Schedule> schedules)
{
    const std::scoped_lock lock(m_mutex);
    m_schedules[ns] = std::move(schedules);
}

void TemporalWorld::loseRun(const QString &ns, const QString &workflowId, const QString &runId)
{
    const std::scoped_lock lock(m_mutex);
    m_lost.insert({ns, workflowId, runId});
}

/// As many as the real server has unless it is told otherwise, all on one host.
grpc::Status TemporalWorld::listPartitions(const api::ListTaskQueuePartitionsRequest &request,
                                           api::ListTaskQueuePartitionsResponse &response)
{
    constexpr int partitions = 4;
    const std::string &name = request.task_queue().name();
    for (int i = 0; i < partitions; ++i)
        for (auto *partition :
             {response.add_workflow_task_queue_partitions(), response.add_activity_task_queue_partitions()}) {
            partition->set_key(i == 0 ? name : "/_sys/" + name + '/' + std::to_string(i));
            partition->set_owner_host_name("matching-0");
        }
    return knownNamespace(request.namespace_());
}

grpc::Status TemporalWorld::clusterInfo(const api::GetClusterInfoRequest &,
                                        api::GetClusterInfoResponse &response)
{
    response.set_cluster_id(m_cluster.id.toStdString());
    response.set_cluster_name(m_cluster.name.toStdString());
    response.set_server_version(m_cluster.serverVersion.toStdString());
    response.set_history_shard_count(m_cluster.historyShards);
    response.set_persistence_store(m_cluster.persistenceStore.toStdString());
    response.set_visibility_store(m_cluster.visibilityStore.toStdString());
    return grpc::Status::OK;
}

grpc::Status TemporalWorld::listSchedules(const api::ListSchedulesRequest &request,
                                          api::ListSchedulesResponse &response)
{
    const auto &all = m_schedules[QString::fromStdString(request.namespace_())];
    const std::size_t from = QString::fromStdString(request.next_page_token()).toUInt();
    const std::size_t to = std::min(from + schedulesAPage, all.size());
    for (std::size_t i = from; i < to; ++i) {
        auto &entry = *response.add_schedules();
        entry.set_schedule_id(all[i].id.toStdString());
        entry.mutable_info()->mutable_workflow_type()->set_name(all[i].workflowType.toStdString());
        entry.mutable_info()->set_paused(all[i].paused);
    }
    if (to < all.size())
        response.set_next_page_token(std::to_string(to));
    return knownNamespace(request.namespace_());
}

grpc::Status TemporalWorld::listSearchAttributes(const operators::ListSearchAttributesRequest &request,
                                                 operators::ListSearchAttributesResponse &response)
{
    for (const auto &[name, type] : m_attributes[QString::fromStdString(request.namespace_())])
        (*response.mutable_custom_attributes())[name.toStdString()] = indexedType(type);
    return knownNamespace(request.namespace_());
}

} // namespace signalbox::fake
