// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/workflows/workflowtablemodel.h"
#include "tests/fake/failures.h"
#include "tests/ui/look.h"
#include "tests/ui/shownworkflows.h"
#include "ui/theme/tokens.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using test::LeverWorld;
using test::manyRuns;
using Shown = test::ShownWorkflows;

// The list while time goes on: what it reads again, what stays where it is, and what it says of its rows.

namespace {

const QString listMethod = u"ListWorkflowExecutions"_s;
const QString historyMethod = u"GetWorkflowExecutionHistoryReverse"_s;

/// As the timer would after 15 s.
void turnPage(Shown &shown)
{
    shown.page.setActive(false);
    shown.page.setActive(true);
}

std::vector<Execution> withNewOnes(const std::vector<Execution> &runs, int count)
{
    std::vector<Execution> all = manyRuns(count);
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].runId = u"new-%1"_s.arg(i);
        all[i].status = ExecutionStatus::Running;
        all[i].closeTime.reset();
    }
    all.insert(all.end(), runs.begin(), runs.end());
    return all;
}

QString runAt(const Shown &shown, int row)
{
    return shown.table().model()->index(row, 0).data(WorkflowTableModel::RunIdRole).toString();
}

/// Whether pixels of this very colour are in the cell.
bool showsColour(const Shown &shown, int row, int column, const QColor &colour)
{
    const QRect cell = shown.table().visualRect(shown.table().model()->index(row, column));
    const QImage picture = shown.table().viewport()->grab(cell).toImage();
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (picture.pixelColor(x, y).rgb() == colour.rgb())
                return true;
    return false;
}

} // namespace

class TestWorkflowsLive final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void itGoesOnUnderASelection();
    void itGoesOnWhereItWasScrolledTo();
    void theChosenRowStaysWhereItIs();
    void nothingTakesThePlaceOfAChosenRunThatIsGone();
    void itSaysThatALongListIsNotReadAgain();
    void failedRunsSayWhyAndStandOut();
    void onlyRowsInSightAreAsked();
    void aRangeOfTimeIsWrittenIntoTheQuery();
    void afterAQueryErrorTheRowsAreFadedAndSaid();
    void pictures();
};

void TestWorkflowsLive::itGoesOnUnderASelection()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(12));
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.rows(), 11);
    QTRY_VERIFY(shown.page.readAt().has_value());
    shown.table().selectRow(3);
    const QString chosen = runAt(shown, 3);
    auto runs = manyRuns(12);
    runs.erase(runs.begin() + 1);
    world.server.setExecutions(LeverWorld::ns, withNewOnes(runs, 2));
    turnPage(shown);
    QTRY_COMPARE(shown.rows(), 12);
    const QModelIndexList selected = shown.table().selectionModel()->selectedRows();
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.front().data(WorkflowTableModel::RunIdRole).toString(), chosen);
    QCOMPARE(shown.table().currentIndex().data(WorkflowTableModel::RunIdRole).toString(), chosen);
}

void TestWorkflowsLive::itGoesOnWhereItWasScrolledTo()
{
    LeverWorld world;
    const auto runs = manyRuns(120);
    world.server.setExecutions(LeverWorld::ns, runs);
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_VERIFY(shown.rows() > 100);
    QTRY_VERIFY(shown.page.readAt().has_value());
    const int before = shown.rows();
    shown.table().verticalScrollBar()->setValue(777);
    const QString top = runAt(shown, shown.table().rowAt(0));
    const int y = shown.table().rowViewportPosition(shown.table().rowAt(0));
    world.server.setExecutions(LeverWorld::ns, withNewOnes(runs, 7));
    turnPage(shown);
    QTRY_COMPARE(shown.rows(), before + 7);
    QCOMPARE(runAt(shown, shown.table().rowAt(0)), top);
    QCOMPARE(shown.table().rowViewportPosition(shown.table().rowAt(0)), y);
}

void TestWorkflowsLive::theChosenRowStaysWhereItIs()
{
    LeverWorld world;
    const auto runs = manyRuns(120);
    world.server.setExecutions(LeverWorld::ns, runs);
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_VERIFY(shown.rows() > 100);
    QTRY_VERIFY(shown.page.readAt().has_value());
    const int before = shown.rows();
    shown.table().selectRow(2); // at the top, where new ones come in
    const int y = shown.table().rowViewportPosition(2);
    world.server.setExecutions(LeverWorld::ns, withNewOnes(runs, 5));
    turnPage(shown);
    QTRY_COMPARE(shown.rows(), before + 5);
    QCOMPARE(shown.table().currentIndex().row(), 7);
    QCOMPARE(shown.table().rowViewportPosition(7), y);
    shown.table().clearSelection();
    shown.table().verticalScrollBar()->setValue(0);
    world.server.setExecutions(LeverWorld::ns, runs);
    turnPage(shown);
    QTRY_COMPARE(shown.rows(), before);
    world.server.setExecutions(LeverWorld::ns, withNewOnes(runs, 5));
    turnPage(shown);
    QTRY_COMPARE(shown.rows(), before + 5);
    QCOMPARE(shown.table().verticalScrollBar()->value(), 0); // who chose nothing sees the newest
}

void TestWorkflowsLive::nothingTakesThePlaceOfAChosenRunThatIsGone()
{
    LeverWorld world;
    auto runs = manyRuns(12);
    world.server.setExecutions(LeverWorld::ns, runs);
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.rows(), 11);
    QTRY_VERIFY(shown.page.readAt().has_value());
    shown.table().setFocus();
    shown.table().selectRow(3);
    runs.erase(runs.begin() + 3);
    world.server.setExecutions(LeverWorld::ns, runs);
    turnPage(shown);
    QTRY_COMPARE(shown.rows(), 10);
    QVERIFY(!shown.table().selectionModel()->hasSelection());
    QSignalSpy opened(&shown.page, &Page::go);
    QTest::keyClick(&shown.table(), Qt::Key_Return);
    QCOMPARE(opened.count(), 0);
}

void TestWorkflowsLive::itSaysThatALongListIsNotReadAgain()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(2500));
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.rows(), 200);
    QVERIFY2(!shown.loaded().contains("by itself"_L1), qPrintable(shown.loaded()));
    QTRY_VERIFY(shown.find<QAbstractButton>(u"loadMore"_s)->isEnabled());
    shown.click(u"loadMore"_s);
    QTRY_COMPARE(shown.rows(), 1200);
    QTRY_VERIFY2(shown.loaded().contains("not read again by itself above "_L1 + formatCount(1000)),
                 qPrintable(shown.loaded()));
    world.server.forgetCalls();
    turnPage(shown);
    QTest::qWait(50);
    QCOMPARE(test::listRequests(world.server), QStringList());
}

/// The first run failed by db-7.
std::vector<Execution> serveFailed(LeverWorld &world, int count)
{
    auto runs = manyRuns(count);
    for (Execution &run : runs) {
        run.status = ExecutionStatus::Failed;
        run.closeTime = run.startTime;
        HistoryEvent failed;
        failed.id = 1;
        failed.type = u"WorkflowExecutionFailed"_s;
        failed.failure = fake::stepFailed();
        world.server.setHistory(LeverWorld::ns, run.workflowId, run.runId, {failed});
    }
    world.server.setExecutions(LeverWorld::ns, runs);
    return runs;
}

void TestWorkflowsLive::failedRunsSayWhyAndStandOut()
{
    LeverWorld world;
    auto runs = serveFailed(world, 2);
    runs[1].status = ExecutionStatus::Running;
    world.server.setExecutions(LeverWorld::ns, runs);
    QVERIFY(world.signIn());
    const Shown shown(world);
    shown.run({});
    QTRY_COMPARE(shown.rows(), 2);
    const QModelIndex why = shown.table().model()->index(0, WorkflowTableModel::WhyColumn);
    QTRY_COMPARE(why.data().toString(), u"ConnectionError: db-7:5432 refused"_s);
    const QColor danger = tokensFor(shown.table().palette()).dangerText;
    QVERIFY(showsColour(shown, 0, WorkflowTableModel::StatusColumn, danger));
    QCOMPARE(why.siblingAtRow(1).data().toString(), QString());
    QVERIFY(!showsColour(shown, 1, WorkflowTableModel::StatusColumn, danger));
}

void TestWorkflowsLive::onlyRowsInSightAreAsked()
{
    LeverWorld world;
    const auto runs = serveFailed(world, 150);
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.run({});
    QTRY_COMPARE(shown.rows(), 150);
    const auto whyOf = [&shown](int row) {
        return shown.table().model()->index(row, WorkflowTableModel::WhyColumn).data().toString();
    };
    const int seen = shown.table().rowAt(shown.table().viewport()->height() - 1) + 1;
    QTRY_VERIFY(whyOf(seen - 1).contains("db-7"_L1));
    QCOMPARE(world.server.calls(historyMethod), seen);
    QCOMPARE(whyOf(149), u"…"_s);
    shown.table().scrollToBottom();
    QTRY_VERIFY(whyOf(149).contains("db-7"_L1));
    QVERIFY(world.server.calls(historyMethod) <= 2 * seen + 1);
}

void TestWorkflowsLive::aRangeOfTimeIsWrittenIntoTheQuery()
{
    LeverWorld world;
    world.server.setExecutions(LeverWorld::ns, manyRuns(12));
    QVERIFY(world.signIn());
    Shown shown(world);
    QTRY_COMPARE(shown.rows(), 11);
    shown.click(u"since.15min"_s);
    QVERIFY2(shown.query().text().startsWith("ExecutionStatus='Running' AND StartTime >= '"_L1),
             qPrintable(shown.query().text()));
    QVERIFY(shown.find<QAbstractButton>(u"since.15min"_s)->isChecked());
    QVERIFY(!shown.find<QAbstractButton>(u"since.1h"_s)->isChecked());
    shown.click(u"since.1h"_s);
    QCOMPARE(shown.query().text().count("StartTime"_L1), 1);
    QVERIFY(!shown.find<QAbstractButton>(u"since.15min"_s)->isChecked());
    QVERIFY(shown.find<QAbstractButton>(u"since.1h"_s)->isChecked());
    shown.click(u"since.1h"_s); // once more takes it back
    QCOMPARE(shown.query().text(), u"ExecutionStatus='Running'"_s);
    QVERIFY(!shown.find<QAbstractButton>(u"since.1h"_s)->isChecked());
}

void TestWorkflowsLive::afterAQueryErrorTheRowsAreFadedAndSaid()
{
    LeverWorld world;
    serveFailed(world, 3);
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.run({});
    QTRY_COMPARE(shown.rows(), 3);
    const QColor danger = tokensFor(shown.table().palette()).dangerText;
    QVERIFY(showsColour(shown, 0, WorkflowTableModel::StatusColumn, danger));
    world.server.failNext(listMethod, u"INVALID_ARGUMENT"_s, u"no such attribute"_s);
    shown.run(u"Nonsense = 1"_s);
    QTRY_VERIFY(!shown.queryError().isEmpty());
    QCOMPARE(shown.rows(), 3);
    QVERIFY2(shown.loaded().startsWith("These rows are of another query (every workflow), read "_L1),
             qPrintable(shown.loaded()));
    QVERIFY(!showsColour(shown, 0, WorkflowTableModel::StatusColumn, danger));
    test::keepPictures(shown.page, u"workflows-stale"_s);
    shown.run({});
    QTRY_VERIFY2(shown.loaded().startsWith("3 match"_L1), qPrintable(shown.loaded()));
    QTRY_VERIFY(showsColour(shown, 0, WorkflowTableModel::StatusColumn, danger));
}

void TestWorkflowsLive::pictures()
{
    LeverWorld world;
    auto runs = serveFailed(world, 30);
    for (std::size_t i = 0; i < runs.size(); i += 3) {
        runs[i].status = ExecutionStatus::Running;
        runs[i].closeTime.reset();
    }
    world.server.setExecutions(LeverWorld::ns, runs);
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.run({});
    QTRY_COMPARE(shown.rows(), 30);
    QTRY_VERIFY(world.server.calls(historyMethod) > 10);
    shown.table().selectRow(1);
    test::keepPictures(shown.page, u"workflows-failed"_s);
}

QTEST_MAIN(TestWorkflowsLive)
#include "tst_workflowslive.moc"
