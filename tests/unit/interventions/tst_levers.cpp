// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/runlever.h"

#include "models/interventions/records.h"
#include "tests/fake/failures.h"
#include "tests/unit/interventions/lookedat.h"

#include <QCryptographicHash>
#include <QTest>

#include <algorithm>

using namespace signalbox;
using namespace Qt::StringLiterals;
using lookedat::activityEvent;
using lookedat::runEvent;

namespace {

const QString mine = u"ada@signalbox/op-1"_s;
const QString other = u"eve@signalbox/op-2"_s;

using Change = void (*)(ExecutionDescription &);

ExecutionDescription changedBy(Change change)
{
    ExecutionDescription now = lookedat::run();
    change(now);
    return now;
}

/// Newest first, as levers read it.
std::vector<HistoryEvent> historyWith(std::vector<HistoryEvent> newer)
{
    std::vector<HistoryEvent> events = lookedat::history();
    events.insert(events.end(), newer.begin(), newer.end());
    std::reverse(events.begin(), events.end());
    return events;
}

std::unique_ptr<RunLever> terminateLever()
{
    return makeTerminateLever(lookedat::ns, lookedat::run());
}

std::unique_ptr<RunLever> completeLever(const QString &activityId = u"12"_s,
                                        const QByteArray &result = "{\"a\": 1}")
{
    return makeCompleteActivityLever(lookedat::ns, lookedat::run(), activityId,
                                     {{u"json/plain"_s, {}, result}, {}});
}

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(std::vector<signalbox::HistoryEvent>)
Q_DECLARE_METATYPE(signalbox::Outcome)

class TestLevers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsIfWhatMatteredChanged_data();
    void stopsIfWhatMatteredChanged();
    void goesOnIfNothingThatMattersChanged();
    void settlesATerminationFromHistory_data();
    void settlesATerminationFromHistory();
    void settlesACompletionFromHistory_data();
    void settlesACompletionFromHistory();
    void anActivityThatIsGoneWithoutATraceIsNotSettled();
    void saysWhatWillHappen_data();
    void saysWhatWillHappen();
    void saysThatADelayedStartCannotBeBroughtBack();
    void saysWhatACompletionDoes();
    void showsACommandLineThatAShellTakes();
    void hashesTheResult();
};

void TestLevers::stopsIfWhatMatteredChanged_data()
{
    QTest::addColumn<bool>("terminate");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("sentence");
    const auto both = [](const char *name, Change change, const QString &sentence) {
        QTest::addRow("terminate: %s", name) << true << change << sentence;
        QTest::addRow("complete: %s", name) << false << change << sentence;
    };
    const auto activity = [](const char *name, Change change, const QString &sentence) {
        QTest::addRow("complete: %s", name) << false << change << sentence;
    };
    both(
        "other run", [](ExecutionDescription &now) { now.execution.runId = u"r2"_s; },
        u"The server described another run, r2."_s);
    both(
        "other type", [](ExecutionDescription &now) { now.execution.type = u"Other"_s; },
        u"The run is of another type now, Other."_s);
    both(
        "closed", [](ExecutionDescription &now) { now.execution.status = ExecutionStatus::Completed; },
        u"The run has ended: Completed."_s);
    both(
        "continued as new",
        [](ExecutionDescription &now) { now.execution.status = ExecutionStatus::ContinuedAsNew; },
        u"The run has ended: Continued as new."_s);
    both(
        "paused", [](ExecutionDescription &now) { now.execution.status = ExecutionStatus::Paused; },
        u"The run was running and is paused now."_s);
    activity(
        "no longer pending",
        [](ExecutionDescription &now) { now.pendingActivities.erase(now.pendingActivities.begin()); },
        u"Activity 12 is no longer pending."_s);
    activity(
        "next attempt", [](ExecutionDescription &now) { now.pendingActivities[0].attempt = 18; },
        u"Activity 12 is on attempt 18 now; it was on attempt 17."_s);
    activity(
        "picked up",
        [](ExecutionDescription &now) { now.pendingActivities[0].state = ActivityState::Started; },
        u"Activity 12 was scheduled and is started now."_s);
    activity(
        "other worker", [](ExecutionDescription &now) { now.pendingActivities[0].lastWorker = u"9@x"_s; },
        u"Activity 12 went to another worker, 9@x."_s);
    activity(
        "other activity type", [](ExecutionDescription &now) { now.pendingActivities[0].type = u"other"_s; },
        u"Activity 12 was scheduled anew, as other."_s);
    activity(
        "the id used again",
        [](ExecutionDescription &now) { now.pendingActivities[0].scheduledTime = Instant(Milliseconds(5)); },
        u"Activity 12 was scheduled anew, as upsert_vector."_s);
}

void TestLevers::stopsIfWhatMatteredChanged()
{
    QFETCH(bool, terminate);
    QFETCH(Change, change);
    QFETCH(QString, sentence);
    const auto lever = terminate ? terminateLever() : completeLever();
    const auto checked = lever->recheck(changedBy(change));
    QVERIFY(!checked);
    QCOMPARE(checked.error().kind, ErrorKind::LostRace);
    QCOMPARE(checked.error().detail, sentence);
}

void TestLevers::goesOnIfNothingThatMattersChanged()
{
    const ExecutionDescription now = changedBy([](ExecutionDescription &later) {
        later.execution.historyLength = 40;
        later.pendingActivities[1].attempt = 9; // another activity
        later.pendingActivities[0].lastFailure = fake::failed({fake::link(u"503"_s)});
        later.cancelRequested = true;
    });
    QVERIFY(terminateLever()->recheck(now));
    QVERIFY(completeLever()->recheck(now));
    ExecutionDescription paused = lookedat::run();
    paused.execution.status = ExecutionStatus::Paused;
    QVERIFY(makeTerminateLever(lookedat::ns, paused)->recheck(paused));
}

void TestLevers::settlesATerminationFromHistory_data()
{
    QTest::addColumn<std::vector<HistoryEvent>>("newer");
    QTest::addColumn<ExecutionStatus>("status");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<qint64>("eventId");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const std::vector<HistoryEvent> &newer, ExecutionStatus status,
                        Outcome outcome, qint64 eventId, const QString &says) {
        QTest::newRow(name) << newer << status << outcome << eventId << says;
    };
    const auto running = ExecutionStatus::Running;
    row("ours", {runEvent(5, u"WorkflowExecutionTerminated"_s, mine)}, ExecutionStatus::Terminated,
        Outcome::Done, 5, u"event 5"_s);
    row("ours, described just before", {runEvent(5, u"WorkflowExecutionTerminated"_s, mine)}, running,
        Outcome::Done, 5, u"Terminated"_s);
    row("somebody else's", {runEvent(5, u"WorkflowExecutionTerminated"_s, other)},
        ExecutionStatus::Terminated, Outcome::LostRace, 5,
        u"The run was terminated by eve@signalbox/op-2 before"_s);
    row("completed", {runEvent(5, u"WorkflowTaskCompleted"_s), runEvent(6, u"WorkflowExecutionCompleted"_s)},
        ExecutionStatus::Completed, Outcome::LostRace, 6, u"The run completed before"_s);
    HistoryEvent continued = runEvent(5, u"WorkflowExecutionContinuedAsNew"_s);
    continued.newRunId = u"r2"_s;
    row("continued as new", {continued}, ExecutionStatus::ContinuedAsNew, Outcome::LostRace, 5,
        u"it continues as run r2"_s);
    row("closed, event unread", {}, ExecutionStatus::TimedOut, Outcome::LostRace, 0, u"Timed out"_s);
    row("no trace", {runEvent(5, u"WorkflowTaskCompleted"_s, mine)}, running, Outcome::Unknown, 0,
        u"still running"_s);
    row("an event of ours of another kind", {runEvent(5, u"WorkflowExecutionSignaled"_s, mine)}, running,
        Outcome::Unknown, 0, u"no trace"_s);
}

void TestLevers::settlesATerminationFromHistory()
{
    QFETCH(std::vector<HistoryEvent>, newer);
    QFETCH(ExecutionStatus, status);
    QFETCH(Outcome, outcome);
    QFETCH(qint64, eventId);
    QFETCH(QString, says);
    ExecutionDescription now = lookedat::run();
    now.execution.status = status;
    const Settlement settlement = terminateLever()->settle(historyWith(newer), now, mine);
    QCOMPARE(settlement.outcome, outcome);
    QCOMPARE(settlement.event ? settlement.event->id : 0, eventId);
    QVERIFY2(settlement.sentence.contains(says), qPrintable(settlement.sentence));
}

void TestLevers::settlesACompletionFromHistory_data()
{
    QTest::addColumn<std::vector<HistoryEvent>>("newer");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<qint64>("eventId");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const std::vector<HistoryEvent> &newer, Outcome outcome,
                        qint64 eventId,
                        const QString &says) { QTest::newRow(name) << newer << outcome << eventId << says; };
    const QString worker = u"812@ingest-7c9"_s;
    row("ours",
        {activityEvent(6, u"ActivityTaskCompleted"_s, u"12"_s, mine),
         runEvent(7, u"WorkflowTaskScheduled"_s)},
        Outcome::Done, 6, u"Activity 12 is completed"_s);
    row("ours, and the run ended by it",
        {activityEvent(6, u"ActivityTaskCompleted"_s, u"12"_s, mine),
         runEvent(7, u"WorkflowExecutionCompleted"_s)},
        Outcome::Done, 6, u"event 6"_s);
    row("ours, its scheduled event on an older page",
        {activityEvent(6, u"ActivityTaskCompleted"_s, {}, mine)}, Outcome::Done, 6, u"event 6"_s);
    row("failed by the server for its size", {activityEvent(6, u"ActivityTaskFailed"_s, u"12"_s, mine)},
        Outcome::Refused, 6, u"failed activity 12 instead"_s);
    // Seen at event 4; what the call ended when it arrived was scheduled after.
    HistoryEvent later = activityEvent(9, u"ActivityTaskCompleted"_s, u"12"_s, mine);
    later.scheduledEventId = 7;
    row("ours, on a later activity of the same id",
        {activityEvent(5, u"ActivityTaskCompleted"_s, u"12"_s, worker),
         activityEvent(7, u"ActivityTaskScheduled"_s, u"12"_s), later},
        Outcome::LostRace, 9, u"ended a later activity of the same id, scheduled by event 7 (event 9"_s);
    later.type = u"ActivityTaskFailed"_s;
    row("failed by the server for its size, a later one of the same id", {later}, Outcome::LostRace, 9,
        u"scheduled by event 7"_s);
    HistoryEvent shown = activityEvent(6, u"ActivityTaskCompleted"_s, u"12"_s, mine);
    shown.scheduledEventId = 3;
    row("ours, on the one that was shown", {shown}, Outcome::Done, 6, u"Activity 12 is completed"_s);
    row("completed by its worker", {activityEvent(6, u"ActivityTaskCompleted"_s, u"12"_s, worker)},
        Outcome::LostRace, 6, u"Activity 12 was completed by 812@ingest-7c9 before"_s);
    row("timed out", {activityEvent(6, u"ActivityTaskTimedOut"_s, u"12"_s)}, Outcome::LostRace, 6,
        u"Activity 12 timed out before"_s);
    row("run closed", {runEvent(6, u"WorkflowExecutionTerminated"_s, other)}, Outcome::LostRace, 6,
        u"The run was terminated by"_s);
    row("another activity's end", {activityEvent(6, u"ActivityTaskCompleted"_s, u"13"_s, worker)},
        Outcome::Unknown, 0, u"still pending"_s);
    row("the same id, before it was looked at", {}, Outcome::Unknown, 0, u"no trace"_s);
}

void TestLevers::settlesACompletionFromHistory()
{
    QFETCH(std::vector<HistoryEvent>, newer);
    QFETCH(Outcome, outcome);
    QFETCH(qint64, eventId);
    QFETCH(QString, says);
    std::vector<HistoryEvent> events = historyWith(newer);
    events.push_back(activityEvent(0, u"ActivityTaskCompleted"_s, u"12"_s, other));
    const Settlement settlement = completeLever()->settle(events, lookedat::run(), mine);
    QCOMPARE(settlement.outcome, outcome);
    QCOMPARE(settlement.event ? settlement.event->id : 0, eventId);
    QVERIFY2(settlement.sentence.contains(says), qPrintable(settlement.sentence));
}

void TestLevers::anActivityThatIsGoneWithoutATraceIsNotSettled()
{
    ExecutionDescription now = lookedat::run();
    now.pendingActivities.erase(now.pendingActivities.begin());
    const Settlement settlement = completeLever()->settle(historyWith({}), now, mine);
    QCOMPARE(settlement.outcome, Outcome::Unknown);
    QVERIFY(settlement.awaitsEvent);
    QCOMPARE(settlement.sentence,
             u"Activity 12 is no longer pending, and history does not show yet how it ended."_s);
    QVERIFY(!completeLever()->settle(historyWith({}), lookedat::run(), mine).awaitsEvent);
}

void TestLevers::saysWhatWillHappen_data()
{
    QTest::addColumn<QStringList>("policies");
    QTest::addColumn<QString>("sentence");
    const QString start = u"It stops at once and runs no clean-up code."_s;
    const QString back =
        u" The run can be brought back while the server keeps it, as a new one from its last "
        u"completed workflow task: what other systems were told stays told, and activities may "
        u"run twice"_s;
    const QString end = back + u"."_s;
    const QString childless = back + u"; children that end with it do not come back."_s;
    QTest::newRow("no children") << QStringList{} << start + end;
    QTest::newRow("one goes on") << QStringList{u"Abandon"_s}
                                 << start +
                                        u" 1 child workflow keeps running (parent close policy: abandon)."_s +
                                        end;
    QTest::newRow("of each kind")
        << QStringList{u"Terminate"_s, u"Abandon"_s, u"Terminate"_s, u"RequestCancel"_s}
        << start +
               u" 1 child workflow keeps running (parent close policy: abandon). 2 child workflows are "
               u"terminated "
               u"with it (parent close policy: terminate). 1 child workflow is asked to cancel (parent close "
               u"policy: request cancel)."_s +
               childless;
    QTest::newRow("of a kind to come")
        << QStringList{u"Adopt"_s}
        << start + u" What becomes of 1 more child workflows is not known."_s + childless;
}

void TestLevers::saysWhatWillHappen()
{
    QFETCH(QStringList, policies);
    ExecutionDescription seen = lookedat::run();
    for (const QString &policy : policies)
        seen.pendingChildren.push_back({u"child"_s, u"r"_s, u"Child"_s, policy});
    QTEST(makeTerminateLever(lookedat::ns, seen)->consequence(), "sentence");
}

void TestLevers::saysThatADelayedStartCannotBeBroughtBack()
{
    ExecutionDescription seen = lookedat::run();
    seen.execution.historyLength = 1;
    QCOMPARE(makeTerminateLever(lookedat::ns, seen)->consequence(),
             u"It stops at once and runs no clean-up code. The run can't be brought back, for it has done "
             u"nothing yet: "
             u"it can be started anew."_s);
}

void TestLevers::saysWhatACompletionDoes()
{
    QCOMPARE(completeLever(u"13"_s)->consequence(),
             u"The workflow continues with this result at once. Attempt 2 is running on 812@ingest-7c9 right "
             u"now: it "
             u"is not interrupted, and its own result will be refused. It can't be taken back from here: "
             u"only a reset "
             u"to an earlier event, by the command line, leaves it out."_s);
    QCOMPARE(
        completeLever(u"12"_s)->consequence(),
        u"The workflow continues with this result at once. No worker is running it right now, and attempt 17 "
        u"will not be made. It can't be taken back from here: only a reset to an earlier event, by the "
        u"command "
        u"line, leaves it out."_s);
}

void TestLevers::showsACommandLineThatAShellTakes()
{
    QCOMPARE(terminateLever()->commandLine(u"it's stuck"_s),
             u"temporal workflow terminate --namespace ns-a --workflow-id ingest-2231 --run-id "
             u"b1f3a0c2-6f0e-4f7c-9a53-0c7d1e889c44 --reason 'it'\\''s stuck'"_s);
    QCOMPARE(completeLever()->commandLine(u"ignored"_s),
             u"temporal activity complete --namespace ns-a --workflow-id ingest-2231 --run-id "
             u"b1f3a0c2-6f0e-4f7c-9a53-0c7d1e889c44 --activity-id 12 --result '{\"a\": 1}'"_s);
    QVERIFY(completeLever(u"12"_s, '"' + QByteArray(5'000, 'x') + '"')
                ->commandLine({})
                .endsWith(u"--result \"$(cat result.json)\""_s));
}

void TestLevers::hashesTheResult()
{
    QCOMPARE(completeLever(u"12"_s, "null")->payloadHash(),
             QCryptographicHash::hash("null", QCryptographicHash::Sha256).toHex());
    QVERIFY(terminateLever()->payloadHash().isEmpty());
}

QTEST_APPLESS_MAIN(TestLevers)
#include "tst_levers.moc"
