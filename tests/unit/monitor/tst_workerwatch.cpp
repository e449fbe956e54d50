// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/monitor/watchworld.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

WorkerHeartbeat activityWorker(const QString &queue, Instant heard)
{
    WorkerHeartbeat beat;
    beat.instanceKey = u"key-"_s + queue;
    beat.identity = u"812@"_s + queue;
    beat.taskQueue = queue;
    beat.status = WorkerStatus::Running;
    beat.time = heard;
    beat.activitySlots = WorkerSlots{0, 5, 40, 3};
    return beat;
}

} // namespace

/// What the watch makes of workers' own heartbeats.
class TestWorkerWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoWorksOnAQueue();
    void knowsNothingWhereNobodyIsHeardOf();
    void findsAQueueByItsWorkers();
    void asksForActivitiesWhereAWorkerTakesThem();
    void aWorkerThatTookLeaveFindsNoQueue();
    void neverDescribesTheServersOwnQueues();
    void readsEveryPage();
    void listsOftenWhereSomebodyLooksOrSomethingAlerts();
    void doesNotListWhereNothingRuns();
    void doesNotAskAServerThatKeepsNone();
    void aRefusalIsNoErrorAndIsRemembered_data();
    void aRefusalIsNoErrorAndIsRemembered();
    void listsAgainAfterAFailure();
    void isAliveAsLongAsItsHeartbeatAdvances();
    void theFirstSweepHasTheQueuesOfWorkers();
};

void TestWorkerWatch::tellsWhoWorksOnAQueue()
{
    WatchWorld world;
    world.serve(true);
    world.server.setWorkers(u"ns"_s, {activityWorker(world.busy.queue, world.clock.utc() - 20s)});
    world.start();
    const auto workers = world.watch->workers(world.busy);
    QVERIFY(workers);
    QCOMPARE(workers->workers.size(), std::size_t(1));
    QCOMPARE(workers->workers[0].heartbeat, activityWorker(world.busy.queue, world.clock.utc() - 20s));
    QCOMPARE(workers->workers[0].lastBeat, world.clock.sinceBoot() - 20s);
    QVERIFY(workers->workers[0].alive);
    QCOMPARE(world.watch->workers(world.calm), (QueueWorkers{{}, workers->sinceBoot}));
    QSignalSpy told(world.watch.get(), &Watch::queueTold);
    world.visible = {world.calm};
    world.run(80s, 5s);
    QVERIFY(told.size() >= 2);
}

void TestWorkerWatch::knowsNothingWhereNobodyIsHeardOf()
{
    WatchWorld world;
    world.serve(true);
    world.start();
    QCOMPARE(world.server.calls(u"ListWorkers"_s), 1);
    QCOMPARE(world.watch->workers(world.busy), std::nullopt);
    QCOMPARE(world.watch->workers({u"nowhere"_s, u"q"_s}), std::nullopt);
}

void TestWorkerWatch::findsAQueueByItsWorkers()
{
    WatchWorld world;
    world.serve(true);
    const QueueKey activities{u"ns"_s, u"ns.activities"_s};
    world.setQueue(activities, 0, 7);
    world.setWorkers({world.busy.queue});
    world.start();
    QCOMPARE(world.watch->queues(), (std::vector{world.busy, world.calm}));
    QSignalSpy changed(world.watch.get(), &Watch::queuesChanged);
    world.setWorkers({world.busy.queue, activities.queue});
    world.visible = {world.busy};
    world.run(80s, 5s);
    QCOMPARE(changed.size(), 1);
    QVERIFY(world.watch->isSeen(activities));
    QCOMPARE(world.watch->latest(activities)->activityBacklog, 7);
}

void TestWorkerWatch::asksForActivitiesWhereAWorkerTakesThem()
{
    WatchWorld world;
    world.serve(true);
    world.setQueue(world.calm, 0, 0, 0s, 0);
    world.server.setWorkers(u"ns"_s, {activityWorker(world.calm.queue, world.clock.utc())});
    world.start();
    world.run(10s);
    QCOMPARE(world.watch->latest(world.calm)->activityBacklog, 0);
}

void TestWorkerWatch::aWorkerThatTookLeaveFindsNoQueue()
{
    WatchWorld world;
    world.serve(true);
    WorkerHeartbeat stopping = activityWorker(u"gone"_s, world.clock.utc());
    stopping.status = WorkerStatus::ShuttingDown;
    WorkerHeartbeat crashed = activityWorker(u"crashed"_s, world.clock.utc() - 10min);
    world.server.setWorkers(u"ns"_s, {stopping, crashed});
    world.start();
    QCOMPARE(world.watch->queues(), (std::vector{QueueKey{u"ns"_s, u"crashed"_s}, world.busy, world.calm}));
    QVERIFY(!world.watch->workers({u"ns"_s, u"crashed"_s})->workers[0].alive);
    QVERIFY2(!world.watch->workers({u"ns"_s, u"gone"_s})->workers[0].alive, "it takes no more tasks");
}

void TestWorkerWatch::neverDescribesTheServersOwnQueues()
{
    WatchWorld world;
    world.serve(true);
    world.setWorkers(
        {u"temporal-sys-per-ns-tq"_s, u"temporal-sys/worker-commands/1"_s, u"/_sys/q/1"_s, QString()});
    world.start();
    world.run(60s, 5s);
    QCOMPARE(world.watch->queues(), (std::vector{world.busy, world.calm}));
    for (const auto &[look, count] : world.looks())
        QVERIFY(look.key == world.busy || look.key == world.calm);
}

void TestWorkerWatch::readsEveryPage()
{
    WatchWorld world;
    world.serve(true);
    world.setWorkers(std::vector<QString>(1200, world.busy.queue));
    world.start();
    QCOMPARE(world.watch->workers(world.busy)->workers.size(), std::size_t(1200));
    QCOMPARE(world.server.calls(u"ListWorkers"_s), 3);
}

void TestWorkerWatch::listsOftenWhereSomebodyLooksOrSomethingAlerts()
{
    WatchWorld world;
    world.serve(true);
    world.setWorkers({world.busy.queue});
    world.start();
    world.server.forgetCalls();
    world.run(20min, 5s);
    const int hidden = world.server.calls(u"ListWorkers"_s);
    QVERIFY2(hidden >= 3 && hidden <= 5, qPrintable(QString::number(hidden)));
    world.watch->setAlerting(world.busy, true);
    world.run(10min, 5s);
    const int alerting = world.server.calls(u"ListWorkers"_s) - hidden;
    QVERIFY2(alerting >= 8 && alerting <= 13, qPrintable(QString::number(alerting)));
    world.watch->setAlerting(world.busy, false);
    world.visible = {world.calm};
    world.run(10min, 5s);
    const int seen = world.server.calls(u"ListWorkers"_s) - hidden - alerting;
    QVERIFY2(seen >= 8 && seen <= 13, qPrintable(QString::number(seen)));
}

void TestWorkerWatch::doesNotListWhereNothingRuns()
{
    WatchWorld world;
    world.serve(true);
    world.start();
    world.run(10min, 5s);
    for (const auto &call : world.server.recorded(u"ListWorkers"_s))
        QVERIFY(call.request.contains(u"\"ns\""_s));
}

void TestWorkerWatch::doesNotAskAServerThatKeepsNone()
{
    WatchWorld world;
    world.serve(false);
    world.start();
    world.watch->refresh();
    world.run(10min, 10s);
    QCOMPARE(world.server.calls(u"ListWorkers"_s), 0);
    QCOMPARE(world.watch->workers(world.busy), std::nullopt);
    QVERIFY(world.find(u"ns"_s)->unfound.endsWith(u"The server lists no workers."_s));
}

void TestWorkerWatch::aRefusalIsNoErrorAndIsRemembered_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("not for this person") << u"PERMISSION_DENIED"_s;
    QTest::newRow("not by this server") << u"UNIMPLEMENTED"_s;
}

void TestWorkerWatch::aRefusalIsNoErrorAndIsRemembered()
{
    QFETCH(const QString, code);
    WatchWorld world;
    world.serve(true);
    world.setWorkers({world.busy.queue});
    world.visible = {world.busy};
    world.server.failNext(u"ListWorkers"_s, code, u"no"_s, fake::TemporalServer::always);
    world.create();
    QSignalSpy failed(world.watch.get(), &Watch::pollFailed);
    world.watch->start({});
    world.run(10min, 5s);
    QVERIFY(world.watch->firstSweepDone());
    QVERIFY2(world.server.calls(u"ListWorkers"_s) <= 2,
             "once, and once more with a token that is not so new");
    QCOMPARE(world.watch->workers(world.busy), std::nullopt);
    QCOMPARE(world.find(u"ns"_s)->error, std::nullopt);
    QVERIFY(world.find(u"ns"_s)->unfound.endsWith(u"You may not list the workers."_s));
    QCOMPARE(failed.size(), 0);
    // A role may have been given since, and then a person asks.
    world.server.clearFaults();
    world.watch->refresh();
    world.settle();
    QVERIFY(world.watch->workers(world.busy));
    QVERIFY(world.find(u"ns"_s)->unfound.contains(u"if no worker there sends heartbeats"_s));
}

void TestWorkerWatch::listsAgainAfterAFailure()
{
    WatchWorld world;
    world.serve(true);
    world.setWorkers(std::vector<QString>(600, world.busy.queue));
    const auto failSecond = [&world] {
        world.server.failNext(u"ListWorkers"_s, u"INTERNAL"_s, u"broken"_s, fake::TemporalServer::always);
    };
    world.server.before(u"ListWorkers"_s, [&] { world.server.before(u"ListWorkers"_s, failSecond); });
    world.start();
    QCOMPARE(world.watch->workers(world.busy), std::nullopt);
    QCOMPARE(world.find(u"ns"_s)->error, std::nullopt);
    world.server.clearFaults();
    world.run(2min, 5s);
    QCOMPARE(world.watch->workers(world.busy)->workers.size(), std::size_t(600));
}

/// Its clock is ten minutes behind, and it beats every two minutes.
void TestWorkerWatch::isAliveAsLongAsItsHeartbeatAdvances()
{
    WatchWorld world;
    world.serve(true);
    world.visible = {world.busy};
    WorkerHeartbeat beat = activityWorker(world.busy.queue, world.clock.utc() - 10min);
    beat.interval = 2min;
    world.server.setWorkers(u"ns"_s, {beat});
    world.start();
    const auto isAlive = [&world] { return world.watch->workers(world.busy)->workers[0].alive; };
    QVERIFY(!isAlive());
    beat.time = *beat.time + 2min;
    world.server.setWorkers(u"ns"_s, {beat});
    world.run(80s, 5s);
    QVERIFY(isAlive());
    world.run(2min, 5s);
    QVERIFY2(isAlive(), "two of its intervals have not passed");
    world.run(5min, 5s);
    QVERIFY(!isAlive());
}

void TestWorkerWatch::theFirstSweepHasTheQueuesOfWorkers()
{
    WatchWorld world;
    world.serve(true);
    world.setWorkers({u"ns.activities"_s});
    world.server.holdNext(u"ListWorkers"_s);
    world.create();
    world.watch->start({});
    QTRY_COMPARE(world.server.held(), 1);
    world.settle();
    QVERIFY(!world.watch->firstSweepDone());
    world.server.releaseHeld();
    QTRY_VERIFY(world.watch->firstSweepDone());
    QVERIFY(world.watch->latest({u"ns"_s, u"ns.activities"_s}));
}

QTEST_GUILESS_MAIN(TestWorkerWatch)
#include "tst_workerwatch.moc"
