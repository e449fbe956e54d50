// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/executiontext.h"

#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "tests/fake/failures.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant now{std::chrono::seconds(1'800'000'000)};

PendingActivity upsert()
{
    PendingActivity activity;
    activity.activityId = u"12"_s;
    activity.type = u"upsert_vector"_s;
    activity.taskQueue = u"ingest"_s;
    activity.state = ActivityState::Scheduled;
    activity.attempt = 1;
    activity.lastWorker = u"812@host"_s;
    activity.scheduledTime = now - 120s;
    return activity;
}

ExecutionDescription runningWith(std::vector<PendingActivity> activities)
{
    ExecutionDescription description;
    description.execution.status = ExecutionStatus::Running;
    description.pendingActivities = std::move(activities);
    return description;
}

ExecutionDescription closedAs(ExecutionStatus status)
{
    ExecutionDescription description;
    description.execution.status = status;
    description.execution.closeTime = now - 60s;
    return description;
}

} // namespace

Q_DECLARE_METATYPE(signalbox::ExecutionDescription)

class TestExecutionText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAnOpenRunIsDoing_data();
    void saysWhatAnOpenRunIsDoing();
    void saysHowAClosedRunEnded();
    void saysWhyARunFailed();
    void saysWhyARunTimedOut();
    void saysWhyAWorkflowTaskFails();
    void showsServerTextAsPlainText();
    void namesEveryStatus();
};

void TestExecutionText::saysWhatAnOpenRunIsDoing_data()
{
    QTest::addColumn<ExecutionDescription>("description");
    QTest::addColumn<QString>("sentence");

    PendingActivity retrying = upsert();
    retrying.attempt = 17;
    retrying.nextAttemptTime = now + 41s;
    retrying.lastFailure = fake::failed({fake::link(u"503 from qdrant"_s)});
    QTest::newRow("failing")
        << runningWith({upsert(), retrying})
        << u"Activity upsert_vector is on attempt 17, next try in 41 s: 503 from qdrant. "
           "2 activities are pending in all."_s;
    PendingActivity started = upsert();
    started.state = ActivityState::Started;
    started.lastStartedTime = now - 190s;
    QTest::newRow("running") << runningWith({started})
                             << u"Activity upsert_vector runs on 812@host for 3 m 10 s."_s;
    QTest::newRow("no worker") << runningWith({upsert()})
                               << u"Activity upsert_vector waits for a worker on ingest for 2 m 00 s."_s;
    PendingActivity due = retrying;
    due.nextAttemptTime = now - 1s;
    due.lastFailure = fake::failed({fake::link(u"Timed out."_s)});
    QTest::newRow("retry is due")
        << runningWith({due})
        << u"Activity upsert_vector is on attempt 17, waits for a worker on ingest for 2 m 00 s: Timed out."_s;
    PendingActivity wrapped = retrying;
    wrapped.lastFailure = fake::stepFailed();
    QTest::newRow("the cause, not the wrapper")
        << runningWith({wrapped})
        << u"Activity upsert_vector is on attempt 17, next try in 41 s: ConnectionError: db-7:5432 refused."_s;
    wrapped.state = ActivityState::Started;
    wrapped.lastStartedTime = now - 190s;
    QTest::newRow("an old failure while an attempt runs")
        << runningWith({wrapped})
        << u"Activity upsert_vector is on attempt 17, runs on 812@host for 3 m 10 s. "
           "The last attempt failed: ConnectionError: db-7:5432 refused."_s;
    wrapped.state = ActivityState::CancelRequested;
    QTest::newRow("an old failure while it is to be cancelled")
        << runningWith({wrapped})
        << u"Activity upsert_vector is on attempt 17, was asked to cancel and has not answered. "
           "The last attempt failed: ConnectionError: db-7:5432 refused."_s;
    PendingActivity encrypted = retrying;
    encrypted.lastFailure =
        fake::failed({fake::encryptedLink(u"ApplicationError"_s), fake::encryptedLink(u"ConnectionError"_s)});
    QTest::newRow("encrypted") << runningWith({encrypted})
                               << u"Activity upsert_vector is on attempt 17, next try in 41 s: "
                                  "ConnectionError (its message is encrypted)."_s;
    PendingActivity paused = upsert();
    paused.state = ActivityState::Paused;
    QTest::newRow("paused activity") << runningWith({paused}) << u"Activity upsert_vector is paused."_s;

    ExecutionDescription parent = runningWith({});
    parent.pendingChildren.resize(1);
    QTest::newRow("child") << parent << u"It waits for a child workflow, started by it."_s;
    parent.pendingChildren.resize(3);
    QTest::newRow("children") << parent << u"It waits for 3 child workflows, started by it."_s;
    ExecutionDescription idle = runningWith({});
    QTest::newRow("nothing pending")
        << idle << u"No activity and no child is pending: it waits for a timer or a signal."_s;
    ExecutionDescription waiting = runningWith({});
    waiting.execution.taskQueue = u"evals"_s;
    waiting.pendingWorkflowTask = PendingWorkflowTask{1, now - 26min, {}};
    QTest::newRow("no workflow worker")
        << waiting << u"Its workflow task waits for a worker on evals for 26 m 00 s."_s;
    waiting.pendingWorkflowTask->startedTime = now - 3s;
    QTest::newRow("workflow task under way") << waiting << u"A worker has its workflow task for 3 s."_s;
    ExecutionDescription failing = runningWith({paused});
    failing.pendingWorkflowTask = PendingWorkflowTask{7, now - 2s, {}};
    QTest::newRow("failing workflow task")
        << failing << u"Its workflow task fails: attempt 7. The history says why."_s;
    ExecutionDescription cancelled = runningWith({paused});
    cancelled.cancelRequested = true;
    cancelled.execution.status = ExecutionStatus::Paused;
    QTest::newRow("paused and to be cancelled")
        << cancelled
        << u"Paused by somebody. Cancellation was requested. Activity upsert_vector is paused."_s;
}

void TestExecutionText::saysWhatAnOpenRunIsDoing()
{
    QFETCH(ExecutionDescription, description);
    QTEST(nowSentence(description, nullptr, now), "sentence");
}

void TestExecutionText::saysHowAClosedRunEnded()
{
    const QString at = formatZonedTime(now - 60s);
    HistoryEvent newest;
    newest.type = u"WorkflowExecutionCompleted"_s;
    QCOMPARE(nowSentence(closedAs(ExecutionStatus::Completed), &newest, now), u"Completed at %1."_s.arg(at));
    QCOMPARE(nowSentence(closedAs(ExecutionStatus::Failed), nullptr, now), u"Failed at %1."_s.arg(at));
    newest.type = u"WorkflowExecutionTerminated"_s;
    newest.identity = u"ada@signalbox/1"_s;
    newest.reason = u"INC-7"_s;
    QCOMPARE(nowSentence(closedAs(ExecutionStatus::Terminated), &newest, now),
             u"Terminated at %1 by ada@signalbox/1: INC-7."_s.arg(at));
    newest.type = u"WorkflowExecutionCancelRequested"_s;
    QCOMPARE(nowSentence(closedAs(ExecutionStatus::Canceled), &newest, now),
             u"Canceled at %1 as ada@signalbox/1 asked for: INC-7."_s.arg(at));
    newest.identity.clear();
    QCOMPARE(nowSentence(closedAs(ExecutionStatus::Canceled), &newest, now),
             u"Canceled at %1: INC-7."_s.arg(at));
    HistoryEvent continued;
    continued.newRunId = u"r2"_s;
    QCOMPARE(nowSentence(closedAs(ExecutionStatus::ContinuedAsNew), &continued, now),
             u"Continued as new at %1; it continues as run r2."_s.arg(at));
}

void TestExecutionText::saysWhyARunFailed()
{
    const QString at = formatZonedTime(now - 60s);
    HistoryEvent newest;
    newest.type = u"WorkflowExecutionFailed"_s;
    newest.failure = fake::failed({fake::link(u"Activity task failed"_s),
                                   fake::linkOf(FailureKind::Activity, u"activity error"_s, u"charge"_s),
                                   fake::link(u"step failed"_s, u"ApplicationError"_s),
                                   fake::link(u"db-7:5432 refused"_s, u"ConnectionError"_s)});
    QCOMPARE(nowSentence(closedAs(ExecutionStatus::Failed), &newest, now),
             u"Failed at %1 in activity charge: ConnectionError: db-7:5432 refused."_s.arg(at));
    newest.newRunId = u"r2"_s;
    newest.failure = fake::failed({fake::link(u"bad input"_s)});
    QCOMPARE(nowSentence(closedAs(ExecutionStatus::Failed), &newest, now),
             u"Failed at %1: bad input; it continues as run r2."_s.arg(at));
}

void TestExecutionText::saysWhyARunTimedOut()
{
    const QString at = formatZonedTime(now - 60s);
    ExecutionDescription run = closedAs(ExecutionStatus::TimedOut);
    run.execution.startTime = now - 60s - 1h;
    run.runExpirationTime = now - 60s;
    QCOMPARE(nowSentence(run, nullptr, now),
             u"Timed out at %1: after 1 h 00 m the time for one run was up."_s.arg(at));
    run.executionExpirationTime = now - 60s;
    QCOMPARE(nowSentence(run, nullptr, now),
             u"Timed out at %1: after 1 h 00 m the time for all its runs together was up."_s.arg(at));
}

void TestExecutionText::saysWhyAWorkflowTaskFails()
{
    ExecutionDescription run = runningWith({upsert()});
    run.pendingWorkflowTask = PendingWorkflowTask{7, now - 2s, {}};
    HistoryEvent event;
    event.type = u"WorkflowTaskFailed"_s;
    event.cause = u"NonDeterministicError"_s;
    QCOMPARE(nowSentence(run, &event, now), u"Its workflow task fails, attempt 7: NonDeterministicError."_s);
    event.failure = fake::failed({fake::link(u"no such timer"_s, u"KeyError"_s)});
    QCOMPARE(nowSentence(run, &event, now),
             u"Its workflow task fails, attempt 7: KeyError: no such timer."_s);
    event.type = u"WorkflowTaskTimedOut"_s;
    QCOMPARE(nowSentence(run, &event, now),
             u"Its workflow task fails, attempt 7: its worker did not answer in time."_s);
}

void TestExecutionText::showsServerTextAsPlainText()
{
    PendingActivity activity = upsert();
    activity.type = u"<b>x</b>\u202Egpj\n"_s;
    activity.state = ActivityState::Paused;
    QCOMPARE(nowSentence(runningWith({activity}), nullptr, now),
             u"Activity <b>x</b>‹U+202E›gpj‹U+000A› is paused."_s);
}

void TestExecutionText::namesEveryStatus()
{
    QSet<QString> names;
    for (int status = 0; status <= static_cast<int>(ExecutionStatus::Paused); ++status)
        names.insert(statusName(static_cast<ExecutionStatus>(status)));
    QCOMPARE(names.size(), 9);
    QVERIFY(!names.contains(QString()));
    QVERIFY(isOpen(ExecutionStatus::Running) && isOpen(ExecutionStatus::Paused));
    QVERIFY(!isOpen(ExecutionStatus::ContinuedAsNew) && !isOpen(ExecutionStatus::Unspecified));
}

QTEST_APPLESS_MAIN(TestExecutionText)
#include "tst_executiontext.moc"
