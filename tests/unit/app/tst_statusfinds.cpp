// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/app/statusworld.h"

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

class TestStatusFinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsOnlyWhatTheExitCodeNeeds();
    void waitsForTheCountThatMayProveAGhost();
    void namesTheQueueThatOnlyActivitiesUse();
    void namesTheQueueOfAStandaloneActivity();
    void aRunThatCannotBeLookedIntoIsNotWaitedFor();
};

/// Counts are scarce: backlogs that alert nobody must not wait for theirs.
void TestStatusFinds::countsOnlyWhatTheExitCodeNeeds()
{
    StatusWorld world;
    world.serve();
    for (int i = 0; i < 20; ++i) {
        world.profile.queues.push_back({u"ns"_s, u"ns.filled-%1"_s.arg(i)});
        world.setQueue(world.profile.queues.back(), 5, 0, 300s);
    }
    const StatusReport report = world.report();
    QVERIFY(report.complete);
    QCOMPARE(exitCode(report), 0);
    for (const auto &call : world.server.recorded(u"CountWorkflowExecutions"_s))
        QVERIFY2(!call.request.contains(u"TaskQueue"_s), qPrintable(call.request));
}

void TestStatusFinds::waitsForTheCountThatMayProveAGhost()
{
    StatusWorld world;
    world.serve();
    world.profile.queues = {world.busy};
    world.setRunning(u"ns"_s, {world.calm.queue});
    world.setQueue(world.busy, 150, 0, 300s);
    const StatusReport report = world.report();
    QVERIFY(report.complete);
    QCOMPARE(exitCode(report), 1);
    QVERIFY(toText(report).contains(u"ghost backlog: its 150 workflows have ended"_s));
}

/// Nothing but a run that waits there tells of it, and nobody polls it: green would not be green.
void TestStatusFinds::namesTheQueueThatOnlyActivitiesUse()
{
    StatusWorld world;
    world.serve();
    const QueueKey activities{u"ns"_s, u"ns.activities"_s};
    world.setQueue(activities, 0, 150, 600s, 0);
    world.serveWaiting(activities);
    const StatusReport report = world.report();
    QVERIFY(report.complete);
    QCOMPARE(exitCode(report), 2);
    const QJsonObject queue = queueOf(parsed(report), u"ns"_s, activities.queue);
    QCOMPARE(queue[u"activity_backlog"_s], 150);
    QCOMPARE(queue[u"activity_pollers"_s], 0);
    QCOMPARE(queue[u"signal"_s], u"danger"_s);
    QCOMPARE(queue[u"cause"_s].toObject()[u"code"_s], u"nobody_polls"_s);
}

void TestStatusFinds::namesTheQueueOfAStandaloneActivity()
{
    StatusWorld world;
    world.serve(true);
    world.setRunning(u"ns"_s, {});
    const QueueKey mailings{u"other"_s, u"other.mailings"_s};
    world.setQueue(mailings, 0, 7, 600s, 0);
    world.server.setStandalone(u"other"_s, {mailings.queue});
    QCOMPARE(queueOf(parsed(world.report()), u"other"_s, mailings.queue)[u"activity_backlog"_s], 7);
}

void TestStatusFinds::aRunThatCannotBeLookedIntoIsNotWaitedFor()
{
    StatusWorld world;
    world.serve();
    world.server.failNext(u"DescribeWorkflowExecution"_s, u"PERMISSION_DENIED"_s, u"no"_s,
                          fake::TemporalServer::always);
    QVERIFY(world.report().complete);
}

QTEST_GUILESS_MAIN(TestStatusFinds)
#include "tst_statusfinds.moc"
