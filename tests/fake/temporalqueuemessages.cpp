// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalmessages.h"

namespace signalbox::fake {

using namespace Qt::StringLiterals;
namespace enums = temporal::api::enums::v1;
namespace taskqueue = temporal::api::taskqueue::v1;
namespace worker = temporal::api::worker::v1;

namespace {

using fake::fill; // which those here would hide

template <class Version>
void fillVersion(Version &message, const QString &version)
{
    message.set_deployment_name(version.section(u'.', 0, 0).toStdString());
    message.set_build_id(version.section(u'.', 1).toStdString());
}

void fill(taskqueue::PollerInfo &message, const Poller &poller)
{
    message.set_identity(poller.identity.toStdString());
    message.set_rate_per_second(poller.ratePerSecond);
    if (poller.lastAccess)
        fill(*message.mutable_last_access_time(), *poller.lastAccess);
    if (poller.version.isEmpty())
        return;
    fillVersion(*message.mutable_deployment_options(), poller.version);
    message.mutable_deployment_options()->set_worker_versioning_mode(enums::WORKER_VERSIONING_MODE_VERSIONED);
}

enums::RateLimitSource limitSource(RateLimitSource source)
{
    switch (source) {
    case RateLimitSource::Api:
        return enums::RATE_LIMIT_SOURCE_API;
    case RateLimitSource::Worker:
        return enums::RATE_LIMIT_SOURCE_WORKER;
    case RateLimitSource::System:
        return enums::RATE_LIMIT_SOURCE_SYSTEM;
    case RateLimitSource::Unknown:
        break;
    }
    return enums::RATE_LIMIT_SOURCE_UNSPECIFIED;
}

void fillLimit(api::DescribeTaskQueueResponse &response, const RateLimit &limit)
{
    response.mutable_effective_rate_limit()->set_requests_per_second(static_cast<float>(limit.perSecond));
    response.mutable_effective_rate_limit()->set_rate_limit_source(limitSource(limit.source));
    if (limit.source != RateLimitSource::Api)
        return;
    auto &set = *response.mutable_config()->mutable_queue_rate_limit();
    set.mutable_rate_limit()->set_requests_per_second(static_cast<float>(limit.perSecond));
    set.mutable_metadata()->set_reason(limit.reason.toStdString());
    set.mutable_metadata()->set_update_identity(limit.identity.toStdString());
    if (limit.updated)
        fill(*set.mutable_metadata()->mutable_update_time(), *limit.updated);
}

void fillStats(taskqueue::TaskQueueStats &message, std::optional<qint64> backlog,
               std::optional<Milliseconds> oldest, std::optional<double> dispatchRate)
{
    message.set_approximate_backlog_count(backlog.value_or(0));
    fill(*message.mutable_approximate_backlog_age(), oldest.value_or(Milliseconds(0)));
    message.set_tasks_dispatch_rate(static_cast<float>(dispatchRate.value_or(0)));
}

void fillVersions(taskqueue::TaskQueueVersioningInfo &message, const QueueVersions &versions)
{
    if (!versions.current.isEmpty())
        fillVersion(*message.mutable_current_deployment_version(), versions.current);
    if (!versions.ramping.isEmpty())
        fillVersion(*message.mutable_ramping_deployment_version(), versions.ramping);
    message.set_ramping_version_percentage(static_cast<float>(versions.rampingPercent));
}

void fillSlots(worker::WorkerSlotsInfo &message, const WorkerSlots &said)
{
    message.set_current_available_slots(said.available.value_or(-1));
    message.set_current_used_slots(said.used);
    message.set_total_processed_tasks(static_cast<qint32>(said.processed));
    message.set_total_failed_tasks(static_cast<qint32>(said.failed));
    message.set_last_interval_processed_tasks(static_cast<qint32>(said.lastProcessed));
    message.set_last_interval_failure_tasks(static_cast<qint32>(said.lastFailed));
}

enums::WorkerStatus workerStatus(WorkerStatus status)
{
    switch (status) {
    case WorkerStatus::Running:
        return enums::WORKER_STATUS_RUNNING;
    case WorkerStatus::ShuttingDown:
        return enums::WORKER_STATUS_SHUTTING_DOWN;
    case WorkerStatus::Shutdown:
        return enums::WORKER_STATUS_SHUTDOWN;
    case WorkerStatus::Unknown:
        break;
    }
    return enums::WORKER_STATUS_UNSPECIFIED;
}

} // namespace

void fill(api::DescribeTaskQueueResponse &response, const TaskQueueStats &stats)
{
    if (stats.backlog || stats.oldestTask || stats.addRate || stats.dispatchRate) {
        fillStats(*response.mutable_stats(), stats.backlog, stats.oldestTask, stats.dispatchRate);
        response.mutable_stats()->set_tasks_add_rate(static_cast<float>(stats.addRate.value_or(0)));
    }
    for (const Poller &poller : stats.pollers)
        fill(*response.add_pollers(), poller);
    if (stats.limit)
        fillLimit(response, *stats.limit);
    for (const PriorityBacklog &one : stats.priorities)
        fillStats((*response.mutable_stats_by_priority_key())[one.key], one.backlog, one.oldestTask,
                  one.dispatchRate);
    if (stats.versions != QueueVersions())
        fillVersions(*response.mutable_versioning_info(), stats.versions);
}

void fill(api::ListWorkersResponse &response, const WorkerHeartbeat &beat)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    auto &message = *response.add_workers_info()->mutable_worker_heartbeat();
#pragma GCC diagnostic pop
    message.set_worker_instance_key(beat.instanceKey.toStdString());
    message.set_worker_identity(beat.identity.toStdString());
    message.mutable_host_info()->set_host_name(beat.host.toStdString());
    message.set_task_queue(beat.taskQueue.toStdString());
    if (!beat.version.isEmpty())
        fillVersion(*message.mutable_deployment_version(), beat.version);
    message.set_status(workerStatus(beat.status));
    if (beat.started)
        fill(*message.mutable_start_time(), *beat.started);
    if (beat.time)
        fill(*message.mutable_heartbeat_time(), *beat.time);
    if (beat.interval)
        fill(*message.mutable_elapsed_since_last_heartbeat(), *beat.interval);
    if (beat.workflowSlots)
        fillSlots(*message.mutable_workflow_task_slots_info(), *beat.workflowSlots);
    if (beat.activitySlots)
        fillSlots(*message.mutable_activity_task_slots_info(), *beat.activitySlots);
    message.mutable_workflow_poller_info()->set_current_pollers(beat.workflowPollers);
    message.mutable_activity_poller_info()->set_current_pollers(beat.activityPollers);
}

void fill(api::CountWorkflowExecutionsResponse::AggregationGroup &group, const QString &value, qint64 count)
{
    auto &payload = *group.add_group_values();
    (*payload.mutable_metadata())["encoding"] = "json/plain";
    payload.set_data('"' + value.toStdString() + '"');
    group.set_count(count);
}

} // namespace signalbox::fake
