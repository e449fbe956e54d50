// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/monitor/watchworld.h"

#include <QRegularExpression>
#include <QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

Milliseconds smallestGap(const std::vector<Milliseconds> &times)
{
    Milliseconds least = 1000h;
    for (std::size_t i = 1; i < times.size(); ++i)
        least = std::min(least, times[i] - times[i - 1]);
    return least;
}

Milliseconds largestGap(const std::vector<Milliseconds> &times)
{
    Milliseconds most = 0ms;
    for (std::size_t i = 1; i < times.size(); ++i)
        most = std::max(most, times[i] - times[i - 1]);
    return most;
}

std::vector<QString> manyQueues(int count)
{
    std::vector<QString> names;
    names.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        names.push_back(u"q%1"_s.arg(i, 3, 10, QChar(u'0')));
    return names;
}

/// How often each count was asked for, whatever its times.
std::map<QString, int> countsByQuestion(const WatchWorld &world)
{
    static const QRegularExpression asked(u"namespace: \"([^\"]*)\"\\s+query: \"([^\"]*)\""_s);
    static const QRegularExpression time(u"\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z"_s);
    const QString running = u"ExecutionStatus IN (\\'Running\\', \\'Paused\\') GROUP BY ExecutionStatus"_s;
    std::map<QString, int> counts;
    for (const fake::RecordedCall &call : world.server.recorded(u"CountWorkflowExecutions"_s)) {
        const auto match = asked.match(call.request);
        const QString query = match.captured(2).replace(time, u"TIME"_s);
        ++counts[u"%1 %2"_s.arg(match.captured(1), query == running ? u"RUNNING"_s : query)];
    }
    return counts;
}

} // namespace

/// How often the watch asks: simulated minutes against a real server.
class TestWatchRates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAtVisibleQueuesEveryTenSeconds();
    void looksAtAlertingQueuesEveryTenSeconds();
    void looksAtHiddenActiveQueuesEveryThirtySeconds();
    void backsOffWhenIdle();
    void aVisibleIdleQueueStaysFast();
    void neverFasterThanFiveSeconds_data();
    void neverFasterThanFiveSeconds();
    void countsAndWalksAsTheBudgetAllows();
    void keepsToTheBudgetAndToItsPromises();
    void slowsDownWhenRefused();
};

void TestWatchRates::looksAtVisibleQueuesEveryTenSeconds()
{
    WatchWorld world;
    world.serve();
    world.visible = {world.busy};
    world.start();
    world.run(3min);
    for (const TaskType type : {TaskType::Workflow, TaskType::Activity}) {
        const auto times = world.looksAt(world.busy, type);
        QVERIFY2(times.size() >= 14 && times.size() <= 24, qPrintable(QString::number(times.size())));
        QVERIFY(smallestGap(times) >= 7s);
        QVERIFY(largestGap(times) <= 14s);
    }
}

void TestWatchRates::looksAtAlertingQueuesEveryTenSeconds()
{
    WatchWorld world;
    world.serve();
    world.start();
    world.watch->setAlerting(world.busy, true);
    world.run(2min);
    QVERIFY(largestGap(world.looksAt(world.busy, TaskType::Workflow)) <= 14s);
    world.watch->setAlerting(world.busy, false);
    world.run(30s);
    const auto before = world.looksAt(world.busy, TaskType::Workflow).size();
    world.run(2min);
    const auto after = world.looksAt(world.busy, TaskType::Workflow).size();
    QVERIFY(after - before <= 6);
}

void TestWatchRates::looksAtHiddenActiveQueuesEveryThirtySeconds()
{
    WatchWorld world;
    world.serve();
    world.start();
    world.run(5min, 2s);
    const auto times = world.looksAt(world.busy, TaskType::Workflow);
    QVERIFY(smallestGap(times) >= 22s);
    QVERIFY(largestGap(times) <= 40s);
}

void TestWatchRates::backsOffWhenIdle()
{
    WatchWorld world;
    world.serve();
    world.setQueue(world.calm, 0, 0, 0s, 0);
    world.start();
    world.run(60min, 10s);
    const auto idle = world.looksAt(world.calm, TaskType::Workflow);
    const auto busy = world.looksAt(world.busy, TaskType::Workflow);
    QVERIFY2(idle.size() <= 12, qPrintable(QString::number(idle.size())));
    QVERIFY2(busy.size() >= 90, qPrintable(QString::number(busy.size())));
    QVERIFY(largestGap(idle) <= 12min + 20s);
    QVERIFY(idle.back() >= 45min);
    // A task comes: found at the latest at the next look, and then watched closely again.
    world.setQueue(world.calm, 5, 0);
    world.run(13min, 10s);
    QCOMPARE(world.watch->latest(world.calm)->workflowBacklog, 5);
    const auto before = world.looksAt(world.calm, TaskType::Workflow).size();
    world.run(2min, 10s);
    QVERIFY(world.looksAt(world.calm, TaskType::Workflow).size() >= before + 3);
}

void TestWatchRates::aVisibleIdleQueueStaysFast()
{
    WatchWorld world;
    world.serve();
    world.setQueue(world.calm, 0, 0, 0s, 0);
    world.visible = {world.calm};
    world.start();
    world.run(5min, 2s);
    QVERIFY(largestGap(world.looksAt(world.calm, TaskType::Workflow)) <= 16s);
}

void TestWatchRates::neverFasterThanFiveSeconds_data()
{
    QTest::addColumn<QString>("failure"); // of a call now and then, often of one type of two
    QTest::newRow("all is well") << QString();
    QTest::newRow("some looks fail") << u"INTERNAL"_s;
}

void TestWatchRates::neverFasterThanFiveSeconds()
{
    QFETCH(const QString, failure);
    WatchWorld world;
    world.serve();
    world.start();
    for (int i = 0; i < 60; ++i) {
        if (!failure.isEmpty() && i % 4 == 0)
            world.server.failNext(u"DescribeTaskQueue"_s, failure);
        world.visible = i % 2 == 0 ? std::vector{world.busy} : std::vector<QueueKey>();
        world.watch->setAlerting(world.busy, i % 3 == 0);
        world.watch->refresh();
        world.run(1s);
    }
    for (const TaskType type : {TaskType::Workflow, TaskType::Activity}) {
        const auto times = world.looksAt(world.busy, type);
        QVERIFY(times.size() >= 8);
        QVERIFY2(smallestGap(times) >= 5s, qPrintable(QString::number(smallestGap(times).count())));
    }
}

void TestWatchRates::countsAndWalksAsTheBudgetAllows()
{
    WatchWorld world;
    world.serve();
    world.visible = {world.busy};
    world.start();
    world.server.forgetCalls();
    world.run(10min, 3s);
    const qsizetype lists = world.listQueries().size();
    QVERIFY2(lists >= 1 && lists <= 2, "one walk per 5 minutes where nothing changes");
    // ns is visible: its running are counted every 15 s. Everything else every minute: those of other, and
    // for ns those on a queue with a backlog, with reported problems, and that closed or failed.
    const std::map<QString, int> counts = countsByQuestion(world);
    QCOMPARE(counts.size(), 6U);
    for (const auto &[question, times] : counts) {
        const int expected = question == u"ns RUNNING"_s ? 40 : 10;
        QVERIFY2(times >= expected * 0.7 && times <= expected * 1.3,
                 qPrintable(u"%1: %2 times"_s.arg(question).arg(times)));
    }
    QVERIFY(world.server.calls(u"ListNamespaces"_s) <= 13);
}

void TestWatchRates::keepsToTheBudgetAndToItsPromises()
{
    WatchWorld world;
    world.serve();
    const auto names = manyQueues(150);
    world.setRunning(u"ns"_s, names);
    for (const QString &name : names) {
        world.setQueue({u"ns"_s, name}, 1, 1);
        world.visible.push_back({u"ns"_s, name});
    }
    world.start();
    world.server.forgetCalls();
    constexpr int seconds = 60;
    for (int i = 0; i < seconds; ++i) {
        world.clock.advance(1s);
        world.settle();
        for (const QString &name : names) {
            const auto sample = world.watch->latest({u"ns"_s, name});
            QVERIFY2(world.clock.utc() - sample->time <= validity(sample->interval),
                     "300 calls in 10 s are wanted, 200 allowed: the promise has to follow");
        }
    }
    const int calls = world.server.calls(u"DescribeTaskQueue"_s);
    QVERIFY2(calls <= 20 * (seconds + 1), qPrintable(QString::number(calls)));
    QVERIFY2(calls >= 15 * seconds, qPrintable(QString::number(calls)));
}

void TestWatchRates::slowsDownWhenRefused()
{
    WatchWorld world;
    world.serve();
    const auto names = manyQueues(50);
    world.setRunning(u"ns"_s, names);
    for (const QString &name : names) {
        world.setQueue({u"ns"_s, name}, 1, 1);
        world.visible.push_back({u"ns"_s, name});
    }
    world.start();
    world.run(20s);
    world.server.failNext(u"DescribeTaskQueue"_s, u"RESOURCE_EXHAUSTED"_s, u"rate limit"_s,
                          fake::TemporalServer::always);
    world.run(30s);
    world.server.forgetCalls();
    world.run(20s);
    const int refused = world.server.calls(u"DescribeTaskQueue"_s);
    QVERIFY2(refused <= 60, qPrintable(QString::number(refused)));
    world.server.clearFaults();
    world.run(2min);
    for (const QString &name : names)
        QVERIFY(world.clock.utc() - world.watch->latest({u"ns"_s, name})->time <= 30s);
}

QTEST_GUILESS_MAIN(TestWatchRates)
#include "tst_watchrates.moc"
