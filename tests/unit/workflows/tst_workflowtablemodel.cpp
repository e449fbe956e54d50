// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/workflows/workflowtable.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

class TestWorkflowTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyUntilAsked();
    void loadsTheFirstPageAndTheTotal();
    void showsServerTextAsPlainText();
    void pagesOnWhenAViewWantsMore();
    void readsAllUntilTheEnd();
    void readsAllUntilTheMaximum();
    void stopEndsReadingAll();
    void refreshKeepsSelectionCurrentAndScroll();
    void refreshReadsAgainAsMuchAsIsLoaded();
    void refreshOfAListThatTurnedOver();
    void aFailureKeepsTheRows();
    void aQueryErrorHasAPlace();
    void aRefusedCountIsUnknown();
    void anotherQueryReplacesTheRowsWhenItsAnswerIsIn();
    void anotherNamespaceDropsTheRowsAtOnce();
    void theLastOfTwoLoadsWins();
    void sortsOnceAndKeepsPersistentIndexes();
    void sortsWhatArrivesLater();
    void refreshKeepsTheSorting();
    void aRunThatIsSentTwiceIsShownOnce();
    void diesWhileLoadingAndSorting();
};

void TestWorkflowTableModel::isEmptyUntilAsked()
{
    Table table(executionsOf(0, 3));
    QCOMPARE(table.model.state(), WorkflowTableModel::State::Empty);
    QVERIFY(!table.model.canFetchMore({}));
    table.model.refresh();
    table.model.fetchMore({});
    table.model.fetchAll(100);
    table.model.stop();
    QCOMPARE(table.model.state(), WorkflowTableModel::State::Empty);
    QCOMPARE(table.server.calls(listMethod), 0);
    QCOMPARE(table.model.errorPosition(), -1);
}

void TestWorkflowTableModel::loadsTheFirstPageAndTheTotal()
{
    Table table(executionsOf(0, 450));
    table.model.load(ns, u"ExecutionStatus = 'Running'"_s);
    QCOMPARE(table.model.state(), WorkflowTableModel::State::Loading);
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.runIds(), runIdsOf(executionsOf(0, 200)));
    QTRY_COMPARE(table.model.total(), std::optional<qint64>(450));
    QCOMPARE(table.model.loadedAt(), std::optional<Instant>(table.clock.utc()));
    QCOMPARE(table.model.execution(7), executionOf(7));
    QCOMPARE(table.model.query(), u"ExecutionStatus = 'Running'"_s);
    QVERIFY(table.server.recorded(listMethod).front().request.contains(u"ExecutionStatus = "_s));
}

void TestWorkflowTableModel::showsServerTextAsPlainText()
{
    Execution hostile = executionOf(1);
    hostile.workflowId = u"<b>a</b>\u202Eb\n"_s;
    Table table({hostile});
    QVERIFY(table.load());
    const auto text = [&](int column) { return table.model.index(0, column).data().toString(); };
    QCOMPARE(text(WorkflowTableModel::WorkflowIdColumn), u"<b>a</b>‹U+202E›b‹U+000A›"_s);
    QCOMPARE(text(WorkflowTableModel::StatusColumn), u"Running"_s);
    QCOMPARE(text(WorkflowTableModel::TypeColumn), u"Odd"_s);
    QCOMPARE(text(WorkflowTableModel::QueueColumn), u"queue-1"_s);
    QCOMPARE(text(WorkflowTableModel::ClosedColumn), u"–"_s);
    QCOMPARE(text(WorkflowTableModel::RunIdColumn), u"run-1"_s);
    const QModelIndex first = table.model.index(0, 0);
    QCOMPARE(first.data(WorkflowTableModel::WorkflowIdRole).toString(), hostile.workflowId);
    QCOMPARE(first.data(WorkflowTableModel::StatusRole).toInt(), static_cast<int>(ExecutionStatus::Running));
    QSet<QString> headers;
    for (int column = 0; column < WorkflowTableModel::ColumnCount; ++column)
        headers << table.model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    QCOMPARE(headers.size(), int(WorkflowTableModel::ColumnCount));
}

void TestWorkflowTableModel::pagesOnWhenAViewWantsMore()
{
    Table table(executionsOf(0, 2'300));
    QVERIFY(table.load());
    QVERIFY(table.model.canFetchMore({}));
    table.model.fetchMore({});
    QVERIFY(!table.model.canFetchMore({}));
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.model.rowCount(), 1'200);
    table.model.fetchMore({});
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    table.model.fetchMore({});
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.runIds(), runIdsOf(executionsOf(0, 2'300)));
    QVERIFY(!table.model.canFetchMore({}));
}

void TestWorkflowTableModel::readsAllUntilTheEnd()
{
    Table table(executionsOf(0, 5'100));
    QSignalSpy announced(&table.model, &QAbstractItemModel::rowsInserted);
    table.model.load(ns, {});
    table.model.fetchAll(100'000); // asked for before the first page is in
    QTRY_COMPARE(table.model.rowCount(), 5'100);
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.runIds(), runIdsOf(executionsOf(0, 5'100)));
    QCOMPARE(table.server.calls(listMethod), 6);
    QVERIFY(announced.count() <= 6);
}

void TestWorkflowTableModel::readsAllUntilTheMaximum()
{
    Table table(executionsOf(0, 5'000));
    QVERIFY(table.load());
    table.model.fetchAll(1'500);
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.model.rowCount(), 2'200);
    QVERIFY(table.model.canFetchMore({}));
}

void TestWorkflowTableModel::stopEndsReadingAll()
{
    Table table(executionsOf(0, 5'000));
    QVERIFY(table.load());
    table.server.holdNext(listMethod);
    table.model.fetchAll(5'000);
    QTRY_COMPARE(table.server.held(), 1);
    table.model.stop();
    table.server.releaseHeld();
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.model.rowCount(), 1'200);
    QCOMPARE(table.server.calls(listMethod), 2);
}

void TestWorkflowTableModel::refreshKeepsSelectionCurrentAndScroll()
{
    Table table(executionsOf(0, 150));
    QTableView view;
    view.setModel(&table.model);
    view.setSelectionBehavior(QTableView::SelectRows);
    view.resize(600, 300);
    view.show();
    QVERIFY(table.load());
    view.selectRow(80);
    view.verticalScrollBar()->setValue(75);
    const QPersistentModelIndex watched = table.model.index(100, 2);
    QSignalSpy reset(&table.model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&table.model, &QAbstractItemModel::dataChanged);

    std::vector<Execution> next = executionsOf(300, 2); // two new ones on top
    for (const Execution &each : executionsOf(0, 150))
        if (each.runId != u"run-3"_s && each.runId != u"run-4"_s)
            next.push_back(each);
    next.back().status = ExecutionStatus::Completed;
    table.server.setExecutions(ns, next);
    table.model.refresh();
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));

    QCOMPARE(table.runIds(), runIdsOf(next));
    QCOMPARE(reset.count(), 0);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 149);
    QCOMPARE(view.verticalScrollBar()->value(), 75);
    QCOMPARE(watched.data(WorkflowTableModel::RunIdRole).toString(), u"run-100"_s);
    QCOMPARE(view.currentIndex().data(WorkflowTableModel::RunIdRole).toString(), u"run-80"_s);
    QCOMPARE(view.selectionModel()->selectedRows().size(), 1);
    QCOMPARE(view.selectionModel()->selectedRows().front().data(WorkflowTableModel::RunIdRole).toString(),
             u"run-80"_s);
}

void TestWorkflowTableModel::refreshReadsAgainAsMuchAsIsLoaded()
{
    Table table(executionsOf(0, 2'500));
    QVERIFY(table.load());
    table.model.fetchAll(2'000);
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.model.rowCount(), 2'200);
    const QPersistentModelIndex last = table.model.index(2'199, 0);
    table.server.setExecutions(ns, executionsOf(100, 2'400));
    table.server.forgetCalls();
    table.model.refresh();
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.server.calls(listMethod), 3);
    QCOMPARE(table.runIds(), runIdsOf(executionsOf(100, 2'400)));
    QCOMPARE(last.data(WorkflowTableModel::RunIdRole).toString(), u"run-2199"_s);
}

void TestWorkflowTableModel::refreshOfAListThatTurnedOver()
{
    Table table(executionsOf(0, 1'000));
    QVERIFY(table.load());
    table.model.fetchAll(1'000);
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    const QPersistentModelIndex kept = table.model.index(501, 0);
    const QPersistentModelIndex gone = table.model.index(500, 0);
    std::vector<Execution> next;
    for (int number = 999; number > 0; number -= 2)
        next.push_back(executionOf(number));
    table.server.setExecutions(ns, next);
    table.model.refresh();
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.runIds(), runIdsOf(next));
    QCOMPARE(kept.data(WorkflowTableModel::RunIdRole).toString(), u"run-501"_s);
    QVERIFY(!gone.isValid());
}

void TestWorkflowTableModel::aFailureKeepsTheRows()
{
    Table table(executionsOf(0, 10));
    QVERIFY(table.load());
    table.server.failNext(listMethod, u"PERMISSION_DENIED"_s, u"Request unauthorized."_s,
                          fake::TemporalServer::always);
    table.model.refresh();
    QVERIFY(table.becomes(WorkflowTableModel::State::Failed));
    QCOMPARE(table.model.error()->kind, ErrorKind::Denied);
    QCOMPARE(table.model.rowCount(), 10);
    QCOMPARE(table.model.errorPosition(), -1);
    QVERIFY(!table.model.canFetchMore({}));
    table.server.clearFaults();
    table.model.refresh();
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QVERIFY(!table.model.error());
}

void TestWorkflowTableModel::aQueryErrorHasAPlace()
{
    Table table(executionsOf(0, 10));
    table.server.failNext(listMethod, u"INVALID_ARGUMENT"_s,
                          u"invalid query: malformed SQL query: syntax error at position 51 near 'ANDX'"_s);
    table.model.load(ns, u"WorkflowType = 'a' ANDX b = 'c'"_s);
    QVERIFY(table.becomes(WorkflowTableModel::State::Failed));
    QCOMPARE(table.model.error()->kind, ErrorKind::Invalid);
    QCOMPARE(table.model.errorPosition(), 19);
}

void TestWorkflowTableModel::aRefusedCountIsUnknown()
{
    Table table(executionsOf(0, 10));
    table.server.failNext(countMethod, u"INVALID_ARGUMENT"_s);
    QSignalSpy changed(&table.model, &WorkflowTableModel::stateChanged);
    QVERIFY(table.load());
    QTRY_COMPARE(table.server.calls(countMethod), 1);
    QVERIFY(!table.model.total());
    QVERIFY(!table.model.error());
    QVERIFY(changed.count() >= 2);
}

void TestWorkflowTableModel::anotherQueryReplacesTheRowsWhenItsAnswerIsIn()
{
    Table table(executionsOf(0, 10));
    QVERIFY(table.load());
    QTRY_VERIFY(table.model.total());
    table.server.holdNext(listMethod);
    table.model.load(ns, u"WorkflowType = 'Odd'"_s);
    QTRY_COMPARE(table.server.held(), 1);
    QCOMPARE(table.model.rowCount(), 10);
    table.server.releaseHeld();
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.runIds(), (QStringList{u"run-1"_s, u"run-3"_s, u"run-5"_s, u"run-7"_s, u"run-9"_s}));
    QTRY_COMPARE(table.model.total(), std::optional<qint64>(5));
}

void TestWorkflowTableModel::anotherNamespaceDropsTheRowsAtOnce()
{
    Table table(executionsOf(0, 10));
    QVERIFY(table.load());
    table.model.load(u"other"_s, {});
    QCOMPARE(table.model.rowCount(), 0);
    QVERIFY(!table.model.loadedAt());
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.model.rowCount(), 0);
    QCOMPARE(table.model.ns(), u"other"_s);
}

void TestWorkflowTableModel::theLastOfTwoLoadsWins()
{
    Table table(executionsOf(0, 10));
    table.server.holdNext(listMethod);
    table.model.load(ns, {});
    QTRY_COMPARE(table.server.held(), 1);
    table.model.load(ns, u"WorkflowType = 'Odd'"_s);
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.model.rowCount(), 5);
    table.server.releaseHeld();
    QVERIFY(await(table.client->systemInfo())); // asked later, so answered later
    QCOMPARE(table.model.rowCount(), 5);
    table.model.refresh();
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.model.rowCount(), 5);
}

void TestWorkflowTableModel::sortsOnceAndKeepsPersistentIndexes()
{
    Table table(executionsOf(0, 150));
    QVERIFY(table.load());
    const QPersistentModelIndex watched = table.model.index(3, 1);
    QSignalSpy laidOut(&table.model, &QAbstractItemModel::layoutChanged);
    table.model.sort(WorkflowTableModel::WorkflowIdColumn, Qt::DescendingOrder);
    QTRY_COMPARE(laidOut.count(), 1);
    QStringList expected = runIdsOf(executionsOf(0, 150));
    std::reverse(expected.begin(), expected.end());
    QCOMPARE(table.runIds(), expected);
    QCOMPARE(watched.row(), 146);
    QCOMPARE(watched.data(WorkflowTableModel::RunIdRole).toString(), u"run-3"_s);
    table.model.sort(-1, Qt::AscendingOrder);
    QTRY_COMPARE(laidOut.count(), 2);
    QCOMPARE(table.runIds(), runIdsOf(executionsOf(0, 150)));
    QCOMPARE(watched.row(), 3);
}

void TestWorkflowTableModel::sortsWhatArrivesLater()
{
    Table table(executionsOf(0, 3'000));
    QVERIFY(table.load());
    table.model.sort(WorkflowTableModel::WorkflowIdColumn, Qt::DescendingOrder);
    table.model.fetchAll(3'000);
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QStringList expected = runIdsOf(executionsOf(0, 3'000));
    std::reverse(expected.begin(), expected.end());
    QTRY_COMPARE(table.runIds(), expected);
}

void TestWorkflowTableModel::refreshKeepsTheSorting()
{
    Table table(executionsOf(0, 100));
    QVERIFY(table.load());
    table.model.sort(WorkflowTableModel::StartedColumn, Qt::AscendingOrder);
    QTRY_COMPARE(table.runIds().front(), u"run-99"_s);
    const QPersistentModelIndex watched = table.model.index(50, 0);
    QCOMPARE(watched.data(WorkflowTableModel::RunIdRole).toString(), u"run-49"_s);
    table.server.setExecutions(ns, executionsOf(10, 100));
    table.model.refresh();
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QStringList expected = runIdsOf(executionsOf(10, 100));
    std::reverse(expected.begin(), expected.end());
    QCOMPARE(table.runIds(), expected);
    QCOMPARE(watched.data(WorkflowTableModel::RunIdRole).toString(), u"run-49"_s);
}

void TestWorkflowTableModel::aRunThatIsSentTwiceIsShownOnce()
{
    Table table(executionsOf(0, 300));
    QVERIFY(table.load());
    std::vector<Execution> moved = executionsOf(0, 300);
    Execution closed = executionOf(5);
    closed.status = ExecutionStatus::Completed;
    moved.push_back(closed); // it closed between two pages and is listed again further down
    table.server.setExecutions(ns, moved);
    QSignalSpy changed(&table.model, &QAbstractItemModel::dataChanged);
    table.model.fetchMore({});
    QVERIFY(table.becomes(WorkflowTableModel::State::Ready));
    QCOMPARE(table.runIds(), runIdsOf(executionsOf(0, 300)));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 5);
    QCOMPARE(table.model.execution(5).status, ExecutionStatus::Completed);
}

void TestWorkflowTableModel::diesWhileLoadingAndSorting()
{
    Fixture fixture(limits());
    NamespaceInfo info;
    info.name = ns;
    fixture.server.setNamespaces({info});
    fixture.server.setExecutions(ns, executionsOf(0, 1'000));
    QPointer<WorkflowTableModel> model = new WorkflowTableModel(*fixture.client, fixture.clock, this);
    model->load(ns, {});
    QTRY_VERIFY(model->rowCount() > 0);
    model->sort(WorkflowTableModel::RunIdColumn, Qt::AscendingOrder);
    model->fetchAll(1'000);
    delete model;
    QVERIFY(!model);
    QTRY_VERIFY(fixture.server.calls(listMethod) >= 1);
    QCoreApplication::processEvents();
}

QTEST_MAIN(TestWorkflowTableModel)
#include "tst_workflowtablemodel.moc"
