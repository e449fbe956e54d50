// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/monitor/watchworld.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

/// How the watch finds the queues of worker deployments.
class TestDeploymentWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheQueuesOfEachVersion();
    void asksForOneVersionAfterTheOther();
    void asksSeldomWhereThereAreNone();
    void anOlderServerIsAskedOnce();
    void whatMayNotBeListedIsSaid();
};

void TestDeploymentWatch::findsTheQueuesOfEachVersion()
{
    WatchWorld world;
    world.serve();
    const QueueKey orders{u"other"_s, u"orders"_s};
    const QueueKey mail{u"other"_s, u"mail"_s};
    world.setQueue(mail, 0, 12, 5min, 0);
    world.server.setDeployment(u"other"_s, {u"shop"_s, u"1.4"_s}, {{orders.queue}, {}});
    world.server.setDeployment(u"other"_s, {u"post"_s, u"7"_s},
                               {{}, {mail.queue, u"/_sys/mail/1"_s, u"temporal-sys-per-ns-tq"_s}});
    world.start();
    world.run(2min);
    QCOMPARE(world.watch->queues(u"other"_s), (std::vector{mail, orders}));
    QVERIFY(world.watch->isSeen(orders)); // drained, not unknown
    QCOMPARE(world.watch->latest(mail)->activityBacklog, 12);
}

void TestDeploymentWatch::asksForOneVersionAfterTheOther()
{
    WatchWorld world;
    world.serve();
    for (int i = 0; i < 5; ++i)
        world.server.setDeployment(u"ns"_s, {u"d-%1"_s.arg(i), u"1"_s}, {{u"q-%1"_s.arg(i)}, {}});
    world.start();
    world.run(20min, 5s);
    const int lists = world.server.calls(u"ListWorkerDeployments"_s);
    const int versions = world.server.calls(u"DescribeWorkerDeploymentVersion"_s);
    QVERIFY2(versions >= 5 && versions <= 15, qPrintable(QString::number(versions)));
    QVERIFY2(lists >= 6 && lists <= 18, qPrintable(QString::number(lists))); // one a page, and of `other`
    QVERIFY(world.watch->isSeen({u"ns"_s, u"q-4"_s}));
}

void TestDeploymentWatch::asksSeldomWhereThereAreNone()
{
    WatchWorld world;
    world.serve();
    world.start();
    world.run(2h, 10s);
    const int lists = world.server.calls(u"ListWorkerDeployments"_s);
    QVERIFY2(lists >= 6 && lists <= 12, qPrintable(QString::number(lists))); // of two namespaces
}

void TestDeploymentWatch::anOlderServerIsAskedOnce()
{
    WatchWorld world;
    world.serve();
    world.server.failNext(u"ListWorkerDeployments"_s, u"UNIMPLEMENTED"_s, u"no"_s,
                          fake::TemporalServer::always);
    world.start();
    const QSignalSpy failed(world.watch.get(), &Watch::pollFailed);
    world.run(1h, 10s);
    QCOMPARE(world.server.calls(u"ListWorkerDeployments"_s), 2); // of two namespaces
    QCOMPARE(failed.size(), 0);
    QVERIFY(!world.find(u"ns"_s)->unfound.contains(u"deployments"_s));
}

void TestDeploymentWatch::whatMayNotBeListedIsSaid()
{
    WatchWorld world;
    world.serve();
    world.server.failNext(u"ListWorkerDeployments"_s, u"PERMISSION_DENIED"_s, u"no"_s,
                          fake::TemporalServer::always);
    world.start();
    world.run(2min, 5s);
    QVERIFY(world.find(u"ns"_s)->unfound.endsWith(
        u"You may not list the worker deployments, which name queues too."_s));
    QCOMPARE(world.find(u"ns"_s)->error, std::nullopt);
    world.server.clearFaults();
    world.server.setDeployment(u"ns"_s, {u"shop"_s, u"1"_s}, {{u"orders"_s}, {}});
    world.watch->refresh();
    world.run(1min, 5s);
    QVERIFY(world.watch->isSeen({u"ns"_s, u"orders"_s}));
    QVERIFY(!world.find(u"ns"_s)->unfound.contains(u"deployments"_s));
}

QTEST_GUILESS_MAIN(TestDeploymentWatch)
#include "tst_deploymentwatch.moc"
