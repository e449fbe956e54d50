// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/monitor/watchworld.h"

#include <QSignalSpy>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

const QueueKey activities{u"ns"_s, u"ns.activities"_s};

/// So many runs on `busy`, one an hour, each waiting for an activity on the queue named.
void serveRuns(WatchWorld &world, int count, const QString &activityQueue, qint64 events = 0)
{
    std::vector<Execution> runs;
    for (int i = 0; i < count; ++i) {
        Execution run;
        run.workflowId = u"w-%1"_s.arg(i);
        run.runId = u"r-%1"_s.arg(i);
        run.taskQueue = world.busy.queue;
        run.status = ExecutionStatus::Running;
        run.startTime = world.clock.utc() - i * 1h;
        runs.push_back(run);
        ExecutionDescription description;
        description.execution = run;
        description.execution.historyLength = events > 0 ? events - i : 0;
        PendingActivity activity;
        activity.activityId = u"1"_s;
        activity.type = u"embed"_s;
        activity.taskQueue = activityQueue;
        activity.attempt = 3;
        activity.lastFailure.links = {FailureLink{u"db-7 refused"_s, {}, {}, {}, {}, {}, {}, false, false}};
        description.pendingActivities = {activity};
        world.server.setDescription(u"ns"_s, description);
    }
    world.server.setExecutions(u"ns"_s, runs);
}

std::set<QString> describedRuns(const WatchWorld &world)
{
    std::set<QString> runs;
    for (const auto &call : world.server.recorded(u"DescribeWorkflowExecution"_s))
        runs.insert(call.request.section(u"run_id: \""_s, 1).section(u'"', 0, 0));
    return runs;
}

} // namespace

/// What the watch learns from a few runs' pending activities.
class TestRunSampler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsAQueueThatOnlyActivitiesUse();
    void tellsWhatFails();
    void looksIntoRunsOfTheQueuesThatAreSeen();
    void describesAtMostFiveRunsAMinute_data();
    void describesAtMostFiveRunsAMinute();
    void looksIntoOldRunsToo();
    void asksNothingWhereNothingRuns();
    void goesOnAfterARunThatIsGone();
    void goesOnAfterAFailure();
    void forgetsWhatNoRunWaitsForAnyMore();
    void whoLooksOnceLooksAtEveryKindOfRun();
};

void TestRunSampler::findsAQueueThatOnlyActivitiesUse()
{
    WatchWorld world;
    world.serve();
    serveRuns(world, 1, activities.queue);
    world.setQueue(activities, 0, 9, 5min, 0);
    world.visible = {world.busy};
    world.start();
    world.run(60s);
    QVERIFY(world.watch->isSeen(activities));
    QCOMPARE(world.watch->latest(activities)->activityBacklog, 9);
    QCOMPARE(world.watch->latest(activities)->activityPollers, 0);
}

void TestRunSampler::tellsWhatFails()
{
    WatchWorld world;
    world.serve();
    serveRuns(world, 3, activities.queue);
    world.visible = {world.busy};
    world.start();
    QCOMPARE(world.watch->pending(activities), std::nullopt);
    QSignalSpy told(world.watch.get(), &Watch::queueTold);
    world.run(60s);
    QVERIFY(!told.empty());
    QCOMPARE(told[0][0].value<QueueKey>(), activities);
    const auto sample = world.watch->pending(activities);
    QVERIFY(sample && sample->runs >= 2 && sample->pending == sample->runs);
    const FailingActivities expected{u"embed"_s, u"db-7 refused"_s, QString(), false, sample->runs, 3};
    QCOMPARE(sample->failing, std::vector{expected});
}

/// A single run that fails is hardly found among a thousand of another queue, but its row is on the screen.
void TestRunSampler::looksIntoRunsOfTheQueuesThatAreSeen()
{
    WatchWorld world;
    world.serve();
    std::vector<Execution> runs;
    for (int i = 0; i < 1'000; ++i) {
        Execution run;
        run.workflowId = u"w-%1"_s.arg(i);
        run.runId = u"r-%1"_s.arg(i);
        run.taskQueue = i == 500 ? world.calm.queue : world.busy.queue;
        run.status = ExecutionStatus::Running;
        run.startTime = world.clock.utc() - i * 1min;
        runs.push_back(run);
        ExecutionDescription description;
        description.execution = run;
        if (i == 500) {
            PendingActivity activity;
            activity.activityId = u"1"_s;
            activity.type = u"embed"_s;
            activity.taskQueue = run.taskQueue;
            activity.attempt = 3;
            activity.lastFailure.links = {
                FailureLink{u"db-7 refused"_s, {}, {}, {}, {}, {}, {}, false, false}};
            description.pendingActivities = {activity};
        }
        world.server.setDescription(u"ns"_s, description);
    }
    world.server.setExecutions(u"ns"_s, runs);
    world.visible = {world.busy, world.calm};
    world.start();
    world.run(3min);
    const auto sample = world.watch->pending(world.calm);
    QVERIFY(sample);
    QCOMPARE(sample->failing.size(), std::size_t(1));
    QCOMPARE(sample->failing[0].cause, u"db-7 refused"_s);
}

void TestRunSampler::describesAtMostFiveRunsAMinute_data()
{
    QTest::addColumn<bool>("isSeen");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("runs");
    QTest::addColumn<qint64>("events");
    QTest::newRow("seen") << true << 70 << 100 << 15 << qint64(0);
    QTest::newRow("unseen") << false << 12 << 20 << 15 << qint64(0);
    QTest::newRow("seen, and all are long") << true << 55 << 88 << 100 << qint64(40'000);
}

void TestRunSampler::describesAtMostFiveRunsAMinute()
{
    QFETCH(const bool, isSeen);
    QFETCH(const int, least);
    QFETCH(const int, most);
    QFETCH(const int, runs);
    QFETCH(const qint64, events);
    WatchWorld world;
    world.serve();
    serveRuns(world, runs, activities.queue, events);
    if (isSeen)
        world.visible = {world.busy};
    world.start();
    world.run(20min, 2s);
    const int described = world.server.calls(u"DescribeWorkflowExecution"_s);
    QVERIFY2(described >= least && described <= most, qPrintable(QString::number(described)));
    for (const auto &call : world.server.recorded(u"DescribeWorkflowExecution"_s))
        QVERIFY(call.metadata.value("caller-type") != "operator");
}

/// A hundred runs, one an hour: a page holds but the newest twenty.
void TestRunSampler::looksIntoOldRunsToo()
{
    WatchWorld world;
    world.serve();
    serveRuns(world, 100, activities.queue);
    world.visible = {world.busy};
    world.start();
    world.run(30min, 5s);
    const std::set<QString> runs = describedRuns(world);
    QVERIFY2(runs.contains(u"r-0"_s), "the newest");
    const auto isOld = [](const QString &run) { return run.section(u'-', 1).toInt() >= 60; };
    QVERIFY(std::any_of(runs.begin(), runs.end(), isOld));
}

void TestRunSampler::asksNothingWhereNothingRuns()
{
    WatchWorld world;
    world.serve();
    world.setRunning(u"ns"_s, {});
    world.profile.queues = {world.busy};
    world.visible = {world.busy};
    world.start();
    world.run(5min, 5s);
    QCOMPARE(world.server.calls(u"DescribeWorkflowExecution"_s), 0);
    QCOMPARE(world.server.calls(u"ListWorkflowExecutions"_s), 0);
}

void TestRunSampler::goesOnAfterARunThatIsGone()
{
    WatchWorld world;
    world.serve();
    serveRuns(world, 2, activities.queue);
    world.server.failNext(u"DescribeWorkflowExecution"_s, u"NOT_FOUND"_s, u"gone"_s);
    world.visible = {world.busy};
    world.create();
    QSignalSpy failed(world.watch.get(), &Watch::pollFailed);
    world.watch->start({});
    world.run(60s);
    QCOMPARE(failed.size(), 0);
    QVERIFY(world.watch->pending(activities));
}

void TestRunSampler::goesOnAfterAFailure()
{
    WatchWorld world;
    world.serve();
    serveRuns(world, 2, activities.queue);
    world.server.failNext(u"DescribeWorkflowExecution"_s, u"RESOURCE_EXHAUSTED"_s, u"rate limit"_s);
    world.visible = {world.busy};
    world.start();
    QSignalSpy failed(world.watch.get(), &Watch::pollFailed);
    world.run(2min);
    QVERIFY(world.watch->pending(activities));
    QCOMPARE(world.find(u"ns"_s)->error, std::nullopt);
}

void TestRunSampler::forgetsWhatNoRunWaitsForAnyMore()
{
    WatchWorld world;
    world.serve();
    serveRuns(world, 1, activities.queue);
    world.visible = {world.busy};
    world.start();
    world.run(60s);
    QVERIFY(world.watch->pending(activities));
    world.setRunning(u"ns"_s, {});
    world.run(6min, 5s);
    QCOMPARE(world.watch->pending(activities), std::nullopt);
}

/// Eighteen runs of one type that wait nowhere else, and two of others that do.
void TestRunSampler::whoLooksOnceLooksAtEveryKindOfRun()
{
    WatchWorld world;
    world.serve();
    std::vector<Execution> runs;
    for (int i = 0; i < 20; ++i) {
        Execution run;
        run.workflowId = run.runId = u"r-%1"_s.arg(i);
        run.type = i == 7 ? u"Bill"_s : i == 15 ? u"Mail"_s : u"Ingest"_s;
        run.taskQueue = world.busy.queue;
        run.status = ExecutionStatus::Running;
        run.startTime = world.clock.utc() - i * 1min;
        runs.push_back(run);
        ExecutionDescription description;
        description.execution = run;
        PendingActivity activity;
        activity.activityId = u"1"_s;
        activity.taskQueue = u"ns."_s + run.type;
        description.pendingActivities = {activity};
        world.server.setDescription(u"ns"_s, description);
    }
    world.server.setExecutions(u"ns"_s, runs);
    world.create();
    world.watch->setThorough();
    QSignalSpy swept(world.watch.get(), &Watch::firstSweepFinished);
    world.watch->start({});
    for (int i = 0; i < 20 && swept.isEmpty(); ++i)
        world.run(1s);
    QCOMPARE(swept.size(), 1);
    for (const QString &type : {u"Bill"_s, u"Mail"_s, u"Ingest"_s})
        QVERIFY2(world.watch->latest({u"ns"_s, u"ns."_s + type}), qPrintable(type));
    QVERIFY2(world.server.calls(u"DescribeWorkflowExecution"_s) <= 4,
             qPrintable(QString::number(world.server.calls(u"DescribeWorkflowExecution"_s))));
}

QTEST_GUILESS_MAIN(TestRunSampler)
#include "tst_runsampler.moc"
