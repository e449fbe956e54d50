// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/monitor/watchworld.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

/// How the watch finds the queues of activities that no workflow started.
class TestStandaloneWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheirQueues();
    void passesOverQueuesItKnows();
    void asksSeldomWhereThereAreNone();
    void doesNotAskAServerThatTakesNone();
    void aRefusalIsNoErrorAndIsRemembered();
};

void TestStandaloneWatch::findsTheirQueues()
{
    WatchWorld world;
    world.serve(true);
    const QueueKey mail{u"other"_s, u"mail"_s};
    world.setQueue(mail, 0, 12, 5min, 0);
    world.server.setStandalone(u"other"_s, {mail.queue, mail.queue, u"temporal-sys-per-ns-tq"_s});
    world.start();
    world.run(60s);
    QCOMPARE(world.watch->queues(u"other"_s), std::vector{mail});
    QVERIFY(world.watch->isSeen(mail));
    QCOMPARE(world.watch->latest(mail)->activityBacklog, 12);
}

void TestStandaloneWatch::passesOverQueuesItKnows()
{
    WatchWorld world;
    world.serve(true);
    world.server.setStandalone(u"ns"_s, {u"mail"_s});
    world.visible = {world.busy};
    world.start();
    world.run(3min, 5s);
    const auto calls = world.server.recorded(u"ListActivityExecutions"_s);
    QVERIFY(calls.size() >= 3);
    QVERIFY(calls.back().request.contains(u"TaskQueue NOT IN (\\'mail\\')"_s));
}

void TestStandaloneWatch::asksSeldomWhereThereAreNone()
{
    WatchWorld world;
    world.serve(true);
    world.start();
    world.run(2h, 10s);
    const int calls = world.server.calls(u"ListActivityExecutions"_s);
    QVERIFY2(calls >= 6 && calls <= 12, qPrintable(QString::number(calls))); // of two namespaces
}

void TestStandaloneWatch::doesNotAskAServerThatTakesNone()
{
    WatchWorld world;
    world.serve(false);
    world.visible = {world.busy};
    world.start();
    world.run(5min, 5s);
    QCOMPARE(world.server.calls(u"ListActivityExecutions"_s), 0);
}

void TestStandaloneWatch::aRefusalIsNoErrorAndIsRemembered()
{
    WatchWorld world;
    world.serve(true);
    world.visible = {world.busy};
    world.server.failNext(u"ListActivityExecutions"_s, u"UNIMPLEMENTED"_s, u"no"_s,
                          fake::TemporalServer::always);
    world.start();
    QSignalSpy failed(world.watch.get(), &Watch::pollFailed);
    world.run(10min, 5s);
    QCOMPARE(world.server.calls(u"ListActivityExecutions"_s), 2); // of two namespaces
    QCOMPARE(failed.size(), 0);
    QCOMPARE(world.find(u"ns"_s)->error, std::nullopt);
}

QTEST_GUILESS_MAIN(TestStandaloneWatch)
#include "tst_standalonewatch.moc"
