// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/displaytext.h"
#include "models/interventions/records.h"
#include "tests/fake/failures.h"
#include "tests/unit/interventions/lookedat.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using lookedat::runEvent;

// Where a closed run is brought back to, and what history proves of it.

namespace {

const QString mine = u"ada@signalbox/op-1"_s;
const QString newRun = u"r2"_s;

ResetPoint point(qint64 id, bool isStart = false, bool leavesOutCancel = false)
{
    return {id, {}, isStart, leavesOutCancel};
}

WayBack wayBack(const ResetPoint &to = point(4))
{
    return {to, lookedat::closedRun()};
}

std::unique_ptr<RunLever> resetLever(const ResetPoint &to = point(4),
                                     const ExecutionDescription &seen = lookedat::closedRun())
{
    return makeResetLever(lookedat::ns, seen, wayBack(to));
}

/// By which the new run says what it was made of, and why.
HistoryEvent madeOf(const QString &baseRunId, const QString &reason, const QString &runId = newRun)
{
    HistoryEvent event = runEvent(4, u"WorkflowTaskFailed"_s, u"history-service"_s);
    event.baseRunId = baseRunId;
    event.newRunId = runId;
    event.failure = fake::failed({fake::linkOf(FailureKind::Reset, reason)});
    return event;
}

ExecutionDescription broughtBackAs(const QString &runId)
{
    ExecutionDescription base = lookedat::closedRun();
    base.resetRunId = runId;
    return base;
}

} // namespace

Q_DECLARE_METATYPE(std::vector<signalbox::HistoryEvent>)
Q_DECLARE_METATYPE(std::optional<signalbox::ResetPoint>)
Q_DECLARE_METATYPE(signalbox::ExecutionDescription)
Q_DECLARE_METATYPE(signalbox::Outcome)

class TestResetLever : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsThePoint_data();
    void findsThePoint();
    void stopsIfTheWorkflowHasANewerRun_data();
    void stopsIfTheWorkflowHasANewerRun();
    void goesOnOnTheRunAsItWas();
    void looksForItsTraceInTheNewRun();
    void settlesFromTheNewRunsHistory_data();
    void settlesFromTheNewRunsHistory();
    void saysWhatComesBackAndWhatDoesNot_data();
    void saysWhatComesBackAndWhatDoesNot();
    void showsACommandLineThatAShellTakes();
    void isMadeAgainOutOfTheJournal();
};

void TestResetLever::findsThePoint_data()
{
    QTest::addColumn<ExecutionStatus>("status");
    QTest::addColumn<QStringList>("types"); // oldest first
    QTest::addColumn<std::optional<ResetPoint>>("found");
    const auto row = [](const char *name, ExecutionStatus status, const QString &types,
                        std::optional<ResetPoint> found) {
        QTest::newRow(name) << status << types.split(u' ') << found;
    };
    const auto terminated = ExecutionStatus::Terminated;
    const QString once = u"WorkflowExecutionStarted WorkflowTaskScheduled WorkflowTaskStarted"_s;
    const QString twice = once + u" WorkflowTaskCompleted TimerStarted TimerFired WorkflowTaskScheduled "
                                 u"WorkflowTaskStarted WorkflowTaskCompleted"_s;
    row("the last completed one", terminated, twice + u" WorkflowExecutionTerminated"_s, point(9));
    row("failed by its last one", ExecutionStatus::Failed, twice + u" WorkflowExecutionFailed"_s, point(9));
    row("one more that failed", terminated,
        twice +
            u" WorkflowTaskScheduled WorkflowTaskStarted WorkflowTaskFailed WorkflowExecutionTerminated"_s,
        point(9));
    row("never completed", terminated, once + u" WorkflowTaskTimedOut WorkflowExecutionTerminated"_s,
        point(3, true));
    row("no worker ever", ExecutionStatus::TimedOut,
        u"WorkflowExecutionStarted WorkflowTaskScheduled WorkflowExecutionSignaled WorkflowExecutionTimedOut"_s,
        point(3, true));
    row("started with a signal", terminated,
        u"WorkflowExecutionStarted WorkflowExecutionSignaled WorkflowTaskScheduled "
        u"WorkflowExecutionTerminated"_s,
        point(4, true));
    row("several that failed: the first was scheduled by event 2", terminated,
        once + u" WorkflowTaskFailed WorkflowTaskScheduled WorkflowTaskStarted WorkflowTaskFailed "
               u"WorkflowExecutionTerminated"_s,
        point(3, true));
    row("never had one", terminated, u"WorkflowExecutionStarted WorkflowExecutionTerminated"_s, std::nullopt);
    row("cancelled", ExecutionStatus::Canceled,
        twice + u" WorkflowExecutionCancelRequested WorkflowTaskScheduled WorkflowTaskStarted "
                u"WorkflowTaskCompleted WorkflowExecutionCanceled"_s,
        point(9, false, true));
    row("cancelled before its first one", ExecutionStatus::Canceled,
        u"WorkflowExecutionStarted WorkflowTaskScheduled WorkflowExecutionCancelRequested "
        u"WorkflowTaskStarted "
        u"WorkflowTaskCompleted WorkflowExecutionCanceled"_s,
        point(3, true, true));
    row("cancelled by itself", ExecutionStatus::Canceled, twice + u" WorkflowExecutionCanceled"_s, point(9));
    row("terminated, for the request to cancel was not heard", terminated,
        twice + u" WorkflowExecutionCancelRequested WorkflowTaskScheduled WorkflowExecutionTerminated"_s,
        point(9, false, true));
    row("terminated, for the cancellation hung", terminated,
        twice + u" WorkflowExecutionCancelRequested WorkflowTaskScheduled WorkflowTaskStarted "
                u"WorkflowTaskCompleted ActivityTaskScheduled WorkflowExecutionTerminated"_s,
        point(13));
}

void TestResetLever::findsThePoint()
{
    QFETCH(const ExecutionStatus, status);
    QFETCH(const QStringList, types);
    QFETCH(const std::optional<ResetPoint>, found);
    ResetPointFinder finder(status);
    bool goesOn = true;
    for (qsizetype i = types.size(); goesOn && i > 0; --i) {
        HistoryEvent event = runEvent(i, types[i - 1]);
        event.time.reset();
        goesOn = finder.take(event);
    }
    QVERIFY(finder.point() == found);
    QCOMPARE(goesOn,
             !found || found->isStart || (status == ExecutionStatus::Canceled && !found->leavesOutCancel));
}

void TestResetLever::stopsIfTheWorkflowHasANewerRun_data()
{
    QTest::addColumn<QString>("runId");
    QTest::addColumn<ExecutionStatus>("status");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("which runs") << newRun << ExecutionStatus::Running
                                << u"The workflow has a newer run now, r2 (running)."_s;
    QTest::newRow("which ended") << newRun << ExecutionStatus::Completed
                                 << u"The workflow has a newer run now, r2 (completed)."_s;
    QTest::newRow("itself, open") << lookedat::runId << ExecutionStatus::Paused
                                  << u"Run %1 of this workflow is open: a reset would terminate it."_s.arg(
                                         lookedat::runId);
}

void TestResetLever::stopsIfTheWorkflowHasANewerRun()
{
    QFETCH(const QString, runId);
    QFETCH(const ExecutionStatus, status);
    ExecutionDescription now = lookedat::closedRun();
    now.execution.runId = runId;
    now.execution.status = status;
    QVERIFY(resetLever()->runToRecheck().isEmpty()); // the current one, whichever it is
    const Done checked = resetLever()->recheck(now);
    QVERIFY(!checked);
    QCOMPARE(checked.error().kind, ErrorKind::LostRace);
    QTEST(checked.error().detail, "sentence");
}

void TestResetLever::goesOnOnTheRunAsItWas()
{
    QVERIFY(resetLever()->recheck(lookedat::closedRun()));
    ExecutionDescription later = lookedat::closedRun();
    later.execution.runId = newRun;
    later.execution.status = ExecutionStatus::Failed;
    const auto ofAnOldRun = makeResetLever(lookedat::ns, lookedat::closedRun(), {point(4), later});
    QVERIFY(ofAnOldRun->recheck(later));
}

void TestResetLever::looksForItsTraceInTheNewRun()
{
    const auto lever = resetLever();
    QCOMPARE(lever->trace(broughtBackAs(newRun), {}).runId, newRun);
    QCOMPARE(lever->trace(broughtBackAs(u"r3"_s), newRun).runId, newRun); // as the server answered
    QCOMPARE(lever->trace(broughtBackAs(newRun), {}).after, 3);
    QVERIFY(lever->trace(lookedat::closedRun(), {}).runId.isEmpty());
}

void TestResetLever::settlesFromTheNewRunsHistory_data()
{
    QTest::addColumn<QString>("seenRun"); // made of it before the dialog opened
    QTest::addColumn<std::vector<HistoryEvent>>("events");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("says");
    using Events = std::vector<HistoryEvent>;
    const QString base = lookedat::runId;
    const QString marked = u"INC-7 (signalbox op op-1)"_s;
    QTest::newRow("ours") << QString()
                          << Events{runEvent(5, u"WorkflowTaskScheduled"_s), madeOf(base, marked)}
                          << Outcome::Done << u"Brought back as run r2; recorded there as event 4"_s;
    QTest::newRow("ours, of a run that was brought back before")
        << u"r1"_s << Events{madeOf(base, marked), madeOf(u"r0"_s, u"(signalbox op op-0)"_s, base)}
        << Outcome::Done << u"as run r2"_s;
    QTest::newRow("somebody else's") << QString() << Events{madeOf(base, u"by the command line"_s)}
                                     << Outcome::LostRace
                                     << u"brought back by another call, as run r2 (event 4"_s;
    QTest::newRow("another operation of this console's")
        << QString() << Events{madeOf(base, u"x (signalbox op op-10)"_s)} << Outcome::LostRace
        << u"by another call"_s;
    QTest::newRow("the one that was there before")
        << newRun << Events{madeOf(base, u"by the command line"_s)} << Outcome::Unknown
        << u"No run was made of it since it was looked at."_s;
    QTest::newRow("nothing") << QString() << Events{} << Outcome::Unknown
                             << u"The run has not been brought back."_s;
    QTest::newRow("a reset of another run")
        << QString() << Events{madeOf(u"r0"_s, marked)} << Outcome::Unknown << u"not been brought back"_s;
}

void TestResetLever::settlesFromTheNewRunsHistory()
{
    QFETCH(const QString, seenRun);
    QFETCH(const std::vector<HistoryEvent>, events);
    QFETCH(const Outcome, outcome);
    QFETCH(const QString, says);
    const auto lever = resetLever(point(4), broughtBackAs(seenRun));
    const Settlement settlement = lever->settle(events, broughtBackAs(seenRun), mine);
    QCOMPARE(settlement.outcome, outcome);
    QVERIFY2(settlement.sentence.contains(says), qPrintable(settlement.sentence));
    QCOMPARE(settlement.newRunId, outcome == Outcome::Done ? newRun : QString());
    QCOMPARE(settlement.event.has_value(), outcome != Outcome::Unknown);
}

void TestResetLever::saysWhatComesBackAndWhatDoesNot_data()
{
    QTest::addColumn<ExecutionDescription>("seen");
    QTest::addColumn<bool>("isStart");
    QTest::addColumn<bool>("leavesOutCancel");
    QTest::addColumn<QString>("sentence");
    const QString fromTask = u"A new run goes on from its last completed workflow task (event 4 at –). "
                             u"Activities that had not ended by then run again. "_s;
    const QString signals_ = u"Signals that came later are sent to it again."_s;
    ExecutionDescription run = lookedat::closedRun();
    QTest::newRow("from its last task") << run << false << false << fromTask + signals_;
    QTest::newRow("from the start")
        << run << true << false
        << u"It never completed a workflow task: a new run begins where this one did. "_s + signals_;
    run.cancelRequested = true;
    QTest::newRow("asked to cancel before")
        << run << false << false
        << fromTask + signals_ + u" It was asked to cancel, and comes back with that request."_s;
    QTest::newRow("asked to cancel later")
        << run << false << true
        << fromTask + signals_ + u" The cancel request came later too, and is left out."_s;
    run.cancelRequested = false;
    run.pendingChildren = {{u"a"_s, u"r"_s, u"Child"_s, u"Abandon"_s}};
    QTest::newRow("its child went on") << run << false << false << fromTask + signals_;
    run.pendingChildren.push_back({u"b"_s, u"r"_s, u"Child"_s, u"Terminate"_s});
    QTest::newRow("its child ended")
        << run << false << false
        << fromTask + signals_ +
               u" 1 child workflow may have ended with it: that one is not brought "
               u"back, and the new run would wait for it without end."_s;
    run.pendingChildren.push_back({u"c"_s, u"r"_s, u"Child"_s, u"RequestCancel"_s});
    QTest::newRow("its children ended")
        << run << false << false
        << fromTask + signals_ +
               u" 2 child workflows may have ended with it: those are not brought "
               u"back, and the new run would wait for them without end."_s;
}

void TestResetLever::saysWhatComesBackAndWhatDoesNot()
{
    QFETCH(const ExecutionDescription, seen);
    QFETCH(const bool, isStart);
    QFETCH(const bool, leavesOutCancel);
    QTEST(resetLever(point(4, isStart, leavesOutCancel), seen)->consequence(), "sentence");
}

void TestResetLever::showsACommandLineThatAShellTakes()
{
    QCOMPARE(resetLever()->commandLine(u"it's gone"_s),
             u"temporal workflow reset --namespace ns-a --workflow-id ingest-2231 --run-id "
             u"b1f3a0c2-6f0e-4f7c-9a53-0c7d1e889c44 --event-id 4 --reason 'it'\\''s gone'"_s);
}

void TestResetLever::isMadeAgainOutOfTheJournal()
{
    const SystemClock clock;
    const auto lever = resetLever(point(4), broughtBackAs(u"r1"_s));
    const QJsonObject intent = intentRecord(u"op-1"_s, clock, {}, {}, *lever, u"INC-7"_s);
    QCOMPARE(intent[u"verb"_s].toString(), u"reset"_s);
    const auto again = runLeverOf(intent);
    QVERIFY(again);
    QCOMPARE(again->verb(), lever->verb());
    QCOMPARE(intentRecord(u"op-1"_s, clock, {}, {}, *again, {})[u"reset_event_id"_s].toInteger(), 4);
    QCOMPARE(again->seen().resetRunId, u"r1"_s);
    QCOMPARE(again->seen().execution.runId, lookedat::runId);
}

QTEST_APPLESS_MAIN(TestResetLever)
#include "tst_resetlever.moc"
