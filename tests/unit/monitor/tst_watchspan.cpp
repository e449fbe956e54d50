// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/monitor/watchworld.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

/// The watch over days, clock steps and many namespaces.
class TestWatchSpan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropsAQueueNotSeenForADay();
    void keepsSamplesThroughAClockStep();
    void tellsHowFarTheFirstSweepIs();
    void describesManyNamespacesWithinABudget();
    void countsEachOfManyQueuesOfOneNamespace();
};

void TestWatchSpan::dropsAQueueNotSeenForADay()
{
    WatchWorld world;
    world.serve();
    world.profile.queues = {{u"other"_s, u"quiet"_s}};
    world.setQueue(world.calm, 0, 0, 0s, 0);
    world.setRunning(u"ns"_s, {world.busy.queue, world.calm.queue});
    world.start();
    QSignalSpy changed(world.watch.get(), &Watch::queuesChanged);
    world.setRunning(u"ns"_s, {world.busy.queue});
    world.setQueue(world.busy, 3, 2);
    world.run(24h, 30min);
    QVERIFY(world.watch->latest(world.calm));
    world.run(3h, 30min);
    QVERIFY(!world.watch->latest(world.calm));
    QCOMPARE(world.watch->queues(), (std::vector<QueueKey>{{u"other"_s, u"quiet"_s}, world.busy}));
    QCOMPARE(changed.size(), 1);
    // Should it run again, it is found again.
    world.setRunning(u"ns"_s, {world.busy.queue, world.calm.queue});
    world.run(10min, 30s);
    QVERIFY(world.watch->latest(world.calm));
}

void TestWatchSpan::keepsSamplesThroughAClockStep()
{
    WatchWorld world;
    world.serve();
    world.visible = {world.busy};
    world.start();
    world.run(60s);
    const std::size_t before = world.watch->samples(world.busy, world.clock.utc() - 5min).size();
    QVERIFY(before > 4);
    world.clock.setUtc(world.clock.utc() - 2h);
    world.run(30s);
    const auto samples = world.watch->samples(world.busy, world.clock.utc() - 5min);
    QVERIFY(samples.size() > before);
    for (std::size_t i = 1; i < samples.size(); ++i)
        QVERIFY2(samples[i].time - samples[i - 1].time < 20s, "their times are as the clock goes now");
    QVERIFY(world.clock.utc() - samples.front().time < 2min);
}

void TestWatchSpan::tellsHowFarTheFirstSweepIs()
{
    WatchWorld world;
    world.serve();
    world.server.holdNext(u"DescribeTaskQueue"_s, 4);
    world.create();
    world.watch->start({});
    QTRY_COMPARE(world.server.held(), 4);
    QCOMPARE(world.watch->firstSweep().known, 4); // two namespaces, two queues
    QTRY_COMPARE(world.watch->firstSweep().settled, 2);
    QVERIFY(!world.watch->firstSweepDone());
    world.server.releaseHeld();
    QTRY_VERIFY(world.watch->firstSweepDone());
    QCOMPARE(world.watch->firstSweep().settled, 4);
}

void TestWatchSpan::describesManyNamespacesWithinABudget()
{
    WatchWorld world;
    world.serve();
    world.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    QStringList names{u"ns"_s};
    for (int i = 0; i < 200; ++i)
        names << u"none-%1"_s.arg(i);
    world.create();
    world.watch->start(names);
    world.settle();
    QVERIFY2(world.server.calls(u"DescribeNamespace"_s) <= 60,
             qPrintable(QString::number(world.server.calls(u"DescribeNamespace"_s))));
    world.run(20s);
    QTRY_COMPARE(world.watch->namespaces().size(), std::size_t(201));
    QVERIFY(world.find(u"ns"_s)->readable);
    QVERIFY(!world.find(u"none-7"_s)->readable);
}

/// Looked at again and again before its first count, a queue keeps the turn that it has.
void TestWatchSpan::countsEachOfManyQueuesOfOneNamespace()
{
    WatchWorld world;
    world.serve();
    std::vector<QString> names;
    for (int i = 0; i < 40; ++i) {
        names.push_back(u"q%1"_s.arg(i));
        world.setQueue({u"ns"_s, names.back()}, 5, 0);
        world.visible.push_back({u"ns"_s, names.back()});
    }
    world.setRunning(u"ns"_s, names);
    world.start();
    world.run(3min);
    for (const QString &name : names)
        QVERIFY2(world.watch->running({u"ns"_s, name}), qPrintable(name));
}

QTEST_GUILESS_MAIN(TestWatchSpan)
#include "tst_watchspan.moc"
