// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/expectations.h"
#include "models/runbook/drift.h"
#include "models/runbook/seencluster.h"

#include <QTest>

#include <algorithm>

namespace signalbox::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline Expectations expectationsOf(const QByteArray &toml)
{
    const auto read = Expectations::parse("version = 1\n" + toml, u"r.toml"_s);
    [&] { QVERIFY2(read, qPrintable(read ? QString() : read.error().detail)); }();
    return read.value_or(Expectations());
}

inline SeenNamespace namespaceOf(const QString &name, std::chrono::hours retention = 72h)
{
    SeenNamespace ns;
    ns.name = name;
    ns.settings.emplace();
    ns.settings->info.name = name;
    ns.settings->info.state = NamespaceState::Registered;
    ns.settings->info.retention = retention;
    ns.queuesKnown = true;
    return ns;
}

inline SeenNamespace unreadable(const QString &name)
{
    SeenNamespace ns;
    ns.name = name;
    ns.trouble = ns.queuesTrouble = u"you may not read it"_s;
    return ns;
}

inline SeenNamespace missing(const QString &name)
{
    SeenNamespace ns;
    ns.name = name;
    ns.missing = true;
    return ns;
}

inline SeenQueue queueOf(const QString &name, std::optional<int> workflowPollers,
                         std::optional<int> activityPollers = {})
{
    SeenQueue queue;
    queue.name = name;
    queue.workflowPollers = workflowPollers;
    queue.activityPollers = activityPollers;
    queue.trouble = workflowPollers ? QString() : u"no answer"_s;
    return queue;
}

inline SeenCluster clusterOf(std::vector<SeenNamespace> namespaces)
{
    SeenCluster cluster;
    cluster.allListed = true;
    cluster.namespaces = std::move(namespaces);
    cluster.time = Instant(std::chrono::seconds(1'800'000'000)); // 2027-01-15T08:00:00Z
    return cluster;
}

/// All that came of one rule.
inline std::vector<Drift> driftsOf(const Expectations &expectations, const SeenCluster &cluster,
                                   DriftRule rule)
{
    std::vector<Drift> all = driftsOf(expectations, cluster);
    all.erase(std::remove_if(all.begin(), all.end(), [&](const Drift &drift) { return drift.rule != rule; }),
              all.end());
    return all;
}

/// Likewise, of which there is one.
inline Drift driftOf(const Expectations &expectations, const SeenCluster &cluster, DriftRule rule)
{
    const auto all = driftsOf(expectations, cluster, rule);
    [&] { QCOMPARE(all.size(), std::size_t(1)); }();
    return all.empty() ? Drift() : all.front();
}

} // namespace signalbox::test
