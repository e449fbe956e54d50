// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/runbook/clusterlook.h"

#include "models/monitor/firstsweep.h"
#include "models/runbook/drift.h"
#include "tests/fake/temporallimits.h"
#include "tests/unit/monitor/watchworld.h"

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

const QByteArray file = "version = 1\nqueue_names = '<namespace>.<queue>'\n"
                        "[[namespace]]\nmatch = 'ns'\nretention = '3d'\nrequired = true\n"
                        "[[namespace]]\nmatch = 'other'\nretention = '7d'\narchival = 'required'\n"
                        "archival_uri = 's3://bucket'\n"
                        "[[namespace]]\nmatch = 'prod'\nrequired = true\n"
                        "[[queue]]\nname = 'busy'\nowner = 'o'\n[[queue]]\nname = 'calm'\nowner = 'o'\n"
                        "[[activity]]\ntypes = ['call']\nqueues = ['busy']\nschedule_to_close = '5m'\n"
                        "[[clean_up]]\nnamespaces = ['ns']\nolder_than = '14d'\n";

struct LookWorld : WatchWorld
{
    LookWorld() { serve(true); }

    /// Runs that began long ago, one on each queue.
    void setOldRuns(const std::vector<QString> &queues)
    {
        std::vector<Execution> executions;
        for (const QString &queue : queues) {
            Execution run;
            run.workflowId = u"w-%1"_s.arg(executions.size());
            run.runId = u"r-%1"_s.arg(executions.size());
            run.type = u"T"_s;
            run.taskQueue = queue;
            run.status = ExecutionStatus::Running;
            run.startTime = clock.utc() - 20 * 24h;
            executions.push_back(run);
        }
        server.setExecutions(u"ns"_s, executions);
    }

    void sweep(const QStringList &tokenNamespaces = {})
    {
        create();
        FirstSweep sweep(*watch);
        bool done = false;
        QObject::connect(&sweep, &FirstSweep::finished, &sweep, [&] { done = true; });
        sweep.start(tokenNamespaces, 20s);
        const auto isDone = [&] {
            clock.advance(100ms); // by which its budget fills
            return done;
        };
        QVERIFY(QTest::qWaitFor(isDone, 30'000));
    }

    SeenCluster look()
    {
        ClusterLook look(*client, *watch, expectations, clock);
        std::optional<SeenCluster> got;
        QObject::connect(&look, &ClusterLook::finished, &look,
                         [&](const SeenCluster &cluster) { got = cluster; });
        QObject::connect(&look, &ClusterLook::progressed, &look, [&](int now, int of) {
            answered = now;
            asked = of;
        });
        look.start();
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 30'000); }();
        return got.value_or(SeenCluster());
    }

    [[nodiscard]] std::map<QString, QString> statesOf(const SeenCluster &cluster) const
    {
        std::map<QString, QString> states;
        for (const Drift &drift : driftsOf(expectations, cluster))
            states.emplace(driftRuleName(drift.rule) + u' ' + drift.subject.ns + u'/' + drift.subject.queue,
                           driftStateName(drift.state));
        return states;
    }

    Expectations expectations = Expectations::parse(file, u"r.toml"_s).value();
    int answered = 0;
    int asked = 0;
};

} // namespace

class TestClusterLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesWhatTheRunbookSpeaksOf()
    {
        LookWorld world;
        world.setOldRuns({world.busy.queue, world.calm.queue, u"busy"_s});
        world.setQueue({u"ns"_s, u"busy"_s}, 4, 0, 1min, 0);
        world.server.addScheduled(u"ns"_s, u"w-0"_s, u"r-0"_s, {u"call"_s, world.busy.queue, 1h});
        world.sweep();
        const SeenCluster cluster = world.look();
        QVERIFY(cluster.allListed);
        QCOMPARE(cluster.namespaces.size(), std::size_t(3)); // without Temporal's own
        const SeenNamespace *ns = cluster.find(u"ns"_s);
        QVERIFY(ns->settings && ns->queuesKnown);
        QCOMPARE(ns->settings->info.retention, 72h);
        QCOMPARE(ns->queues.size(), std::size_t(3));
        QCOMPARE(ns->queues[0].name, u"busy"_s);
        QCOMPARE(ns->queues[0].running, 1);
        QCOMPARE(ns->queues[0].backlog, 4);
        QCOMPARE(ns->queues[0].isPolled(), false);
        QCOMPARE(ns->queues[1].isPolled(), true);
        QCOMPARE(ns->queues[1].running, std::nullopt); // nobody wants to know
        QCOMPARE(ns->oldRuns, 3);
        QCOMPARE(ns->activities.size(), std::size_t(1));
        QCOMPARE(ns->activities[0].workflowId, u"w-0"_s);
        QVERIFY(cluster.find(u"prod"_s)->missing);
        QCOMPARE(world.answered, world.asked);
    }

    void drifts()
    {
        LookWorld world;
        world.setOldRuns({world.busy.queue, u"busy"_s});
        world.setQueue({u"ns"_s, u"busy"_s}, 4, 0, 1min, 0);
        world.server.setArchival(u"other"_s, {true, u"s3://elsewhere"_s});
        world.server.addScheduled(u"ns"_s, u"w-0"_s, u"r-0"_s, {u"call"_s, world.busy.queue, 5min});
        world.sweep();
        const auto states = world.statesOf(world.look());
        const std::map<QString, QString> expected{{u"namespace_missing ns/"_s, u"holds"_s},
                                                  {u"namespace_missing prod/"_s, u"drifted"_s},
                                                  {u"namespace_extra ns/"_s, u"holds"_s},
                                                  {u"namespace_extra other/"_s, u"holds"_s},
                                                  {u"retention ns/"_s, u"holds"_s},
                                                  {u"retention other/"_s, u"drifted"_s},
                                                  {u"archival other/"_s, u"impossible"_s},
                                                  {u"queue_undeclared ns/busy"_s, u"holds"_s},
                                                  {u"queue_undeclared ns/ns.busy"_s, u"holds"_s},
                                                  {u"queue_unseen /busy"_s, u"holds"_s},
                                                  {u"queue_unseen /calm"_s, u"drifted"_s},
                                                  {u"queue_unpolled ns/ns.busy"_s, u"holds"_s},
                                                  {u"queue_unqualified ns/busy"_s, u"drifted"_s},
                                                  {u"queue_unqualified ns/ns.busy"_s, u"holds"_s},
                                                  {u"queue_split ns/busy"_s, u"drifted"_s},
                                                  {u"schedule_to_close ns/ns.busy"_s, u"holds"_s},
                                                  {u"clean_up ns/"_s, u"drifted"_s},
                                                  {u"contradiction /"_s, u"drifted"_s}};
        for (const auto &[what, state] : expected)
            QVERIFY2(states.contains(what) && states.at(what) == state,
                     qPrintable(what + u": "_s + (states.contains(what) ? states.at(what) : u"nothing"_s)));
        QCOMPARE(states.size(), expected.size());
    }

    void whatIsRefusedIsNotKnown()
    {
        LookWorld world;
        world.sweep();
        world.server.failNext(u"DescribeNamespace"_s, u"PERMISSION_DENIED"_s, {},
                              fake::TemporalServer::always);
        const SeenCluster cluster = world.look();
        const auto states = world.statesOf(cluster);
        QCOMPARE(states.at(u"retention ns/"_s), u"cannot_be_known"_s);
        QCOMPARE(states.at(u"namespace_missing prod/"_s), u"cannot_be_known"_s);
        QVERIFY(!cluster.find(u"ns"_s)->trouble.isEmpty());
        QCOMPARE(exitCode(driftsOf(world.expectations, cluster)), 1); // of its own contradiction
    }

    void whoMayNotListSeesHisOwn()
    {
        LookWorld world;
        world.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
        world.sweep({u"ns"_s});
        const SeenCluster cluster = world.look();
        QVERIFY(!cluster.allListed);
        QVERIFY2(cluster.trouble.startsWith(u"you may not list all namespaces"_s),
                 qPrintable(cluster.trouble));
        QCOMPARE(cluster.namespaces.size(), std::size_t(2)); // and the required one
        const auto states = world.statesOf(cluster);
        QCOMPARE(states.at(u"retention ns/"_s), u"holds"_s);
        QCOMPARE(states.at(u"namespace_extra /"_s), u"cannot_be_known"_s);
        QCOMPARE(states.at(u"queue_unseen /busy"_s), u"holds"_s);
    }

    void aRefusedHistoryIsSaid()
    {
        LookWorld world;
        world.sweep();
        world.server.failNext(u"GetWorkflowExecutionHistory"_s, u"PERMISSION_DENIED"_s, {},
                              fake::TemporalServer::always);
        world.server.failNext(u"CountWorkflowExecutions"_s, u"INVALID_ARGUMENT"_s, u"no such query"_s,
                              fake::TemporalServer::always);
        const SeenCluster cluster = world.look();
        QVERIFY(!cluster.find(u"ns"_s)->activitiesTrouble.isEmpty());
        QVERIFY2(cluster.find(u"ns"_s)->oldRunsTrouble.contains(u"no such query"_s),
                 qPrintable(cluster.find(u"ns"_s)->oldRunsTrouble));
        const auto states = world.statesOf(cluster);
        QCOMPARE(states.at(u"schedule_to_close ns/"_s), u"cannot_be_known"_s);
        QCOMPARE(states.at(u"clean_up ns/"_s), u"cannot_be_known"_s);
    }

    void aClusterThatDoesNotAnswerIsNotWaitedForTwice()
    {
        LookWorld world;
        world.sweep();
        world.server.stop();
        world.server.forgetCalls();
        const SeenCluster cluster = world.look();
        QVERIFY(!cluster.allListed);
        QCOMPARE(world.statesOf(cluster).at(u"namespace_missing prod/"_s), u"cannot_be_known"_s);
        QCOMPARE(world.asked, 1);
    }

    void nothingIsToldOnceCancelled()
    {
        LookWorld world;
        world.sweep();
        world.server.holdNext(u"DescribeNamespace"_s, fake::TemporalServer::always);
        ClusterLook look(*world.client, *world.watch, world.expectations, world.clock);
        int told = 0;
        QObject::connect(&look, &ClusterLook::finished, &look, [&] { ++told; });
        look.start();
        QTRY_VERIFY(world.server.held() > 0);
        look.cancel();
        world.server.clearFaults();
        world.server.releaseHeld();
        world.settle();
        QCOMPARE(told, 0);
        // And it begins anew.
        look.start();
        QTRY_COMPARE(told, 1);
    }

    /// One question at a time of a namespace: the fake server refuses what a real one would.
    void staysWithinTheServersBudget()
    {
        LookWorld world;
        QByteArray more = file;
        more.replace("queues = ['busy']", "queues = ['q*']");
        world.expectations = Expectations::parse(more, u"r.toml"_s).value();
        std::vector<QString> queues;
        queues.reserve(12);
        for (int i = 0; i < 12; ++i)
            queues.push_back(u"q%1"_s.arg(i));
        world.setRunning(u"ns"_s, queues);
        for (const QString &queue : queues)
            world.setQueue({u"ns"_s, queue}, 0, 0);
        world.sweep();
        // As the program has it; the world's own is wide.
        const auto client = Client::create(world.profile, world.tokens, world.realClock).value();
        const auto &limits = world.server.enforceLimits();
        world.server.forgetCalls();
        ClusterLook look(*client, *world.watch, world.expectations, world.clock);
        std::optional<SeenCluster> got;
        QObject::connect(&look, &ClusterLook::finished, &look,
                         [&](const SeenCluster &cluster) { got = cluster; });
        look.start();
        QTRY_VERIFY_WITH_TIMEOUT(world.server.calls(u"CountWorkflowExecutions"_s) > 3, 20'000);
        QCOMPARE(limits.refused(), 0);
        for (const auto &call : world.server.recorded(u"CountWorkflowExecutions"_s))
            QVERIFY(!call.metadata.contains("caller-type"));
    }
};

QTEST_GUILESS_MAIN(TestClusterLook)
#include "tst_clusterlook.moc"
