// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/operator.h"
#include "tests/unit/interventions/journalrecords.h"

#include <QTemporaryDir>
#include <QUuid>

// Closed runs brought back on the real servers, without a window.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString ns = QStringLiteral("stratmaster-prod");
const QString queue = u"research_workflows"_s;
const QString nobodys = u"queue-without-a-worker"_s;

QString uniqueId()
{
    return u"back-%1"_s.arg(QUuid::createUuid().toString(QUuid::Id128).left(10));
}

class Rescuer : public Operator
{
public:
    using Operator::Operator;

    /// Starts a run and terminates it by the lever; as it stood before, or nothing.
    [[nodiscard]] std::optional<ExecutionDescription> lost(const QString &workflow, const QString &of = queue,
                                                           const QString &signal = {})
    {
        const QString id = uniqueId();
        if (RealStack::start(ns, of, workflow, id).isEmpty())
            return std::nullopt;
        const auto seen = look(ns, id, of == queue);
        if (!seen || (!signal.isEmpty() && !RealStack::signal(ns, id, signal)))
            return std::nullopt;
        return pull(makeTerminateLever(ns, *seen)).outcome == Outcome::Done ? seen : std::nullopt;
    }
    [[nodiscard]] ExecutionDescription described(const Execution &run, const QString &runId)
    {
        return await(client->describeExecution(ns, run.workflowId, runId, Purpose::Operator)).value();
    }
    /// As the dialog makes it: of what is read now.
    [[nodiscard]] std::unique_ptr<Lever> bringBack(const Execution &run)
    {
        WayBackReading reading(*client, ns, run.workflowId, run.runId);
        const ExecutionDescription seen = described(run, run.runId);
        return makeResetLever(ns, seen,
                              await(reading.read(seen.execution.status, Purpose::Operator)).value());
    }
    [[nodiscard]] std::vector<QJsonObject> records() const
    {
        return recordsIn(home.filePath(u"journal.jsonl"_s));
    }
};

int countOf(const QList<QJsonObject> &history, const QString &type)
{
    return static_cast<int>(std::count_if(history.begin(), history.end(), [&](const QJsonObject &event) {
        return event[u"eventType"_s].toString() == u"EVENT_TYPE_"_s + type;
    }));
}

} // namespace

class TstWayBack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aTerminatedRunComesBackAndCompletes();
    void aRunThatNeverCompletedATaskComesBackWithItsSignal();
    void aCancelledRunComesBackWithoutTheRequest();
    void aRunBroughtBackTwiceIsNotEndedByTheSecond();
    void aRunStartedOnTheWayIsSeenBeforeSending();
    void aViewerIsRefusedByTheServer();
    void aRunThatRetentionTookIsSaid();

private:
    QTemporaryDir m_home;
};

void TstWayBack::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    for (const char *variable : {"XDG_DATA_HOME", "XDG_STATE_HOME"})
        qputenv(variable, m_home.path().toLocal8Bit());
}

void TstWayBack::aTerminatedRunComesBackAndCompletes()
{
    Rescuer ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto run = ada.lost(u"ReviewWorkflow"_s);
    QVERIFY(run);
    const Receipt receipt = ada.pull(ada.bringBack(run->execution));
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QVERIFY(receipt.principalMatches);
    QCOMPARE(ada.described(run->execution, run->execution.runId).resetRunId, receipt.newRunId);
    const ExecutionDescription back = ada.described(run->execution, receipt.newRunId);
    QCOMPARE(back.execution.status, ExecutionStatus::Running);
    QVERIFY(back.resetAt);

    const auto again = ada.look(ns, run->execution.workflowId, true);
    QVERIFY(again);
    QCOMPARE(again->execution.runId, receipt.newRunId);
    QCOMPARE(ada.pull(makeCompleteActivityLever(ns, *again, again->pendingActivities.front().activityId,
                                                {{u"json/plain"_s, {}, "{\"a\":\"b\"}"}, {}}))
                 .outcome,
             Outcome::Done);
    QTRY_COMPARE_WITH_TIMEOUT(ada.described(run->execution, receipt.newRunId).execution.status,
                              ExecutionStatus::Completed, 30'000);

    const auto records = ada.records();
    QCOMPARE(records.size(), std::size_t(6));
    QCOMPARE(records[0][u"verb"_s].toString(), u"terminate"_s);
    QCOMPARE(records[1][u"outcome"_s].toString(), u"done"_s);
    QCOMPARE(records[2][u"verb"_s].toString(), u"reset"_s);
    QCOMPARE(records[2][u"run_id"_s].toString(), run->execution.runId);
    QCOMPARE(records[3][u"outcome"_s].toString(), u"done"_s);
    QCOMPARE(records[3][u"new_run_id"_s].toString(), receipt.newRunId);
}

void TstWayBack::aRunThatNeverCompletedATaskComesBackWithItsSignal()
{
    Rescuer ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto run = ada.lost(u"CrawlWorkflow"_s, nobodys, u"next_page"_s);
    QVERIFY(run);
    const auto lever = ada.bringBack(run->execution);
    QJsonObject intent;
    lever->addTo(intent);
    QCOMPARE(intent[u"reset_event_id"_s].toInteger(), 3);
    const Receipt receipt = ada.pull(ada.bringBack(run->execution));
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    const ExecutionDescription back = ada.described(run->execution, receipt.newRunId);
    QCOMPARE(back.execution.status, ExecutionStatus::Running);
    QVERIFY(back.pendingWorkflowTask);
    QCOMPARE(countOf(RealStack::history(ns, run->execution.workflowId), u"WORKFLOW_EXECUTION_SIGNALED"_s), 1);
    QCOMPARE(ada.pull(makeTerminateLever(ns, back)).outcome, Outcome::Done);
}

/// From its last workflow task of all it would only cancel itself again.
void TstWayBack::aCancelledRunComesBackWithoutTheRequest()
{
    Rescuer ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const QString id = uniqueId();
    QVERIFY(!RealStack::start(ns, queue, u"ReviewWorkflow"_s, id).isEmpty());
    const auto run = ada.look(ns, id, true);
    QVERIFY(run);
    QVERIFY(RealStack::cancel(ns, id));
    const auto ended = ada.look(ns, id, false);
    QVERIFY(ended);
    QCOMPARE(ended->execution.status, ExecutionStatus::Canceled);
    const Receipt receipt = ada.pull(ada.bringBack(run->execution));
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    const auto back = ada.look(ns, id, true); // its activity is with a worker again
    QVERIFY(back);
    QCOMPARE(back->execution.runId, receipt.newRunId);
    QCOMPARE(back->execution.status, ExecutionStatus::Running);
    QVERIFY(!back->cancelRequested);
}

/// Two consoles, one after the other, with what both saw before.
void TstWayBack::aRunBroughtBackTwiceIsNotEndedByTheSecond()
{
    Rescuer ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto run = ada.lost(u"ReviewWorkflow"_s);
    QVERIFY(run);
    auto late = ada.bringBack(run->execution);
    const Receipt first = ada.pull(ada.bringBack(run->execution));
    QVERIFY2(first.outcome == Outcome::Done, qPrintable(first.sentence));
    const Receipt second = ada.pull(std::move(late));
    QCOMPARE(second.outcome, Outcome::LostRace);
    QCOMPARE(second.sentence,
             u"The workflow has a newer run now, %1 (running). Nothing was sent."_s.arg(first.newRunId));
    QCOMPARE(ada.described(run->execution, {}).execution.runId, first.newRunId);
    QCOMPARE(ada.described(run->execution, first.newRunId).execution.status, ExecutionStatus::Running);
}

void TstWayBack::aRunStartedOnTheWayIsSeenBeforeSending()
{
    Rescuer ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto run = ada.lost(u"ReviewWorkflow"_s);
    QVERIFY(run);
    auto lever = ada.bringBack(run->execution);
    const QString another = RealStack::start(ns, queue, u"ReviewWorkflow"_s, run->execution.workflowId);
    QVERIFY(!another.isEmpty());
    const Receipt receipt = ada.pull(std::move(lever));
    QCOMPARE(receipt.outcome, Outcome::LostRace);
    QVERIFY2(receipt.sentence.contains(another), qPrintable(receipt.sentence));
    QCOMPARE(ada.described(run->execution, another).execution.status, ExecutionStatus::Running);
}

void TstWayBack::aViewerIsRefusedByTheServer()
{
    std::optional<ExecutionDescription> run;
    {
        Rescuer ada(u"ada"_s);
        QVERIFY(ada.signIn());
        run = ada.lost(u"ReviewWorkflow"_s);
        QVERIFY(run);
    }
    Rescuer vic(u"vic"_s);
    QVERIFY(vic.signIn());
    const Receipt receipt = vic.pull(vic.bringBack(run->execution));
    QCOMPARE(receipt.outcome, Outcome::Refused);
    QCOMPARE(receipt.error->kind, ErrorKind::Denied);
    QVERIFY2(receipt.sentence.contains(u"stratmaster-prod:write"_s), qPrintable(receipt.sentence));
    QCOMPARE(vic.described(run->execution, {}).execution.status, ExecutionStatus::Terminated);
    QCOMPARE(vic.records().back()[u"outcome"_s].toString(), u"refused"_s);
}

/// The server has no such run (any more): it says so, and so do we.
void TstWayBack::aRunThatRetentionTookIsSaid()
{
    Rescuer ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto run = ada.lost(u"ReviewWorkflow"_s);
    QVERIFY(run);
    ExecutionDescription gone = ada.described(run->execution, run->execution.runId);
    const ExecutionDescription current = gone;
    gone.execution.runId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const Receipt receipt = ada.pull(makeResetLever(ns, gone, {ResetPoint{4}, current}));
    QCOMPARE(receipt.outcome, Outcome::LostRace);
    QCOMPARE(receipt.sentence, u"The run no longer exists; nothing took effect."_s);
}

QTEST_GUILESS_MAIN(TstWayBack)
#include "tst_wayback.moc"
