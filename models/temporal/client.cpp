// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/client.h"

#include "models/base/text.h"
#include "models/temporal/converthistory.h"
#include "models/temporal/convertqueues.h"
#include "models/temporal/rpc.h"
#include "models/temporal/steadytime.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace api = temporal::api::workflowservice::v1;

namespace {

constexpr Method getSystemInfo{.name = "GetSystemInfo", .open = true};
constexpr Method listNamespacePages{.name = "ListNamespaces"};
constexpr Method describeOneNamespace{.name = "DescribeNamespace"};
constexpr Method describeQueue{.name = "DescribeTaskQueue"};
constexpr Method listSomeWorkers{.name = "ListWorkers"};
constexpr Method countWorkflows{.name = "CountWorkflowExecutions", .visibility = true};
constexpr Method listWorkflows{.name = "ListWorkflowExecutions", .visibility = true, .large = true};
constexpr Method listArchivedWorkflows{
    .name = "ListArchivedWorkflowExecutions", .visibility = true, .large = true};
constexpr Method listActivities{.name = "ListActivityExecutions", .visibility = true};
constexpr Method listSomeDeployments{.name = "ListWorkerDeployments", .visibility = true};
constexpr Method describeVersion{.name = "DescribeWorkerDeploymentVersion"};
constexpr Method describeWorkflow{.name = "DescribeWorkflowExecution", .large = true};
constexpr Method getHistory{.name = "GetWorkflowExecutionHistory", .large = true};
constexpr Method getHistoryReverse{.name = "GetWorkflowExecutionHistoryReverse", .large = true};

constexpr std::size_t mostNamespaces = 100'000;
constexpr int mostPages = 200;

/// Goes on until the last page; a server that gives no last one must not fill the memory.
class ListNamespacesCall final : public RpcCall<WorkflowStub, api::ListNamespacesRequest,
                                                api::ListNamespacesResponse, std::vector<NamespaceInfo>>
{
public:
    ListNamespacesCall(Rpc &rpc, Purpose why)
        : RpcCall(rpc.workflow(), &WorkflowStub::PrepareAsyncListNamespaces, rpc.completions(),
                  listNamespacePages, {}, why, {}, {})
    {
        m_request.set_page_size(1000);
    }
    Next succeed() override
    {
        for (const auto &one : m_response->namespaces())
            m_soFar.push_back(convert::namespaceInfo(one));
        const bool isLast = m_response->next_page_token().empty();
        const bool goesRound = !isLast && m_response->next_page_token() == m_request.next_page_token();
        m_request.set_next_page_token(m_response->next_page_token());
        dropMessage();
        if (goesRound || m_soFar.size() > mostNamespaces || ++m_pages > mostPages)
            m_promise.finish(
                signalbox::fail(ErrorKind::Internal, Text::tr("the list of namespaces does not end")));
        else if (!isLast)
            return Next::AnotherPage;
        else
            m_promise.finish(std::move(m_soFar));
        return Next::Nothing;
    }

private:
    std::vector<NamespaceInfo> m_soFar;
    int m_pages = 0;
};

template <class Response>
HistoryPage historyPage(const Response &response)
{
    HistoryPage page{convert::historyEvents(response.history()),
                     QByteArray::fromStdString(response.next_page_token())};
    if constexpr (requires { response.archived(); })
        page.isArchived = response.archived();
    return page;
}

} // namespace

class Client::Private
{
public:
    Private(OpenedChannel opened, TokenSource &tokens, const Clock &clock, const Limits &limits)
        : m_clock(clock)
        , m_address(opened.endpoint.address)
        , m_rpc(std::move(opened), tokens, clock, limits)
    {
    }

    const Clock &m_clock;
    const QString m_address;
    Rpc m_rpc;
};

Result<std::unique_ptr<Client>> Client::create(const Profile &profile, TokenSource &tokens,
                                               const Clock &clock, const Limits &limits)
{
    auto opened = openChannel(profile, limits);
    if (!opened)
        return tl::unexpected<Error>(opened.error());
    return std::unique_ptr<Client>(
        new Client(std::make_unique<Private>(std::move(*opened), tokens, clock, limits)));
}

Client::Client(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
    connect(&d->m_rpc.path(), &CallPath::attemptEnded, &d->m_rpc.connection(), &Connection::check);
    connect(&d->m_rpc.connection(), &Connection::changed, this, [this](ConnectionState state) {
        d->m_rpc.path().setReconnecting(d->m_rpc.connection().everConnected());
        Q_EMIT connectionChanged(state);
    });
}

Client::~Client() = default;

ConnectionState Client::connection() const
{
    return d->m_rpc.connection().state();
}

std::optional<Milliseconds> Client::roundTrip() const
{
    return d->m_rpc.path().traffic().roundTrip();
}

std::vector<MethodTraffic> Client::trafficLastMinute() const
{
    return d->m_rpc.path().traffic().lastMinute(steadyNow());
}

std::vector<MethodTraffic> Client::trafficInAll() const
{
    return d->m_rpc.path().traffic().inAll();
}

std::optional<Instant> Client::lostSince() const
{
    const std::optional<Instant> lost = d->m_rpc.connection().lostSince();
    const std::optional<Milliseconds> silent = d->m_rpc.path().silentSince();
    if (!lost || !silent)
        return lost;
    return std::min(*lost, d->m_clock.utc() - (steadyNow() - *silent));
}

const std::optional<Error> &Client::lostBecause() const
{
    return d->m_rpc.path().unreachable();
}

const QString &Client::address() const
{
    return d->m_address;
}

Rpc &Client::rpc()
{
    return d->m_rpc;
}

/// Nobody waits for it: it is asked for because a connection was made.
Reply<SystemInfo> Client::systemInfo()
{
    return d->m_rpc.call(
        d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncGetSystemInfo, getSystemInfo, Purpose::Background, {},
        [](const auto &response) { return SystemInfo{convert::text(response.server_version())}; });
}

Reply<std::vector<NamespaceInfo>> Client::listNamespaces(Purpose purpose)
{
    const auto call = std::make_shared<ListNamespacesCall>(d->m_rpc, purpose);
    return d->m_rpc.submit(call, call->promise());
}

Reply<NamespaceInfo> Client::describeNamespace(const QString &ns, Purpose purpose)
{
    api::DescribeNamespaceRequest request;
    request.set_namespace_(ns.toStdString());
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncDescribeNamespace,
                         describeOneNamespace, purpose, std::move(request), convert::namespaceInfo);
}

Reply<TaskQueueStats> Client::describeTaskQueue(const QString &ns, const QString &queue, TaskType type,
                                                Purpose purpose)
{
    api::DescribeTaskQueueRequest request;
    request.set_namespace_(ns.toStdString());
    request.mutable_task_queue()->set_name(queue.toStdString());
    request.set_task_queue_type(type == TaskType::Workflow
                                    ? temporal::api::enums::v1::TASK_QUEUE_TYPE_WORKFLOW
                                    : temporal::api::enums::v1::TASK_QUEUE_TYPE_ACTIVITY);
    request.set_report_stats(true);
    request.set_report_config(true);
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncDescribeTaskQueue, describeQueue,
                         purpose, std::move(request),
                         [type](const auto &response) { return convert::taskQueueStats(response, type); });
}

Reply<WorkerPage> Client::listWorkers(const QString &ns, int pageSize, const QByteArray &pageToken,
                                      Purpose purpose)
{
    api::ListWorkersRequest request;
    request.set_namespace_(ns.toStdString());
    request.set_page_size(pageSize);
    request.set_next_page_token(pageToken.toStdString());
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncListWorkers, listSomeWorkers,
                         purpose, std::move(request), convert::workerPage);
}

Reply<qint64> Client::countExecutions(const QString &ns, const QString &query, Purpose purpose)
{
    api::CountWorkflowExecutionsRequest request;
    request.set_namespace_(ns.toStdString());
    request.set_query(query.toStdString());
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncCountWorkflowExecutions,
                         countWorkflows, purpose, std::move(request),
                         [](const auto &response) { return qint64(response.count()); });
}

namespace {

api::CountWorkflowExecutionsRequest byStatus(const QString &ns, const QString &query)
{
    api::CountWorkflowExecutionsRequest request;
    request.set_namespace_(ns.toStdString());
    request.set_query((query + u" GROUP BY ExecutionStatus"_s).toStdString());
    return request;
}

} // namespace

Reply<StatusCounts> Client::countByStatus(const QString &ns, const QString &query, Purpose purpose)
{
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncCountWorkflowExecutions,
                         countWorkflows, purpose, byStatus(ns, query), convert::statusCounts);
}

Reply<OpenCounts> Client::countOpen(const QString &ns, const QString &condition, Purpose purpose)
{
    const QString open = u"ExecutionStatus IN ('Running', 'Paused')"_s;
    const QString query = condition.isEmpty() ? open : open + u" AND "_s + condition;
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncCountWorkflowExecutions,
                         countWorkflows, purpose, byStatus(ns, query), convert::openCounts);
}

namespace {

template <class Request>
Request pageRequest(const QString &ns, const QString &query, int pageSize, const QByteArray &pageToken)
{
    Request request;
    request.set_namespace_(ns.toStdString());
    request.set_query(query.toStdString());
    request.set_page_size(pageSize);
    request.set_next_page_token(pageToken.toStdString());
    return request;
}

} // namespace

Reply<ExecutionPage> Client::listExecutions(const QString &ns, const QString &query, int pageSize,
                                            const QByteArray &pageToken, Purpose purpose)
{
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncListWorkflowExecutions,
                         listWorkflows, purpose,
                         pageRequest<api::ListWorkflowExecutionsRequest>(ns, query, pageSize, pageToken),
                         convert::executionPage);
}

Reply<ExecutionPage> Client::listArchived(const QString &ns, const QString &query, int pageSize,
                                          const QByteArray &pageToken, Purpose purpose)
{
    return d->m_rpc.call(
        d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncListArchivedWorkflowExecutions, listArchivedWorkflows,
        purpose, pageRequest<api::ListArchivedWorkflowExecutionsRequest>(ns, query, pageSize, pageToken),
        convert::archivedPage);
}

Reply<StandalonePage> Client::listStandalone(const QString &ns, const QString &query, int pageSize,
                                             const QByteArray &pageToken, Purpose purpose)
{
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncListActivityExecutions,
                         listActivities, purpose,
                         pageRequest<api::ListActivityExecutionsRequest>(ns, query, pageSize, pageToken),
                         convert::standalonePage);
}

Reply<DeploymentPage> Client::listDeployments(const QString &ns, int pageSize, const QByteArray &pageToken,
                                              Purpose purpose)
{
    api::ListWorkerDeploymentsRequest request;
    request.set_namespace_(ns.toStdString());
    request.set_page_size(pageSize);
    request.set_next_page_token(pageToken.toStdString());
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncListWorkerDeployments,
                         listSomeDeployments, purpose, std::move(request), convert::deploymentPage);
}

Reply<VersionQueues> Client::describeDeploymentVersion(const QString &ns, const DeploymentVersion &version,
                                                       Purpose purpose)
{
    api::DescribeWorkerDeploymentVersionRequest request;
    request.set_namespace_(ns.toStdString());
    request.mutable_deployment_version()->set_deployment_name(version.deployment.toStdString());
    request.mutable_deployment_version()->set_build_id(version.build.toStdString());
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncDescribeWorkerDeploymentVersion,
                         describeVersion, purpose, std::move(request), convert::versionQueues);
}

Reply<ExecutionDescription> Client::describeExecution(const QString &ns, const QString &workflowId,
                                                      const QString &runId, Purpose purpose)
{
    api::DescribeWorkflowExecutionRequest request;
    request.set_namespace_(ns.toStdString());
    request.mutable_execution()->set_workflow_id(workflowId.toStdString());
    request.mutable_execution()->set_run_id(runId.toStdString());
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncDescribeWorkflowExecution,
                         describeWorkflow, purpose, std::move(request), convert::description);
}

namespace {

template <class Request>
Request historyRequest(const QString &ns, const QString &workflowId, const QString &runId,
                       const QByteArray &pageToken)
{
    Request request;
    request.set_namespace_(ns.toStdString());
    request.mutable_execution()->set_workflow_id(workflowId.toStdString());
    request.mutable_execution()->set_run_id(runId.toStdString());
    request.set_next_page_token(pageToken.toStdString());
    return request;
}

} // namespace

Reply<HistoryPage> Client::history(const QString &ns, const QString &workflowId, const QString &runId,
                                   const QByteArray &pageToken, Purpose purpose)
{
    using Request = api::GetWorkflowExecutionHistoryRequest;
    using Response = api::GetWorkflowExecutionHistoryResponse;
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncGetWorkflowExecutionHistory,
                         getHistory, purpose, historyRequest<Request>(ns, workflowId, runId, pageToken),
                         historyPage<Response>);
}

Reply<HistoryPage> Client::historyReverse(const QString &ns, const QString &workflowId, const QString &runId,
                                          const QByteArray &pageToken, Purpose purpose)
{
    using Request = api::GetWorkflowExecutionHistoryReverseRequest;
    using Response = api::GetWorkflowExecutionHistoryReverseResponse;
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncGetWorkflowExecutionHistoryReverse,
                         getHistoryReverse, purpose,
                         historyRequest<Request>(ns, workflowId, runId, pageToken), historyPage<Response>);
}

Reply<HistoryPage> Client::newestEvent(const QString &ns, const QString &workflowId, const QString &runId,
                                       Purpose purpose)
{
    using Response = api::GetWorkflowExecutionHistoryReverseResponse;
    auto request = historyRequest<api::GetWorkflowExecutionHistoryReverseRequest>(ns, workflowId, runId, {});
    request.set_maximum_page_size(1);
    return d->m_rpc.call(d->m_rpc.workflow(), &WorkflowStub::PrepareAsyncGetWorkflowExecutionHistoryReverse,
                         getHistoryReverse, purpose, request, historyPage<Response>);
}

} // namespace signalbox
