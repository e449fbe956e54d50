// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/partitions.h"

#include "models/temporal/client.h"
#include "models/temporal/rpc.h"

namespace signalbox {

namespace api = temporal::api::workflowservice::v1;

namespace {

constexpr Method listTaskQueuePartitions{.name = "ListTaskQueuePartitions"};

template <class Partitions>
QStringList hostsOf(const Partitions &partitions)
{
    QStringList hosts;
    for (const auto &partition : partitions)
        hosts << QString::fromStdString(partition.owner_host_name());
    return hosts;
}

QueuePartitions partitionsOf(const api::ListTaskQueuePartitionsResponse &response)
{
    return {hostsOf(response.workflow_task_queue_partitions()),
            hostsOf(response.activity_task_queue_partitions())};
}

} // namespace

Reply<QueuePartitions> listPartitions(Client &client, const QueueKey &key, Purpose purpose)
{
    api::ListTaskQueuePartitionsRequest request;
    request.set_namespace_(key.ns.toStdString());
    request.mutable_task_queue()->set_name(key.queue.toStdString());
    Rpc &rpc = client.rpc();
    return rpc.call(rpc.workflow(), &WorkflowStub::PrepareAsyncListTaskQueuePartitions,
                    listTaskQueuePartitions, purpose, std::move(request), partitionsOf);
}

} // namespace signalbox
