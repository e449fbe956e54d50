// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/monitor/watchworld.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

Look activities(const QueueKey &key)
{
    return {key, TaskType::Activity};
}

} // namespace

/// What looks and counts tell of one queue, and when its activity side is asked.
class TestQueueWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForQuietActivitiesWithTheIdleTier();
    void asksForActivitiesWhenTheNumberOfRunsChanged();
    void tellsWhatHoldsAQueueBack();
    void aLimitSetInTheFutureWasSetAtNoKnownTime();
    void countsPausedRunsWithRunningOnes();
    void countsRunningOnesAloneWhereNoneCanBePaused();
};

void TestQueueWatch::asksForQuietActivitiesWithTheIdleTier()
{
    WatchWorld world;
    world.serve();
    world.setQueue(world.calm, 0, 0, 0s, 0);
    world.setQueue(world.busy, 3, 0, 0s, 1);
    world.start();
    QCOMPARE(world.watch->latest(world.calm)->activityBacklog, std::nullopt);
    QCOMPARE(world.watch->latest(world.busy)->activityBacklog, 0);
    world.run(5min, 5s);
    QVERIFY(world.looks()[(Look{world.calm, TaskType::Workflow})] > 1);
    QCOMPARE(world.looks()[activities(world.calm)], 1);
    QVERIFY(world.looks()[activities(world.busy)] > 5);
    world.setQueue(world.calm, 0, 4);
    world.run(20min, 5s);
    QCOMPARE(world.watch->latest(world.calm)->activityBacklog, 4);
}

void TestQueueWatch::asksForActivitiesWhenTheNumberOfRunsChanged()
{
    WatchWorld world;
    world.serve();
    world.setQueue(world.calm, 0, 0, 0s, 0);
    world.visible = {world.calm};
    world.start();
    world.run(2min);
    QCOMPARE(world.looks()[activities(world.calm)], 1);
    world.setRunning(u"ns"_s, {world.busy.queue, world.calm.queue, world.calm.queue});
    world.setQueue(world.calm, 0, 4);
    world.run(45s);
    QCOMPARE(world.watch->latest(world.calm)->activityBacklog, 4);
}

void TestQueueWatch::tellsWhatHoldsAQueueBack()
{
    WatchWorld world;
    world.serve();
    TaskQueueStats held;
    held.backlog = 7;
    held.oldestTask = 90s;
    held.addRate = 2.5;
    held.dispatchRate = 0;
    held.limit = {0, RateLimitSource::Api, u"qdrant moves"_s, u"ada"_s, world.clock.utc() - 5min};
    held.priorities = {{1, 2, Milliseconds(0), 0.0}, {5, 5, Milliseconds(90s), 0.0}};
    held.versions = {u"ingest.v7"_s, u"ingest.v8"_s, 5};
    held.pollers = {{u"812@ingest"_s, TaskType::Activity, world.clock.utc(), 0, u"ingest.v7"_s}};
    world.server.setQueue(world.busy, TaskType::Activity, held);
    world.start();
    const auto sample = world.watch->latest(world.busy);
    QCOMPARE(sample->activityFacts,
             (TypeFacts{held.addRate, held.dispatchRate, held.limit, held.priorities, held.versions}));
    QCOMPARE(sample->workflowFacts, (TypeFacts{0.0, 0.0, {}, {}, {}}));
    QCOMPARE(sample->pollers.back().version, u"ingest.v7"_s);
    QCOMPARE(world.watch->samples(world.busy, sample->time).back().activityFacts, TypeFacts());
}

void TestQueueWatch::aLimitSetInTheFutureWasSetAtNoKnownTime()
{
    WatchWorld world;
    world.serve();
    TaskQueueStats held;
    held.backlog = 7;
    held.limit = {0, RateLimitSource::Api, u"why"_s, u"ada"_s, world.clock.utc() + 48h};
    world.server.setQueue(world.busy, TaskType::Activity, held);
    world.start();
    held.limit->updated.reset();
    QCOMPARE(world.watch->latest(world.busy)->activityFacts.limit, held.limit);
}

void TestQueueWatch::countsPausedRunsWithRunningOnes()
{
    WatchWorld world;
    world.serve();
    std::vector<Execution> runs(5);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        runs[i].workflowId = u"w-%1"_s.arg(i);
        runs[i].taskQueue = world.busy.queue;
        runs[i].status = i < 3 ? ExecutionStatus::Paused : ExecutionStatus::Running;
    }
    runs.back().status = ExecutionStatus::Completed;
    world.server.setExecutions(u"ns"_s, runs);
    world.visible = {world.busy};
    world.start();
    world.run(5s);
    QCOMPARE(world.watch->paused(world.busy)->count, 3);
    QCOMPARE(world.watch->running(world.busy)->count, 1);
    QCOMPARE(world.watch->paused(world.busy)->sinceBoot, world.watch->running(world.busy)->sinceBoot);
}

/// An older server doesn't know the status, and says so of the query.
void TestQueueWatch::countsRunningOnesAloneWhereNoneCanBePaused()
{
    WatchWorld world;
    world.serve();
    world.start();
    QSignalSpy failed(world.watch.get(), &Watch::pollFailed);
    world.server.failNext(u"CountWorkflowExecutions"_s, u"INVALID_ARGUMENT"_s,
                          u"invalid query: invalid ExecutionStatus value Paused"_s);
    world.visible = {world.busy};
    world.run(5s);
    QCOMPARE(world.watch->running(world.busy)->count, 1);
    QCOMPARE(world.watch->paused(world.busy)->count, 0);
    QCOMPARE(failed.size(), 0);
}

QTEST_GUILESS_MAIN(TestQueueWatch)
#include "tst_queuewatch.moc"
