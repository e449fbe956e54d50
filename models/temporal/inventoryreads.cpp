// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/inventoryreads.h"

#include "models/temporal/client.h"
#include "models/temporal/convertinventory.h"
#include "models/temporal/rpc.h"

namespace signalbox::inventory {

namespace api = temporal::api::workflowservice::v1;
namespace operators = temporal::api::operatorservice::v1;

namespace {

constexpr Method getClusterInfo{.name = "GetClusterInfo"};
constexpr Method describeNamespace{.name = "DescribeNamespace"};
constexpr Method listSchedules{.name = "ListSchedules", .visibility = true};
constexpr Method listSearchAttributes{.name = "ListSearchAttributes"};
constexpr Method countAllSchedules{.name = "CountSchedules", .visibility = true};
constexpr Method listNamespaces{.name = "ListNamespaces"};
constexpr int namespacesAPage = 1000;

DeletedPage deletedOf(const api::ListNamespacesResponse &response)
{
    DeletedPage page;
    for (const auto &one : response.namespaces())
        if (one.namespace_info().state() == temporal::api::enums::v1::NAMESPACE_STATE_DELETED)
            page.names << convert::text(one.namespace_info().name());
    page.nextPage = QByteArray::fromStdString(response.next_page_token());
    return page;
}

} // namespace

Reply<ClusterInfo> cluster(Client &client, Purpose purpose)
{
    Rpc &rpc = client.rpc();
    return rpc.call(rpc.workflow(), &WorkflowStub::PrepareAsyncGetClusterInfo, getClusterInfo, purpose,
                    api::GetClusterInfoRequest(), convert::clusterInfo);
}

Reply<NamespaceConfig> namespaceConfig(Client &client, const QString &ns, Purpose purpose)
{
    api::DescribeNamespaceRequest request;
    request.set_namespace_(ns.toStdString());
    Rpc &rpc = client.rpc();
    return rpc.call(rpc.workflow(), &WorkflowStub::PrepareAsyncDescribeNamespace, describeNamespace, purpose,
                    std::move(request), convert::namespaceConfig);
}

Reply<SchedulePage> schedules(Client &client, const QString &ns, int pageSize, const QByteArray &pageToken,
                              Purpose purpose)
{
    api::ListSchedulesRequest request;
    request.set_namespace_(ns.toStdString());
    request.set_maximum_page_size(pageSize);
    request.set_next_page_token(pageToken.toStdString());
    Rpc &rpc = client.rpc();
    return rpc.call(rpc.workflow(), &WorkflowStub::PrepareAsyncListSchedules, listSchedules, purpose,
                    std::move(request), convert::schedulePage);
}

Reply<SearchAttributes> searchAttributes(Client &client, const QString &ns, Purpose purpose)
{
    operators::ListSearchAttributesRequest request;
    request.set_namespace_(ns.toStdString());
    Rpc &rpc = client.rpc();
    return rpc.call(rpc.operators(), &OperatorStub::PrepareAsyncListSearchAttributes, listSearchAttributes,
                    purpose, std::move(request), convert::searchAttributes);
}

Reply<qint64> countSchedules(Client &client, const QString &ns, Purpose purpose)
{
    api::CountSchedulesRequest request;
    request.set_namespace_(ns.toStdString());
    Rpc &rpc = client.rpc();
    return rpc.call(rpc.workflow(), &WorkflowStub::PrepareAsyncCountSchedules, countAllSchedules, purpose,
                    std::move(request),
                    [](const api::CountSchedulesResponse &answer) { return qint64(answer.count()); });
}

Reply<DeletedPage> deletedNamespaces(Client &client, const QByteArray &pageToken, Purpose purpose)
{
    api::ListNamespacesRequest request;
    request.set_page_size(namespacesAPage);
    request.set_next_page_token(pageToken.toStdString());
    request.mutable_namespace_filter()->set_include_deleted(true);
    Rpc &rpc = client.rpc();
    return rpc.call(rpc.workflow(), &WorkflowStub::PrepareAsyncListNamespaces, listNamespaces, purpose,
                    std::move(request), deletedOf);
}

} // namespace signalbox::inventory
