// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/policy/pattern.h"
#include "models/runbook/driftrules.h"
#include "models/runbook/fix.h"

#include <algorithm>
#include <limits>
#include <map>

namespace signalbox::driftrules {

using namespace Qt::StringLiterals;

namespace {

/// Of a rule that speaks of queues.
template <class Rule>
bool speaksOf(const Rule &rule, const QueueKey &queue)
{
    return fitsAny(rule.namespaces, queue.ns) && fitsAny(rule.queues, shortQueueName(queue));
}

/// The rule that holds for a queue: the last that speaks of it, and says what is looked for.
template <class Rules, class Says>
auto ruleOf(const Rules &rules, const QueueKey &queue, Says says)
{
    const auto found = std::find_if(rules.rbegin(), rules.rend(),
                                    [&](const auto &rule) { return says(rule) && speaksOf(rule, queue); });
    return found == rules.rend() ? nullptr : &*found;
}

/// What one worker of a queue has, of what the runbook asks for; nothing of one that works on no activities.
using Measure = std::optional<qint64> (*)(const WorkerHeartbeat &);

std::optional<qint64> pollersOf(const WorkerHeartbeat &worker)
{
    return worker.activitySlots ? std::optional<qint64>(worker.activityPollers) : std::nullopt;
}

std::optional<qint64> slotsOf(const WorkerHeartbeat &worker)
{
    if (!worker.activitySlots)
        return {};
    return worker.activitySlots->available ? *worker.activitySlots->available + worker.activitySlots->used
                                           : std::numeric_limits<qint64>::max();
}

/// Its first heartbeat comes before it began to work.
bool hasJustStarted(const WorkerHeartbeat &worker)
{
    return !worker.interval;
}

void judgeWorkers(Drift &drift, const std::vector<WorkerHeartbeat> &workers, qint64 least, Measure measure)
{
    std::optional<qint64> lowest;
    bool isBusy = false;
    for (const WorkerHeartbeat &worker : workers) {
        const auto has = hasJustStarted(worker) ? std::nullopt : measure(worker);
        if (!has || (lowest && *lowest <= *has))
            continue;
        lowest = has;
        isBusy = worker.activitySlots->used > 0;
    }
    if (!lowest) {
        drift.state = DriftState::CannotBeKnown;
        drift.reason = Text::tr("no worker there has told of activities yet");
        return;
    }
    drift.found =
        *lowest == std::numeric_limits<qint64>::max() ? Text::tr("without bound") : formatCount(lowest);
    if (*lowest >= least)
        return;
    drift.state = DriftState::Drifted;
    // Who has few slots free polls for that many tasks at once, and no more.
    if (isBusy && measure == &pollersOf) {
        drift.state = DriftState::CannotBeKnown;
        drift.reason = Text::tr("a worker that works polls with fewer than it is set to");
    }
}

Drifts ofWorkers(const Expectations &expectations, const SeenCluster &cluster,
                 std::optional<qint64> Expectations::Worker::*least, Measure measure, const QString &words)
{
    Drifts drifts;
    for (const SeenNamespace &ns : cluster.namespaces) {
        if (!isCovered(expectations, ns))
            continue;
        for (const SeenQueue &queue : ns.queues) {
            Drift drift;
            drift.subject = {ns.name, queue.name};
            const auto *rule = ruleOf(expectations.workers, drift.subject,
                                      [&](const auto &one) { return (one.*least).has_value(); });
            if (!rule || queue.isPolled() == false) // which is another rule's
                continue;
            drift.expected = Text::tr("at least %1 in each worker").arg(formatCount(rule->*least));
            if (queue.workers) {
                judgeWorkers(drift, *queue.workers, *(rule->*least), measure);
            } else {
                drift.state = DriftState::CannotBeKnown;
                drift.reason = Text::tr("no worker's heartbeat was heard there");
            }
            if (drift.state == DriftState::Drifted)
                drift.fix.words = words;
            drifts.push_back(drift);
        }
    }
    return drifts;
}

QString limitText(const std::optional<Milliseconds> &limit)
{
    return limit ? formatDuration(limit) : Text::tr("no limit");
}

/// By type: those of which a run asked for something else come first.
using ByType = std::map<QString, const SeenActivity *>;

ByType firstOfEachType(const SeenNamespace &ns, const Expectations::Activity &rule)
{
    ByType found;
    for (const SeenActivity &seen : ns.activities) {
        const ScheduledActivity &activity = seen.activity;
        if (!fitsAny(rule.types, activity.type) || !speaksOf(rule, {ns.name, activity.taskQueue}))
            continue;
        const SeenActivity *&first = found[activity.type];
        if (!first || (first->activity.scheduleToClose == rule.scheduleToClose &&
                       activity.scheduleToClose != rule.scheduleToClose))
            first = &seen;
    }
    return found;
}

Drift timeoutOf(const SeenNamespace &ns, const Expectations::Activity &rule, const SeenActivity &seen)
{
    Drift drift;
    drift.subject = {ns.name, seen.activity.taskQueue};
    drift.expected = Text::tr("%1: %2").arg(seen.activity.type, formatDuration(rule.scheduleToClose));
    drift.found = limitText(seen.activity.scheduleToClose);
    if (seen.activity.scheduleToClose == rule.scheduleToClose)
        return drift;
    drift.state = DriftState::Drifted;
    drift.found = Text::tr("%1, in run %2").arg(drift.found, seen.workflowId);
    drift.fix.words = Text::tr("Set schedule_to_close_timeout where the workflow calls it.");
    return drift;
}

QString limitFound(const std::optional<RateLimit> &limit)
{
    if (!limit)
        return Text::tr("no limit");
    const QString rate = formatRate(limit->perSecond);
    return limit->source == RateLimitSource::System
               ? Text::tr("%1 activities a second, by the servers' configuration").arg(rate)
               : Text::tr("%1 activities a second").arg(rate);
}

Drift limitOf(const QueueKey &key, const SeenQueue &queue, const Expectations::RateLimit &rule)
{
    Drift drift;
    drift.subject = key;
    drift.expected = rule.perSecond ? Text::tr("%1 activities a second").arg(formatCount(rule.perSecond))
                                    : Text::tr("a limit of its activities");
    if (!queue.activityLimitKnown) {
        drift.state = DriftState::CannotBeKnown;
        drift.reason =
            queue.trouble.isEmpty() ? Text::tr("its activities were not looked at") : queue.trouble;
        return drift;
    }
    drift.found = limitFound(queue.activityLimit);
    // 1.32.1 has one of its own for each queue that nobody limits.
    if (!rule.perSecond && queue.activityLimit && queue.activityLimit->source == RateLimitSource::System) {
        drift.state = DriftState::CannotBeKnown;
        drift.reason =
            Text::tr("the servers' configuration limits it, as it does where nobody thought of it");
        return drift;
    }
    const bool isAsSaid =
        queue.activityLimit && (!rule.perSecond || qFuzzyCompare(1 + queue.activityLimit->perSecond,
                                                                 1 + static_cast<double>(*rule.perSecond)));
    if (isAsSaid)
        return drift;
    drift.state = DriftState::Drifted;
    if (rule.perSecond)
        drift.fix = fix::limitActivities(key, *rule.perSecond);
    return drift;
}

Drift limitOfNamespaces(const Expectations::RateLimit &rule)
{
    Drift drift;
    drift.subject.ns = rule.namespaces.join(u", "_s);
    drift.state = DriftState::NeverTold;
    drift.expected = rule.perSecond ? Text::tr("%1 requests a second").arg(formatCount(rule.perSecond))
                                    : Text::tr("a limit of its requests");
    drift.reason =
        Text::tr("frontend.namespaceRPS stands in the servers' dynamic configuration, which no call "
                 "reads; calls that are refused show under Help, \"What the console spends\"");
    return drift;
}

} // namespace

Drifts activityPollers(const Expectations &expectations, const SeenCluster &cluster)
{
    return ofWorkers(
        expectations, cluster, &Expectations::Worker::activityPollers, pollersOf,
        Text::tr("Set max_concurrent_activity_task_polls (the Python SDK's name) of the worker."));
}

Drifts activitySlots(const Expectations &expectations, const SeenCluster &cluster)
{
    return ofWorkers(expectations, cluster, &Expectations::Worker::activitySlots, slotsOf,
                     Text::tr("Set max_concurrent_activities (the Python SDK's name) of the worker."));
}

Drifts scheduleToClose(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    for (const Expectations::Activity &rule : expectations.activities)
        for (const SeenNamespace &ns : cluster.namespaces) {
            const bool hasSuch = isCovered(expectations, ns) &&
                                 std::any_of(ns.queues.begin(), ns.queues.end(), [&](const SeenQueue &queue) {
                                     return speaksOf(rule, {ns.name, queue.name});
                                 });
            const ByType found = firstOfEachType(ns, rule);
            for (const auto &[type, seen] : found)
                drifts.push_back(timeoutOf(ns, rule, *seen));
            if (!found.empty() || !hasSuch)
                continue;
            Drift drift;
            drift.subject.ns = ns.name;
            drift.state = DriftState::CannotBeKnown;
            drift.expected =
                Text::tr("%1: %2").arg(rule.types.join(u", "_s), formatDuration(rule.scheduleToClose));
            drift.reason =
                ns.activitiesTrouble.isEmpty() ? Text::tr("no recent run called one") : ns.activitiesTrouble;
            drifts.push_back(drift);
        }
    return drifts;
}

/// Of activities a queue tells; of a namespace's requests nobody does.
Drifts rateLimit(const Expectations &expectations, const SeenCluster &cluster)
{
    Drifts drifts;
    for (const Expectations::RateLimit &rule : expectations.rateLimits)
        if (rule.queues.isEmpty())
            drifts.push_back(limitOfNamespaces(rule));
    const auto hasQueues = [](const Expectations::RateLimit &rule) { return !rule.queues.isEmpty(); };
    for (const SeenNamespace &ns : cluster.namespaces) {
        if (!isCovered(expectations, ns))
            continue;
        for (const SeenQueue &queue : ns.queues)
            if (const auto *rule = ruleOf(expectations.rateLimits, {ns.name, queue.name}, hasQueues))
                drifts.push_back(limitOf({ns.name, queue.name}, queue, *rule));
    }
    return drifts;
}

} // namespace signalbox::driftrules
