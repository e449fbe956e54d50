// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "tests/unit/monitor/watchworld.h"

#include <QRegularExpression>

#include <algorithm>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Execution ended(ExecutionStatus status, Instant at)
{
    Execution execution;
    execution.workflowId = u"ended-%1-%2"_s.arg(int(status)).arg(at.time_since_epoch().count());
    execution.runId = execution.workflowId;
    execution.taskQueue = u"ns.busy"_s;
    execution.status = status;
    execution.closeTime = at;
    return execution;
}

/// Each minute that was asked for, as the server got it.
std::vector<std::pair<QString, QString>> spansAsked(const WatchWorld &world)
{
    static const QRegularExpression form(
        u"CloseTime >= \\\\?'([^'\\\\]*)\\\\?' AND CloseTime < \\\\?'([^'\\\\]*)"_s);
    std::vector<std::pair<QString, QString>> spans;
    for (const fake::RecordedCall &call : world.server.recorded(u"CountWorkflowExecutions"_s))
        if (const auto match = form.match(call.request); match.hasMatch())
            spans.emplace_back(match.captured(1), match.captured(2));
    return spans;
}

} // namespace

class TstCloseWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOneMinuteByStatus();
    void minutesFollowEachOther();
    void onlyWhereSomebodyLooks();
    void aRefusalLeavesItUnknown();
    void pausedRunsAreCountedApart();
    void anOlderServerKnowsNoPausing();
};

void TstCloseWatch::tellsOneMinuteByStatus()
{
    WatchWorld world;
    world.serve();
    world.start();
    const Instant to = std::chrono::floor<std::chrono::minutes>(world.clock.utc() - 60s);
    world.server.setExecutions(u"ns"_s, {ended(ExecutionStatus::Completed, to - 1s),
                                         ended(ExecutionStatus::Completed, to - 60s),
                                         ended(ExecutionStatus::Failed, to - 30s),
                                         ended(ExecutionStatus::Failed, to), // not over for a minute
                                         ended(ExecutionStatus::Completed, to - 61s)});
    QVERIFY(!world.find(u"ns"_s)->closes);
    world.visible = {{u"ns"_s, {}}};
    world.run(8s); // five with a fifth of jitter, and an answer
    const auto &closes = world.find(u"ns"_s)->closes;
    QVERIFY(closes);
    QCOMPARE(closes->counts.at(ExecutionStatus::Completed), 2);
    QCOMPARE(closes->counts.at(ExecutionStatus::Failed), 1);
    QVERIFY(!closes->counts.contains(ExecutionStatus::Terminated));
    QCOMPARE(formatIso(closes->to), formatIso(to));
    QCOMPARE(closes->to - closes->from, Milliseconds(60s));
    QCOMPARE(formatTimeOfDay(closes->midnight), u"00:00:00"_s);
    QVERIFY(closes->failedToday >= (closes->midnight < to - 30s ? 2 : 0));
}

void TstCloseWatch::minutesFollowEachOther()
{
    WatchWorld world;
    world.serve();
    world.start();
    world.visible = {{u"ns"_s, {}}};
    world.run(10min, 5s);
    auto spans = spansAsked(world);
    spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
    QVERIFY(spans.size() >= 5 && spans.size() <= 11);
    for (std::size_t i = 1; i < spans.size(); ++i)
        QVERIFY2(spans[i].first <= spans[i - 1].second, qPrintable(spans[i].first));
    QVERIFY(world.find(u"ns"_s)->closes->counts.empty()); // asked, and nothing ended
}

void TstCloseWatch::onlyWhereSomebodyLooks()
{
    WatchWorld world;
    world.serve();
    world.start();
    world.run(5min, 5s);
    QVERIFY(spansAsked(world).empty());
    world.visible = {world.busy}; // a row of it is enough
    world.run(10s);
    QCOMPARE(spansAsked(world).size(), std::size_t(1));
    world.visible = {};
    world.run(5min, 5s);
    QCOMPARE(spansAsked(world).size(), std::size_t(1));
    QVERIFY(!world.find(u"other"_s)->closes);
}

void TstCloseWatch::aRefusalLeavesItUnknown()
{
    WatchWorld world;
    world.serve();
    world.start();
    world.server.failNext(u"CountWorkflowExecutions"_s, u"INTERNAL"_s, {}, fake::TemporalServer::always);
    world.visible = {{u"ns"_s, {}}};
    world.run(2min, 5s);
    QVERIFY(!world.find(u"ns"_s)->closes);
    world.server.clearFaults();
    world.run(6min, 5s);
    QVERIFY(world.find(u"ns"_s)->closes);
}

void TstCloseWatch::pausedRunsAreCountedApart()
{
    WatchWorld world;
    world.serve();
    Execution paused = ended(ExecutionStatus::Paused, world.clock.utc());
    paused.closeTime.reset();
    Execution running = paused;
    running.runId = running.workflowId = u"running"_s;
    running.status = ExecutionStatus::Running;
    world.server.setExecutions(u"ns"_s, {paused, running});
    world.start();
    QCOMPARE(world.find(u"ns"_s)->running, std::optional<qint64>(1));
    QCOMPARE(world.find(u"ns"_s)->paused, std::optional<qint64>(1));
}

void TstCloseWatch::anOlderServerKnowsNoPausing()
{
    WatchWorld world;
    world.serve();
    world.server.failNext(u"CountWorkflowExecutions"_s, u"INVALID_ARGUMENT"_s, {}, 2); // one a namespace
    world.start();
    QCOMPARE(world.find(u"ns"_s)->running, std::optional<qint64>(2));
    QVERIFY(!world.find(u"ns"_s)->paused);
    QVERIFY(!world.find(u"ns"_s)->error);
}

QTEST_GUILESS_MAIN(TstCloseWatch)
#include "tst_closewatch.moc"
