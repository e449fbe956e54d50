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

} // namespace signalbox::inventory
