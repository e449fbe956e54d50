// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"
#include "models/temporal/history.h"
#include "models/temporal/inventory.h"
#include "models/temporal/namespaces.h"
#include "models/temporal/queues.h"
#include "models/temporal/workers.h"

#include <temporal/api/workflowservice/v1/request_response.pb.h>

/// Values to messages, the reverse of models/temporal/convert.h. Only the fake server includes this.
namespace signalbox::fake {

namespace api = temporal::api::workflowservice::v1;

void fill(google::protobuf::Timestamp &message, Instant time);
void fill(google::protobuf::Duration &message, Milliseconds duration);
void fill(api::DescribeNamespaceResponse &response, const NamespaceInfo &info);
void addConfig(api::DescribeNamespaceResponse &response, const NamespaceConfig &config);
void fill(api::DescribeTaskQueueResponse &response, const TaskQueueStats &stats);
void fill(api::ListWorkersResponse &response, const WorkerHeartbeat &beat);
void fill(api::CountWorkflowExecutionsResponse::AggregationGroup &group, const QString &value, qint64 count);
void fill(temporal::api::workflow::v1::WorkflowExecutionInfo &info, const Execution &execution);
void fill(api::DescribeWorkflowExecutionResponse &response, const ExecutionDescription &description);
void fill(temporal::api::history::v1::HistoryEvent &message, const HistoryEvent &event);

} // namespace signalbox::fake
