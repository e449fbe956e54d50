// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/explain.h"
#include "tests/unit/monitor/watchworld.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

/// What the watch finds and how it takes trouble; its rates are in tst_watchrates.
class TestWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNamespacesAndQueues();
    void readsBothTypesOfAQueue();
    void asksBothTypesOfAConfiguredQueue();
    void neverDescribesAnUnknownName();
    void knowsAConfiguredQueueThatWasNeverSeen();
    void findsAQueueThatAppears();
    void hidesTemporalsOwnQueues();
    void survivesNamesThatNeedQuoting();
    void worksWithoutListNamespaces();
    void showsConfiguredNamespacesItMayNotRead();
    void keepsNamesWhenNothingAnswers();
    void knowsNothingWhenRefusedWithoutAName();
    void keepsWhatWasSeenOfADeletedNamespace();
    void aListAskedBeforeADeletionBringsNothingBack();
    void tellsAConfiguredNamespaceThatIsGoneFromOneThatNeverWas_data();
    void tellsAConfiguredNamespaceThatIsGoneFromOneThatNeverWas();
    void takesANewNamespaceOfTheSameNameAsNew();
    void keepsTheLastSampleWhenALookFails();
    void countsRunningWhereItAlertsOrIsSeen();
    void stopsAndStartsAgain();
    void forgetsForAnotherPerson();
    void comesBackWithTheConnection();
    void keepsTheSpacingWhenTheConnectionComesBack();
    void refreshAsksForAPerson();
};

void TestWatch::findsNamespacesAndQueues()
{
    WatchWorld world;
    world.serve();
    world.start();
    QCOMPARE(world.watch->namespaces().size(), std::size_t(2));
    const NamespaceSample *ns = world.find(u"ns"_s);
    QVERIFY(ns && ns->readable && !ns->error);
    QCOMPARE(ns->info.retention, std::chrono::seconds(72h));
    QCOMPARE(ns->running, 2);
    QCOMPARE(world.find(u"other"_s)->running, 0);
    QCOMPARE(world.watch->queues(), (std::vector{world.busy, world.calm}));
    QVERIFY(world.watch->isSeen(world.busy));
    QVERIFY(world.watch->firstSweepDone());
    QVERIFY(world.watch->namespacesKnown());
    QCOMPARE(world.watch->lastAnswer(), world.clock.utc());
    // Everything runs on two queues: one page says so, and where nothing runs nothing is listed.
    QCOMPARE(world.listQueries(), QStringList{u"ExecutionStatus=\\'Running\\'"_s});
}

void TestWatch::readsBothTypesOfAQueue()
{
    WatchWorld world;
    world.serve();
    world.setQueue(world.busy, 3, 20, 90s);
    world.start();
    const auto sample = world.watch->latest(world.busy);
    QVERIFY(sample);
    QCOMPARE(sample->workflowBacklog, 3);
    QCOMPARE(sample->activityBacklog, 20);
    QCOMPARE(sample->oldestTask, Milliseconds(90s));
    QCOMPARE(sample->workflowPollers, 1);
    QCOMPARE(sample->activityPollers, 1);
    QCOMPARE(sample->pollers.size(), std::size_t(2));
    QCOMPARE(sample->time, world.clock.utc());
    QVERIFY(sample->interval >= 24s && sample->interval <= 36s);
    QCOMPARE(world.watch->samples(world.busy, sample->time).size(), std::size_t(1));
}

void TestWatch::asksBothTypesOfAConfiguredQueue()
{
    WatchWorld world;
    world.serve();
    world.profile.queues = {world.calm, {u"other"_s, u"quiet"_s}};
    world.setQueue(world.calm, 0, 0, 0s, 0);
    world.start();
    QCOMPARE(world.watch->latest(world.calm)->activityBacklog, 0);
    QCOMPARE(world.watch->queues(),
             (std::vector<QueueKey>{world.calm, {u"other"_s, u"quiet"_s}, world.busy}));
}

void TestWatch::neverDescribesAnUnknownName()
{
    WatchWorld world;
    world.serve();
    const QueueKey elsewhere{u"nowhere"_s, u"nowhere.q"_s};
    world.profile.queues = {{u"other"_s, u"quiet"_s}, elsewhere};
    world.visible = {world.busy, {u"ns"_s, u"invented"_s}, {u"ns"_s, QString()}, elsewhere};
    world.start();
    world.watch->setAlerting({u"ns"_s, u"also invented"_s}, true);
    world.run(60s);
    QVERIFY(world.watch->samples({u"ns"_s, u"invented"_s}, world.clock.utc()).empty());
    QStringList names;
    for (const auto &[look, count] : world.looks())
        names << look.key.queue;
    names.removeDuplicates();
    QCOMPARE(names, (QStringList{u"ns.busy"_s, u"ns.calm"_s, u"quiet"_s}));
}

void TestWatch::knowsAConfiguredQueueThatWasNeverSeen()
{
    WatchWorld world;
    world.serve();
    const QueueKey quiet{u"other"_s, u"quiet"_s};
    world.profile.queues = {quiet, world.busy};
    world.start();
    QVERIFY(world.watch->latest(quiet));
    QVERIFY(!world.watch->isSeen(quiet));
    QVERIFY(world.watch->isSeen(world.busy));
    world.setQueue(quiet, 0, 0, 0s, 1);
    world.visible = {quiet};
    world.run(15s);
    QVERIFY(world.watch->isSeen(quiet));
    world.setQueue(quiet, 0, 0, 0s, 0);
    world.run(15s);
    QVERIFY2(world.watch->isSeen(quiet), "once seen, always seen");
}

void TestWatch::findsAQueueThatAppears()
{
    WatchWorld world;
    world.serve();
    world.visible = {world.busy};
    world.start();
    QSignalSpy changed(world.watch.get(), &Watch::queuesChanged);
    world.setRunning(u"ns"_s, {world.busy.queue, world.calm.queue, u"fresh"_s, u"other fresh"_s});
    world.run(60s);
    QCOMPARE(changed.size(), 1); // once for both
    const QueueKey fresh{u"ns"_s, u"fresh"_s};
    QVERIFY(world.watch->isSeen(fresh));
    QCOMPARE(world.watch->latest(fresh)->workflowBacklog, 0);
    QVERIFY(world.listQueries().last().contains(u"TaskQueue NOT IN (\\'ns.busy\\', \\'ns.calm\\')"_s));
}

void TestWatch::hidesTemporalsOwnQueues()
{
    WatchWorld world;
    world.serve();
    world.setRunning(u"ns"_s, {u"temporal-sys-per-ns-tq"_s, world.busy.queue});
    world.start();
    QCOMPARE(world.watch->queues(), std::vector{world.busy});
    QCOMPARE(world.watch->namespaceSample(u"temporal-system"_s), nullptr);
}

void TestWatch::survivesNamesThatNeedQuoting()
{
    WatchWorld world;
    world.serve();
    const QString name = u"it's <b>"_s;
    world.setRunning(u"ns"_s, {name});
    world.start();
    QCOMPARE(world.watch->queues(), (std::vector<QueueKey>{{u"ns"_s, name}}));
    QVERIFY(!world.find(u"ns"_s)->error);
}

void TestWatch::worksWithoutListNamespaces()
{
    WatchWorld world;
    world.serve();
    world.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, u"Request unauthorized."_s,
                          fake::TemporalServer::always);
    world.start({u"ns"_s});
    QCOMPARE(world.watch->namespaces().size(), std::size_t(1));
    QCOMPARE(world.find(u"ns"_s)->running, 2);
    QCOMPARE(world.find(u"ns"_s)->info.retention, std::chrono::seconds(72h));
    QCOMPARE(world.watch->queues().size(), std::size_t(2));
    QVERIFY(world.watch->namespacesKnown());
    // Asking again for the list would cost a token a minute.
    const int asked = world.server.calls(u"ListNamespaces"_s);
    world.run(5min, 5s);
    QCOMPARE(world.server.calls(u"ListNamespaces"_s), asked);
    QVERIFY(world.server.calls(u"DescribeNamespace"_s) >= 4);
}

void TestWatch::showsConfiguredNamespacesItMayNotRead()
{
    WatchWorld world;
    world.serve();
    const QueueKey secret{u"vault"_s, u"vault.q"_s};
    world.profile.queues = {secret};
    world.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    world.server.failNext(u"DescribeNamespace"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    world.start();
    const NamespaceSample *vault = world.find(u"vault"_s);
    QVERIFY(vault && !vault->readable);
    QCOMPARE(vault->error, u"you may not read this namespace"_s);
    QCOMPARE(vault->running, std::nullopt);
    QCOMPARE(world.watch->queues(), std::vector{secret});
    QVERIFY(!world.watch->latest(secret));
    QVERIFY(!world.watch->isSeen(secret));
    const int asked = world.server.calls(u"DescribeNamespace"_s);
    world.run(5min, 5s);
    QCOMPARE(world.server.calls(u"DescribeNamespace"_s), asked);
    QCOMPARE(world.looks().size(), std::size_t(0));
}

void TestWatch::keepsNamesWhenNothingAnswers()
{
    WatchWorld world;
    world.profile.queues = {{u"ns"_s, u"q"_s}};
    world.server.failNext({}, u"UNAVAILABLE"_s, u"gone"_s, fake::TemporalServer::always);
    world.create();
    QSignalSpy failed(world.watch.get(), &Watch::pollFailed);
    world.watch->start({u"mine"_s});
    QTRY_VERIFY(world.watch->firstSweepDone());
    QVERIFY(!world.watch->namespacesKnown());
    QVERIFY(!failed.empty());
    QCOMPARE(world.watch->namespaces().size(), std::size_t(2));
    QVERIFY(!world.find(u"mine"_s)->readable);
    const auto error = failed[0][0].value<Error>();
    QCOMPARE(world.find(u"ns"_s)->error, explain(error).sentence());
    QVERIFY(!world.watch->lastAnswer());
}

void TestWatch::knowsNothingWhenRefusedWithoutAName()
{
    WatchWorld world;
    world.serve();
    world.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    world.create();
    QSignalSpy failed(world.watch.get(), &Watch::pollFailed);
    world.watch->start({});
    QTRY_VERIFY(world.watch->firstSweepDone());
    QVERIFY2(!world.watch->namespacesKnown(), "a refusal is not an empty cluster");
    QVERIFY(!failed.empty());
    QCOMPARE(failed[0][0].value<Error>().kind, ErrorKind::Denied);
}

void TestWatch::keepsWhatWasSeenOfADeletedNamespace()
{
    WatchWorld world;
    world.serve();
    world.visible = {world.busy};
    world.start();
    const auto last = world.watch->latest(world.busy);
    QSignalSpy changed(world.watch.get(), &Watch::queuesChanged);
    world.server.holdNext(u"ListNamespaces"_s);
    world.server.setNamespaces({world.find(u"other"_s)->info});
    const auto isKept = [&] {
        const NamespaceSample *ns = world.find(u"ns"_s);
        return ns && !ns->readable && ns->gone && ns->error == u"the namespace no longer exists"_s &&
               world.watch->latest(world.busy) == last && world.watch->queues().size() == 2 &&
               world.watch->samples(world.busy, last->time).size() == 1;
    };
    world.clock.advance(12s);
    world.settle();
    QTRY_VERIFY(isKept());
    QTRY_COMPARE(world.server.held(), 1);
    world.server.releaseHeld();
    QTRY_COMPARE(world.find(u"ns"_s)->running, std::nullopt); // the list has told
    QVERIFY(isKept());

    world.server.forgetCalls();
    world.run(3min, 5s);
    QVERIFY(isKept());
    QCOMPARE(world.looks().size(), std::size_t(0));
    for (const auto &call : world.server.recorded(u"CountWorkflowExecutions"_s))
        QVERIFY(call.request.contains(u"\"other\""_s));
    QCOMPARE(changed.size(), 0);

    world.watch->stop();
    world.watch->start({}); // the same person, signed in again
    world.run(1min, 5s);
    QVERIFY(isKept());

    world.watch->forget(); // for somebody else, who may never have seen it
    world.watch->start({});
    QVERIFY(!world.find(u"ns"_s));
    QVERIFY(world.watch->queues().empty());
    world.run(1min, 5s);
    QVERIFY(!world.find(u"ns"_s));
}

void TestWatch::aListAskedBeforeADeletionBringsNothingBack()
{
    WatchWorld world;
    world.serve();
    world.start();
    world.server.holdNext(u"ListNamespaces"_s);
    world.clock.advance(80s);
    world.settle();
    QTRY_COMPARE(world.server.held(), 1);
    world.server.setNamespaces({world.find(u"other"_s)->info});
    world.watch->letGo(u"ns"_s);
    QTRY_VERIFY(!world.find(u"ns"_s));
}

void TestWatch::tellsAConfiguredNamespaceThatIsGoneFromOneThatNeverWas_data()
{
    QTest::addColumn<bool>("mayList");
    QTest::newRow("listed") << true;
    QTest::newRow("described one by one") << false;
}

void TestWatch::tellsAConfiguredNamespaceThatIsGoneFromOneThatNeverWas()
{
    QFETCH(const bool, mayList);
    WatchWorld world;
    world.serve();
    world.profile.queues = {world.busy, {u"typo"_s, u"typo.q"_s}};
    if (!mayList)
        world.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    world.start({u"other"_s});
    QVERIFY(world.watch->latest(world.busy));
    world.server.setNamespaces({world.find(u"other"_s)->info});
    world.run(3min, 5s);
    QCOMPARE(world.find(u"ns"_s)->error, u"the namespace no longer exists"_s);
    QCOMPARE(world.find(u"typo"_s)->error, u"no such namespace on this cluster"_s);
    QVERIFY(world.find(u"other"_s)->readable);
    QVERIFY(world.watch->latest(world.busy));
}

void TestWatch::takesANewNamespaceOfTheSameNameAsNew()
{
    WatchWorld world;
    world.serve();
    world.start();
    NamespaceInfo again = world.find(u"ns"_s)->info;
    again.id = u"another"_s;
    world.server.setNamespaces({again});
    world.setRunning(u"ns"_s, {u"else"_s});
    world.run(80s, 5s);
    QCOMPARE(world.watch->queues(), (std::vector<QueueKey>{{u"ns"_s, u"else"_s}}));
}

void TestWatch::keepsTheLastSampleWhenALookFails()
{
    WatchWorld world;
    world.serve();
    world.visible = {world.busy};
    world.start();
    const auto before = world.watch->latest(world.busy);
    QSignalSpy failed(world.watch.get(), &Watch::pollFailed);
    QSignalSpy sampled(world.watch.get(), &Watch::queueSampled);
    world.server.failNext(u"DescribeTaskQueue"_s, u"INTERNAL"_s, u"broken"_s, fake::TemporalServer::always);
    world.run(15s);
    QVERIFY(!failed.empty());
    QCOMPARE(sampled.size(), 0);
    QCOMPARE(world.watch->latest(world.busy), before);
    world.server.clearFaults();
    world.run(60s);
    QVERIFY(world.watch->latest(world.busy)->time > before->time);
}

void TestWatch::countsRunningWhereItAlertsOrIsSeen()
{
    WatchWorld world;
    world.serve();
    world.setRunning(u"ns"_s, {world.busy.queue, world.busy.queue, world.calm.queue, u"say \"x\""_s});
    const QueueKey unmatched{u"ns"_s, u"say \"x\""_s};
    world.setQueue(unmatched, 9);
    world.start();
    QVERIFY2(!world.watch->running(world.busy), "a backlog that alerts nobody");
    for (const QueueKey &key : {world.busy, unmatched})
        world.watch->setAlerting(key, true);
    world.run(2s);
    QCOMPARE(world.watch->running(world.busy).value_or(RunningCount{-1, {}, {}}).count, 2);
    QVERIFY2(!world.watch->running(world.calm), "neither visible nor alerting");
    QVERIFY2(!world.watch->running(unmatched), "the server cannot match such a name");
    world.visible = {world.calm};
    world.run(2s);
    QCOMPARE(world.watch->running(world.calm)->count, 1);
}

void TestWatch::stopsAndStartsAgain()
{
    WatchWorld world;
    world.serve();
    world.visible = {world.busy};
    world.start();
    world.server.holdNext(u"DescribeTaskQueue"_s, 2);
    world.clock.advance(15s);
    world.settle();
    QCOMPARE(world.server.held(), 2);
    world.watch->stop();
    world.server.releaseHeld();
    world.server.forgetCalls();
    world.clock.advance(1h);
    QObject receiver;
    bool answered = false;
    world.client->systemInfo().deliver(&receiver, [&](const Result<SystemInfo> &) { answered = true; });
    QTRY_VERIFY(answered);
    QCOMPARE(world.server.calls(u"DescribeTaskQueue"_s), 0);
    QSignalSpy sampled(world.watch.get(), &Watch::queueSampled);
    world.watch->start({});
    QTRY_VERIFY(!sampled.empty());
    QTRY_VERIFY(world.server.calls(u"ListNamespaces"_s) >= 1);
}

void TestWatch::forgetsForAnotherPerson()
{
    WatchWorld world;
    world.serve();
    world.profile.queues = {world.busy};
    world.start();
    world.server.holdNext(u"ListNamespaces"_s);
    world.clock.advance(15s);
    world.watch->refresh();
    QTRY_COMPARE(world.server.held(), 1);
    world.watch->forget();
    world.server.releaseHeld();
    const auto isEmpty = [&world] {
        return world.watch->namespaces().empty() && !world.watch->latest(world.busy) &&
               world.watch->queues() == std::vector{world.busy} && !world.watch->lastAnswer() &&
               !world.watch->firstSweepDone() && !world.watch->namespacesKnown();
    };
    QVERIFY(isEmpty());
    world.settle();
    QVERIFY(isEmpty());
    QSignalSpy swept(world.watch.get(), &Watch::firstSweepFinished);
    world.watch->start({});
    // What is refused meanwhile is asked again when its time has come.
    QTRY_VERIFY((world.run(1s), !swept.isEmpty()));
    QCOMPARE(world.watch->namespaces().size(), std::size_t(2));
    QCOMPARE(world.watch->queues(), (std::vector{world.busy, world.calm}));
}

void TestWatch::comesBackWithTheConnection()
{
    WatchWorld world;
    world.serve();
    world.visible = {world.busy};
    world.start();
    world.server.stop();
    world.clock.advance(15s);
    QTRY_COMPARE_WITH_TIMEOUT(world.client->connection(), ConnectionState::Lost, 10'000);
    QSignalSpy sampled(world.watch.get(), &Watch::queueSampled);
    world.server.start();
    QTRY_VERIFY_WITH_TIMEOUT(!sampled.empty(), 10'000);
    QCOMPARE(world.watch->latest(world.busy)->time, world.clock.utc());
}

void TestWatch::keepsTheSpacingWhenTheConnectionComesBack()
{
    WatchWorld world;
    world.serve();
    world.visible = {world.busy};
    world.start();
    world.server.failNext(u"DescribeTaskQueue"_s, u"INTERNAL"_s, {}, fake::TemporalServer::always);
    world.clock.advance(15s);
    world.settle(); // the server was reached, and said no
    world.server.clearFaults();
    world.server.forgetCalls();
    world.server.stop();
    QTRY_COMPARE_WITH_TIMEOUT(world.client->connection(), ConnectionState::Lost, 10'000);
    world.clock.advance(1s);
    world.server.start();
    QTRY_COMPARE_WITH_TIMEOUT(world.client->connection(), ConnectionState::Connected, 10'000);
    world.settle();
    QCOMPARE(world.looks()[(Look{world.busy, TaskType::Workflow})], 0);
    world.clock.advance(4s);
    world.settle();
    QCOMPARE(world.looks()[(Look{world.busy, TaskType::Workflow})], 1);
}

void TestWatch::refreshAsksForAPerson()
{
    WatchWorld world;
    world.serve();
    world.start();
    world.server.forgetCalls();
    world.clock.advance(6s);
    world.watch->refresh();
    QTRY_VERIFY(world.server.calls(u"DescribeTaskQueue"_s) >= 2);
    QTRY_COMPARE(world.server.calls(u"ListNamespaces"_s), 1);
    QTRY_VERIFY(world.server.calls(u"ListWorkflowExecutions"_s) >= 1);
    for (const auto &call : world.server.recorded(u"DescribeTaskQueue"_s))
        QCOMPARE(call.metadata.value("caller-type"), QByteArray("operator"));
    world.server.forgetCalls();
    world.clock.advance(1s);
    world.watch->refresh();
    world.settle();
    QCOMPARE(world.server.calls(u"DescribeTaskQueue"_s), 0);
}

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
