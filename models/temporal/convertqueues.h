// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/deployments.h"
#include "models/temporal/queues.h"
#include "models/temporal/standalone.h"
#include "models/temporal/workers.h"

namespace temporal::api::workflowservice::v1 {
class DescribeTaskQueueResponse;
class ListActivityExecutionsResponse;
class DescribeWorkerDeploymentVersionResponse;
class ListWorkerDeploymentsResponse;
class ListWorkersResponse;
} // namespace temporal::api::workflowservice::v1

/// As convert.h, of task queues and those who work on them.
namespace signalbox::convert {

namespace api = temporal::api::workflowservice::v1;

[[nodiscard]] TaskQueueStats taskQueueStats(const api::DescribeTaskQueueResponse &response, TaskType type);
[[nodiscard]] WorkerPage workerPage(const api::ListWorkersResponse &response);
[[nodiscard]] DeploymentPage deploymentPage(const api::ListWorkerDeploymentsResponse &response);
[[nodiscard]] VersionQueues versionQueues(const api::DescribeWorkerDeploymentVersionResponse &response);
[[nodiscard]] StandalonePage standalonePage(const api::ListActivityExecutionsResponse &response);

} // namespace signalbox::convert
