// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/failures.h"
#include "tests/unit/workflows/workflowtable.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

// Why the runs of a list ended as they did, and whether its rows are of what is asked for.

namespace {

const QString historyMethod = u"GetWorkflowExecutionHistoryReverse"_s;

Execution closed(int number, ExecutionStatus status)
{
    Execution execution = executionOf(number);
    execution.status = status;
    execution.closeTime = Instant(std::chrono::seconds(1'800'000'100));
    return execution;
}

struct ClosedRuns : Table
{
    ClosedRuns()
        : Table({closed(0, ExecutionStatus::Failed), executionOf(1), closed(2, ExecutionStatus::Terminated),
                 closed(3, ExecutionStatus::Completed), closed(4, ExecutionStatus::Failed)})
    {
        HistoryEvent started;
        started.id = 1;
        started.type = u"WorkflowExecutionStarted"_s;
        HistoryEvent failed;
        failed.id = 2;
        failed.type = u"WorkflowExecutionFailed"_s;
        failed.failure = fake::stepFailed();
        HistoryEvent terminated;
        terminated.id = 2;
        terminated.type = u"WorkflowExecutionTerminated"_s;
        terminated.reason = u"INC-7"_s;
        for (const int number : {0, 4})
            server.setHistory(ns, executionOf(number).workflowId, executionOf(number).runId,
                              {started, failed});
        server.setHistory(ns, executionOf(2).workflowId, executionOf(2).runId, {started, terminated});
    }

    [[nodiscard]] QString why(int row) const
    {
        return model.index(row, WorkflowTableModel::WhyColumn).data().toString();
    }
};

} // namespace

class TestWorkflowTableWhy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsThatAreSeenSayTheirCause();
    void itIsAskedOnce();
    void whatCouldNotBeReadIsSaidAndAskedAgain();
    void aCopyHoldsTheCause();
    void rowsOfAnotherQueryAreStale();
    void rowsThatCouldNotBeReadAgainAreStale();
};

void TestWorkflowTableWhy::rowsThatAreSeenSayTheirCause()
{
    ClosedRuns runs;
    QVERIFY(runs.load());
    QCOMPARE(runs.why(0), u"…"_s);
    QCOMPARE(runs.why(1), QString());
    runs.model.lookAt(0, 3);
    QTRY_COMPARE(runs.why(0), u"ConnectionError: db-7:5432 refused"_s);
    QTRY_COMPARE(runs.why(2), u"INC-7"_s);
    QCOMPARE(runs.why(3), QString());
    QCOMPARE(runs.why(4), u"…"_s); // nobody sees it
    QCOMPARE(runs.server.calls(historyMethod), 2);
}

void TestWorkflowTableWhy::itIsAskedOnce()
{
    ClosedRuns runs;
    QVERIFY(runs.load());
    runs.model.lookAt(0, 4);
    runs.model.lookAt(0, 4);
    QTRY_VERIFY(runs.why(4) != u"…"_s);
    runs.model.refresh();
    QVERIFY(runs.becomes(WorkflowTableModel::State::Ready));
    runs.model.lookAt(0, 4);
    QCOMPARE(runs.why(0), u"ConnectionError: db-7:5432 refused"_s);
    QCOMPARE(runs.server.calls(historyMethod), 3);
}

void TestWorkflowTableWhy::whatCouldNotBeReadIsSaidAndAskedAgain()
{
    ClosedRuns runs;
    QVERIFY(runs.load());
    runs.server.failNext(historyMethod, u"INVALID_ARGUMENT"_s, u"no"_s);
    runs.model.lookAt(0, 0);
    QTRY_VERIFY2(runs.why(0).startsWith("not read: "_L1), qPrintable(runs.why(0)));
    runs.model.lookAt(0, 0);
    QTRY_COMPARE(runs.why(0), u"ConnectionError: db-7:5432 refused"_s);
}

void TestWorkflowTableWhy::aCopyHoldsTheCause()
{
    ClosedRuns runs;
    QVERIFY(runs.load());
    runs.model.lookAt(0, 0);
    QTRY_VERIFY(runs.why(0) != u"…"_s);
    const RowTexts texts = runs.model.textsOf({0, 1});
    QCOMPARE(texts.cell(0, WorkflowTableModel::WhyColumn), u"ConnectionError: db-7:5432 refused"_s);
    QCOMPARE(texts.cell(1, WorkflowTableModel::WhyColumn), QString());
}

void TestWorkflowTableWhy::rowsOfAnotherQueryAreStale()
{
    ClosedRuns runs;
    QVERIFY(runs.load());
    QVERIFY(!runs.model.isStale());
    runs.server.failNext(listMethod, u"INVALID_ARGUMENT"_s, u"no such attribute"_s);
    runs.model.load(ns, u"Nonsense = 1"_s);
    QVERIFY(runs.model.isStale());
    QVERIFY(runs.becomes(WorkflowTableModel::State::Failed));
    QVERIFY(runs.model.isStale());
    QCOMPARE(runs.model.shownQuery(), QString());
    QVERIFY(runs.load(u"ExecutionStatus='Running'"_s));
    QVERIFY(!runs.model.isStale());
    QCOMPARE(runs.model.shownQuery(), u"ExecutionStatus='Running'"_s);
}

void TestWorkflowTableWhy::rowsThatCouldNotBeReadAgainAreStale()
{
    ClosedRuns runs;
    QVERIFY(runs.load());
    runs.server.failNext(listMethod, u"INVALID_ARGUMENT"_s, u"no"_s);
    runs.model.refresh();
    QVERIFY(!runs.model.isStale()); // it is being read
    QVERIFY(runs.becomes(WorkflowTableModel::State::Failed));
    runs.model.refresh();
    QVERIFY(runs.model.isStale()); // nothing came since
    QVERIFY(runs.becomes(WorkflowTableModel::State::Ready));
    QVERIFY(!runs.model.isStale());
}

QTEST_MAIN(TestWorkflowTableWhy)
#include "tst_workflowtablewhy.moc"
