// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/workflows/workflowtable.h"

#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <map>

using namespace signalbox;
using namespace Qt::StringLiterals;

// What happens to a list while something else is under way for it, and to one run of it.

namespace {

const QString describeMethod = u"DescribeWorkflowExecution"_s;

Execution ended(int number, ExecutionStatus status = ExecutionStatus::Terminated)
{
    Execution execution = executionOf(number);
    execution.status = status;
    execution.closeTime = Instant(std::chrono::seconds(1'800'000'100));
    return execution;
}

ExecutionDescription described(const Execution &execution)
{
    ExecutionDescription description;
    description.execution = execution;
    return description;
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
    void oneRunIsReadAgainByOneCall();
    void aRunThatFitsNoMoreStaysUntilTheListIsReadAgain();
    void aRunThatEndedStaysEndedInAListThatLags();
    void aRunThatIsReadAgainIsSorted();
    void aRunThatIsNotListedIsNotAskedFor();
    void aRunThatCannotBeReadIsSaid();
    void textsAreThoseOfTheMoment();
};

void TestWorkflowTableChanges::nothingIsLostOrDoubledWhateverComesMeanwhile()
{
    QRandomGenerator random(11);
    std::vector<Execution> served = executionsOf(0, 2'000);
    Table table(served);
    for (const Execution &each : served)
        table.server.setDescription(ns, described(each));
    QVERIFY(table.load());
    std::map<QString, QPersistentModelIndex> pointers;
    const auto step = [&] {
        switch (random.bounded(6)) {
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
        case 4:
            return table.model.load(ns, random.bounded(3) == 0 ? u"WorkflowType = 'Odd'"_s : QString());
        default:
            const int row = random.bounded(std::max(table.model.rowCount(), 1));
            if (row < table.model.rowCount())
                table.model.readRun(table.model.execution(row).workflowId, table.model.execution(row).runId);
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

void TestWorkflowTableChanges::oneRunIsReadAgainByOneCall()
{
    Table table(executionsOf(0, 150));
    QVERIFY(table.load());
    table.server.setDescription(ns, described(ended(80)));
    table.server.forgetCalls();
    QSignalSpy changed(&table.model, &QAbstractItemModel::dataChanged);
    QSignalSpy laidOut(&table.model, &QAbstractItemModel::layoutChanged);
    table.model.readRun(executionOf(80).workflowId, executionOf(80).runId);
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(changed.front().at(0).toModelIndex().row(), 80);
    QCOMPARE(changed.front().at(1).toModelIndex().row(), 80);
    QCOMPARE(table.model.execution(80), ended(80));
    QCOMPARE(table.runIds(), runIdsOf(executionsOf(0, 150)));
    QCOMPARE(table.model.renewed(), 1);
    QCOMPARE(table.server.calls(describeMethod), 1);
    QCOMPARE(table.server.calls(listMethod) + table.server.calls(countMethod), 0);
    QCOMPARE(laidOut.count(), 0);
    const auto metadata = table.server.recorded(describeMethod).front().metadata;
    QCOMPARE(metadata.value("caller-type"), QByteArray("operator"));
}

void TestWorkflowTableChanges::aRunThatFitsNoMoreStaysUntilTheListIsReadAgain()
{
    Table table(executionsOf(0, 20));
    QVERIFY(table.load(u"ExecutionStatus = 'Running'"_s));
    std::vector<Execution> now = executionsOf(0, 20);
    now[7] = ended(7);
    table.server.setExecutions(ns, now);
    table.server.setDescription(ns, described(now[7]));
    table.model.readRun(now[7].workflowId, now[7].runId);
    QTRY_COMPARE(table.model.execution(7).status, ExecutionStatus::Terminated);
    QCOMPARE(table.model.rowCount(), 20);
    table.model.refresh();
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.model.rowCount(), 19);
    QVERIFY(!table.runIds().contains(u"run-7"_s));
    QCOMPARE(table.model.renewed(), 0);
}

void TestWorkflowTableChanges::aRunThatEndedStaysEndedInAListThatLags()
{
    Table table(executionsOf(0, 20));
    QVERIFY(table.load());
    table.server.setDescription(ns, described(ended(7)));
    table.server.holdNext(listMethod);
    table.model.refresh();
    QTRY_COMPARE(table.server.held(), 1);
    table.model.readRun(executionOf(7).workflowId, executionOf(7).runId);
    QTRY_COMPARE(table.model.execution(7).status, ExecutionStatus::Terminated);
    table.server.releaseHeld(); // as the index still has it
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.model.execution(7), ended(7));
}

void TestWorkflowTableChanges::aRunThatIsReadAgainIsSorted()
{
    Table table(executionsOf(0, 20));
    QVERIFY(table.load());
    table.model.sort(WorkflowTableModel::StatusColumn, Qt::DescendingOrder);
    const QPersistentModelIndex run = table.model.index(7, 0);
    table.server.setDescription(ns, described(ended(7)));
    table.model.readRun(executionOf(7).workflowId, executionOf(7).runId);
    QTRY_COMPARE(run.row(), 0);
    QCOMPARE(table.model.execution(0), ended(7));
}

void TestWorkflowTableChanges::aRunThatIsNotListedIsNotAskedFor()
{
    Table table(executionsOf(0, 20));
    QVERIFY(table.load());
    table.model.readRun(u"order-000050"_s, u"run-50"_s);
    QVERIFY(await(table.client->systemInfo())); // asked later
    QCOMPARE(table.server.calls(describeMethod), 0);
}

void TestWorkflowTableChanges::aRunThatCannotBeReadIsSaid()
{
    Table table(executionsOf(0, 20));
    QVERIFY(table.load());
    table.server.failNext(describeMethod, u"PERMISSION_DENIED"_s, u"Request unauthorized."_s,
                          fake::TemporalServer::always);
    table.model.readRun(executionOf(7).workflowId, executionOf(7).runId);
    QVERIFY(table.becomes(WorkflowTableModel::State::Failed));
    QCOMPARE(table.model.error()->kind, ErrorKind::Denied);
    QCOMPARE(table.model.rowCount(), 20);
}

void TestWorkflowTableChanges::textsAreThoseOfTheMoment()
{
    Table table(executionsOf(0, 20));
    QVERIFY(table.load());
    const RowTexts texts = table.model.textsOf({3, 5});
    table.model.load(u"other"_s, {});
    QCOMPARE(table.model.rowCount(), 0);
    std::atomic<std::size_t> done = 0;
    const std::atomic<bool> isUnwanted = false;
    const QStringList lines = joinedTexts(texts, done, isUnwanted).split(u'\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(done, std::size_t(2));
    const QStringList cells = lines.back().split(u'\t');
    QCOMPARE(cells.size(), int(WorkflowTableModel::ColumnCount));
    QCOMPARE(cells.at(WorkflowTableModel::WorkflowIdColumn), u"order-000005"_s);
    QCOMPARE(cells.at(WorkflowTableModel::RunIdColumn), u"run-5"_s);
}

QTEST_MAIN(TestWorkflowTableChanges)
#include "tst_workflowtablechanges.moc"
