// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertlist.h"

#include "models/alerts/alertengine.h"
#include "models/alerts/alertmarks.h"
#include "models/base/text.h"
#include "models/monitor/watch.h"

#include <algorithm>

namespace signalbox {

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

int openDangers(const AlertEngine &engine, const AlertMarks &marks)
{
    int count = 0;
    for (const QueueKey &key : engine.standingKeys()) {
        // Most of what stands in thousands is that nothing is known.
        if (const auto rules = engine.judgedRules().find(key);
            rules == engine.judgedRules().end() || !rules->second.isAlerting())
            continue;
        for (const RuleStanding &standing : engine.standings(key)) {
            if (standing.state != AlertState::Firing || standing.rule.severity != Signal::Danger)
                continue;
            const Alert alert = engine.alertOf(key, standing);
            count += alert.signal == Signal::Danger && !marks.acknowledgement(alert) &&
                     !marks.snooze(keyOf(alert));
        }
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
