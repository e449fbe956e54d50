// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertlist.h"

#include "models/alerts/alertengine.h"
#include "models/alerts/alertmarks.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/monitor/watch.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

AlertStage stageOf(const QueueKey &key, const RuleStanding &standing, bool isOutage)
{
    switch (standing.state) {
    case AlertState::Firing:
        return standing.recovering ? AlertStage::Recovering : AlertStage::Firing;
    case AlertState::Pending:
        return AlertStage::Pending;
    default:
        return isOutage && key != theCluster ? AlertStage::Muted : AlertStage::Unknown;
    }
}

/// Sorted by this, the smallest first.
auto rank(const ListedAlert &one)
{
    const bool isKnown = one.alert.since.has_value();
    return std::tuple(-static_cast<int>(one.alert.signal), !one.isOpen(), one.stage, !isKnown,
                      one.alert.since.value_or(Instant()), keyOf(one.alert));
}

/// Each is ranked once: of thousands that are not known, comparing would take longest.
std::vector<ListedAlert> sorted(std::vector<ListedAlert> list)
{
    std::vector<std::pair<decltype(rank(list.front())), std::size_t>> order;
    order.reserve(list.size());
    for (const ListedAlert &one : list)
        order.emplace_back(rank(one), order.size());
    std::sort(order.begin(), order.end());
    std::vector<ListedAlert> sorted;
    sorted.reserve(list.size());
    for (const auto &[rank, at] : order)
        sorted.push_back(std::move(list[at]));
    return sorted;
}

} // namespace

QString stageName(AlertStage stage)
{
    switch (stage) {
    case AlertStage::Firing:
        return Text::tr("firing");
    case AlertStage::Recovering:
        return Text::tr("recovering");
    case AlertStage::Pending:
        return Text::tr("pending");
    case AlertStage::Muted:
        return Text::tr("muted");
    case AlertStage::Unknown:
        break;
    }
    return Text::tr("not known");
}

std::vector<ListedAlert> listAlerts(const AlertEngine &engine, const AlertMarks &marks,
                                    const Runbook &runbook, const Clock &clock)
{
    std::vector<ListedAlert> list;
    const bool isOutage = engine.isOutage();
    for (const QueueKey &key : engine.standingKeys()) {
        for (const RuleStanding &standing : engine.standings(key)) {
            ListedAlert one;
            one.alert = engine.alertOf(key, standing);
            one.rule = standing.rule;
            one.stage = stageOf(key, standing, isOutage);
            one.owner = runbook.ownerOf(key).value_or(QString());
            one.reason = reasonOf(standing);
            one.age = standing.since ? formatRoughly(std::max(clock.utc() - *standing.since, Milliseconds(0)))
                                     : formatDuration({});
            one.acknowledged = marks.acknowledgement(one.alert);
            one.snoozed = marks.snooze(keyOf(one.alert));
            one.snoozeEnded = marks.endedSnooze(keyOf(one.alert));
            one.notes = marks.notes(one.alert).size();
            list.push_back(std::move(one));
        }
    }
    return sorted(std::move(list));
}

int openDangers(const AlertEngine &engine, const AlertMarks &marks)
{
    int count = 0;
    for (const QueueKey &key : engine.standingKeys())
        for (const RuleStanding &standing : engine.standings(key)) {
            if (standing.state != AlertState::Firing || standing.rule.severity != Signal::Danger)
                continue;
            const Alert alert = engine.alertOf(key, standing);
            count += alert.signal == Signal::Danger && !marks.acknowledgement(alert) &&
                     !marks.snooze(keyOf(alert));
        }
    return count;
}

AlertCoverage coverageOf(const AlertEngine &engine, const Watch &watch)
{
    AlertCoverage coverage;
    for (const NamespaceSample &sample : watch.namespaces())
        if (!sample.readable)
            coverage.unreadable.insert(sample.info.name);
    std::set<QString> rules;
    for (const auto &[key, set] : engine.judgedRules()) {
        for (const QString &id : set.ids())
            rules.insert(id);
        coverage.queues += !key.queue.isEmpty() && !coverage.unreadable.contains(key.ns);
    }
    coverage.rules = rules.size();
    const std::vector<QueueKey> known = watch.queues();
    coverage.unjudged = static_cast<std::size_t>(
        std::count_if(known.begin(), known.end(), [&engine, &coverage](const QueueKey &key) {
            return !engine.judgedRules().contains(key) && !coverage.unreadable.contains(key.ns);
        }));
    return coverage;
}

} // namespace signalbox
