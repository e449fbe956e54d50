// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "models/temporal/deployments.h"
#include "models/temporal/inventory.h"
#include "models/temporal/scheduled.h"
#include "tests/fake/temporalmessages.h"

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/status.h>

#include <QMap>

#include <functional>
#include <map>
#include <mutex>
#include <set>

namespace temporal::api::operatorservice::v1 {
class AddSearchAttributesRequest;
class AddSearchAttributesResponse;
class DeleteNamespaceRequest;
class DeleteNamespaceResponse;
class ListSearchAttributesRequest;
class ListSearchAttributesResponse;
} // namespace temporal::api::operatorservice::v1

namespace signalbox::fake {

struct Answer
{
    grpc::Status status;
    grpc::ByteBuffer bytes;
};

/// "Keyword"
[[nodiscard]] QString indexedTypeName(temporal::api::enums::v1::IndexedValueType type);

/// What the fake server serves, and how a request changes it. Any thread.
class TemporalWorld
{
public:
    TemporalWorld();

    [[nodiscard]] Answer answer(const std::string &method, const std::string &request);

    void setNamespaces(std::vector<NamespaceInfo> namespaces);
    void setArchival(const QString &ns, const Archival &archival);
    void setQueue(const QueueKey &key, TaskType type, TaskQueueStats stats);
    void setWorkers(const QString &ns, std::vector<WorkerHeartbeat> workers);
    void setDeployment(const QString &ns, const DeploymentVersion &version, const VersionQueues &queues);
    void setStandalone(const QString &ns, const QStringList &queues);
    void setExecutions(const QString &ns, std::vector<Execution> executions);
    void setCluster(ClusterInfo cluster);
    void setConfig(NamespaceConfig config);
    void setSearchAttributes(const QString &ns, SearchAttributes attributes);
    void setSchedules(const QString &ns, std::vector<Schedule> schedules);
    void archiveRun(const QString &ns, const QString &workflowId, const QString &runId);
    void loseRun(const QString &ns, const QString &workflowId, const QString &runId);
    void setDescription(const QString &ns, ExecutionDescription description);
    void setHistory(const QString &ns, const QString &workflowId, const QString &runId,
                    const std::vector<HistoryEvent> &events);
    void addScheduled(const QString &ns, const QString &workflowId, const QString &runId,
                      const ScheduledActivity &activity);
    void setHasArchive(bool hasArchive);
    void setRemoved(const QStringList &names);
    void setHistoryPageSize(int events);
    void setPrincipal(const QString &name);
    void setListForgets(bool forgets);

private:
    struct Run
    {
        ExecutionDescription description;
        std::vector<temporal::api::history::v1::HistoryEvent> history;
    };
    using RunKey = std::tuple<QString, QString, QString>; ///< namespace, workflow id, run id

    template <class Request, class Response>
    void serve(const std::string &method, grpc::Status (TemporalWorld::*handler)(const Request &, Response &))
    {
        m_handlers[method] = [this, handler](const std::string &bytes) {
            Request request;
            Response response;
            if (!request.ParseFromString(bytes))
                return Answer{{grpc::StatusCode::INTERNAL, "unreadable request"}, {}};
            Answer answer;
            answer.status = (this->*handler)(request, response);
            const grpc::Slice slice(response.SerializeAsString());
            answer.bytes = grpc::ByteBuffer(&slice, 1);
            return answer;
        };
    }

    grpc::Status systemInfo(const api::GetSystemInfoRequest &, api::GetSystemInfoResponse &response);
    grpc::Status listNamespaces(const api::ListNamespacesRequest &request,
                                api::ListNamespacesResponse &response);
    grpc::Status describeNamespace(const api::DescribeNamespaceRequest &request,
                                   api::DescribeNamespaceResponse &response);
    grpc::Status updateNamespace(const api::UpdateNamespaceRequest &request,
                                 api::UpdateNamespaceResponse &response);
    grpc::Status registerNamespace(const api::RegisterNamespaceRequest &request,
                                   api::RegisterNamespaceResponse &);
    grpc::Status
    addSearchAttributes(const temporal::api::operatorservice::v1::AddSearchAttributesRequest &request,
                        temporal::api::operatorservice::v1::AddSearchAttributesResponse &);
    grpc::Status deleteNamespace(const temporal::api::operatorservice::v1::DeleteNamespaceRequest &request,
                                 temporal::api::operatorservice::v1::DeleteNamespaceResponse &response);
    grpc::Status countSchedules(const api::CountSchedulesRequest &request,
                                api::CountSchedulesResponse &response);
    [[nodiscard]] NamespaceInfo *findNamespace(const std::string &name);
    [[nodiscard]] grpc::Status setArchivalOf(NamespaceInfo &info, bool isOn, const QString &uri);
    grpc::Status describeQueue(const api::DescribeTaskQueueRequest &request,
                               api::DescribeTaskQueueResponse &response);
    grpc::Status listWorkers(const api::ListWorkersRequest &request, api::ListWorkersResponse &response);
    grpc::Status listDeployments(const api::ListWorkerDeploymentsRequest &request,
                                 api::ListWorkerDeploymentsResponse &response);
    grpc::Status describeVersion(const api::DescribeWorkerDeploymentVersionRequest &request,
                                 api::DescribeWorkerDeploymentVersionResponse &response);
    grpc::Status listStandalone(const api::ListActivityExecutionsRequest &request,
                                api::ListActivityExecutionsResponse &response);
    grpc::Status count(const api::CountWorkflowExecutionsRequest &request,
                       api::CountWorkflowExecutionsResponse &response);
    grpc::Status list(const api::ListWorkflowExecutionsRequest &request,
                      api::ListWorkflowExecutionsResponse &response);
    grpc::Status listArchived(const api::ListArchivedWorkflowExecutionsRequest &request,
                              api::ListArchivedWorkflowExecutionsResponse &response);
    [[nodiscard]] const Run *findArchived(const QString &ns, const QString &workflowId,
                                          const QString &runId) const;
    grpc::Status describe(const api::DescribeWorkflowExecutionRequest &request,
                          api::DescribeWorkflowExecutionResponse &response);
    grpc::Status history(const api::GetWorkflowExecutionHistoryRequest &request,
                         api::GetWorkflowExecutionHistoryResponse &response);
    grpc::Status historyReverse(const api::GetWorkflowExecutionHistoryReverseRequest &request,
                                api::GetWorkflowExecutionHistoryReverseResponse &response);
    grpc::Status listPartitions(const api::ListTaskQueuePartitionsRequest &request,
                                api::ListTaskQueuePartitionsResponse &response);
    grpc::Status clusterInfo(const api::GetClusterInfoRequest &, api::GetClusterInfoResponse &response);
    grpc::Status listSchedules(const api::ListSchedulesRequest &request,
                               api::ListSchedulesResponse &response);
    grpc::Status
    listSearchAttributes(const temporal::api::operatorservice::v1::ListSearchAttributesRequest &request,
                         temporal::api::operatorservice::v1::ListSearchAttributesResponse &response);
    grpc::Status terminate(const api::TerminateWorkflowExecutionRequest &request,
                           api::TerminateWorkflowExecutionResponse &);
    grpc::Status complete(const api::RespondActivityTaskCompletedByIdRequest &request,
                          api::RespondActivityTaskCompletedByIdResponse &);

    grpc::Status deleteRun(const api::DeleteWorkflowExecutionRequest &request,
                           api::DeleteWorkflowExecutionResponse &);
    grpc::Status reset(const api::ResetWorkflowExecutionRequest &request,
                       api::ResetWorkflowExecutionResponse &response);

    [[nodiscard]] grpc::Status knownNamespace(const std::string &name) const;
    [[nodiscard]] std::vector<const Execution *> matching(const QString &ns, const QString &query) const;
    [[nodiscard]] Run *findRun(const std::string &ns, const std::string &workflowId, const std::string &runId,
                               grpc::Status &status);
    [[nodiscard]] Run &runFor(const QString &ns, const ExecutionDescription &description);
    temporal::api::history::v1::HistoryEvent &append(Run &run, HistoryEvent event);
    void serveInventory();
    void serveNamespaces();
    void makeOf(const QString &ns, const Run &base, const QString &runId, qint64 eventId,
                const QString &reason);
    void close(const QString &ns, Run &run, ExecutionStatus status);
    template <class Response>
    void addPage(const Run &run, bool reverse, const std::string &token, Response &response) const;

    std::mutex m_mutex;
    std::map<std::string, std::function<Answer(const std::string &)>> m_handlers;
    std::map<std::string, Answer> m_prepared; ///< by method and request
    std::vector<NamespaceInfo> m_namespaces;
    QStringList m_removed; ///< deleted, while what was in them is still being removed
    bool m_hasArchive = true;
    int m_made = 0;
    QMap<QString, Archival> m_archival;
    std::map<std::pair<QueueKey, TaskType>, TaskQueueStats> m_queues;
    QMap<QString, std::vector<WorkerHeartbeat>> m_workers;
    QMap<QString, std::vector<std::pair<DeploymentVersion, VersionQueues>>> m_deployments;
    QMap<QString, QStringList> m_standalone; ///< the queue of each activity
    QMap<QString, std::vector<Execution>> m_executions;
    std::map<RunKey, Run> m_runs;
    QMap<QString, std::vector<Run>> m_archive;
    std::set<RunKey> m_lost; ///< the list has them, and nothing else
    ClusterInfo m_cluster{QStringLiteral("c1"),     QStringLiteral("active"), QStringLiteral("1.32.1"), 4,
                          QStringLiteral("sqlite"), QStringLiteral("sqlite")};
    QMap<QString, NamespaceConfig> m_configs;
    QMap<QString, SearchAttributes> m_attributes;
    QMap<QString, std::vector<Schedule>> m_schedules;
    std::map<std::pair<QString, QString>, QString> m_currentRuns;
    QString m_principal;
    int m_historyPageSize = 256;
    bool m_listForgets = true;
};

} // namespace signalbox::fake
