// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/runbook/driftworld.h"

using namespace signalbox;
using namespace signalbox::test;

namespace {

const QByteArray file = "queue_names = '<namespace>.<queue>'\n[[namespace]]\nmatch = 'prod'\n"
                        "[[namespace]]\nmatch = 'dev'\n[[queue]]\nname = 'evals'\nowner = 'Evaluation MCP'\n";

SeenCluster with(std::vector<SeenQueue> queues)
{
    SeenNamespace ns = namespaceOf(u"prod"_s);
    ns.queues = std::move(queues);
    return clusterOf({namespaceOf(u"dev"_s), ns});
}

SeenCluster withoutQueues()
{
    SeenCluster cluster = with({});
    cluster.namespaces[1].queuesKnown = false;
    cluster.namespaces[1].queuesTrouble = u"no walk"_s;
    return cluster;
}

} // namespace

class TestQueueRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQueueOutsideTheRunbook()
    {
        const Expectations read = expectationsOf(file);
        const SeenCluster cluster = with({queueOf(u"prod.evals"_s, 1), queueOf(u"prod.scratch"_s, 1)});
        const auto drifts = driftsOf(read, cluster, DriftRule::QueueUndeclared);
        QCOMPARE(drifts.size(), std::size_t(2));
        QCOMPARE(drifts[0].state, DriftState::Holds);
        QCOMPARE(drifts[1].state, DriftState::Drifted);
        QCOMPARE(drifts[1].subject, (QueueKey{u"prod"_s, u"prod.scratch"_s}));
        const Drift unknown = driftOf(read, withoutQueues(), DriftRule::QueueUndeclared);
        QCOMPARE(unknown.state, DriftState::CannotBeKnown);
        QCOMPARE(unknown.subject, (QueueKey{u"prod"_s, {}}));
        QCOMPARE(unknown.reason, u"no walk"_s);
    }

    void queuesOfANamespaceWithoutAnEntryAreNotJudged()
    {
        SeenCluster cluster = with({queueOf(u"scratch"_s, 0)});
        cluster.namespaces[1].name = u"foreign"_s;
        for (const DriftRule rule : {DriftRule::QueueUndeclared, DriftRule::QueueUnqualified})
            QVERIFY(driftsOf(expectationsOf(file), cluster, rule).empty());
    }

    void aQueueThatNobodyUses()
    {
        const Expectations read = expectationsOf(file);
        Drift drift = driftOf(read, with({queueOf(u"prod.evals"_s, 0)}), DriftRule::QueueUnseen);
        QCOMPARE(drift.state, DriftState::Holds);
        QCOMPARE(drift.subject, (QueueKey{{}, u"evals"_s}));
        QCOMPARE(driftOf(read, with({queueOf(u"evals"_s, 0)}), DriftRule::QueueUnseen).state,
                 DriftState::Holds);
        drift = driftOf(read, with({queueOf(u"dev.evals"_s, 1)}), DriftRule::QueueUnseen); // of prod
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(driftOf(read, withoutQueues(), DriftRule::QueueUnseen).state, DriftState::CannotBeKnown);
        SeenCluster some = with({});
        some.allListed = false;
        QCOMPARE(driftOf(read, some, DriftRule::QueueUnseen).state, DriftState::CannotBeKnown);
    }

    void aQueueThatNobodyPolls_data()
    {
        QTest::addColumn<std::optional<int>>("workflow");
        QTest::addColumn<std::optional<int>>("activity");
        QTest::addColumn<DriftState>("state");
        using Count = std::optional<int>;
        QTest::newRow("both") << Count(1) << Count(1) << DriftState::Holds;
        QTest::newRow("workflows alone") << Count(1) << Count() << DriftState::Holds;
        QTest::newRow("activities alone") << Count(0) << Count(1) << DriftState::Holds;
        QTest::newRow("nobody") << Count(0) << Count(0) << DriftState::Drifted;
        QTest::newRow("nobody, no activities") << Count(0) << Count() << DriftState::Drifted;
        QTest::newRow("not looked at") << Count() << Count() << DriftState::CannotBeKnown;
    }
    void aQueueThatNobodyPolls()
    {
        QFETCH(std::optional<int>, workflow);
        QFETCH(std::optional<int>, activity);
        QFETCH(DriftState, state);
        SeenQueue queue = queueOf(u"prod.evals"_s, workflow, activity);
        queue.lastPoll = Instant(5s);
        const Drift drift = driftOf(expectationsOf(file), with({queue}), DriftRule::QueueUnpolled);
        QCOMPARE(drift.state, state);
        QCOMPARE(drift.since, state == DriftState::Drifted ? queue.lastPoll : std::nullopt);
        QCOMPARE(drift.reason, state == DriftState::CannotBeKnown ? u"no answer"_s : QString());
    }

    void aQueueOfAnotherNameIsTheRunbooksToDeclareFirst()
    {
        const SeenCluster cluster = with({queueOf(u"prod.scratch"_s, 0)});
        QVERIFY(driftsOf(expectationsOf(file), cluster, DriftRule::QueueUnpolled).empty());
    }

    void aQueueWithoutItsNamespaceInFront()
    {
        const Expectations read = expectationsOf(file);
        Drift drift = driftOf(read, with({queueOf(u"prod.evals"_s, 1)}), DriftRule::QueueUnqualified);
        QCOMPARE(drift.state, DriftState::Holds);
        drift = driftOf(read, with({queueOf(u"evals"_s, 1)}), DriftRule::QueueUnqualified);
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.expected, u"prod.evals"_s);
        QCOMPARE(drift.found, u"evals"_s);
        drift = driftOf(read, with({queueOf(u"dev.evals"_s, 1)}), DriftRule::QueueUnqualified);
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.expected, u"prod.evals"_s);
        QVERIFY(drift.fix.words.startsWith(u"It has another namespace's name in front"_s));
        QCOMPARE(driftOf(read, withoutQueues(), DriftRule::QueueUnqualified).state,
                 DriftState::CannotBeKnown);
        const Expectations free = expectationsOf("[[namespace]]\nmatch = 'prod'\n");
        QVERIFY(driftsOf(free, with({queueOf(u"evals"_s, 1)}), DriftRule::QueueUnqualified).empty());
    }

    void runsOnTheOneNameAndWorkersOnTheOther()
    {
        const Expectations read = expectationsOf(file);
        SeenQueue bare = queueOf(u"evals"_s, 0);
        bare.running = 12;
        bare.backlog = 15;
        const Drift drift = driftOf(read, with({bare, queueOf(u"prod.evals"_s, 2)}), DriftRule::QueueSplit);
        QCOMPARE(drift.state, DriftState::Drifted);
        QCOMPARE(drift.found, u"12 open runs, 15 tasks that wait"_s);
        QCOMPARE(drift.expected, u"nothing waits on evals, as workers poll prod.evals"_s);
        QVERIFY2(drift.fix.command.contains(u"--query 'ExecutionStatus='\\''Running'\\'' AND TaskQueue="_s),
                 qPrintable(drift.fix.command));
        // That nobody polls it is the same thing, and told once.
        const auto unpolled =
            driftsOf(read, with({bare, queueOf(u"prod.evals"_s, 2)}), DriftRule::QueueUnpolled);
        QCOMPARE(unpolled.size(), std::size_t(1));
        QCOMPARE(unpolled[0].subject.queue, u"prod.evals"_s);
    }

    void bothNamesWithoutASplit()
    {
        const Expectations read = expectationsOf(file);
        const auto stateOf = [&](const SeenQueue &bare, const SeenQueue &twin) {
            return driftOf(read, with({bare, twin}), DriftRule::QueueSplit).state;
        };
        SeenQueue waiting = queueOf(u"evals"_s, 0);
        waiting.backlog = 1;
        QCOMPARE(stateOf(queueOf(u"evals"_s, 0), queueOf(u"prod.evals"_s, 1)), DriftState::Holds);
        QCOMPARE(stateOf(queueOf(u"evals"_s, 1), queueOf(u"prod.evals"_s, 1)), DriftState::Holds);
        QCOMPARE(stateOf(waiting, queueOf(u"prod.evals"_s, 0)), DriftState::Holds); // nobody polls either
        QCOMPARE(stateOf(waiting, queueOf(u"prod.evals"_s, {})), DriftState::CannotBeKnown);
        QCOMPARE(stateOf(queueOf(u"evals"_s, {}), queueOf(u"prod.evals"_s, 1)), DriftState::CannotBeKnown);
        QVERIFY(driftsOf(read, with({waiting}), DriftRule::QueueSplit).empty());
    }
};

QTEST_APPLESS_MAIN(TestQueueRules)
#include "tst_queuerules.moc"
