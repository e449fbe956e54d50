// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/interventions/atdesk.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

// A closed run brought back: through the whole protocol, against the wire.

namespace {

struct Closed : AtDesk
{
    explicit Closed(const std::vector<HistoryEvent> &events = lookedat::closedHistory())
        : way(*client, lookedat::ns, lookedat::workflowId, lookedat::runId)
    {
        serve(lookedat::closedRun(), events);
    }

    [[nodiscard]] Result<WayBack> look()
    {
        return await(way.read(ExecutionStatus::Terminated, Purpose::Operator));
    }
    [[nodiscard]] std::unique_ptr<Lever> lever()
    {
        return makeResetLever(lookedat::ns, lookedat::closedRun(), look().value());
    }
    [[nodiscard]] ExecutionDescription described(const QString &runId = {})
    {
        return await(client->describeExecution(lookedat::ns, lookedat::workflowId, runId, Purpose::Operator))
            .value();
    }
    /// Somebody starts the workflow anew.
    void startAnother(ExecutionStatus status = ExecutionStatus::Running)
    {
        ExecutionDescription another = lookedat::run();
        another.execution.runId = u"r9"_s;
        another.execution.status = status;
        server.setDescription(lookedat::ns, another);
    }

    WayBackReading way;
};

} // namespace

class TestBringBack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsBackAndProvesIt();
    void bringsBackARunThatNeverCompletedATask();
    void findsThePointOnAnOlderPage();
    void readsTheHistoryOnce();
    void sendsNothingIfTheWorkflowRunsAgain();
    void aRefusalIsToldInTheServersWords();
    void aLostReplyIsFoundInTheNewRun();
    void aLostRequestIsUnknown();
    void anothersResetIsALostRace();
    void whatACrashLeftIsSettledFromTheNewRun();
    void whatNeverTookEffectIsSettledAfterItsTime();
};

void TestBringBack::bringsBackAndProvesIt()
{
    Closed world;
    QVERIFY(world.signIn());
    const auto receipt = world.pulled(world.lever());
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
    const ExecutionDescription back = world.described();
    QCOMPARE(back.execution.status, ExecutionStatus::Running);
    QCOMPARE(receipt->newRunId, back.execution.runId);
    QVERIFY(back.resetAt);
    QCOMPARE(world.described(lookedat::runId).resetRunId, back.execution.runId);
    QVERIFY(receipt->principalMatches);

    QCOMPARE(world.server.calls(resetMethod), 1);
    const QString request = world.server.recorded(resetMethod).front().request;
    for (const QString &part :
         {u"run_id: \"%1\""_s.arg(lookedat::runId), u"workflow_task_finish_event_id: 4"_s,
          u"reason: \"INC-7 (signalbox op %1)\""_s.arg(receipt->opId),
          u"request_id: \"%1\""_s.arg(receipt->opId), u"identity: \"%1\""_s.arg(receipt->identity)})
        QVERIFY2(request.contains(part), qPrintable(part + u'\n' + request));
    const auto records = world.records();
    QCOMPARE(records.size(), std::size_t(2));
    QCOMPARE(records[0][u"verb"_s].toString(), u"reset"_s);
    QCOMPARE(records[0][u"reset_event_id"_s].toInteger(), 4);
    QCOMPARE(records[1][u"outcome"_s].toString(), u"done"_s);
    QCOMPARE(records[1][u"new_run_id"_s].toString(), receipt->newRunId);
}

void TestBringBack::bringsBackARunThatNeverCompletedATask()
{
    Closed world({lookedat::runEvent(1, u"WorkflowExecutionStarted"_s),
                  lookedat::runEvent(2, u"WorkflowTaskScheduled"_s),
                  lookedat::runEvent(3, u"WorkflowExecutionSignaled"_s),
                  lookedat::runEvent(4, u"WorkflowExecutionTerminated"_s)});
    QVERIFY(world.signIn());
    const auto receipt = world.pulled(world.lever());
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
    QVERIFY(world.server.recorded(resetMethod).front().request.contains(u"finish_event_id: 3"_s));
    QCOMPARE(receipt->eventId, std::optional<qint64>(4));
}

void TestBringBack::findsThePointOnAnOlderPage()
{
    Closed world;
    world.server.setHistoryPageSize(2);
    QVERIFY(world.signIn());
    const auto found = world.look();
    QVERIFY(found && found->point);
    QCOMPARE(found->point->eventId, 4);
    const auto receipt = world.pulled(world.lever());
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
}

void TestBringBack::readsTheHistoryOnce()
{
    Closed world;
    QVERIFY(world.signIn());
    QVERIFY(world.look());
    QCOMPARE(world.server.calls(historyMethod), 1);
    world.startAnother();
    const auto later = world.look();
    QVERIFY(later);
    QCOMPARE(later->current.execution.runId, u"r9"_s);
    QCOMPARE(later->point->eventId, 4);
    QCOMPARE(world.server.calls(historyMethod), 1);
}

/// The server would terminate that run without a word.
void TestBringBack::sendsNothingIfTheWorkflowRunsAgain()
{
    Closed world;
    QVERIFY(world.signIn());
    auto lever = world.lever();
    world.startAnother();
    const auto receipt = world.pulled(std::move(lever));
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::LostRace);
    QCOMPARE(receipt->sentence, u"The workflow has a newer run now, r9 (running). Nothing was sent."_s);
    QCOMPARE(world.writes(), 0);
    QCOMPARE(world.described().execution.status, ExecutionStatus::Running);
}

void TestBringBack::aRefusalIsToldInTheServersWords()
{
    Closed world;
    QVERIFY(world.signIn());
    world.server.failNext(resetMethod, u"INVALID_ARGUMENT"_s, u"reset point is no boundary"_s);
    const auto receipt = world.pulled(world.lever());
    QVERIFY(receipt);
    QCOMPARE(receipt->outcome, Outcome::Refused);
    QVERIFY2(receipt->sentence.contains(u"reset point is no boundary"_s), qPrintable(receipt->sentence));
    QCOMPARE(world.described().execution.status, ExecutionStatus::Terminated);
}

void TestBringBack::aLostReplyIsFoundInTheNewRun()
{
    Closed world;
    QVERIFY(world.signIn());
    world.server.loseReplyNext(resetMethod);
    const auto receipt = world.pulled(world.lever());
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::Done, qPrintable(receipt->sentence));
    QCOMPARE(receipt->newRunId, world.described().execution.runId);
    QCOMPARE(world.server.calls(resetMethod), 1); // never twice: each call makes a run
}

void TestBringBack::aLostRequestIsUnknown()
{
    Closed world;
    QVERIFY(world.signIn());
    world.server.failNext(resetMethod, u"UNAVAILABLE"_s, u"connection reset"_s);
    const auto pulling = world.intervention(world.lever());
    pulling->pull({u"INC-7"_s, {}});
    QTRY_VERIFY(world.server.calls(describeMethod) >= 4); // it goes on looking
    QCOMPARE(pulling->state(), Intervention::State::Sent);
    world.clock.advance(std::chrono::seconds(16));
    QTRY_COMPARE(pulling->state(), Intervention::State::Finished);
    QCOMPARE(pulling->receipt()->outcome, Outcome::Unknown);
    QVERIFY2(pulling->receipt()->sentence.contains(u"The run has not been brought back."_s),
             qPrintable(pulling->receipt()->sentence));
    QCOMPARE(world.server.calls(resetMethod), 1);
}

void TestBringBack::anothersResetIsALostRace()
{
    Closed world;
    QVERIFY(world.signIn());
    auto lever = world.lever();
    world.server.failNext(resetMethod, u"UNAVAILABLE"_s);
    ExecutionDescription base = lookedat::closedRun();
    base.resetRunId = u"r2"_s;
    HistoryEvent made = lookedat::runEvent(4, u"WorkflowTaskFailed"_s);
    made.baseRunId = lookedat::runId;
    made.newRunId = u"r2"_s;
    world.server.before(resetMethod, [&world, base, made] {
        world.serve(base, lookedat::closedHistory());
        world.server.setHistory(lookedat::ns, lookedat::workflowId, u"r2"_s, {made});
    });
    const auto receipt = world.pulled(std::move(lever));
    QVERIFY(receipt);
    QVERIFY2(receipt->outcome == Outcome::LostRace, qPrintable(receipt->sentence));
    QVERIFY2(receipt->sentence.contains(u"by another call, as run r2"_s), qPrintable(receipt->sentence));
}

void TestBringBack::whatACrashLeftIsSettledFromTheNewRun()
{
    Closed world;
    QVERIFY(world.signIn());
    auto lever = world.lever();
    world.server.loseReplyNext(resetMethod);
    const auto token = await(world.tokens->stepUp());
    QVERIFY(token);
    const QString identity = identityOf(u"ada"_s, u"op-1"_s);
    QVERIFY(world.leaveIntent(*lever, u"op-1"_s));
    QVERIFY(!await(lever->send(*world.client, *token, u"INC-7"_s, identity)));
    world.desk.settleOpenIntents();
    QTRY_COMPARE(world.recovered.size(), std::size_t(1));
    const Settlement &settled = world.recovered.front().settlement;
    QVERIFY2(settled.outcome == Outcome::Done, qPrintable(settled.sentence));
    QCOMPARE(settled.newRunId, world.described().execution.runId);
    QCOMPARE(world.outcomes(), QStringList{u"done"_s});
}

void TestBringBack::whatNeverTookEffectIsSettledAfterItsTime()
{
    Closed world;
    QVERIFY(world.signIn());
    QVERIFY(world.leaveIntent(*world.lever(), u"op-1"_s));
    world.clock.advance(std::chrono::minutes(11));
    world.desk.settleOpenIntents();
    QTRY_COMPARE(world.recovered.size(), std::size_t(1));
    QCOMPARE(world.recovered.front().settlement.outcome, Outcome::Refused);
    QCOMPARE(world.recovered.front().settlement.sentence,
             u"It never took effect. The run has not been brought back."_s);
}

QTEST_GUILESS_MAIN(TestBringBack)
#include "tst_bringback.moc"
