// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflow.h"

#include "tests/fake/failures.h"
#include "tests/fake/fakeclock.h"
#include "tests/unit/temporal/fixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString ns = u"prod"_s;
const QString describeMethod = u"DescribeWorkflowExecution"_s;

ExecutionDescription runOf(const QString &runId, ExecutionStatus status)
{
    ExecutionDescription run;
    run.execution.workflowId = u"wf"_s;
    run.execution.runId = runId;
    run.execution.type = u"Ingest"_s;
    run.execution.status = status;
    run.execution.historyLength = 1;
    PendingActivity activity;
    activity.activityId = u"12"_s;
    activity.type = u"upsert"_s;
    activity.state = ActivityState::Paused;
    activity.attempt = 3;
    if (status == ExecutionStatus::Running)
        run.pendingActivities = {activity};
    return run;
}

struct Opened : Fixture
{
    explicit Opened(const QString &runId = {})
        : workflow(*client, clock, ns, u"wf"_s, runId)
        , activityTester(&workflow.pendingActivities(), QAbstractItemModelTester::FailureReportingMode::Fatal)
        , historyTester(&workflow.history(), QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
        NamespaceInfo info;
        info.name = ns;
        server.setNamespaces({info});
        serve(runOf(u"r1"_s, ExecutionStatus::Running));
    }
    void serve(const ExecutionDescription &run)
    {
        server.setDescription(ns, run);
        HistoryEvent event;
        event.id = 1;
        event.type = u"WorkflowExecutionStarted"_s;
        server.setHistory(ns, u"wf"_s, run.execution.runId, {event});
    }
    [[nodiscard]] bool read()
    {
        const auto before = workflow.readAt();
        clock.advance(Milliseconds(1));
        workflow.refresh();
        return QTest::qWaitFor([&] { return workflow.readAt() != before; });
    }

    fake::FakeClock clock;
    Workflow workflow;
    QAbstractItemModelTester activityTester;
    QAbstractItemModelTester historyTester;
};

} // namespace

class TestWorkflow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsNothingUntilActive();
    void readsARunWholly();
    void anEmptyRunIdStaysOnTheFirstAnswer();
    void readsHistoryOnlyWhenItGrew();
    void aClosedRunIsPolledNoMore();
    void ofAClosedRunNothingIsPending();
    void aDeletedRunSaysSo();
    void aDeletedRunIsReadFromTheArchive();
    void withoutARunIdNoArchiveIsAsked();
    void anArchiveThatFailsIsAskedAgain();
    void withoutAnArchiveItIsGone();
    void anArchiveWithoutAnEndIsGivenUp();
    void whoLeavesEndsTheReadingOfAnArchive();
    void anErrorKeepsWhatWasRead();
    void oneReadingAtATime();
    void aRetryingActivityTellsItsCause();
    void aFailingWorkflowTaskTellsItsMessage();
};

void TestWorkflow::readsNothingUntilActive()
{
    Opened opened;
    QCOMPARE(opened.workflow.nowSentence(), u"Reading…"_s);
    opened.workflow.setActive(false);
    QCoreApplication::processEvents();
    QCOMPARE(opened.server.calls(describeMethod), 0);
    opened.workflow.setActive(true);
    QTRY_COMPARE(opened.server.calls(describeMethod), 1);
    QTRY_VERIFY(opened.workflow.description());
}

void TestWorkflow::readsARunWholly()
{
    Opened opened(u"r1"_s);
    QSignalSpy changed(&opened.workflow, &Workflow::changed);
    QVERIFY(opened.read());
    QCOMPARE(opened.workflow.ns(), ns);
    QCOMPARE(opened.workflow.workflowId(), u"wf"_s);
    QCOMPARE(opened.workflow.description()->execution.type, u"Ingest"_s);
    QCOMPARE(opened.workflow.readAt(), std::optional<Instant>(opened.clock.utc()));
    QCOMPARE(opened.workflow.pendingActivities().rowCount(), 1);
    QCOMPARE(opened.workflow.nowSentence(), u"Activity upsert is on attempt 3, is paused."_s);
    QTRY_COMPARE(opened.workflow.history().rowCount(), 1);
    QVERIFY(changed.count() >= 2);
}

void TestWorkflow::anEmptyRunIdStaysOnTheFirstAnswer()
{
    Opened opened;
    QVERIFY(opened.read());
    QCOMPARE(opened.workflow.runId(), u"r1"_s);
    opened.serve(runOf(u"r2"_s, ExecutionStatus::Running)); // the current run from now on
    opened.server.forgetCalls();
    QVERIFY(opened.read());
    QCOMPARE(opened.workflow.runId(), u"r1"_s);
    QVERIFY(opened.server.recorded(describeMethod).front().request.contains(u"\"r1\""_s));
}

void TestWorkflow::readsHistoryOnlyWhenItGrew()
{
    Opened opened;
    QVERIFY(opened.read());
    QTRY_COMPARE(opened.workflow.history().rowCount(), 1);
    opened.server.forgetCalls();
    QVERIFY(opened.read());
    QCOMPARE(opened.server.calls(u"GetWorkflowExecutionHistoryReverse"_s), 0);
    ExecutionDescription grown = runOf(u"r1"_s, ExecutionStatus::Running);
    grown.execution.historyLength = 2;
    opened.server.setDescription(ns, grown);
    HistoryEvent first;
    first.id = 1;
    first.type = u"WorkflowExecutionStarted"_s;
    HistoryEvent second = first;
    second.id = 2;
    opened.server.setHistory(ns, u"wf"_s, u"r1"_s, {first, second});
    QVERIFY(opened.read());
    QTRY_COMPARE(opened.workflow.history().rowCount(), 2);
}

void TestWorkflow::aClosedRunIsPolledNoMore()
{
    Opened opened;
    opened.serve(runOf(u"r1"_s, ExecutionStatus::Completed));
    opened.workflow.setActive(true);
    QTRY_VERIFY(opened.workflow.description());
    opened.workflow.setActive(false);
    opened.server.forgetCalls();
    opened.workflow.setActive(true);
    QVERIFY(opened.read()); // by hand it is still read
    QCOMPARE(opened.server.calls(describeMethod), 1);
    QVERIFY(opened.workflow.nowSentence().startsWith(u"Completed at"_s));
}

void TestWorkflow::ofAClosedRunNothingIsPending()
{
    Opened opened;
    QVERIFY(opened.read());
    QCOMPARE(opened.workflow.pendingActivities().rowCount(), 1);
    ExecutionDescription ended = runOf(u"r1"_s, ExecutionStatus::Running);
    ended.execution.status = ExecutionStatus::Terminated; // the server lists its activity as before
    opened.serve(ended);
    QVERIFY(opened.read());
    QCOMPARE(opened.workflow.pendingActivities().rowCount(), 0);
}

void TestWorkflow::aDeletedRunSaysSo()
{
    Opened opened;
    QVERIFY(opened.read());
    opened.server.failNext(describeMethod, u"NOT_FOUND"_s, u"workflow not found for ID: wf"_s);
    opened.workflow.refresh();
    QTRY_VERIFY(opened.workflow.error());
    QCOMPARE(opened.workflow.error()->kind, ErrorKind::NotFound);
    QVERIFY(opened.workflow.nowSentence().startsWith(u"This run does not exist: "_s));
    QCOMPARE(opened.workflow.pendingActivities().rowCount(), 0);
}

/// The run r1 of the fixture, completed, and deleted from all but the archive.
void archive(Opened &opened)
{
    ExecutionDescription run = runOf(u"r1"_s, ExecutionStatus::Completed);
    opened.server.setDescription(ns, run);
    const Instant began = opened.clock.utc() - std::chrono::hours(800);
    HistoryEvent start;
    start.id = 1;
    start.time = began;
    start.type = u"WorkflowExecutionStarted"_s;
    start.subject = u"Ingest"_s;
    start.taskQueue = u"prod.ingest"_s;
    HistoryEvent task;
    task.id = 2;
    task.time = began + std::chrono::seconds(1);
    task.type = u"WorkflowTaskScheduled"_s;
    HistoryEvent end;
    end.id = 3;
    end.time = began + std::chrono::minutes(5);
    end.type = u"WorkflowExecutionFailed"_s;
    end.failure = fake::failed({fake::link(u"db-7:5432 refused"_s)});
    opened.server.setHistoryPageSize(2);
    opened.server.setHistory(ns, u"wf"_s, u"r1"_s, {start, task, end});
    opened.server.archiveRun(ns, u"wf"_s, u"r1"_s);
}

void TestWorkflow::aDeletedRunIsReadFromTheArchive()
{
    Opened opened(u"r1"_s);
    archive(opened);
    opened.workflow.setActive(true);
    QTRY_VERIFY(opened.workflow.isArchived());
    QVERIFY(!opened.workflow.error());
    const Execution &run = opened.workflow.description()->execution;
    QCOMPARE(run.type, u"Ingest"_s);
    QCOMPARE(run.taskQueue, u"prod.ingest"_s);
    QCOMPARE(run.status, ExecutionStatus::Failed);
    QCOMPARE(run.historyLength, 3);
    QCOMPARE(*run.closeTime - *run.startTime, Milliseconds(std::chrono::minutes(5)));
    QCOMPARE(opened.workflow.history().rowCount(), 3);
    QCOMPARE(opened.workflow.history().event(0).id, 3);
    QCOMPARE(opened.workflow.history().event(2).id, 1);
    QVERIFY(!opened.workflow.history().canFetchMore({}));
    const QString sentence = opened.workflow.nowSentence();
    QVERIFY2(sentence.contains("db-7:5432 refused"_L1), qPrintable(sentence));
    QVERIFY2(sentence.endsWith("the server itself holds this run no more."_L1), qPrintable(sentence));

    // Asked for again it is the same, and the archive isn't read once more.
    opened.server.forgetCalls();
    opened.workflow.refresh();
    QTRY_COMPARE(opened.server.calls(describeMethod), 1);
    QTRY_COMPARE(opened.server.inProgress(), 0);
    QCoreApplication::processEvents();
    QVERIFY(opened.workflow.isArchived());
    QVERIFY(!opened.workflow.error());
    QCOMPARE(opened.server.calls(u"GetWorkflowExecutionHistory"_s), 0);
}

void TestWorkflow::withoutARunIdNoArchiveIsAsked()
{
    Opened opened;
    archive(opened);
    opened.workflow.setActive(true);
    QTRY_VERIFY(opened.workflow.error());
    QCOMPARE(opened.workflow.error()->kind, ErrorKind::NotFound);
    QCOMPARE(opened.server.calls(u"GetWorkflowExecutionHistory"_s), 0);
    QVERIFY(!opened.workflow.isArchived());
}

void TestWorkflow::anArchiveThatFailsIsAskedAgain()
{
    Opened opened(u"r1"_s);
    archive(opened);
    opened.server.failNext(u"GetWorkflowExecutionHistory"_s, u"INTERNAL"_s, u"bucket is gone"_s);
    opened.workflow.setActive(true);
    QTRY_VERIFY(opened.workflow.error());
    QVERIFY2(opened.workflow.nowSentence().contains("bucket is gone"_L1),
             qPrintable(opened.workflow.nowSentence()));
    opened.workflow.refresh();
    QTRY_VERIFY(opened.workflow.isArchived());
    QVERIFY(!opened.workflow.error());
}

/// What a cluster with an archive says of a namespace that has none.
void TestWorkflow::withoutAnArchiveItIsGone()
{
    Opened opened(u"r1"_s);
    QVERIFY(opened.read());
    opened.workflow.setActive(true);
    opened.server.failNext(describeMethod, u"NOT_FOUND"_s, u"workflow not found for ID: wf"_s);
    opened.server.failNext(u"GetWorkflowExecutionHistory"_s, u"INVALID_ARGUMENT"_s,
                           u"Requested workflow history not found."_s);
    opened.workflow.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(opened.workflow.error(), 30'000);
    QCOMPARE(opened.workflow.error()->kind, ErrorKind::NotFound);
    QVERIFY(opened.workflow.isGone());
    QVERIFY2(opened.workflow.nowSentence().startsWith(u"This run does not exist: "_s),
             qPrintable(opened.workflow.nowSentence()));
}

void TestWorkflow::anArchiveWithoutAnEndIsGivenUp()
{
    Opened opened(u"r1"_s);
    archive(opened);
    // An event, the token "again", and that it is archived.
    const QByteArray page("\x0a\x04\x0a\x02\x08\x01"
                          "\x1a\x05"
                          "again"
                          "\x20\x01");
    opened.server.answerNext(u"GetWorkflowExecutionHistory"_s, page, 1000);
    opened.workflow.setActive(true);
    QTRY_VERIFY(opened.workflow.error());
    QVERIFY2(opened.workflow.nowSentence().contains("does not end"_L1),
             qPrintable(opened.workflow.nowSentence()));
    QCOMPARE(opened.server.calls(u"GetWorkflowExecutionHistory"_s), 2);
}

void TestWorkflow::whoLeavesEndsTheReadingOfAnArchive()
{
    Opened opened(u"r1"_s);
    archive(opened);
    opened.server.holdNext(u"GetWorkflowExecutionHistory"_s);
    opened.workflow.setActive(true);
    QTRY_COMPARE(opened.server.held(), 1);
    opened.workflow.setActive(false);
    opened.server.releaseHeld();
    QTRY_COMPARE(opened.server.inProgress(), 0);
    QCoreApplication::processEvents();
    QVERIFY(!opened.workflow.isArchived());
    opened.workflow.setActive(true);
    QTRY_VERIFY(opened.workflow.isArchived());
}

void TestWorkflow::anErrorKeepsWhatWasRead()
{
    Opened opened;
    opened.server.failNext(describeMethod, u"INTERNAL"_s, u"broken"_s);
    opened.workflow.refresh();
    QTRY_VERIFY(opened.workflow.error());
    QVERIFY(opened.workflow.nowSentence().contains(u"broken"_s));
    QVERIFY(opened.read());
    QVERIFY(!opened.workflow.error());
    opened.server.failNext(describeMethod, u"INTERNAL"_s, u"broken"_s);
    opened.workflow.refresh();
    QTRY_VERIFY(opened.workflow.error());
    QVERIFY(opened.workflow.description());
    QCOMPARE(opened.workflow.pendingActivities().rowCount(), 1);
    QCOMPARE(opened.workflow.nowSentence(), u"Activity upsert is on attempt 3, is paused."_s);
}

void TestWorkflow::oneReadingAtATime()
{
    Opened opened;
    opened.server.holdNext(describeMethod);
    opened.workflow.refresh();
    QTRY_COMPARE(opened.server.held(), 1);
    opened.workflow.refresh();
    opened.workflow.setActive(true);
    opened.server.releaseHeld();
    QTRY_VERIFY(opened.workflow.description());
    QCOMPARE(opened.server.calls(describeMethod), 1);
}

void TestWorkflow::aRetryingActivityTellsItsCause()
{
    Opened opened(u"r1"_s);
    ExecutionDescription run = runOf(u"r1"_s, ExecutionStatus::Running);
    run.pendingActivities[0].state = ActivityState::Scheduled;
    run.pendingActivities[0].lastFailure = fake::stepFailed();
    run.pendingActivities[0].nextAttemptTime = opened.clock.utc() + std::chrono::seconds(41);
    opened.serve(run);
    QVERIFY(opened.read());
    QCOMPARE(opened.workflow.description()->pendingActivities[0].lastFailure, fake::stepFailed());
    QVERIFY2(opened.workflow.nowSentence().endsWith(": ConnectionError: db-7:5432 refused."_L1),
             qPrintable(opened.workflow.nowSentence()));
}

void TestWorkflow::aFailingWorkflowTaskTellsItsMessage()
{
    Opened opened(u"r1"_s);
    ExecutionDescription run = runOf(u"r1"_s, ExecutionStatus::Running);
    run.pendingWorkflowTask = PendingWorkflowTask{4, opened.clock.utc(), {}};
    run.execution.historyLength = 3;
    opened.server.setDescription(ns, run);
    std::vector<HistoryEvent> events(3);
    for (std::size_t i = 0; i < events.size(); ++i)
        events[i].id = static_cast<qint64>(i) + 1;
    events[0].type = u"WorkflowTaskCompleted"_s;
    events[1].type = u"WorkflowTaskFailed"_s;
    events[1].failure = fake::failed({fake::link(u"no such timer"_s, u"KeyError"_s)});
    events[2].type = u"WorkflowExecutionSignaled"_s;
    opened.server.setHistory(ns, u"wf"_s, u"r1"_s, events);
    QVERIFY(opened.read());
    QTRY_COMPARE(opened.workflow.nowSentence(),
                 u"Its workflow task fails, attempt 4: KeyError: no such timer."_s);
}

QTEST_GUILESS_MAIN(TestWorkflow)
#include "tst_workflow.moc"
