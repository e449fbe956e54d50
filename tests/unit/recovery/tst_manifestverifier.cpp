// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/recovery/recoveryworld.h"

#include <algorithm>

using namespace signalbox;
using manifest::Part;

namespace {

/// The workflow ids of those with this fate, in order.
QStringList named(const NamespaceVerification &ns, Fate fate)
{
    QStringList ids;
    for (const RunFate &run : ns.named)
        if (run.fate == fate)
            ids << run.workflowId;
    ids.sort();
    return ids;
}

} // namespace

class TestManifestVerifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void nothingIsLostOfAClusterThatIsAsItWas()
    {
        RecoveryWorld w;
        for (int i = 0; i < 7; ++i)
            w.addRun(u"w%1"_s.arg(i), 10 + i);
        w.serve();
        QVERIFY(w.take());
        const auto result = w.verify();
        QVERIFY(result);
        QVERIFY(!hasDifference(*result) && !hasGap(*result));
        QCOMPARE(result->namespaces.size(), std::size_t(2));
        QCOMPARE(result->namespaces[0].counts, (std::map<Fate, qint64>{{Fate::Intact, 7}}));
        QCOMPARE(result->namespaces[0].queues,
                 (std::vector<QueueFate>{{u"orders"_s, TaskType::Workflow, 2, 2}}));
        QCOMPARE(w.standing.size(), std::size_t(7));
    }

    void eachRunIsToldByWhatBecameOfIt()
    {
        RecoveryWorld w;
        for (const QString &id : {u"same"_s, u"on"_s, u"behind"_s, u"missing"_s, u"ghost"_s, u"ended"_s,
                                  u"hidden"_s, u"wrong"_s, u"card1"_s, u"card2"_s})
            w.addRun(id, 10);
        w.serve();
        QVERIFY(w.take());

        w.lengths[u"on"_s] = 14;
        w.lengths[u"behind"_s] = 6;
        w.server.loseRun(u"prod"_s, u"missing"_s, u"run of missing"_s);
        w.server.loseRun(u"prod"_s, u"ghost"_s, u"run of ghost"_s);
        w.unlisted = {u"missing"_s, u"hidden"_s};
        w.statusNow[u"wrong"_s] = ExecutionStatus::Completed;
        for (Execution &run : w.runs)
            if (run.workflowId == u"ended"_s)
                run.status = ExecutionStatus::Terminated;
        w.addRun(u"reopened"_s, 4, 2h);
        w.addRun(u"new"_s, 4, -1s);
        w.addRun(u"new ghost"_s, 4, -1s);
        w.server.loseRun(u"prod"_s, u"new ghost"_s, u"run of new ghost"_s);
        w.serve();
        const auto result = w.verify();
        QVERIFY(result);
        const NamespaceVerification &prod = result->namespaces[0];
        QVERIFY(prod.gaps.empty());
        QCOMPARE(prod.counts, (std::map<Fate, qint64>{{Fate::Intact, 4},
                                                      {Fate::Advanced, 1},
                                                      {Fate::Behind, 1},
                                                      {Fate::Missing, 2},
                                                      {Fate::ClosedSince, 2},
                                                      {Fate::Reopened, 1},
                                                      {Fate::New, 1},
                                                      {Fate::Ghost, 2},
                                                      {Fate::WrongStatus, 2}}));
        QCOMPARE(named(prod, Fate::Behind), QStringList{u"behind"_s});
        QCOMPARE(named(prod, Fate::Missing), (QStringList{u"ghost"_s, u"missing"_s}));
        QCOMPARE(named(prod, Fate::Ghost), (QStringList{u"ghost"_s, u"new ghost"_s}));
        QCOMPARE(named(prod, Fate::WrongStatus), (QStringList{u"hidden"_s, u"wrong"_s}));
        QCOMPARE(named(prod, Fate::Reopened), QStringList{u"reopened"_s});
        QCOMPARE(named(prod, Fate::ClosedSince), (QStringList{u"ended"_s, u"wrong"_s}));
        QCOMPARE(prod.again, (std::vector<Rerun>{{u"charge"_s, u"cards"_s, 2, u"card1"_s}}));
        QVERIFY(hasDifference(*result) && !hasGap(*result));
        // Those that have gone on already are not among those that have yet to.
        QStringList left;
        for (const Standing &run : w.standing)
            left << run.workflowId;
        left.sort();
        QCOMPARE(left,
                 (QStringList{u"behind"_s, u"card1"_s, u"card2"_s, u"hidden"_s, u"reopened"_s, u"same"_s}));
    }

    void aListThatIsLateIsNoContradiction()
    {
        RecoveryWorld w;
        w.addRun(u"a"_s, 10);
        w.serve();
        QVERIFY(w.take());
        w.statusNow[u"a"_s] = ExecutionStatus::Completed;
        w.serve();
        // By the second look the list has heard of it.
        Execution ended = w.runs.front();
        ended.status = ExecutionStatus::Completed;
        w.server.before(u"DescribeWorkflowExecution"_s,
                        [&w, ended] { w.server.setExecutions(u"prod"_s, {ended}); });
        const auto result = w.verify();
        QVERIFY(result);
        QCOMPARE(result->namespaces[0].counts, (std::map<Fate, qint64>{{Fate::ClosedSince, 1}}));
        QVERIFY(!hasDifference(*result));
    }

    void settingsThatChangedAreNamed()
    {
        RecoveryWorld w;
        QVERIFY(w.take());
        w.config.info.retention = 3 * 24h;
        NamespaceInfo other;
        other.name = u"idle"_s;
        NamespaceInfo made;
        made.name = u"made since"_s;
        w.server.setNamespaces({w.config.info, other, made});
        w.server.setSearchAttributes(u"prod"_s, {});
        w.server.setSchedules(u"prod"_s, {{u"a"_s, {}, true}, {u"b"_s, {}, true}});
        w.server.setCluster({u"c2"_s, u"active"_s, u"1.32.1"_s, 4, {}, {}});
        const auto result = w.verify();
        QVERIFY(result);
        QCOMPARE(result->changes, (std::vector<Change>{{u"cluster_id"_s, {}, u"c1"_s, u"c2"_s}}));
        QCOMPARE(result->namespaces[0].changes,
                 (std::vector<Change>{{u"retention"_s, {}, u"30 d"_s, u"3 d"_s},
                                      {u"search_attribute"_s, u"Customer"_s, u"Keyword"_s, {}},
                                      {u"schedule"_s, u"a"_s, u"running"_s, u"paused"_s},
                                      {u"schedule"_s, u"c"_s, u"running"_s, {}}}));
        QCOMPARE(result->newNamespaces, QStringList{u"made since"_s});
        QVERIFY(hasDifference(*result));
    }

    void aNamespaceThatIsGoneIsADifferenceAndOneThatIsDeniedIsNot()
    {
        RecoveryWorld w;
        w.addRun(u"a"_s, 3);
        w.serve();
        QVERIFY(w.take({u"prod"_s}));
        w.server.failNext(u"DescribeNamespace"_s, u"PERMISSION_DENIED"_s, {}, 2);
        auto result = w.verify();
        QVERIFY(result);
        QCOMPARE(result->namespaces[0].state, NamespaceVerification::State::Unread);
        QCOMPARE(result->namespaces[0].count(Fate::Unread), 1);
        QVERIFY(!hasDifference(*result) && hasGap(*result));

        w.server.setNamespaces({});
        result = w.verify();
        QVERIFY(result);
        QCOMPARE(result->namespaces[0].state, NamespaceVerification::State::Missing);
        QCOMPARE(result->namespaces[0].count(Fate::Missing), 1);
        QVERIFY(hasDifference(*result));
    }

    void queuesWithoutWorkersAreNamed()
    {
        RecoveryWorld w;
        w.addRun(u"card"_s, 3);
        w.serve();
        QVERIFY(w.take());
        w.setPollers(0);
        const auto result = w.verify();
        QCOMPARE(result->namespaces[0].queues,
                 (std::vector<QueueFate>{{u"cards"_s, TaskType::Activity, 2, 0},
                                         {u"orders"_s, TaskType::Workflow, 2, 0}}));
        QVERIFY(hasDifference(*result));
    }

    void whatCannotBeReadIsAGapAndNeverADifference_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<Part>("part");
        QTest::newRow("list") << u"ListWorkflowExecutions"_s << Part::Runs;
        QTest::newRow("runs") << u"DescribeWorkflowExecution"_s << Part::History;
        QTest::newRow("queues") << u"DescribeTaskQueue"_s << Part::Queues;
        QTest::newRow("schedules") << u"ListSchedules"_s << Part::Schedules;
        QTest::newRow("attributes") << u"ListSearchAttributes"_s << Part::SearchAttributes;
    }
    void whatCannotBeReadIsAGapAndNeverADifference()
    {
        QFETCH(QString, method);
        QFETCH(Part, part);
        RecoveryWorld w;
        for (int i = 0; i < 5; ++i)
            w.addRun(u"w%1"_s.arg(i), 10);
        w.serve();
        QVERIFY(w.take({u"prod"_s}));
        w.server.failNext(method, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
        const auto result = w.verify();
        QVERIFY(result);
        const NamespaceVerification &prod = result->namespaces[0];
        QCOMPARE(prod.gaps.size(), std::size_t(1));
        QCOMPARE(prod.gaps[0].part, part);
        QVERIFY(!hasDifference(*result) && hasGap(*result));
        QCOMPARE(prod.count(part == Part::History ? Fate::Unread : Fate::Intact), 5);
    }

    void aManifestThatDidNotKnowEverythingSaysSo()
    {
        RecoveryWorld w;
        w.addRun(u"a"_s, 10);
        w.serve();
        w.server.failNext(u"DescribeWorkflowExecution"_s, u"PERMISSION_DENIED"_s, {}, 2);
        QVERIFY(w.take({u"prod"_s}));
        const auto result = w.verify();
        QVERIFY(result);
        QCOMPARE(result->namespaces[0].counts, (std::map<Fate, qint64>{{Fate::Uncompared, 1}}));
        QCOMPARE(result->namespaces[0].gaps.size(), std::size_t(1));
        QVERIFY(!hasDifference(*result) && hasGap(*result));
    }

    void aClusterThatDoesNotAnswerIsAnError_data()
    {
        QTest::addColumn<QString>("method");
        for (const auto *method :
             {"GetClusterInfo", "ListNamespaces", "DescribeNamespace", "ListWorkflowExecutions",
              "DescribeWorkflowExecution", "DescribeTaskQueue"})
            QTest::newRow(method) << QString::fromLatin1(method);
    }
    void aClusterThatDoesNotAnswerIsAnError()
    {
        QFETCH(QString, method);
        RecoveryWorld w(2s);
        w.addRun(u"a"_s, 10);
        w.serve();
        QVERIFY(w.take());
        w.server.failNext(method, u"UNAVAILABLE"_s, {}, fake::TemporalServer::always);
        QVERIFY(!w.verify());
        QCOMPARE(w.failure->kind, ErrorKind::Unreachable);
    }

    void aDamagedFileIsAnErrorBeforeAnythingIsAsked()
    {
        RecoveryWorld w;
        QVERIFY(w.take());
        QFile file(w.file);
        QVERIFY(file.resize(file.size() - 3));
        w.server.forgetCalls();
        QVERIFY(!w.verify());
        QVERIFY2(w.failure->detail.contains(u"was cut"_s), qPrintable(w.failure->detail));
        QCOMPARE(w.server.calls(u"GetClusterInfo"_s), 0);
    }

    void moreContradictionsThanCanBeAskedAgainAreCounted()
    {
        RecoveryWorld w;
        for (int i = 0; i < 1010; ++i)
            w.addRun(u"w%1"_s.arg(i), 10);
        w.serve();
        QVERIFY(w.take({u"prod"_s}));
        for (const Execution &run : w.runs)
            w.statusNow[run.workflowId] = ExecutionStatus::Completed;
        w.serve();
        const auto result = w.verify();
        QVERIFY(result);
        QCOMPARE(result->namespaces[0].count(Fate::WrongStatus), 1000);
        QCOMPARE(result->namespaces[0].count(Fate::ClosedSince), 1010);
        QCOMPARE(result->namespaces[0].gaps.size(), std::size_t(1));
        QVERIFY(result->namespaces[0].gaps[0].why.startsWith(u"10 more"_s));
    }
};

QTEST_GUILESS_MAIN(TestManifestVerifier)
#include "tst_manifestverifier.moc"
