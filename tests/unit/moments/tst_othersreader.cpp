// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/othersreader.h"
#include "tests/unit/monitor/watchworld.h"

// What was terminated from elsewhere, found by a list a namespace and the last events.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

struct World : WatchWorld
{
    World() { serve(); }

    /// Terminated so long after the clock's beginning.
    void terminate(const QString &ns, const QString &id, Milliseconds after, const QString &identity,
                   const QString &principal = {}, const QString &reason = u"stuck"_s)
    {
        ExecutionDescription described;
        Execution &run = described.execution;
        run.workflowId = id;
        run.runId = u"run-of-"_s + id;
        run.taskQueue = u"ns.busy"_s;
        run.status = ExecutionStatus::Terminated;
        run.startTime = clock.utc() - 1h;
        run.closeTime = clock.utc() + after;
        m_runs[ns].push_back(run);
        server.setExecutions(ns, m_runs[ns]);
        server.setDescription(ns, described);
        HistoryEvent started;
        started.id = 1;
        started.type = u"WorkflowExecutionStarted"_s;
        started.time = run.startTime;
        HistoryEvent end;
        end.id = 2;
        end.type = u"WorkflowExecutionTerminated"_s;
        end.time = run.closeTime;
        end.identity = identity;
        end.principalName = principal;
        end.principalType = principal.isEmpty() ? QString() : u"jwt"_s;
        end.reason = reason;
        server.setHistory(ns, id, run.runId, {started, end});
    }
    [[nodiscard]] OthersDeeds read(Instant since, const std::vector<Act> &own = {}, Milliseconds during = 24h)
    {
        OthersReader reader(*client, *watch);
        std::optional<OthersDeeds> got;
        QObject receiver;
        reader.read(since, since + during, own).deliver(&receiver, [&got](const Result<OthersDeeds> &deeds) {
            got = deeds.value_or(OthersDeeds());
        });
        return QTest::qWaitFor([&got] { return got.has_value(); }, 30'000) ? *got
                                                                           : OthersDeeds{{}, u"late"_s};
    }
    static QStringList lines(const OthersDeeds &deeds)
    {
        QStringList lines;
        for (const OthersDeed &deed : deeds.deeds)
            lines << u"%1 %2: %3"_s.arg(deed.workflowId, whoText(deed), deed.reason);
        return lines;
    }

private:
    std::map<QString, std::vector<Execution>> m_runs;
};

Act actOn(const QString &ns, const QString &runId, const QString &outcome,
          const QString &verb = u"terminate"_s)
{
    Act act;
    act.verb = verb;
    act.ns = ns;
    act.runId = runId;
    act.outcome = outcome;
    return act;
}

} // namespace

class TestOthersReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoTerminatedIsToldAsTheServerHasIt()
    {
        World world;
        const Instant since = world.clock.utc();
        world.terminate(u"ns"_s, u"before"_s, -1min, u"bob@laptop"_s);
        world.terminate(u"ns"_s, u"second"_s, 2min, u"bob@laptop"_s, u"bob"_s, u"twice"_s);
        world.terminate(u"ns"_s, u"first"_s, 1min, u"bob@laptop"_s);
        world.terminate(u"other"_s, u"third"_s, 3min, {});
        world.terminate(u"ns"_s, u"child"_s, 4min, u"history-service"_s, {}, u"by parent close policy"_s);
        world.start();
        const OthersDeeds deeds = world.read(since);
        QCOMPARE(World::lines(deeds),
                 (QStringList{u"first bob@laptop, by their own word: stuck"_s, u"second bob: twice"_s,
                              u"third nobody is named: stuck"_s}));
        QVERIFY(deeds.deeds[1].isProven && !deeds.deeds[0].isProven);
        QCOMPARE(deeds.deeds[0].time, since + 1min);
        QCOMPARE(deeds.unseen, QString());
    }

    void whatTheJournalKnowsIsOurs()
    {
        World world;
        const Instant since = world.clock.utc();
        world.terminate(u"ns"_s, u"mine"_s, 1min, u"ada"_s);
        world.terminate(u"ns"_s, u"lost"_s, 2min, u"bob"_s);
        world.terminate(u"ns"_s, u"cut"_s, 3min, u"ada"_s);
        world.start();
        world.server.forgetCalls();
        const OthersDeeds deeds = world.read(since, {actOn(u"ns"_s, u"run-of-mine"_s, u"done"_s),
                                                     actOn(u"ns"_s, u"run-of-lost"_s, u"refused"_s),
                                                     actOn(u"ns"_s, u"run-of-cut"_s, {})});
        QCOMPARE(World::lines(deeds), QStringList{u"lost bob, by their own word: stuck"_s});
        QCOMPARE(world.server.calls(u"GetWorkflowExecutionHistoryReverse"_s), 1);
    }

    void whatMayBeOursIsNobodyElses()
    {
        World world;
        const Instant since = world.clock.utc();
        std::vector<Act> own;
        for (const QString &outcome : {u"unknown"_s, u"partly done"_s, u"lost race"_s, u"given up"_s}) {
            world.terminate(u"ns"_s, outcome, 1min, u"bob"_s);
            own.push_back(actOn(u"ns"_s, u"run-of-"_s + outcome, outcome));
        }
        world.start();
        QStringList told = World::lines(world.read(since, own));
        told.sort();
        QCOMPARE(told, (QStringList{u"given up bob, by their own word: stuck"_s,
                                    u"lost race bob, by their own word: stuck"_s}));
    }

    /// An activity of a run was completed here before somebody terminated the run.
    void onlyWhatEndsARunMakesItsEndOurs()
    {
        World world;
        const Instant since = world.clock.utc();
        world.terminate(u"ns"_s, u"completed"_s, 1min, u"bob"_s);
        world.terminate(u"ns"_s, u"reset"_s, 2min, u"history-resetter"_s, u"ada"_s);
        world.start();
        const OthersDeeds deeds =
            world.read(since, {actOn(u"ns"_s, u"run-of-completed"_s, u"done"_s, u"complete activity"_s),
                               actOn(u"ns"_s, u"run-of-reset"_s, u"done"_s, u"reset"_s)});
        QCOMPARE(World::lines(deeds), QStringList{u"completed bob, by their own word: stuck"_s});
    }

    /// By a name that begins like the server's own, or with one that is proven.
    void nobodyHidesBehindTheServersNames()
    {
        World world;
        const Instant since = world.clock.utc();
        world.terminate(u"ns"_s, u"child"_s, 1min, u"history-service"_s);
        world.terminate(u"ns"_s, u"reset"_s, 2min, u"history-resetter"_s);
        world.terminate(u"ns"_s, u"named"_s, 3min, u"history-buff"_s);
        world.terminate(u"ns"_s, u"proven"_s, 4min, u"history-service"_s, u"eve"_s);
        world.start();
        QCOMPARE(World::lines(world.read(since)),
                 (QStringList{u"named history-buff, by their own word: stuck"_s, u"proven eve: stuck"_s}));
    }

    void whatClosedAfterTheJournalWasReadIsLeftOut()
    {
        World world;
        const Instant since = world.clock.utc();
        world.terminate(u"ns"_s, u"first"_s, 1min, u"bob"_s);
        world.terminate(u"ns"_s, u"second"_s, 3min, u"ada"_s);
        world.start();
        QCOMPARE(World::lines(world.read(since, {}, 2min)),
                 QStringList{u"first bob, by their own word: stuck"_s});
    }

    void manyAreCutAndThatIsSaid()
    {
        World world;
        const Instant since = world.clock.utc();
        const int many = static_cast<int>(OthersReader::mostRuns) + 10;
        for (int i = 0; i < many; ++i) {
            world.terminate(u"ns"_s, u"a-%1"_s.arg(i), Milliseconds(1min * i), u"bob"_s);
            world.terminate(u"other"_s, u"b-%1"_s.arg(i), Milliseconds(1min * i), u"bob"_s);
        }
        world.start();
        world.server.forgetCalls();
        const OthersDeeds deeds = world.read(since);
        QCOMPARE(deeds.deeds.size(), OthersReader::mostRuns);
        QCOMPARE(deeds.unseen, u"Of more runs that were terminated only the newest 50 were looked at."_s);
        QCOMPARE(world.server.calls(u"GetWorkflowExecutionHistoryReverse"_s),
                 static_cast<int>(OthersReader::mostRuns));
    }

    void aServerThatDoesNotAnswerIsNotAskedOn()
    {
        World world;
        const QString method = u"GetWorkflowExecutionHistoryReverse"_s;
        const Instant since = world.clock.utc();
        for (int i = 0; i < 5; ++i)
            world.terminate(u"ns"_s, u"a-%1"_s.arg(i), Milliseconds(1min * i), u"bob"_s);
        world.start();
        world.server.failNext(method, u"INTERNAL"_s, u"broken"_s, 3);
        world.server.forgetCalls();
        const OthersDeeds deeds = world.read(since);
        QCOMPARE(world.server.calls(method), 3);
        QVERIFY(deeds.deeds.empty());
        QVERIFY2(deeds.unseen.startsWith(u"Not looked at: 2 more runs that were terminated. "
                                         "3 of the questions were not answered: "_s),
                 qPrintable(deeds.unseen));
        world.server.failNext(method, u"INTERNAL"_s, u"broken"_s, 2);
        QCOMPARE(world.read(since).deeds.size(), std::size_t(3)); // it answers again
        world.server.failNext(method, u"PERMISSION_DENIED"_s, u"no"_s, fake::TemporalServer::always);
        world.server.forgetCalls();
        QVERIFY(world.read(since).deeds.empty());
        QVERIFY(world.server.calls(method) >= 5); // that is an answer
    }

    void whatIsNotAnsweredIsSaid()
    {
        World world;
        const Instant since = world.clock.utc();
        world.terminate(u"ns"_s, u"first"_s, 1min, u"bob"_s);
        world.terminate(u"other"_s, u"second"_s, 2min, u"bob"_s);
        world.start();
        world.server.failNext(u"GetWorkflowExecutionHistoryReverse"_s, u"NOT_FOUND"_s, u"gone"_s);
        const OthersDeeds deeds = world.read(since);
        QCOMPARE(deeds.deeds.size(), std::size_t(1));
        QVERIFY2(deeds.unseen.startsWith(u"1 of the questions were not answered: "_s),
                 qPrintable(deeds.unseen));
        world.server.failNext(u"ListWorkflowExecutions"_s, u"INVALID_ARGUMENT"_s, u"no"_s);
        const OthersDeeds denied = world.read(since);
        QCOMPARE(denied.deeds.size(), std::size_t(1));
        QVERIFY(denied.unseen.startsWith(u"1 of the questions were not answered: "_s));
    }
};

QTEST_GUILESS_MAIN(TestOthersReader)
#include "tst_othersreader.moc"
