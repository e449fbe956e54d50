// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/convertqueues.h"

#include "models/temporal/convert.h"

#include <temporal/api/workflowservice/v1/request_response.pb.h>

#include <algorithm>

namespace signalbox::convert {

namespace enums = temporal::api::enums::v1;
namespace taskqueue = temporal::api::taskqueue::v1;
namespace worker = temporal::api::worker::v1;

namespace {

// Beyond what any cluster has, and far below where sums of them overflow.
constexpr qint64 mostTasks = 1'000'000'000'000;
constexpr Milliseconds longestAge = std::chrono::years(100);
constexpr double mostPerSecond = 1e9;
constexpr int mostSlots = 1'000'000'000;
/// The server takes 1 to 5 unless it is set up otherwise.
constexpr int highestPriorityKey = 1'000;
constexpr int defaultPriorityKey = 3;

/// What the server says of a quantity; nonsense (negative, no number, absurd) is unknown, never a figure.
template <class Quantity>
std::optional<Quantity> sane(Quantity value, Quantity most)
{
    return value >= Quantity(0) && value <= most ? std::optional(value) : std::nullopt;
}

std::optional<double> rate(double perSecond)
{
    return sane(perSecond, mostPerSecond);
}

std::optional<Milliseconds> age(const google::protobuf::Duration &said)
{
    const auto length = duration(said);
    return length ? sane(*length, longestAge) : std::nullopt;
}

/// An unversioned worker names its build alone.
template <class Version>
QString versionName(const Version &version)
{
    const bool isNone = version.deployment_name().empty() || version.build_id().empty();
    return isNone ? QString() : text(version.deployment_name()) + u'.' + text(version.build_id());
}

Poller poller(const taskqueue::PollerInfo &info, TaskType type)
{
    const auto &asks = info.deployment_options();
    const bool isVersioned = asks.worker_versioning_mode() == enums::WORKER_VERSIONING_MODE_VERSIONED;
    return {text(info.identity()), type,
            info.has_last_access_time() ? instant(info.last_access_time()) : std::nullopt,
            info.rate_per_second(), isVersioned ? versionName(asks) : QString()};
}

RateLimitSource limitSource(enums::RateLimitSource source)
{
    switch (source) {
    case enums::RATE_LIMIT_SOURCE_API:
        return RateLimitSource::Api;
    case enums::RATE_LIMIT_SOURCE_WORKER:
        return RateLimitSource::Worker;
    case enums::RATE_LIMIT_SOURCE_SYSTEM:
        return RateLimitSource::System;
    default:
        return RateLimitSource::Unknown;
    }
}

std::optional<RateLimit> rateLimit(const api::DescribeTaskQueueResponse &response)
{
    if (!response.has_effective_rate_limit())
        return std::nullopt;
    const auto perSecond = rate(response.effective_rate_limit().requests_per_second());
    if (!perSecond)
        return std::nullopt;
    RateLimit limit{*perSecond, limitSource(response.effective_rate_limit().rate_limit_source()), {}, {}, {}};
    if (limit.source != RateLimitSource::Api)
        return limit;
    const auto &set = response.config().queue_rate_limit().metadata();
    limit.reason = text(set.reason());
    limit.identity = text(set.update_identity());
    limit.updated = set.has_update_time() ? instant(set.update_time()) : std::nullopt;
    return limit;
}

/// Where nobody uses priorities all tasks have the default one, which is then no news.
std::vector<PriorityBacklog> priorities(const api::DescribeTaskQueueResponse &response)
{
    std::vector<PriorityBacklog> result;
    for (const auto &[key, stats] : response.stats_by_priority_key())
        if (key >= 1 && key <= highestPriorityKey)
            result.push_back({key, sane(qint64(stats.approximate_backlog_count()), mostTasks),
                              age(stats.approximate_backlog_age()), rate(stats.tasks_dispatch_rate())});
    std::sort(result.begin(), result.end(),
              [](const PriorityBacklog &a, const PriorityBacklog &b) { return a.key < b.key; });
    if (result.size() == 1 && result.front().key == defaultPriorityKey)
        result.clear();
    return result;
}

QueueVersions versions(const taskqueue::TaskQueueVersioningInfo &info)
{
    constexpr double whole = 100;
    return {versionName(info.current_deployment_version()), versionName(info.ramping_deployment_version()),
            sane(static_cast<double>(info.ramping_version_percentage()), whole).value_or(0)};
}

WorkerStatus workerStatus(enums::WorkerStatus status)
{
    switch (status) {
    case enums::WORKER_STATUS_RUNNING:
        return WorkerStatus::Running;
    case enums::WORKER_STATUS_SHUTTING_DOWN:
        return WorkerStatus::ShuttingDown;
    case enums::WORKER_STATUS_SHUTDOWN:
        return WorkerStatus::Shutdown;
    default:
        return WorkerStatus::Unknown;
    }
}

/// A worker whose slots have no bound says -1 of those available.
std::optional<WorkerSlots> workerSlots(const worker::WorkerSlotsInfo &info)
{
    const auto used = sane(info.current_used_slots(), mostSlots);
    const auto processed = sane(info.total_processed_tasks(), mostSlots);
    const auto failed = sane(info.total_failed_tasks(), mostSlots);
    const auto lastProcessed = sane(info.last_interval_processed_tasks(), mostSlots);
    const auto lastFailed = sane(info.last_interval_failure_tasks(), mostSlots);
    if (!used || !processed || !failed || !lastProcessed || !lastFailed)
        return std::nullopt;
    return WorkerSlots{sane(info.current_available_slots(), mostSlots),
                       *used,
                       *processed,
                       *failed,
                       *lastProcessed,
                       *lastFailed};
}

WorkerHeartbeat heartbeat(const worker::WorkerHeartbeat &info)
{
    WorkerHeartbeat beat;
    beat.instanceKey = text(info.worker_instance_key());
    beat.identity = text(info.worker_identity());
    beat.taskQueue = text(info.task_queue());
    beat.host = text(info.host_info().host_name());
    beat.version = versionName(info.deployment_version());
    beat.status = workerStatus(info.status());
    beat.started = info.has_start_time() ? instant(info.start_time()) : std::nullopt;
    beat.time = info.has_heartbeat_time() ? instant(info.heartbeat_time()) : std::nullopt;
    if (info.has_elapsed_since_last_heartbeat())
        beat.interval = age(info.elapsed_since_last_heartbeat());
    if (info.has_workflow_task_slots_info())
        beat.workflowSlots = workerSlots(info.workflow_task_slots_info());
    if (info.has_activity_task_slots_info())
        beat.activitySlots = workerSlots(info.activity_task_slots_info());
    beat.workflowPollers = sane(info.workflow_poller_info().current_pollers(), mostSlots).value_or(0);
    beat.activityPollers = sane(info.activity_poller_info().current_pollers(), mostSlots).value_or(0);
    return beat;
}

/// What newer servers are to list alone: without the heartbeat's own time and numbers.
WorkerHeartbeat briefly(const worker::WorkerListInfo &info)
{
    WorkerHeartbeat beat;
    beat.instanceKey = text(info.worker_instance_key());
    beat.identity = text(info.worker_identity());
    beat.taskQueue = text(info.task_queue());
    beat.host = text(info.host_name());
    beat.version = versionName(info.deployment_version());
    beat.status = workerStatus(info.status());
    beat.started = info.has_start_time() ? instant(info.start_time()) : std::nullopt;
    return beat;
}

} // namespace

TaskQueueStats taskQueueStats(const api::DescribeTaskQueueResponse &response, TaskType type)
{
    TaskQueueStats result;
    if (response.has_stats()) {
        const auto &stats = response.stats();
        result.backlog = sane(qint64(stats.approximate_backlog_count()), mostTasks);
        result.oldestTask = age(stats.approximate_backlog_age());
        result.addRate = rate(stats.tasks_add_rate());
        result.dispatchRate = rate(stats.tasks_dispatch_rate());
    }
    for (const auto &one : response.pollers())
        result.pollers.push_back(poller(one, type));
    result.limit = rateLimit(response);
    result.priorities = priorities(response);
    result.versions = versions(response.versioning_info());
    return result;
}

/// The field with the heartbeats is deprecated for one call a worker, which a poll of the fleet can't afford;
/// 1.32.1 fills it.
WorkerPage workerPage(const api::ListWorkersResponse &response)
{
    WorkerPage page;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    for (const auto &one : response.workers_info())
        page.workers.push_back(heartbeat(one.worker_heartbeat()));
#pragma GCC diagnostic pop
    if (page.workers.empty())
        for (const auto &one : response.workers())
            page.workers.push_back(briefly(one));
    page.nextPage = QByteArray::fromStdString(response.next_page_token());
    return page;
}

StandalonePage standalonePage(const api::ListActivityExecutionsResponse &response)
{
    StandalonePage page;
    for (const auto &one : response.executions())
        page.taskQueues << text(one.task_queue());
    page.nextPage = QByteArray::fromStdString(response.next_page_token());
    return page;
}

DeploymentPage deploymentPage(const api::ListWorkerDeploymentsResponse &response)
{
    DeploymentPage page;
    const auto add = [&page](const auto &summary) {
        const DeploymentVersion version{text(summary.deployment_version().deployment_name()),
                                        text(summary.deployment_version().build_id())};
        const bool isKnown =
            std::find(page.versions.begin(), page.versions.end(), version) != page.versions.end();
        if (!version.deployment.isEmpty() && !version.build.isEmpty() && !isKnown)
            page.versions.push_back(version);
    };
    for (const auto &one : response.worker_deployments()) {
        add(one.latest_version_summary());
        add(one.current_version_summary());
        add(one.ramping_version_summary());
    }
    page.nextPage = QByteArray::fromStdString(response.next_page_token());
    return page;
}

VersionQueues versionQueues(const api::DescribeWorkerDeploymentVersionResponse &response)
{
    VersionQueues queues;
    for (const auto &one : response.version_task_queues()) {
        if (one.type() == temporal::api::enums::v1::TASK_QUEUE_TYPE_WORKFLOW)
            queues.workflow << text(one.name());
        else if (one.type() == temporal::api::enums::v1::TASK_QUEUE_TYPE_ACTIVITY)
            queues.activity << text(one.name());
    }
    return queues;
}

} // namespace signalbox::convert
