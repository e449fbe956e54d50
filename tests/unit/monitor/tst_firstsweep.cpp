// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/firstsweep.h"

#include "tests/unit/monitor/watchworld.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

class TestFirstSweep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsOnceEverythingWasSeen()
    {
        WatchWorld world;
        world.serve();
        world.create();
        FirstSweep sweep(*world.watch);
        QSignalSpy finished(&sweep, &FirstSweep::finished);
        sweep.start({}, 20s);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QVERIFY(world.watch->firstSweepDone());
        QVERIFY(world.watch->latest(world.busy));
        QCOMPARE(sweep.failure(), std::nullopt);
    }

    void doesNotWaitForWhatDoesNotGoOn()
    {
        WatchWorld world;
        world.serve();
        world.server.holdNext(u"ListNamespaces"_s);
        world.create();
        FirstSweep sweep(*world.watch);
        QSignalSpy finished(&sweep, &FirstSweep::finished);
        sweep.start({}, 300ms);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!world.watch->firstSweepDone());
    }

    void tellsWhatFailed()
    {
        WatchWorld world;
        world.serve();
        world.server.failNext(u"ListNamespaces"_s, u"UNAVAILABLE"_s, u"gone"_s, fake::TemporalServer::always);
        world.create();
        FirstSweep sweep(*world.watch);
        QSignalSpy finished(&sweep, &FirstSweep::finished);
        sweep.start({}, 20s);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QVERIFY(!world.watch->namespacesKnown());
        QVERIFY(sweep.failure());
        QCOMPARE(sweep.failure()->kind, ErrorKind::Unreachable);
    }

    void tellsNothingOnceCancelled()
    {
        WatchWorld world;
        world.serve();
        world.server.holdNext(u"DescribeTaskQueue"_s);
        world.create();
        FirstSweep sweep(*world.watch);
        QSignalSpy finished(&sweep, &FirstSweep::finished);
        sweep.start({}, 20s);
        QTRY_VERIFY(world.server.held() > 0);
        sweep.cancel();
        world.server.releaseHeld();
        world.settle();
        QCOMPARE(finished.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFirstSweep)
#include "tst_firstsweep.moc"
