// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/executionpage.h"

#include <QtTest>

using namespace signalbox;

class TestExecutionPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasAppended();
    void keepsRowsApart();
    void sharesNames();
    void unsetTimesAreUnknown();
    void survivesAMove();
};

namespace {

ExecutionPage::Row row(ExecutionStatus status, qint64 startMs, qint64 closeMs)
{
    ExecutionPage::Row result;
    result.status = status;
    result.startMs = startMs;
    result.closeMs = closeMs;
    return result;
}

} // namespace

void TestExecutionPage::givesBackWhatWasAppended()
{
    ExecutionPage page;
    auto one = row(ExecutionStatus::Completed, 1'700'000'000'123, 1'700'000'001'000);
    one.historyLength = 11;
    one.historySizeBytes = 2048;
    page.append(one, "order-1", "run-1", "OrderWorkflow", "orders");
    page.setNextPageToken("next");
    QCOMPARE(page.size(), std::size_t(1));
    QCOMPARE(page.nextPageToken(), QByteArray("next"));
    const Execution expected{QStringLiteral("order-1"),
                             QStringLiteral("run-1"),
                             QStringLiteral("OrderWorkflow"),
                             QStringLiteral("orders"),
                             ExecutionStatus::Completed,
                             Instant(Milliseconds(1'700'000'000'123)),
                             Instant(Milliseconds(1'700'000'001'000)),
                             11,
                             2048};
    QVERIFY(page.execution(0) == expected);
}

void TestExecutionPage::keepsRowsApart()
{
    ExecutionPage page;
    page.append(row(ExecutionStatus::Running, 1, 0), "a", "1", "T", "q");
    page.append(row(ExecutionStatus::Failed, 2, 3), "", "", "", "");
    page.append(row(ExecutionStatus::Running, 4, 0), "ünïcode", "2", "T", "q");
    QVERIFY(page.workflowId(0) == "a" && page.runId(0) == "1");
    QVERIFY(page.workflowId(1).empty() && page.runId(1).empty() && page.type(1).empty());
    QVERIFY(page.workflowId(2) == "ünïcode" && page.runId(2) == "2" && page.taskQueue(2) == "q");
    QCOMPARE(page.execution(2).workflowId, QStringLiteral("ünïcode"));
}

void TestExecutionPage::sharesNames()
{
    ExecutionPage page;
    for (int i = 0; i < 100; ++i)
        page.append(row(ExecutionStatus::Running, 1, 0), "w", "r", i % 2 ? "A" : "B", "q");
    QCOMPARE(page.row(0).type, page.row(98).type);
    QCOMPARE(page.row(1).type, page.row(99).type);
    QVERIFY(page.row(0).type != page.row(1).type);
    QCOMPARE(page.row(0).taskQueue, page.row(99).taskQueue);
    QVERIFY(page.type(99) == "A" && page.type(98) == "B");
}

void TestExecutionPage::unsetTimesAreUnknown()
{
    ExecutionPage page;
    page.append(row(ExecutionStatus::Running, 0, 0), "w", "r", "T", "q");
    QCOMPARE(page.execution(0).startTime, std::nullopt);
    QCOMPARE(page.execution(0).closeTime, std::nullopt);
}

void TestExecutionPage::survivesAMove()
{
    ExecutionPage page;
    page.append(row(ExecutionStatus::Running, 1, 0), "w", "r", "T",
                "q"); // short strings live inside std::string
    const ExecutionPage moved = std::move(page);
    QVERIFY(moved.workflowId(0) == "w" && moved.runId(0) == "r" && moved.type(0) == "T");
}

QTEST_GUILESS_MAIN(TestExecutionPage)
#include "tst_executionpage.moc"
