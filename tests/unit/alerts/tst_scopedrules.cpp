// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/past.h"
#include "tests/fake/temporalquery.h"
#include "tests/unit/alerts/alertworld.h"

#include <QSignalSpy>

// The rules of a namespace and of the cluster, and the one that knows what is usual.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

Execution running(const QString &id, const QString &type)
{
    Execution execution;
    execution.workflowId = execution.runId = id;
    execution.type = type;
    execution.taskQueue = u"ns.calm"_s;
    execution.status = ExecutionStatus::Running;
    return execution;
}

struct ScopedWorld : AlertWorld
{
    void begin()
    {
        AlertWorld::begin();
        QObject::connect(alerts.get(), &AlertEngine::told, alerts.get(),
                         [this](const AlertChange &change) { told.push_back(change); });
    }
    /// Each as "rule queue state".
    [[nodiscard]] QStringList lines() const
    {
        static const QStringList words{u"inactive"_s, u"pending"_s, u"firing"_s, u"unknown"_s};
        QStringList lines;
        for (const AlertChange &change : told)
            lines << u"%1 %2 %3"_s.arg(change.alert.rule, change.alert.key.queue,
                                       words[static_cast<int>(change.alert.state)]);
        return lines;
    }
    [[nodiscard]] std::optional<Alert> alertOf(RuleKind kind) const
    {
        for (const Alert &alert : alerts->alerts())
            if (alert.kind == kind)
                return alert;
        return {};
    }
    void loseTheServer()
    {
        server.stop();
        QVERIFY(QTest::qWaitFor(
            [this] {
                watch->refresh();
                return client->connection() == ConnectionState::Lost;
            },
            20'000));
    }
    void wait(Milliseconds time)
    {
        for (Milliseconds at = 0s; at < time; at += 1s) {
            clock.advance(1s);
            alerts->tick();
        }
    }
    /// Workers that poll the queue of ns named calm.
    void work(Milliseconds time, int pollers)
    {
        visible = {calm};
        for (Milliseconds at = 0s; at < time; at += 30s) {
            setQueue(calm, 0, 0, {}, pollers);
            run(30s, 10s);
            alerts->tick();
        }
    }

    std::vector<AlertChange> told;
};

} // namespace

class TestScopedRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failingWorkflowTasksColourTheNamespace()
    {
        ScopedWorld world;
        world.serve();
        world.server.setExecutions(u"ns"_s, {running(u"a"_s, fake::brokenType), running(u"b"_s, u"T"_s)});
        world.begin();
        QCOMPARE(world.alerts->namespaceAssessment(u"ns"_s).signal, Signal::Caution);
        QCOMPARE(world.alerts->namespaceAssessment(u"ns"_s).sentence,
                 u"workflow tasks fail in 1 of its runs, for 0 s of 2 m"_s);
        QCOMPARE(world.alerts->namespaceAssessment(u"other"_s), NamespaceAssessment());
        QCOMPARE(world.signal(world.calm), Signal::Clear);
        const auto pending = world.alertOf(RuleKind::TaskFailures);
        QVERIFY(pending);
        QCOMPARE(pending->key, (QueueKey{u"ns"_s, {}}));
        QCOMPARE(pending->state, AlertState::Pending);
        QCOMPARE(pending->value, 1);
        world.live(4min);
        const auto firing = world.alertOf(RuleKind::TaskFailures);
        QCOMPARE(firing->state, AlertState::Firing);
        QCOMPARE(firing->signal, Signal::Caution);
        QCOMPARE(firing->since, pending->since);
        world.server.setExecutions(u"ns"_s, {running(u"b"_s, u"T"_s)});
        world.live(4min);
        QCOMPARE(world.alerts->namespaceAssessment(u"ns"_s), NamespaceAssessment());
        QCOMPARE(world.lines(), (QStringList{u"task_failures  firing"_s, u"task_failures  inactive"_s}));
        QCOMPARE(world.told[0].from, AlertState::Pending);
        QCOMPARE(world.told[0].source, u"CountWorkflowExecutions"_s);
        QVERIFY(world.told[0].reason.startsWith(u"workflow tasks fail in 1 of its runs, for "_s));
    }

    void theClusterThatDoesNotAnswerIsOneAlert()
    {
        ScopedWorld world;
        world.clock.setUtc(world.realClock.utc()); // by which the connection is lost
        world.serve();
        world.setQueue(world.busy, 150, 0, 400s);
        world.visible = {world.busy};
        world.runbook = Runbook::parse("version = 1\n[[alert]]\nkind = 'oldest_task'\nenabled = false\n"
                                       "[[alert]]\nkind = 'no_pollers'\nenabled = false\n",
                                       u"r"_s)
                            .value();
        world.begin();
        QCOMPARE(world.alertOf(RuleKind::Backlog)->state, AlertState::Firing);
        world.loseTheServer();
        world.wait(20s);
        QVERIFY(!world.alertOf(RuleKind::Unreachable));
        world.wait(70s); // a look holds for 82 s at the most
        const auto away = world.alertOf(RuleKind::Unreachable);
        QVERIFY(away);
        QCOMPARE(away->key, theCluster);
        QCOMPARE(away->signal, Signal::Danger);
        QCOMPARE(world.signal(world.busy), Signal::Unknown);
        // That nothing is known of the queue is explained by it.
        QCOMPARE(world.lines(), QStringList{u"unreachable  firing"_s});
        QVERIFY2(world.told[0].reason.startsWith(u"no answer for "_s), qPrintable(world.told[0].reason));
        world.server.start();
        QVERIFY(QTest::qWaitFor(
            [&] {
                world.watch->refresh();
                return world.client->connection() == ConnectionState::Connected;
            },
            30'000));
        world.live(50s);
        QCOMPARE(world.lines(), (QStringList{u"unreachable  firing"_s, u"unreachable  inactive"_s}));
        QCOMPARE(world.alertOf(RuleKind::Backlog)->state, AlertState::Firing);
    }

    void aQueueThatIsNotAnsweredAloneIsTold()
    {
        ScopedWorld world;
        world.serve();
        world.setQueue(world.busy, 150, 0, 400s);
        world.begin();
        world.watch->stop();
        world.wait(5min);
        QVERIFY(world.lines().contains(u"backlog ns.busy unknown"_s));
        QVERIFY(!world.lines().contains(u"no_pollers ns.busy inactive"_s));
    }

    void whatIsNotWatchedAnyMoreHasEnded()
    {
        ScopedWorld world;
        world.serve();
        world.server.setExecutions(u"ns"_s, {running(u"a"_s, fake::brokenType)});
        world.begin();
        QVERIFY(world.alertOf(RuleKind::TaskFailures));
        NamespaceInfo other = world.find(u"other"_s)->info;
        world.server.setNamespaces({other}); // ns was deleted
        world.watch->refresh();
        world.live(30s);
        QVERIFY(!world.alertOf(RuleKind::TaskFailures));
        QCOMPARE(world.lines(), QStringList{u"task_failures  inactive"_s});
        QCOMPARE(world.told[0].reason, u"it is not watched any more"_s);
    }

    void workersThatAreUsuallyThereAreMissed()
    {
        ScopedWorld world;
        world.serve();
        world.begin();
        world.work(80min, 3);
        QVERIFY(!world.alertOf(RuleKind::WorkersGone));
        world.work(90s, 0);
        world.work(3min, 0);
        const auto gone = world.alertOf(RuleKind::WorkersGone);
        QVERIFY(gone);
        QCOMPARE(gone->state, AlertState::Firing);
        QCOMPARE(gone->value, 3);
        QCOMPARE(gone->signal, Signal::Caution);
        QCOMPARE(world.signal(world.calm), Signal::Caution);
        QVERIFY2(world.sentence(world.calm).startsWith(u"of usually 3 workers none polls"_s),
                 qPrintable(world.sentence(world.calm)));
        world.work(2min, 2);
        QVERIFY(!world.alertOf(RuleKind::WorkersGone));
    }

    void whoWasThereForLessThanAnHourIsNot()
    {
        ScopedWorld world;
        world.serve();
        world.begin();
        world.work(50min, 3);
        world.work(5min, 0);
        QVERIFY(!world.alertOf(RuleKind::WorkersGone));
        QCOMPARE(world.signal(world.calm), Signal::Clear);
    }
};

QTEST_GUILESS_MAIN(TestScopedRules)
#include "tst_scopedrules.moc"
