// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/workflows/workflowtable.h"

#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <map>

using namespace signalbox;
using namespace Qt::StringLiterals;

// What happens to a list while something else is under way for it.

namespace {

Execution ended(int number, ExecutionStatus status = ExecutionStatus::Terminated)
{
    Execution execution = executionOf(number);
    execution.status = status;
    execution.closeTime = Instant(std::chrono::seconds(1'800'000'100));
    return execution;
}

void handleSome(QRandomGenerator &random)
{
    for (int i = random.bounded(12); i > 0; --i)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
}

/// Some of 2,000 runs, in an order of their own.
std::vector<Execution> someOf(QRandomGenerator &random)
{
    std::vector<Execution> executions;
    const int gone = 1 + random.bounded(60);
    const int finished = 2 + random.bounded(60);
    for (int number = random.bounded(300); number < 2'000; ++number)
        if (number % gone != 0 || gone == 1)
            executions.push_back(number % finished == 0 ? ended(number) : executionOf(number));
    if (random.bounded(3) == 0)
        std::rotate(executions.begin(), executions.begin() + random.bounded(int(executions.size())),
                    executions.end());
    return executions;
}

} // namespace

class TestWorkflowTableChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostOrDoubledWhateverComesMeanwhile();
    void aSortThatIsAskedForWhileAListIsTakenInIsDone();
    void aSortOutlivesAListThatNeverComes();
};

void TestWorkflowTableChanges::nothingIsLostOrDoubledWhateverComesMeanwhile()
{
    QRandomGenerator random(11);
    std::vector<Execution> served = executionsOf(0, 2'000);
    Table table(served);
    QVERIFY(table.load());
    std::map<QString, QPersistentModelIndex> pointers;
    const auto step = [&] {
        switch (random.bounded(5)) {
        case 0:
            served = someOf(random);
            table.server.setExecutions(ns, served);
            return table.model.refresh();
        case 1:
            return table.model.sort(random.bounded(-1, int(WorkflowTableModel::ColumnCount)),
                                    random.bounded(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
        case 2:
            return table.model.fetchMore({});
        case 3:
            return table.model.fetchAll(5'000);
        default:
            return table.model.load(ns, random.bounded(3) == 0 ? u"WorkflowType = 'Odd'"_s : QString());
        }
    };
    for (int round = 0; round < 12; ++round) {
        for (int i = 0; i < 15; ++i) {
            step();
            handleSome(random);
        }
        for (const auto &[runId, pointer] : pointers)
            QVERIFY(!pointer.isValid() || pointer.data(WorkflowTableModel::RunIdRole).toString() == runId);
        table.model.sort(-1, Qt::AscendingOrder);
        table.model.load(ns, {});
        table.model.fetchAll(100'000);
        QTRY_VERIFY(table.model.state() == WorkflowTableModel::State::Ready &&
                    !table.model.canFetchMore({}) && table.runIds() == runIdsOf(served));
        pointers.clear();
        for (int row = 0; row < table.model.rowCount(); row += 7)
            pointers[table.model.execution(row).runId] = table.model.index(row, 0);
    }
}

void TestWorkflowTableChanges::aSortThatIsAskedForWhileAListIsTakenInIsDone()
{
    for (int eventsBefore = 0; eventsBefore < 8; ++eventsBefore) {
        Table table(executionsOf(0, 3'000));
        QVERIFY(table.load());
        table.model.fetchAll(3'000);
        QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
        QItemSelectionModel selection(&table.model);
        selection.select(table.model.index(700, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        table.server.setExecutions(ns, executionsOf(500, 3'000));
        table.model.refresh();
        QTRY_COMPARE(table.server.calls(listMethod), 7);
        for (int i = 0; i < eventsBefore; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        table.model.sort(WorkflowTableModel::WorkflowIdColumn, Qt::DescendingOrder);
        QStringList expected = runIdsOf(executionsOf(500, 3'000));
        std::reverse(expected.begin(), expected.end());
        QTRY_COMPARE(table.runIds(), expected);
        QCOMPARE(selection.selectedRows().size(), 1);
        QCOMPARE(selection.selectedRows().front().data(WorkflowTableModel::RunIdRole).toString(),
                 u"run-700"_s);
    }
}

void TestWorkflowTableChanges::aSortOutlivesAListThatNeverComes()
{
    Table table(executionsOf(0, 1'000));
    QVERIFY(table.load());
    table.model.refresh();
    QTRY_COMPARE(table.server.calls(listMethod), 2);
    table.model.sort(WorkflowTableModel::WorkflowIdColumn, Qt::DescendingOrder);
    table.server.failNext(listMethod, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    table.model.refresh(); // in place of the one that is being taken in
    QStringList expected = runIdsOf(executionsOf(0, 200));
    std::reverse(expected.begin(), expected.end());
    QVERIFY(table.becomes(WorkflowTableModel::State::Failed));
    QTRY_COMPARE(table.runIds(), expected);
}

QTEST_MAIN(TestWorkflowTableChanges)
#include "tst_workflowtablechanges.moc"
