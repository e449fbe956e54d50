// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalworld.h"

#include "tests/fake/temporalquery.h"

#include <algorithm>

namespace signalbox::fake {

using namespace Qt::StringLiterals;
namespace history = temporal::api::history::v1;

namespace {

QString text(const std::string &bytes)
{
    return QString::fromStdString(bytes);
}

grpc::Status notFound(const QString &message)
{
    return {grpc::StatusCode::NOT_FOUND, message.toStdString()};
}

/// What the real server says of a name it never heard.
TaskQueueStats emptyQueue()
{
    TaskQueueStats stats;
    stats.backlog = 0;
    stats.oldestTask = Milliseconds(0);
    stats.addRate = stats.dispatchRate = 0;
    return stats;
}

bool isOpen(ExecutionStatus status)
{
    return status == ExecutionStatus::Running || status == ExecutionStatus::Paused;
}

} // namespace

TemporalWorld::TemporalWorld()
{
    serve("GetSystemInfo", &TemporalWorld::systemInfo);
    serve("ListNamespaces", &TemporalWorld::listNamespaces);
    serve("DescribeNamespace", &TemporalWorld::describeNamespace);
    serve("UpdateNamespace", &TemporalWorld::updateNamespace);
    serve("DescribeTaskQueue", &TemporalWorld::describeQueue);
    serve("ListWorkers", &TemporalWorld::listWorkers);
    serve("ListWorkerDeployments", &TemporalWorld::listDeployments);
    serve("DescribeWorkerDeploymentVersion", &TemporalWorld::describeVersion);
    serve("ListActivityExecutions", &TemporalWorld::listStandalone);
    serve("CountWorkflowExecutions", &TemporalWorld::count);
    serve("ListWorkflowExecutions", &TemporalWorld::list);
    serve("ListArchivedWorkflowExecutions", &TemporalWorld::listArchived);
    serve("DescribeWorkflowExecution", &TemporalWorld::describe);
    serve("GetWorkflowExecutionHistory", &TemporalWorld::history);
    serve("GetWorkflowExecutionHistoryReverse", &TemporalWorld::historyReverse);
    serve("TerminateWorkflowExecution", &TemporalWorld::terminate);
    serve("RespondActivityTaskCompletedById", &TemporalWorld::complete);
    serve("ResetWorkflowExecution", &TemporalWorld::reset);
    serve("DeleteWorkflowExecution", &TemporalWorld::deleteRun);
    serveInventory();
    serveNamespaces();
}

Answer TemporalWorld::answer(const std::string &method, const std::string &request)
{
    const std::scoped_lock lock(m_mutex);
    const auto handler = m_handlers.find(method);
    if (handler == m_handlers.end())
        return {{grpc::StatusCode::UNIMPLEMENTED, "unknown method " + method}, {}};
    if (method != "ListWorkflowExecutions" && method != "CountWorkflowExecutions")
        return handler->second(request);
    auto &prepared = m_prepared[method + request];
    if (!prepared.bytes.Valid())
        prepared = handler->second(request);
    return prepared;
}

void TemporalWorld::setNamespaces(std::vector<NamespaceInfo> namespaces)
{
    const std::scoped_lock lock(m_mutex);
    m_namespaces = std::move(namespaces);
    m_prepared.clear();
}

void TemporalWorld::setQueue(const QueueKey &key, TaskType type, TaskQueueStats stats)
{
    const std::scoped_lock lock(m_mutex);
    m_queues[{key, type}] = std::move(stats);
}

void TemporalWorld::setWorkers(const QString &ns, std::vector<WorkerHeartbeat> workers)
{
    const std::scoped_lock lock(m_mutex);
    m_workers[ns] = std::move(workers);
}

void TemporalWorld::setDeployment(const QString &ns, const DeploymentVersion &version,
                                  const VersionQueues &queues)
{
    const std::scoped_lock lock(m_mutex);
    m_deployments[ns].emplace_back(version, queues);
}

void TemporalWorld::setStandalone(const QString &ns, const QStringList &queues)
{
    const std::scoped_lock lock(m_mutex);
    m_standalone[ns] = queues;
}

void TemporalWorld::setExecutions(const QString &ns, std::vector<Execution> executions)
{
    const std::scoped_lock lock(m_mutex);
    m_executions[ns] = std::move(executions);
    m_prepared.clear();
}

void TemporalWorld::setDescription(const QString &ns, ExecutionDescription description)
{
    const std::scoped_lock lock(m_mutex);
    m_currentRuns[{ns, description.execution.workflowId}] = description.execution.runId;
    runFor(ns, description).description = std::move(description);
}

void TemporalWorld::setHistory(const QString &ns, const QString &workflowId, const QString &runId,
                               const std::vector<HistoryEvent> &events)
{
    const std::scoped_lock lock(m_mutex);
    ExecutionDescription description;
    description.execution.workflowId = workflowId;
    description.execution.runId = runId;
    Run &run = runFor(ns, description);
    run.history.clear();
    for (const HistoryEvent &event : events)
        fill(run.history.emplace_back(), event);
}

void TemporalWorld::setHistoryPageSize(int events)
{
    const std::scoped_lock lock(m_mutex);
    m_historyPageSize = events;
}

void TemporalWorld::setPrincipal(const QString &name)
{
    const std::scoped_lock lock(m_mutex);
    m_principal = name;
}

grpc::Status TemporalWorld::systemInfo(const api::GetSystemInfoRequest &,
                                       api::GetSystemInfoResponse &response)
{
    response.set_server_version("1.32.1");
    return grpc::Status::OK;
}

grpc::Status TemporalWorld::listNamespaces(const api::ListNamespacesRequest &request,
                                           api::ListNamespacesResponse &response)
{
    const int from = text(request.next_page_token()).toInt();
    const int size = request.page_size() > 0 ? request.page_size() : 100;
    const int to = std::min(from + size, static_cast<int>(m_namespaces.size()));
    for (int i = from; i < to; ++i)
        fill(*response.add_namespaces(), m_namespaces[static_cast<std::size_t>(i)]);
    if (to < static_cast<int>(m_namespaces.size())) {
        response.set_next_page_token(std::to_string(to));
    } else if (request.namespace_filter().include_deleted()) {
        NamespaceInfo removed;
        removed.state = NamespaceState::Deleted;
        for (const QString &name : std::as_const(m_removed)) {
            removed.name = name;
            fill(*response.add_namespaces(), removed);
        }
    }
    return grpc::Status::OK;
}

grpc::Status TemporalWorld::describeQueue(const api::DescribeTaskQueueRequest &request,
                                          api::DescribeTaskQueueResponse &response)
{
    const auto type = request.task_queue_type() == temporal::api::enums::v1::TASK_QUEUE_TYPE_ACTIVITY
                          ? TaskType::Activity
                          : TaskType::Workflow;
    const auto found =
        m_queues.find({QueueKey{text(request.namespace_()), text(request.task_queue().name())}, type});
    fill(response, found != m_queues.end() ? found->second : emptyQueue());
    return knownNamespace(request.namespace_());
}

grpc::Status TemporalWorld::listWorkers(const api::ListWorkersRequest &request,
                                        api::ListWorkersResponse &response)
{
    const std::vector<WorkerHeartbeat> &workers = m_workers[text(request.namespace_())];
    const std::size_t from = text(request.next_page_token()).toUInt();
    const std::size_t to = std::min(from + static_cast<std::size_t>(request.page_size()), workers.size());
    for (std::size_t i = from; i < to; ++i)
        fill(response, workers[i]);
    if (to < workers.size())
        response.set_next_page_token(std::to_string(to));
    return knownNamespace(request.namespace_());
}

grpc::Status TemporalWorld::listStandalone(const api::ListActivityExecutionsRequest &request,
                                           api::ListActivityExecutionsResponse &response)
{
    const Query filter(text(request.query()));
    for (const QString &queue : m_standalone.value(text(request.namespace_()))) {
        Execution activity;
        activity.taskQueue = queue;
        activity.status = ExecutionStatus::Running;
        if (filter.matches(activity))
            response.add_executions()->set_task_queue(queue.toStdString());
    }
    return knownNamespace(request.namespace_());
}

grpc::Status TemporalWorld::listDeployments(const api::ListWorkerDeploymentsRequest &request,
                                            api::ListWorkerDeploymentsResponse &response)
{
    const auto &all = m_deployments[text(request.namespace_())];
    const std::size_t at = text(request.next_page_token()).toUInt(); // one a page
    if (at < all.size()) {
        auto &one = *response.add_worker_deployments();
        for (auto *summary : {one.mutable_latest_version_summary(), one.mutable_current_version_summary()}) {
            auto &version = *summary->mutable_deployment_version();
            version.set_deployment_name(all[at].first.deployment.toStdString());
            version.set_build_id(all[at].first.build.toStdString());
        }
    }
    if (at + 1 < all.size())
        response.set_next_page_token(std::to_string(at + 1));
    return knownNamespace(request.namespace_());
}

grpc::Status TemporalWorld::describeVersion(const api::DescribeWorkerDeploymentVersionRequest &request,
                                            api::DescribeWorkerDeploymentVersionResponse &response)
{
    const DeploymentVersion asked{text(request.deployment_version().deployment_name()),
                                  text(request.deployment_version().build_id())};
    const auto add = [&response](const QStringList &names, temporal::api::enums::v1::TaskQueueType type) {
        for (const QString &name : names) {
            auto &queue = *response.add_version_task_queues();
            queue.set_name(name.toStdString());
            queue.set_type(type);
        }
    };
    for (const auto &[version, queues] : m_deployments[text(request.namespace_())])
        if (version == asked) {
            add(queues.workflow, temporal::api::enums::v1::TASK_QUEUE_TYPE_WORKFLOW);
            add(queues.activity, temporal::api::enums::v1::TASK_QUEUE_TYPE_ACTIVITY);
        }
    return knownNamespace(request.namespace_());
}

grpc::Status TemporalWorld::count(const api::CountWorkflowExecutionsRequest &request,
                                  api::CountWorkflowExecutionsResponse &response)
{
    const QString query = text(request.query());
    const auto rows = matching(text(request.namespace_()), query);
    response.set_count(static_cast<qint64>(rows.size()));
    if (query.endsWith(" GROUP BY ExecutionStatus"_L1)) {
        std::map<ExecutionStatus, qint64> groups;
        for (const Execution *row : rows)
            ++groups[row->status];
        for (const auto &[status, count] : groups)
            fill(*response.add_groups(), statusName(status), count);
    }
    return knownNamespace(request.namespace_());
}

grpc::Status TemporalWorld::list(const api::ListWorkflowExecutionsRequest &request,
                                 api::ListWorkflowExecutionsResponse &response)
{
    const bool sizeGiven = request.page_size() > 0 && request.page_size() <= 1000;
    const std::size_t size = sizeGiven ? static_cast<std::size_t>(request.page_size()) : 1000;
    const std::size_t from = text(request.next_page_token()).toUInt();
    const auto rows = matching(text(request.namespace_()), text(request.query()));
    const std::size_t to = std::min(from + size, rows.size());
    for (std::size_t i = from; i < to; ++i)
        fill(*response.add_executions(), *rows[i]);
    if (to < rows.size())
        response.set_next_page_token(std::to_string(to));
    return knownNamespace(request.namespace_());
}

grpc::Status TemporalWorld::describe(const api::DescribeWorkflowExecutionRequest &request,
                                     api::DescribeWorkflowExecutionResponse &response)
{
    grpc::Status status;
    const Run *run = findRun(request.namespace_(), request.execution().workflow_id(),
                             request.execution().run_id(), status);
    if (run)
        fill(response, run->description);
    return status;
}

grpc::Status TemporalWorld::history(const api::GetWorkflowExecutionHistoryRequest &request,
                                    api::GetWorkflowExecutionHistoryResponse &response)
{
    grpc::Status status;
    const Run *run = findRun(request.namespace_(), request.execution().workflow_id(),
                             request.execution().run_id(), status);
    if (run)
        addPage(*run, false, request.next_page_token(), response);
    else if (const Run *archived =
                 findArchived(text(request.namespace_()), text(request.execution().workflow_id()),
                              text(request.execution().run_id()))) {
        addPage(*archived, false, request.next_page_token(), response);
        response.set_archived(true);
        return grpc::Status::OK;
    }
    return status;
}

grpc::Status TemporalWorld::historyReverse(const api::GetWorkflowExecutionHistoryReverseRequest &request,
                                           api::GetWorkflowExecutionHistoryReverseResponse &response)
{
    grpc::Status status;
    const Run *run = findRun(request.namespace_(), request.execution().workflow_id(),
                             request.execution().run_id(), status);
    if (run)
        addPage(*run, true, request.next_page_token(), response);
    return status;
}

grpc::Status TemporalWorld::terminate(const api::TerminateWorkflowExecutionRequest &request,
                                      api::TerminateWorkflowExecutionResponse &)
{
    // With a chain id the real server forgets the run id and acts on the current run (facts/stack.md).
    const bool chain = !request.first_execution_run_id().empty();
    grpc::Status status;
    Run *run = findRun(request.namespace_(), request.workflow_execution().workflow_id(),
                       chain ? std::string() : request.workflow_execution().run_id(), status);
    if (!run)
        return status;
    if (!isOpen(run->description.execution.status))
        return notFound(u"workflow execution already completed"_s);
    HistoryEvent event;
    event.type = u"WorkflowExecutionTerminated"_s;
    event.identity = text(request.identity());
    event.reason = text(request.reason());
    *append(*run, event).mutable_workflow_execution_terminated_event_attributes()->mutable_details() =
        request.details();
    close(text(request.namespace_()), *run, ExecutionStatus::Terminated);
    return grpc::Status::OK;
}

grpc::Status TemporalWorld::complete(const api::RespondActivityTaskCompletedByIdRequest &request,
                                     api::RespondActivityTaskCompletedByIdResponse &)
{
    grpc::Status status;
    Run *run = findRun(request.namespace_(), request.workflow_id(), request.run_id(), status);
    if (!run)
        return status;
    if (!isOpen(run->description.execution.status))
        return notFound(u"workflow execution already completed"_s);
    auto &pending = run->description.pendingActivities;
    const QString activityId = text(request.activity_id());
    const auto activity = std::find_if(pending.begin(), pending.end(),
                                       [&](const auto &one) { return one.activityId == activityId; });
    if (activity == pending.end())
        return notFound(u"cannot find pending activity with ActivityID %1, check workflow execution "
                        "history for more details"_s.arg(activityId));
    HistoryEvent event;
    for (const auto &one : run->history)
        if (one.activity_task_scheduled_event_attributes().activity_id() == request.activity_id())
            event.scheduledEventId = one.event_id();
    event.identity = text(request.identity());
    event.type = u"ActivityTaskStarted"_s; // fabricated, as the real server does
    append(*run, event);
    event.type = u"ActivityTaskCompleted"_s;
    *append(*run, event).mutable_activity_task_completed_event_attributes()->mutable_result() =
        request.result();
    pending.erase(activity);
    return grpc::Status::OK;
}

grpc::Status TemporalWorld::knownNamespace(const std::string &name) const
{
    const bool known = std::any_of(m_namespaces.begin(), m_namespaces.end(),
                                   [&](const NamespaceInfo &info) { return info.name == text(name); });
    if (known || m_namespaces.empty())
        return grpc::Status::OK;
    return notFound(u"Namespace %1 is not found."_s.arg(text(name)));
}

std::vector<const Execution *> TemporalWorld::matching(const QString &ns, const QString &query) const
{
    std::vector<const Execution *> result;
    const auto rows = m_executions.constFind(ns);
    if (rows == m_executions.constEnd())
        return result;
    const Query filter(query);
    for (const Execution &row : *rows)
        if (filter.matches(row))
            result.push_back(&row);
    return result;
}

TemporalWorld::Run *TemporalWorld::findRun(const std::string &ns, const std::string &workflowId,
                                           const std::string &runId, grpc::Status &status)
{
    status = knownNamespace(ns);
    if (!status.ok())
        return nullptr;
    const QString inNamespace = text(ns), id = text(workflowId);
    const auto current = m_currentRuns.find({inNamespace, id});
    const QString wanted = runId.empty() && current != m_currentRuns.end() ? current->second : text(runId);
    const bool isLost = m_lost.contains({inNamespace, id, wanted});
    if (const auto run = m_runs.find({inNamespace, id, wanted}); run != m_runs.end() && !isLost)
        return &run->second;
    // A row of the list is a run too, with nothing pending.
    for (const Execution &row : m_executions[inNamespace])
        if (!isLost && row.workflowId == id && (wanted.isEmpty() || row.runId == wanted)) {
            ExecutionDescription description;
            description.execution = row;
            description.firstRunId = row.runId;
            return &runFor(inNamespace, description);
        }
    status = current == m_currentRuns.end()
                 ? notFound(u"workflow not found for ID: %1"_s.arg(id))
                 : notFound(u"workflow execution not found for workflow ID \"%1\" and run ID \"%2\""_s.arg(
                       id, text(runId)));
    return nullptr;
}

TemporalWorld::Run &TemporalWorld::runFor(const QString &ns, const ExecutionDescription &description)
{
    const Execution &execution = description.execution;
    const auto [run, isNew] = m_runs.try_emplace({ns, execution.workflowId, execution.runId});
    m_currentRuns.try_emplace({ns, execution.workflowId}, execution.runId);
    if (isNew) {
        run->second.description = description;
        HistoryEvent started;
        started.type = u"WorkflowExecutionStarted"_s;
        append(run->second, started);
    }
    return run->second;
}

history::HistoryEvent &TemporalWorld::append(Run &run, HistoryEvent event)
{
    event.id = static_cast<qint64>(run.history.size()) + 1;
    run.description.execution.historyLength = event.id;
    event.time = SystemClock().utc();
    event.principalType = m_principal.isEmpty() ? QString() : u"jwt"_s;
    event.principalName = m_principal;
    fill(run.history.emplace_back(), event);
    return run.history.back();
}

void TemporalWorld::close(const QString &ns, Run &run, ExecutionStatus status)
{
    Execution &execution = run.description.execution;
    execution.status = status;
    execution.closeTime = SystemClock().utc();
    run.description.pendingActivities.clear();
    for (Execution &row : m_executions[ns])
        if (row.runId == execution.runId && row.workflowId == execution.workflowId)
            row = execution;
    m_prepared.clear();
}

template <class Response>
void TemporalWorld::addPage(const Run &run, bool reverse, const std::string &token, Response &response) const
{
    const std::size_t from = text(token).toUInt();
    const std::size_t count = run.history.size();
    const std::size_t to = std::min(from + static_cast<std::size_t>(m_historyPageSize), count);
    for (std::size_t i = from; i < to; ++i)
        *response.mutable_history()->add_events() = run.history[reverse ? count - 1 - i : i];
    if (to < count)
        response.set_next_page_token(std::to_string(to));
}

} // namespace signalbox::fake
