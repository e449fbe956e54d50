// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/dispatcher.h"
#include "models/recovery/manifesttaker.h"
#include "models/recovery/manifestverifier.h"
#include "tests/unit/temporal/fixture.h"

#include <QTemporaryDir>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// As fast as the fake server goes, and few a page, so that there are several.
inline Pace quickPace()
{
    return {1e6, 8, 1e6, 3, 1ms};
}

/// The server's own limits are not what is tested.
inline Limits unlimited(Milliseconds patience)
{
    Limits limits = quickLimits();
    limits.readDeadline = patience;
    limits.visibilityPerSecond = limits.visibilityOperatorPerSecond = limits.visibilityBackgroundPerSecond =
        limits.visibilityPagingPerSecond = 1e6;
    return limits;
}

/// A cluster with two namespaces, `prod` with runs and `idle` without, and a manifest's file.
struct RecoveryWorld : Fixture
{
    /// `patience`: how long a call is tried that is not answered.
    explicit RecoveryWorld(Milliseconds patience = quickLimits().readDeadline)
        : Fixture(unlimited(patience))
    {
        config.info.name = u"prod"_s;
        config.info.id = u"id of prod"_s;
        config.info.state = NamespaceState::Registered;
        config.info.description = u"Orders"_s;
        config.info.retention = 30 * 24h;
        config.info.historyArchival = true;
        config.info.workerHeartbeats = true;
        config.history = {true, u"s3://archive"_s};
        config.data = {{u"team"_s, u"orders"_s}};
        NamespaceInfo system, idle;
        system.name = u"temporal-system"_s;
        idle.name = u"idle"_s;
        server.setNamespaces({system, config.info, idle});
        server.setConfig(config);
        server.setSearchAttributes(u"prod"_s, {{u"Customer"_s, u"Keyword"_s}});
        server.setSchedules(
            u"prod"_s,
            {{u"a"_s, u"Sweep"_s, false}, {u"b"_s, u"Sweep"_s, true}, {u"c"_s, u"Sweep"_s, false}});
        setPollers(2);
    }

    void setPollers(int count)
    {
        TaskQueueStats stats;
        for (int i = 0; i < count; ++i)
            stats.pollers.push_back({QString::number(i), TaskType::Workflow, clock.utc(), 1, {}});
        server.setQueue({u"prod"_s, u"orders"_s}, TaskType::Workflow, stats);
        server.setQueue({u"prod"_s, u"cards"_s}, TaskType::Activity, stats);
    }

    /// A run of the list and of the server, which has so many events.
    Execution &addRun(const QString &id, qint64 events, Milliseconds age = 1h)
    {
        Execution run{id,
                      u"run of "_s + id,
                      u"Order"_s,
                      u"orders"_s,
                      ExecutionStatus::Running,
                      clock.utc() - age,
                      {},
                      0,
                      0};
        runs.push_back(run);
        lengths[id] = events;
        return runs.back();
    }

    /// What `runs` and `lengths` say is so from now on.
    void serve()
    {
        std::vector<Execution> rows = runs;
        std::erase_if(rows, [this](const Execution &run) { return unlisted.contains(run.workflowId); });
        server.setExecutions(u"prod"_s, rows);
        for (const Execution &run : runs)
            describe(run);
    }

    /// With `card` activities of a worker that had begun them.
    void describe(Execution run)
    {
        run.historyLength = lengths[run.workflowId];
        ExecutionDescription description;
        description.execution = run;
        if (run.workflowId.contains(u"card"_s)) {
            PendingActivity activity;
            activity.activityId = u"1"_s;
            activity.type = u"charge"_s;
            activity.taskQueue = u"cards"_s;
            activity.state = ActivityState::Started;
            activity.lastStartedTime = clock.utc();
            description.pendingActivities = {activity};
        }
        if (statusNow.contains(run.workflowId))
            description.execution.status = statusNow[run.workflowId];
        server.setDescription(u"prod"_s, description);
    }

    [[nodiscard]] std::optional<manifest::Counts> take(const QStringList &namespaces = {})
    {
        ManifestTaker taker(*client, clock, {file, u"eu"_s, namespaces, {u"prod"_s, u"denied"_s}},
                            quickPace());
        std::optional<manifest::Counts> counts;
        bool isOver = false;
        QObject::connect(&taker, &ManifestTaker::taken, &taker,
                         [&](const manifest::Counts &got, const std::vector<Unread> &gaps) {
                             counts = got;
                             unread = gaps;
                             isOver = true;
                         });
        QObject::connect(&taker, &ManifestTaker::failed, &taker, [&](const Error &error) {
            failure = error;
            isOver = true;
        });
        taker.start();
        if (!QTest::qWaitFor([&] { return isOver; }, 60'000))
            qWarning("the manifest was never taken");
        return counts;
    }

    [[nodiscard]] std::optional<Verification> verify()
    {
        ManifestVerifier verifier(*client, clock, file, {u"prod"_s, u"denied"_s}, quickPace());
        std::optional<Verification> result;
        bool isOver = false;
        QObject::connect(&verifier, &ManifestVerifier::verified, &verifier,
                         [&](const Verification &got, const std::vector<Standing> &left) {
                             result = got;
                             standing = left;
                             isOver = true;
                         });
        QObject::connect(&verifier, &ManifestVerifier::failed, &verifier, [&](const Error &error) {
            failure = error;
            isOver = true;
        });
        verifier.start();
        if (!QTest::qWaitFor([&] { return isOver; }, 60'000))
            qWarning("the manifest was never verified");
        return result;
    }

    QTemporaryDir folder;
    const QString file = folder.filePath(u"m"_s);
    NamespaceConfig config;
    std::vector<Execution> runs;
    std::map<QString, qint64> lengths;
    std::map<QString, ExecutionStatus> statusNow; ///< where the list is wrong
    QStringList unlisted;
    std::vector<Unread> unread;
    std::vector<Standing> standing;
    std::optional<Error> failure;
};

} // namespace signalbox
