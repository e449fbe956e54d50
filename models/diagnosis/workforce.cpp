// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis/workforce.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// A list of workers is asked for once a minute or more seldom; an older one tells nothing of now.
constexpr Milliseconds listValidFor = 5min;

bool worksOn(const WorkerHeartbeat &worker, TaskType type)
{
    const int pollers = type == TaskType::Workflow ? worker.workflowPollers : worker.activityPollers;
    const auto &slots = slotsOf(worker, type);
    return pollers > 0 || (slots && (!slots->available || *slots->available + slots->used > 0));
}

bool isThere(const SeenWorker &worker)
{
    return worker.alive && worker.heartbeat.status != WorkerStatus::ShuttingDown &&
           worker.heartbeat.status != WorkerStatus::Shutdown;
}

void count(Workforce &force, const SeenWorker &worker, const std::optional<WorkerSlots> &slots)
{
    if (!isThere(worker)) {
        ++force.gone;
        force.lastBeat = std::max(force.lastBeat, worker.lastBeat);
        return;
    }
    force.alive.push_back(worker);
    if (worker.lastBeat)
        force.saidAt = std::min(force.saidAt.value_or(*worker.lastBeat), *worker.lastBeat);
    if (!slots)
        return;
    force.used += slots->used;
    force.total = force.total && slots->available
                      ? std::optional(*force.total + slots->used + *slots->available)
                      : std::nullopt;
    force.busy += slots->available && *slots->available <= 0 && slots->used > 0 ? 1 : 0;
}

bool isAmong(const std::vector<SeenWorker> &workers, const QString &identity)
{
    return std::any_of(workers.begin(), workers.end(),
                       [&](const SeenWorker &worker) { return worker.heartbeat.identity == identity; });
}

} // namespace

const std::optional<WorkerSlots> &slotsOf(const WorkerHeartbeat &worker, TaskType type)
{
    return type == TaskType::Workflow ? worker.workflowSlots : worker.activitySlots;
}

Workforce workforceOf(const Observed &seen, TaskType type)
{
    Workforce force;
    if (!seen.workers || seen.now - seen.workers->sinceBoot > listValidFor)
        return force;
    for (const SeenWorker &worker : seen.workers->workers)
        if (worksOn(worker.heartbeat, type))
            count(force, worker, slotsOf(worker.heartbeat, type));
    std::vector<QString> named;
    for (const SeenPoller &poller : seen.sample->pollers)
        if (poller.type == type)
            named.push_back(poller.identity);
    force.coversPollers = std::all_of(named.begin(), named.end(), [&](const QString &identity) {
        return isAmong(seen.workers->workers, identity);
    });
    force.isComplete = named.size() <= force.alive.size() + static_cast<std::size_t>(force.gone);
    return force;
}

} // namespace signalbox
