// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/othersreader.h"

#include "models/interventions/records.h"
#include "tests/unit/moments/othersworld.h"

// What was done to runs from elsewhere, found by a list a namespace, the last events and descriptions.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

struct World : OthersWorld
{
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
    /// Of resets: who, of what, to what, why.
    static QStringList resets(const OthersDeeds &deeds)
    {
        QStringList lines;
        for (const OthersDeed &deed : deeds.deeds)
            if (deed.kind == OthersDeed::Kind::Reset)
                lines << u"%1 %2 -> %3: %4"_s.arg(whoText(deed), deed.runId, deed.madeRunId, deed.reason);
        return lines;
    }
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
        world.terminate(u"ns"_s, u"reset"_s, 2min, u"history-resetter"_s, u"ada"_s,
                        u"again (signalbox op op-7)"_s);
        world.start();
        Act reset = actOn(u"ns"_s, u"run-of-reset"_s, u"done"_s, u"reset"_s);
        reset.op = u"op-7"_s;
        const OthersDeeds deeds = world.read(
            since, {actOn(u"ns"_s, u"run-of-completed"_s, u"done"_s, u"complete activity"_s), reset});
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
                 (QStringList{u"reset history-resetter, by their own word: stuck"_s,
                              u"named history-buff, by their own word: stuck"_s, u"proven eve: stuck"_s}));
        QVERIFY2(World::resets(world.read(since)).isEmpty(), "no run was made of it");
    }

    /// Many children are ended by a workflow of the server's, which is the caller of itself.
    void whatTheServerEndsByItselfIsNobodys()
    {
        World world;
        const Instant since = world.clock.utc();
        const QString closing = u"temporal-sys-parent-close-policy-workflow"_s;
        world.terminate(u"ns"_s, u"child"_s, 1min, closing, u"internal"_s, {}, u"temporal"_s);
        world.terminate(u"ns"_s, u"few"_s, 2min, u"history-service"_s, u"internal"_s, {}, u"temporal"_s);
        world.terminate(u"ns"_s, u"batch"_s, 3min, u"bob"_s, u"internal"_s, u"many"_s, u"temporal"_s);
        world.start();
        const OthersDeeds deeds = world.read(since);
        QCOMPARE(World::lines(deeds), QStringList{u"batch bob, by their own word: many"_s});
    }

    void aResetThatEndedItsRunIsToldAsOne()
    {
        World world;
        const Instant since = world.clock.utc();
        world.terminate(u"ns"_s, u"a"_s, 1min, u"history-resetter"_s, {}, u"again"_s);
        world.reset(u"ns"_s, u"a"_s, 1min, u"again"_s);
        world.terminate(u"ns"_s, u"b"_s, 2min, u"history-resetter"_s, u"eve"_s, u"twice"_s);
        world.reset(u"ns"_s, u"b"_s, 2min, u"twice"_s, u"eve"_s);
        world.start();
        const OthersDeeds deeds = world.read(since);
        QCOMPARE(World::resets(deeds), (QStringList{u"nobody is named run-of-a -> made-of-a: again"_s,
                                                    u"eve run-of-b -> made-of-b: twice"_s}));
        QCOMPARE(deeds.deeds.size(), std::size_t(2));
        QCOMPARE(whatText(deeds.deeds[1]), u"reset, which made run made-of-b"_s);
        QCOMPARE(deeds.deeds[1].time, since + 2min);
    }

    /// Also of a run that was terminated here: that is what the next one on duty has to know.
    void whatWasBroughtBackIsTold()
    {
        World world;
        const Instant since = world.clock.utc();
        world.terminate(u"ns"_s, u"a"_s, 1min, u"bob"_s);
        world.reset(u"ns"_s, u"a"_s, 5min, u"by mistake"_s, u"eve"_s);
        world.terminate(u"ns"_s, u"mine"_s, 2min, u"ada"_s);
        world.reset(u"ns"_s, u"mine"_s, 4min, u"was needed"_s);
        world.start();
        const OthersDeeds deeds = world.read(since, {actOn(u"ns"_s, u"run-of-mine"_s, u"done"_s)});
        QCOMPARE(World::lines(deeds),
                 (QStringList{u"a bob, by their own word: stuck"_s, u"mine nobody is named: was needed"_s,
                              u"a eve: by mistake"_s}));
        QCOMPARE(World::resets(deeds),
                 (QStringList{u"nobody is named run-of-mine -> made-of-mine: was needed"_s,
                              u"eve run-of-a -> made-of-a: by mistake"_s}));
        QCOMPARE(deeds.deeds[1].time, since + 4min);
    }

    void ownResetsAreNobodyElses()
    {
        World world;
        const Instant since = world.clock.utc();
        const QString marked = u"by mistake "_s + operationMark(u"op-7"_s);
        world.terminate(u"ns"_s, u"back"_s, 1min, u"bob"_s); // brought back here
        world.reset(u"ns"_s, u"back"_s, 2min, marked);
        world.terminate(u"ns"_s, u"open"_s, 3min, u"history-resetter"_s, {}, marked); // ended by it
        world.terminate(u"ns"_s, u"long"_s, 4min, u"bob"_s);
        world.reset(u"ns"_s, u"long"_s, 5min, marked, {}, 300); // whose page does not say whose it is
        world.start();
        Act back = actOn(u"ns"_s, u"run-of-back"_s, u"done"_s, u"reset"_s);
        back.op = u"op-7"_s;
        const Act longAgo = actOn(u"ns"_s, u"run-of-long"_s, u"done"_s, u"reset"_s);
        const OthersDeeds known = world.read(since, {back, longAgo});
        QCOMPARE(World::resets(known), QStringList());
        // Whoever ended what was then brought back from here is told.
        QCOMPARE(World::lines(known), (QStringList{u"back bob, by their own word: stuck"_s,
                                                   u"long bob, by their own word: stuck"_s}));
        QCOMPARE(World::resets(world.read(since, {longAgo})),
                 QStringList{u"nobody is named run-of-back -> made-of-back: "_s + marked});
        QCOMPARE(World::resets(world.read(since)),
                 (QStringList{u"nobody is named run-of-back -> made-of-back: "_s + marked,
                              u"nobody is named run-of-long -> made-of-long: "_s}));
    }

    void onlyResetsOfThatTimeAreTold()
    {
        World world;
        const Instant since = world.clock.utc();
        world.terminate(u"ns"_s, u"a"_s, 1min, u"bob"_s);
        world.reset(u"ns"_s, u"a"_s, 3min, u"later"_s);
        world.start();
        const OthersDeeds deeds = world.read(since, {}, 2min);
        QCOMPARE(World::lines(deeds), QStringList{u"a bob, by their own word: stuck"_s});
    }

    /// What was ended here does not take the place of what was done elsewhere.
    void ownRunsComeLast()
    {
        World world;
        const Instant since = world.clock.utc();
        std::vector<Act> own;
        for (int i = 0; i < static_cast<int>(OthersReader::mostRuns); ++i) {
            const QString id = u"mine-%1"_s.arg(i);
            world.terminate(u"other"_s, id, 1h, u"ada"_s);
            own.push_back(actOn(u"other"_s, u"run-of-"_s + id, u"done"_s));
        }
        world.terminate(u"ns"_s, u"theirs"_s, 1min, u"bob"_s);
        world.start();
        const OthersDeeds deeds = world.read(since, own);
        QCOMPARE(World::lines(deeds), QStringList{u"theirs bob, by their own word: stuck"_s});
        QCOMPARE(deeds.unseen, u"Of runs that were terminated here 1 were not looked at for resets."_s);
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

    void norWhereItAnswersEveryOtherQuestion()
    {
        World world;
        const QString method = u"DescribeWorkflowExecution"_s;
        const Instant since = world.clock.utc();
        for (int i = 0; i < 5; ++i)
            world.terminate(u"ns"_s, u"a-%1"_s.arg(i), Milliseconds(1min * i), u"bob"_s);
        world.start();
        world.server.failNext(method, u"INTERNAL"_s, u"broken"_s, fake::TemporalServer::always);
        world.server.forgetCalls();
        const OthersDeeds deeds = world.read(since);
        QCOMPARE(world.server.calls(method), 3);
        QCOMPARE(deeds.deeds.size(), std::size_t(3)); // what their histories said
    }

    void norWhereOnlyHistoriesAreNotAnswered()
    {
        World world;
        const QString method = u"GetWorkflowExecutionHistoryReverse"_s;
        const Instant since = world.clock.utc();
        std::vector<Act> own;
        for (int i = 0; i < 5; ++i) {
            const QString id = u"a-%1"_s.arg(i);
            world.terminate(u"ns"_s, id, Milliseconds(1min * i), u"ada"_s);
            world.reset(u"ns"_s, id, Milliseconds(1min * i + 30s), u"theirs"_s);
            own.push_back(actOn(u"ns"_s, u"run-of-"_s + id, u"done"_s));
        }
        world.start();
        world.server.failNext(method, u"INTERNAL"_s, u"broken"_s, fake::TemporalServer::always);
        world.server.forgetCalls();
        const OthersDeeds deeds = world.read(since, own);
        QCOMPARE(world.server.calls(method), 3);
        QVERIFY2(deeds.unseen.startsWith(
                     u"Of runs that were terminated here 2 were not looked at for resets. 3 of the"_s),
                 qPrintable(deeds.unseen));
    }

    /// Which ended the run; the one that came of ours is no proof of it.
    void anothersResetBeforeOursIsTold()
    {
        World world;
        const Instant since = world.clock.utc();
        const QString marked = u"again (signalbox op op-7)"_s;
        world.terminate(u"ns"_s, u"a"_s, 1min, u"history-resetter"_s, {}, u"theirs"_s);
        world.reset(u"ns"_s, u"a"_s, 5min, marked);
        world.start();
        Act ours = actOn(u"ns"_s, u"run-of-a"_s, u"done"_s, u"reset"_s);
        ours.op = u"op-7"_s;
        const OthersDeeds deeds = world.read(since, {ours});
        QCOMPARE(World::resets(deeds), QStringList());
        QCOMPARE(World::lines(deeds), QStringList{u"a history-resetter, by their own word: theirs"_s});
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
