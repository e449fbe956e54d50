// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/pendingactivities.h"

#include "models/monitor/queuenames.h"

#include <algorithm>
#include <tuple>

namespace signalbox {

namespace {

using Reason = std::tuple<QString, QString, QString>; ///< activity type, message, type of the failure

std::set<QString> queuesOf(const std::vector<PendingActivity> &pending)
{
    std::set<QString> queues;
    for (const PendingActivity &activity : pending)
        if (isWatchable(activity.taskQueue))
            queues.insert(activity.taskQueue);
    return queues;
}

bool isFailing(const PendingActivity &activity)
{
    return activity.attempt > 1 && !activity.lastFailure.isEmpty() && !activity.pause;
}

/// The innermost link that says anything.
const FailureLink &causeOf(const Failure &failure)
{
    const auto says = [](const FailureLink &link) {
        return !link.message.isEmpty() || !link.type.isEmpty() || link.isEncrypted;
    };
    const auto found = std::find_if(failure.links.rbegin(), failure.links.rend(), says);
    return found != failure.links.rend() ? *found : failure.links.back();
}

void add(std::map<Reason, FailingActivities> &failing, const PendingActivity &activity)
{
    const FailureLink &cause = causeOf(activity.lastFailure);
    FailingActivities &one = failing[{activity.type, cause.message, cause.type}];
    one.type = activity.type;
    one.cause = cause.message;
    one.causeType = cause.type;
    one.isEncrypted = cause.isEncrypted;
    ++one.count;
    one.highestAttempt = std::max(one.highestAttempt, int(activity.attempt));
}

} // namespace

/// One that has ended waits for nothing.
std::set<QString> PendingActivities::take(const ExecutionDescription &run, Milliseconds now)
{
    Run &known = m_runs[run.execution.runId];
    std::set<QString> queues = queuesOf(known.pending);
    const ExecutionStatus status = run.execution.status;
    if (status != ExecutionStatus::Running && status != ExecutionStatus::Paused) {
        m_runs.erase(run.execution.runId);
        return queues;
    }
    known = {run.pendingActivities, now};
    queues.merge(queuesOf(known.pending));
    return queues;
}

std::set<QString> PendingActivities::dropOld(Milliseconds now)
{
    std::set<QString> queues;
    std::erase_if(m_runs, [&](const auto &entry) {
        const bool isOld = now - entry.second.at > keptFor;
        if (isOld)
            queues.merge(queuesOf(entry.second.pending));
        return isOld;
    });
    return queues;
}

std::optional<PendingSample> PendingActivities::of(const QString &queue, Milliseconds now) const
{
    PendingSample sample;
    std::map<Reason, FailingActivities> failing;
    for (const auto &[id, run] : m_runs) {
        if (now - run.at > keptFor)
            continue;
        const int before = sample.pending;
        for (const PendingActivity &activity : run.pending) {
            if (activity.taskQueue != queue)
                continue;
            ++sample.pending;
            if (isFailing(activity))
                add(failing, activity);
        }
        if (sample.pending == before)
            continue;
        ++sample.runs;
        sample.sinceBoot = std::max(sample.sinceBoot, run.at);
    }
    if (sample.runs == 0)
        return std::nullopt;
    for (const auto &[reason, one] : failing)
        sample.failing.push_back(one);
    std::stable_sort(sample.failing.begin(), sample.failing.end(),
                     [](const auto &a, const auto &b) { return a.count > b.count; });
    return sample;
}

} // namespace signalbox
