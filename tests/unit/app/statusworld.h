// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/status.h"
#include "tests/unit/monitor/watchworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox::test {

struct StatusWorld : WatchWorld
{
    /// One run from start to report.
    StatusReport report(Milliseconds timeout = std::chrono::seconds(30))
    {
        create();
        AlertEngine alerts(*watch, runbook, clock);
        StatusRun run(*watch, alerts, runbook, clock);
        std::optional<StatusReport> got;
        QObject::connect(&run, &StatusRun::finished, &run, [&](const StatusReport &report) { got = report; });
        User user;
        user.name = QStringLiteral("ada");
        user.admin = true;
        run.start(QStringLiteral("demo"), user, timeout);
        [&] { QVERIFY(QTest::qWaitFor([&] { return got.has_value(); }, 20'000)); }();
        return got.value_or(StatusReport());
    }
    /// One more run, which waits for an activity there.
    void serveWaiting(const QueueKey &key)
    {
        Execution run;
        run.workflowId = run.runId = QStringLiteral("waiting");
        run.type = QStringLiteral("Waiting");
        run.taskQueue = busy.queue;
        run.status = ExecutionStatus::Running;
        server.setExecutions(key.ns, {run});
        ExecutionDescription description;
        description.execution = run;
        PendingActivity activity;
        activity.activityId = QStringLiteral("1");
        activity.type = QStringLiteral("embed");
        activity.taskQueue = key.queue;
        description.pendingActivities = {activity};
        server.setDescription(key.ns, description);
    }
    Runbook runbook = Runbook::parse("version = 1\n[[queue]]\nname = \"busy\"\nowner = \"Team\"\n",
                                     QStringLiteral("r.toml"))
                          .value();
};

inline QJsonObject parsed(const StatusReport &report)
{
    return QJsonDocument::fromJson(toJson(report)).object();
}

inline QJsonObject queueOf(const QJsonObject &root, const QString &ns, const QString &queue)
{
    for (const auto &each : root[QStringLiteral("namespaces")].toArray())
        if (each.toObject()[QStringLiteral("name")] == ns)
            for (const auto &row : each.toObject()[QStringLiteral("queues")].toArray())
                if (row.toObject()[QStringLiteral("name")] == queue)
                    return row.toObject();
    return {};
}

} // namespace signalbox::test
