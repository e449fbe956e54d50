// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/alerts/alertworld.h"

// The rules about attempts that fail, long histories and retention.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

struct KindWorld : AlertWorld
{
    KindWorld() { serve(true); }

    void tell()
    {
        WorkerHeartbeat beat;
        beat.instanceKey = u"key"_s;
        beat.identity = u"812@host"_s;
        beat.taskQueue = calm.queue;
        beat.status = WorkerStatus::Running;
        beat.started = clock.utc() - 1h;
        beat.time = clock.utc();
        beat.interval = 60s;
        beat.activitySlots = WorkerSlots{5, 0, processed, failed};
        server.setWorkers(u"ns"_s, {beat});
    }
    /// Attempts of a minute that somebody looks at.
    void attempt(qint64 finished, qint64 failing)
    {
        processed += finished;
        failed += failing;
        tell();
        setQueue(calm, 0, 0); // its poller asked meanwhile
        live(75s);
    }
    [[nodiscard]] std::optional<Alert> alertOf(RuleKind kind) const
    {
        for (const Alert &alert : alerts->alerts())
            if (alert.kind == kind)
                return alert;
        return {};
    }
    [[nodiscard]] NamespaceAssessment ns() const { return alerts->namespaceAssessment(u"ns"_s); }

    qint64 processed = 1'000;
    qint64 failed = 400; // of old: what is known first counts for nothing
};

/// A run whose history is so long.
void serveRun(KindWorld &world, qint64 events, ExecutionStatus status = ExecutionStatus::Running)
{
    Execution run;
    run.workflowId = u"ledger"_s;
    run.runId = u"r-1"_s;
    run.taskQueue = world.calm.queue;
    run.status = status;
    ExecutionDescription description;
    description.execution = run;
    description.execution.historyLength = events;
    world.server.setDescription(u"ns"_s, description);
    world.server.setExecutions(u"ns"_s, {run});
}

void keepFor(KindWorld &world, const QString &name, std::chrono::seconds retention)
{
    NamespaceInfo info = world.find(name)->info;
    info.retention = retention;
    world.server.setNamespaces({info});
    world.watch->refresh();
    world.live(30s);
}

} // namespace

class TestRuleKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attemptsThatFailFireOverTheThreshold_data()
    {
        QTest::addColumn<qint64>("finished");
        QTest::addColumn<qint64>("failing");
        QTest::addColumn<std::optional<qint64>>("share");
        const std::optional<qint64> quiet;
        QTest::newRow("4 %") << qint64(500) << qint64(20) << quiet;
        QTest::newRow("5.0 %") << qint64(500) << qint64(25) << quiet;
        QTest::newRow("5.2 %") << qint64(500) << qint64(26) << std::optional<qint64>(520);
        QTest::newRow("18.2 %") << qint64(220) << qint64(40) << std::optional<qint64>(1819);
        QTest::newRow("by a hair") << qint64(1'000'000) << qint64(50'001) << std::optional<qint64>(501);
        QTest::newRow("too few") << qint64(19) << qint64(19) << quiet;
        QTest::newRow("just enough") << qint64(20) << qint64(20) << std::optional<qint64>(10'000);
    }

    void attemptsThatFailFireOverTheThreshold()
    {
        QFETCH(const qint64, finished);
        QFETCH(const qint64, failing);
        QFETCH(const std::optional<qint64>, share);
        KindWorld world;
        world.tell();
        world.begin();
        world.visible = {world.calm};
        world.attempt(0, 0);
        QVERIFY(!world.alertOf(RuleKind::ActivityFailure));
        world.attempt(finished, failing);
        const auto alert = world.alertOf(RuleKind::ActivityFailure);
        QCOMPARE(alert.has_value(), share.has_value());
        if (!share)
            return;
        QCOMPARE(alert->state, AlertState::Firing);
        QCOMPARE(alert->value, share);
        QCOMPARE(alert->key, world.calm);
        QCOMPARE(alert->type, TaskType::Activity);
        QCOMPARE(world.signal(world.calm), Signal::Danger);
    }

    void itIsSaidInWordsAndEndsWithTheWindow()
    {
        KindWorld world;
        world.tell();
        world.begin();
        world.visible = {world.calm};
        world.attempt(0, 0);
        world.attempt(220, 40);
        QCOMPARE(world.sentence(world.calm),
                 u"18.19 % of its activities' attempts failed in 5 m: 40 of 220 attempts"_s);
        for (int minute = 0; minute < 7; ++minute)
            world.attempt(100, 0);
        QVERIFY(!world.alertOf(RuleKind::ActivityFailure));
        QCOMPARE(world.signal(world.calm), Signal::Clear);
    }

    /// It stays known though nothing runs any more.
    void itEndsWhereTheWorkHasEnded()
    {
        KindWorld world;
        world.tell();
        world.begin();
        world.visible = {world.calm};
        world.attempt(0, 0);
        world.attempt(220, 40);
        world.setRunning(u"ns"_s, {});
        world.visible = {};
        for (int minute = 0; minute < 8; ++minute)
            world.attempt(0, 0);
        QVERIFY(!world.alertOf(RuleKind::ActivityFailure));
    }

    void withoutHeartbeatsNothingIsSaid()
    {
        KindWorld world;
        world.begin();
        world.visible = {world.calm};
        world.live(3min);
        QVERIFY(!world.alertOf(RuleKind::ActivityFailure));
        QCOMPARE(world.signal(world.calm), Signal::Clear);
    }

    void aHistoryNearItsLimitColoursTheNamespace()
    {
        KindWorld world;
        serveRun(world, 40'961);
        world.begin();
        world.visible = {world.calm};
        world.live(3min);
        const auto alert = world.alertOf(RuleKind::HistoryLimit);
        QVERIFY(alert);
        QCOMPARE(alert->state, AlertState::Firing);
        QCOMPARE(alert->value, 8'001);
        QCOMPARE(alert->key, (QueueKey{u"ns"_s, {}}));
        QCOMPARE(world.ns().signal, Signal::Caution);
        QVERIFY2(world.ns().sentence.startsWith(
                     u"a run is at 80.01 % of what a history may hold: ledger has 40"_s),
                 qPrintable(world.ns().sentence));
        // It is looked into again, and has continued as new.
        serveRun(world, 40'962, ExecutionStatus::ContinuedAsNew);
        world.setRunning(u"ns"_s, {world.calm.queue});
        world.live(9min);
        QVERIFY(!world.alertOf(RuleKind::HistoryLimit));
        QCOMPARE(world.ns().signal, Signal::Clear);
    }

    void atTheThresholdItIsNotNear()
    {
        KindWorld world;
        serveRun(world, 40'960);
        world.begin();
        world.visible = {world.calm};
        world.live(3min);
        QVERIFY(!world.alertOf(RuleKind::HistoryLimit));
    }

    void anotherRetentionThanTheRunbooksColoursTheNamespace()
    {
        KindWorld world;
        world.runbook =
            Runbook::parse("version = 1\n[[namespace]]\nmatch = 'ns'\nretention = '3d'\n", u"r"_s).value();
        world.begin();
        QVERIFY(!world.alertOf(RuleKind::Retention));
        keepFor(world, u"ns"_s, 24h);
        const auto alert = world.alertOf(RuleKind::Retention);
        QVERIFY(alert);
        QCOMPARE(alert->state, AlertState::Firing);
        QCOMPARE(alert->value, 2 * 86'400);
        QCOMPARE(world.ns().signal, Signal::Caution);
        QCOMPARE(world.ns().sentence, u"closed runs are kept for 1 d, the runbook wants 3 d"_s);
        keepFor(world, u"ns"_s, 72h);
        world.live(1min);
        QVERIFY(!world.alertOf(RuleKind::Retention));
        QCOMPARE(world.ns(), NamespaceAssessment());
    }

    void nearTheServersLeastIsTold_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("an hour") << 3'600 << true;
        QTest::newRow("a tenth above") << 3'960 << true;
        QTest::newRow("more") << 3'961 << false;
        QTest::newRow("45 s") << 45 << true;
    }

    void nearTheServersLeastIsTold()
    {
        QFETCH(const int, seconds);
        QFETCH(const bool, isTold);
        KindWorld world; // whose runbook does not name it
        world.begin();
        keepFor(world, u"ns"_s, std::chrono::seconds(seconds));
        QCOMPARE(world.alertOf(RuleKind::Retention).has_value(), isTold);
        if (isTold)
            QVERIFY2(world.ns().sentence.endsWith(u", near the least that the server allows"_s),
                     qPrintable(world.ns().sentence));
    }

    /// Nobody is told every half hour that it is not known.
    void itStaysAsLongAsTheNamespaceIsHeardOf()
    {
        KindWorld world;
        world.begin();
        keepFor(world, u"ns"_s, 1h);
        world.run(2h, 10s);
        world.alerts->tick();
        QCOMPARE(world.alertOf(RuleKind::Retention)->state, AlertState::Firing);
    }
};

QTEST_GUILESS_MAIN(TestRuleKinds)
#include "tst_rulekinds.moc"
