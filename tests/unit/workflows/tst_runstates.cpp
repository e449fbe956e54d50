// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/workflows/workflow.h"
#include "tests/fake/failures.h"
#include "tests/fake/fakeclock.h"
#include "tests/unit/temporal/fixture.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString ns = u"prod"_s;

/// A run as the server holds it: what Describe answers, and its history from the oldest event.
struct Run
{
    ExecutionDescription description;
    std::vector<HistoryEvent> events;
};

/// Times are whole seconds from the clock of the test, which stands still.
Instant now()
{
    return fake::FakeClock().utc();
}

Run runIn(ExecutionStatus status)
{
    Run run;
    run.description.execution = {u"wf"_s, u"r1"_s, u"Ingest"_s, u"ingest"_s, status, now() - 2h, {}, 6, 2140};
    if (status != ExecutionStatus::Running && status != ExecutionStatus::Paused)
        run.description.execution.closeTime = now() - 60s;
    return run;
}

Run open()
{
    return runIn(ExecutionStatus::Running);
}

Run with(Run run, const HistoryEvent &event)
{
    run.events.push_back(event);
    run.events.back().id = static_cast<qint64>(run.events.size());
    return run;
}

HistoryEvent eventOf(const QString &type, const Failure &failure = {})
{
    HistoryEvent made;
    made.type = type;
    made.time = now() - 1h;
    made.failure = failure;
    return made;
}

HistoryEvent timer(const QString &id, Milliseconds length)
{
    HistoryEvent made = eventOf(u"TimerStarted"_s);
    made.timerId = id;
    made.timerLength = length;
    return made;
}

HistoryEvent fired(qint64 startedEventId)
{
    HistoryEvent made = eventOf(u"TimerFired"_s);
    made.startedEventId = startedEventId;
    return made;
}

PendingActivity activity(ActivityState state, qint32 attempt = 1, const Failure &failure = {})
{
    PendingActivity made;
    made.activityId = u"12"_s;
    made.type = u"charge"_s;
    made.taskQueue = u"ingest"_s;
    made.state = state;
    made.attempt = attempt;
    made.lastWorker = u"812@host"_s;
    made.scheduledTime = now() - 120s;
    made.lastFailure = failure;
    if (state == ActivityState::Started)
        made.lastStartedTime = now() - 9s;
    return made;
}

Run with(Run run, const PendingActivity &activity)
{
    run.description.pendingActivities.push_back(activity);
    return run;
}

PendingActivity inBackoff(PendingActivity activity)
{
    activity.nextAttemptTime = now() + 41s;
    return activity;
}

PendingActivity stopped(PendingActivity activity, const Pause &pause)
{
    activity.pause = pause;
    return activity;
}

PendingNexusOperation operation(NexusState state, const Failure &failure = {})
{
    PendingNexusOperation made;
    made.endpoint = u"bank"_s;
    made.service = u"payments"_s;
    made.operation = u"charge"_s;
    made.state = state;
    made.attempt = 3;
    made.scheduledTime = now() - 190s;
    made.lastFailure = failure;
    if (state == NexusState::BackingOff)
        made.nextAttemptTime = now() + 41s;
    if (state == NexusState::Blocked)
        made.blockedReason = u"the circuit breaker is open"_s;
    return made;
}

Run with(Run run, const PendingNexusOperation &operation)
{
    run.description.pendingNexusOperations.push_back(operation);
    return run;
}

Run withChildren(Run run, std::size_t children)
{
    run.description.pendingChildren.resize(children);
    for (PendingChild &child : run.description.pendingChildren)
        child.parentClosePolicy = u"Terminate"_s;
    return run;
}

Run withTask(Run run, qint32 attempt, std::optional<Instant> startedTime = {})
{
    run.description.pendingWorkflowTask = PendingWorkflowTask{attempt, now() - 26min, startedTime};
    return run;
}

Run stopped(Run run, const Pause &pause)
{
    run.description.pause = pause;
    return run;
}

Run asked(Run run)
{
    run.description.cancelRequested = true;
    return run;
}

Run delayed(Run run)
{
    run.description.execution.historyLength = 1;
    run.description.beginsAt = now() + 4min;
    return run;
}

Run limited(Run run, bool allRuns)
{
    run.description.execution.startTime = now() - 60s - 1h;
    run.description.runExpirationTime = now() - 60s;
    if (allRuns)
        run.description.executionExpirationTime = now() - 60s;
    return run;
}

HistoryEvent terminated()
{
    HistoryEvent made = eventOf(u"WorkflowExecutionTerminated"_s);
    made.identity = u"ada@signalbox/1"_s;
    made.reason = u"INC-7"_s;
    return made;
}

HistoryEvent continued()
{
    HistoryEvent made = eventOf(u"WorkflowExecutionContinuedAsNew"_s);
    made.newRunId = u"r2"_s;
    return made;
}

const Pause byAda{u"ada"_s, u"INC-7"_s, {}, now() - 12min};
const Failure inActivity =
    fake::failed({fake::linkOf(FailureKind::Activity, u"activity error"_s, u"charge"_s),
                  fake::link(u"db-7:5432 refused"_s, u"ConnectionError"_s)});

} // namespace

Q_DECLARE_METATYPE(Run)

/// What an operator reads of every kind of run, over the wire.
class TestRunStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentence_data();
    void sentence();

private:
    static void addActivities();
    static void addOtherWork();
    static void addNexus();
    static void addClosed();
};

void TestRunStates::sentence_data()
{
    QTest::addColumn<Run>("run");
    QTest::addColumn<QString>("said");
    addActivities();
    addOtherWork();
    addNexus();
    addClosed();
}

void TestRunStates::addActivities()
{
    QTest::newRow("activity scheduled") << with(open(), activity(ActivityState::Scheduled))
                                        << u"Activity charge waits for a worker on ingest for 2 m 00 s."_s;
    QTest::newRow("activity started")
        << with(open(), activity(ActivityState::Started)) << u"Activity charge runs on 812@host for 9 s."_s;
    QTest::newRow("activity backs off")
        << with(open(), inBackoff(activity(ActivityState::Scheduled, 17, fake::stepFailed())))
        << u"Activity charge is on attempt 17, next try in 41 s: ConnectionError: db-7:5432 refused."_s;
    QTest::newRow("activity's retry is due")
        << with(open(), activity(ActivityState::Scheduled, 17, fake::stepFailed()))
        << u"Activity charge is on attempt 17, waits for a worker on ingest for 2 m 00 s: "
           "ConnectionError: db-7:5432 refused."_s;
    QTest::newRow("activity runs after a failure")
        << with(open(), activity(ActivityState::Started, 17, fake::stepFailed()))
        << u"Activity charge is on attempt 17, runs on 812@host for 9 s. "
           "The last attempt failed: ConnectionError: db-7:5432 refused."_s;
    QTest::newRow("activity's failure is encrypted")
        << with(open(), inBackoff(activity(ActivityState::Scheduled, 2,
                                           fake::failed({fake::encryptedLink(u"ApplicationError"_s)}))))
        << u"Activity charge is on attempt 2, next try in 41 s: "
           "ApplicationError (its message is encrypted)."_s;
    QTest::newRow("activity to be cancelled")
        << with(open(), activity(ActivityState::CancelRequested))
        << u"Activity charge was asked to cancel and has not answered."_s;
    QTest::newRow("activity paused, nobody named")
        << with(open(), activity(ActivityState::Paused)) << u"Activity charge is paused."_s;
    QTest::newRow("activity paused")
        << with(open(), stopped(activity(ActivityState::Paused, 4, fake::stepFailed()), byAda))
        << u"Activity charge is on attempt 4, is paused by ada for 12 m 00 s (INC-7). "
           "The last attempt failed: ConnectionError: db-7:5432 refused."_s;
    QTest::newRow("activity paused by a rule")
        << with(open(), stopped(activity(ActivityState::Paused), {{}, {}, u"no-charges"_s, {}}))
        << u"Activity charge is paused by rule no-charges."_s;
    QTest::newRow("activity to be paused")
        << with(open(), stopped(activity(ActivityState::PauseRequested), byAda))
        << u"Activity charge is to be paused after this attempt by ada (INC-7)."_s;
    QTest::newRow("activity of an unknown state")
        << with(open(), activity(ActivityState::Unspecified))
        << u"Activity charge waits for a worker on ingest for 2 m 00 s."_s;
    QTest::newRow("several activities")
        << with(with(open(), activity(ActivityState::Started)),
                [] {
                    PendingActivity other =
                        inBackoff(activity(ActivityState::Scheduled, 3, fake::stepFailed()));
                    other.activityId = u"13"_s;
                    return other;
                }())
        << u"Activity charge is on attempt 3, next try in 41 s: ConnectionError: db-7:5432 refused. "
           "2 activities are pending in all."_s;
}

void TestRunStates::addOtherWork()
{
    QTest::newRow("a child") << withChildren(open(), 1) << u"It waits for a child workflow, started by it."_s;
    QTest::newRow("children") << withChildren(open(), 3)
                              << u"It waits for 3 child workflows, started by it."_s;
    QTest::newRow("activity and child")
        << withChildren(with(open(), activity(ActivityState::Started)), 1)
        << u"Activity charge runs on 812@host for 9 s. Also pending: a child workflow."_s;
    QTest::newRow("workflow task scheduled")
        << withTask(open(), 1) << u"Its workflow task waits for a worker on ingest for 26 m 00 s."_s;
    QTest::newRow("workflow task started")
        << withTask(open(), 1, now() - 3s) << u"A worker has its workflow task for 3 s."_s;
    QTest::newRow("workflow task fails, its event unread")
        << withTask(open(), 7) << u"Its workflow task fails: attempt 7. The history says why."_s;
    QTest::newRow("workflow task fails")
        << with(withTask(open(), 7),
                eventOf(u"WorkflowTaskFailed"_s, fake::failed({fake::link(u"no timer"_s, u"KeyError"_s)})))
        << u"Its workflow task fails, attempt 7: KeyError: no timer."_s;
    QTest::newRow("workflow task times out")
        << with(withTask(open(), 7), eventOf(u"WorkflowTaskTimedOut"_s))
        << u"Its workflow task fails, attempt 7: its worker did not answer in time."_s;
    QTest::newRow("delayed start") << delayed(open())
                                   << u"It has not begun: its first workflow task is due in 4 m 00 s."_s;
    QTest::newRow("timers") << with(with(with(open(), timer(u"5"_s, 4h)), timer(u"6"_s, 2h)), fired(1))
                            << u"It waits for timer 6, due in 1 h 00 m, or for a signal."_s;
    QTest::newRow("two timers") << with(with(open(), timer(u"5"_s, 3h)), timer(u"6"_s, 2h))
                                << u"It waits for timer 6, due in 1 h 00 m, or for a signal."_s;
    QTest::newRow("a timer that is due")
        << with(open(), timer(u"5"_s, 1h)) << u"It waits for timer 5, which is due, or for a signal."_s;
    QTest::newRow("nothing pending")
        << open() << u"No activity and no child is pending: it waits for a timer or a signal."_s;
    QTest::newRow("cancel requested")
        << asked(withChildren(open(), 1))
        << u"Cancellation was requested. It waits for a child workflow, started by it."_s;
    QTest::newRow("paused, nobody named")
        << withChildren(runIn(ExecutionStatus::Paused), 1)
        << u"Paused by somebody. It waits for a child workflow, started by it."_s;
    QTest::newRow("paused") << stopped(withChildren(runIn(ExecutionStatus::Paused), 1), byAda)
                            << u"Paused by ada for 12 m 00 s (INC-7). "
                               "It waits for a child workflow, started by it."_s;
    QTest::newRow("paused, its status not yet")
        << stopped(withChildren(open(), 1), byAda)
        << u"Paused by ada for 12 m 00 s (INC-7). It waits for a child workflow, started by it."_s;
}

void TestRunStates::addNexus()
{
    const Failure refused = fake::failed({fake::link(u"handler down"_s, u"UNAVAILABLE"_s)});
    QTest::newRow("nexus scheduled")
        << with(open(), operation(NexusState::Scheduled))
        << u"Nexus operation payments.charge at endpoint bank is being called for 3 m 10 s."_s;
    QTest::newRow("nexus started")
        << with(open(), operation(NexusState::Started))
        << u"Nexus operation payments.charge at endpoint bank runs for 3 m 10 s."_s;
    QTest::newRow("nexus backs off")
        << with(open(), operation(NexusState::BackingOff, refused))
        << u"Nexus operation payments.charge at endpoint bank is on attempt 3, next try in 41 s: "
           "UNAVAILABLE: handler down."_s;
    QTest::newRow("nexus blocked")
        << with(open(), operation(NexusState::Blocked))
        << u"Nexus operation payments.charge at endpoint bank is held back by the server: "
           "the circuit breaker is open."_s;
    PendingNexusOperation leaving = operation(NexusState::Started);
    leaving.cancelRequested = true;
    QTest::newRow("nexus to be cancelled")
        << with(open(), leaving)
        << u"Nexus operation payments.charge at endpoint bank was asked to cancel and has not answered."_s;
    QTest::newRow("several nexus operations and a child")
        << withChildren(
               with(with(open(), operation(NexusState::Started)), operation(NexusState::BackingOff, refused)),
               1)
        << u"Nexus operation payments.charge at endpoint bank is on attempt 3, next try in 41 s: "
           "UNAVAILABLE: handler down. 2 Nexus operations are pending in all. "
           "Also pending: a child workflow."_s;
    QTest::newRow("activity and nexus")
        << with(with(open(), activity(ActivityState::Started)), operation(NexusState::Started))
        << u"Activity charge runs on 812@host for 9 s. Also pending: a Nexus operation."_s;
}

void TestRunStates::addClosed()
{
    using Status = ExecutionStatus;
    const QString at = formatZonedTime(now() - 60s);
    QTest::newRow("completed") << with(runIn(Status::Completed), eventOf(u"WorkflowExecutionCompleted"_s))
                               << u"Completed at %1."_s.arg(at);
    QTest::newRow("failed") << with(runIn(Status::Failed), eventOf(u"WorkflowExecutionFailed"_s, inActivity))
                            << u"Failed at %1 in activity charge: ConnectionError: db-7:5432 refused."_s.arg(
                                   at);
    QTest::newRow("failed by its own code")
        << with(runIn(Status::Failed), eventOf(u"WorkflowExecutionFailed"_s,
                                               fake::failed({fake::link(u"bad input"_s, u"ValueError"_s)})))
        << u"Failed at %1: ValueError: bad input."_s.arg(at);
    QTest::newRow("failed, its event unread") << runIn(Status::Failed) << u"Failed at %1."_s.arg(at);
    QTest::newRow("cancelled") << with(runIn(Status::Canceled), eventOf(u"WorkflowExecutionCanceled"_s))
                               << u"Canceled at %1."_s.arg(at);
    QTest::newRow("terminated") << with(runIn(Status::Terminated), terminated())
                                << u"Terminated at %1 by ada@signalbox/1: INC-7."_s.arg(at);
    QTest::newRow("continued as new") << with(runIn(Status::ContinuedAsNew), continued())
                                      << u"Continued as new at %1; it continues as run r2."_s.arg(at);
    QTest::newRow("timed out") << limited(runIn(Status::TimedOut), false)
                               << u"Timed out at %1: after 1 h 00 m the time for one run was up."_s.arg(at);
    QTest::newRow("timed out with its other runs")
        << limited(runIn(Status::TimedOut), true)
        << u"Timed out at %1: after 1 h 00 m the time for all its runs together was up."_s.arg(at);
    QTest::newRow("of a newer server")
        << with(runIn(Status::Unspecified), eventOf(u"WorkflowExecutionCompleted"_s))
        << u"Unknown at %1."_s.arg(at);
}

void TestRunStates::sentence()
{
    QFETCH(Run, run);
    QFETCH(QString, said);
    Fixture f;
    NamespaceInfo info;
    info.name = ns;
    f.server.setNamespaces({info});
    f.server.setDescription(ns, run.description);
    f.server.setHistory(ns, u"wf"_s, u"r1"_s, run.events);
    const fake::FakeClock clock;
    Workflow workflow(*f.client, clock, ns, u"wf"_s, u"r1"_s);
    workflow.refresh();
    QTRY_VERIFY(workflow.readAt() && !workflow.history().isLoading());
    qInfo("%s | %s", QTest::currentDataTag(), qPrintable(workflow.nowSentence()));
    QCOMPARE(workflow.nowSentence(), said);
}

QTEST_GUILESS_MAIN(TestRunStates)
#include "tst_runstates.moc"
