// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardmodel.h"
#include "tests/ui/consoleworld.h"
#include "tests/ui/look.h"
#include "ui/board/boardpage.h"
#include "ui/board/boardproxy.h"
#include "ui/board/boardview.h"
#include "ui/state/uistate.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A board page as the window shows it.
struct Shown
{
    explicit Shown(ConsoleWorld &world)
        : page(*world.board, *world.watch, world.session->watchedByHand(), state)
    {
        page.resize(1284, 790);
        page.show();
        page.activateWindow();
        active = QTest::qWaitForWindowActive(&page, 30'000);
        page.setActive(true);
    }

    [[nodiscard]] BoardView *view() const { return page.findChild<BoardView *>(u"boardView"_s); }
    [[nodiscard]] QAbstractItemModel *rows() const { return view()->model(); }
    [[nodiscard]] QToolButton *button(const QString &name) const
    {
        return page.findChild<QToolButton *>(name);
    }
    /// Queues' short names under a namespace's row, from the top down; namespaces for an invalid parent.
    [[nodiscard]] QStringList names(const QModelIndex &parent = {}) const
    {
        QStringList all;
        for (int row = 0; row < rows()->rowCount(parent); ++row)
            all << rows()->index(row, BoardModel::NameColumn, parent).data().toString();
        return all;
    }
    [[nodiscard]] QModelIndex ns(const QString &name) const
    {
        return rows()->index(int(names().indexOf(name)), 0);
    }
    [[nodiscard]] QString cell(const QString &queue, int column) const
    {
        const QModelIndex prod = ns(ConsoleWorld::prod);
        return rows()->index(int(names(prod).indexOf(queue)), column, prod).data().toString();
    }

    UiState state{u"board-test"_s};
    BoardPage page;
    bool active = false;
};

} // namespace

class TstBoardPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void worstComesFirst();
    void rowsStandStillUnderThePointer();
    void rowsAreOrderedOnDemand();
    void pauseFreezesValuesAndOrder();
    void aNamespacesFactsAreWholeAsAColumnComes();
    void filtersNarrow();
    void filterSaysWhenNothingMatches();
    void foldedNamespacesStayFolded();
    void whatMayNotBeReadBeginsFolded();
    void enterOpensAQueue();
    void menuLeadsToTheWorkflows();
    void theMenuKeyIsOfTheCurrentRow();
    void copiedRowIsPlainText();
    void everyControlHasAName();
    void hostileNamesStayText();
};

void TstBoardPage::worstComesFirst()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    Shown shown(world);
    const QAbstractItemModelTester tester(shown.rows(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(shown.names().first(), ConsoleWorld::prod);
    const QStringList queues = shown.names(shown.ns(ConsoleWorld::prod));
    QCOMPARE(queues.mid(0, 3), QStringList({u"knowledge_ingest"_s, u"research_workflows"_s, u"evals"_s}));
    const QString total = shown.page.findChild<PlainLabel *>(u"boardDangerTotal"_s)->text();
    QCOMPARE(total, u"1 danger"_s);
    keepPictures(shown.page, u"board-page"_s);
}

void TstBoardPage::rowsStandStillUnderThePointer()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.look(10s));
    Shown shown(world);
    QVERIFY(shown.active);
    const auto queues = [&shown] { return shown.names(shown.ns(ConsoleWorld::prod)); };
    const QStringList before = queues();
    QVERIFY(before.first() != u"research_workflows"_s);
    QTest::mouseMove(shown.view()->viewport());
    QTRY_VERIFY(shown.view()->viewport()->underMouse());
    world.setBacklog(ConsoleWorld::research, 500, 0, 400s, 5, 1, 1);
    QVERIFY(world.look(10s));
    QTRY_VERIFY(shown.button(u"boardSettle"_s)->isVisible());
    QCOMPARE(queues(), before);
    QTest::qWait(1500); // the page looks at the order each second
    QCOMPARE(queues(), before);
    QCOMPARE(shown.cell(u"research_workflows"_s, BoardModel::WorkflowBacklogColumn), u"500"_s);

    QTest::mouseMove(&shown.page, QPoint(4, 4));
    QTRY_VERIFY(!shown.view()->viewport()->underMouse());
    QCOMPARE(queues(), before);
    QTRY_COMPARE_WITH_TIMEOUT(queues().first(), u"research_workflows"_s, 10'000);
    QVERIFY(!shown.button(u"boardSettle"_s)->isVisible());
}

void TstBoardPage::rowsAreOrderedOnDemand()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.look(10s));
    Shown shown(world);
    QVERIFY(shown.active);
    QTest::mouseMove(shown.view()->viewport());
    QTRY_VERIFY(shown.view()->viewport()->underMouse());
    world.setBacklog(ConsoleWorld::research, 500, 0, 400s, 5, 1, 1);
    QVERIFY(world.look(10s));
    QTRY_VERIFY(shown.button(u"boardSettle"_s)->isVisible());
    QTest::keyClick(shown.view(), Qt::Key_R);
    QCOMPARE(shown.names(shown.ns(ConsoleWorld::prod)).first(), u"research_workflows"_s);
    QVERIFY(!shown.button(u"boardSettle"_s)->isVisible());
}

void TstBoardPage::pauseFreezesValuesAndOrder()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.look(10s));
    Shown shown(world);
    const QAbstractItemModelTester tester(shown.rows(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTest::keyClick(shown.view(), Qt::Key_P);
    QVERIFY(shown.button(u"boardPause"_s)->isChecked());
    const auto backlog = [&] { return shown.cell(u"knowledge_ingest"_s, BoardModel::WorkflowBacklogColumn); };
    QCOMPARE(backlog(), u"0"_s);
    const QStringList order = shown.names(shown.ns(ConsoleWorld::prod));
    world.setBacklog(ConsoleWorld::ingest, 500, 0, 400s, 5, 1, 1);
    QVERIFY(world.look(10s));
    QTest::keyClick(shown.view(), Qt::Key_R);
    QCOMPARE(backlog(), u"0"_s);
    QCOMPARE(shown.names(shown.ns(ConsoleWorld::prod)), order);

    QTest::keyClick(shown.view(), Qt::Key_P);
    QCOMPARE(backlog(), u"500"_s);
    QCOMPARE(shown.names(shown.ns(ConsoleWorld::prod)).first(), u"knowledge_ingest"_s);
}

/// They run across the cells beside its name, which are painted anew from the new column on.
void TstBoardPage::aNamespacesFactsAreWholeAsAColumnComes()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.look(10s));
    Shown shown(world);
    QVERIFY(shown.active);
    QWidget *rows = shown.view()->viewport();
    const QRect first = shown.view()->visualRect(shown.ns(ConsoleWorld::prod));
    const auto place = [&] {
        return QRect(0, rows->mapTo(&shown.page, first.topLeft()).y(), shown.page.width(), first.height());
    };
    const auto onScreen = [&] {
        const QRect row = place();
        QScreen *screen = shown.page.screen();
        return screen->grabWindow(shown.page.winId(), row.x(), row.y(), row.width(), row.height())
            .toImage()
            .convertToFormat(QImage::Format_RGB32);
    };
    const auto painted = [&] {
        return shown.page.grab(place()).toImage().convertToFormat(QImage::Format_RGB32);
    };
    shown.page.resize(900, 790);
    QTRY_VERIFY(shown.view()->isColumnHidden(BoardModel::OwnerColumn));
    QTRY_COMPARE(onScreen(), painted());
    shown.page.resize(1580, 790);
    QTRY_VERIFY(!shown.view()->isColumnHidden(BoardModel::OwnerColumn));
    QTRY_COMPARE(onScreen(), painted());
}

void TstBoardPage::filtersNarrow()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    Shown shown(world);
    const QAbstractItemModelTester tester(shown.rows(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QVERIFY(shown.button(u"boardClearFilter"_s)->isHidden());

    QVERIFY(shown.active);
    shown.page.focusFilter();
    QTest::keyClicks(QApplication::focusWidget(), u"research"_s);
    QCOMPARE(shown.names(), QStringList(ConsoleWorld::prod));
    QCOMPARE(shown.names(shown.ns(ConsoleWorld::prod)), QStringList(u"research_workflows"_s));

    shown.button(u"boardClearFilter"_s)->click();
    QVERIFY(shown.names().size() > 1);
    shown.button(u"boardOnlyTrouble"_s)->click();
    QVERIFY(!shown.names(shown.ns(ConsoleWorld::prod)).contains(u"render_playwright"_s));
    shown.button(u"boardOnlyTrouble"_s)->click();

    const QList<QAction *> owners = shown.button(u"boardOwner"_s)->menu()->actions();
    const auto knowledge = std::find_if(owners.begin(), owners.end(),
                                        [](QAction *a) { return a->text() == u"Knowledge MCP"_s; });
    QVERIFY(knowledge != owners.end());
    (*knowledge)->trigger();
    QCOMPARE(shown.names(shown.ns(ConsoleWorld::prod)), QStringList(u"knowledge_ingest"_s));
    shown.button(u"boardSignal"_s)->menu()->actions().at(1)->trigger(); // danger
    QCOMPARE(shown.names(), QStringList(ConsoleWorld::prod));
}

void TstBoardPage::filterSaysWhenNothingMatches()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.page.findChild<QLineEdit *>(u"boardFilter"_s)->setText(u"no such queue"_s);
    QCOMPARE(shown.rows()->rowCount(), 0);
    QCOMPARE(shown.view()->emptyText(), u"Nothing matches the filter."_s);
    QVERIFY(shown.button(u"boardClearFilter"_s)->isVisible());
}

void TstBoardPage::foldedNamespacesStayFolded()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    {
        Shown shown(world);
        QVERIFY(shown.view()->isExpanded(shown.ns(ConsoleWorld::staging)));
        shown.view()->setCurrentIndex(shown.ns(ConsoleWorld::staging));
        QTest::keyClick(shown.view(), Qt::Key_Return);
        QVERIFY(!shown.view()->isExpanded(shown.ns(ConsoleWorld::staging)));
        shown.page.findChild<QLineEdit *>(u"boardFilter"_s)->setText(u"prod"_s);
        shown.page.findChild<QLineEdit *>(u"boardFilter"_s)->clear();
        QVERIFY(!shown.view()->isExpanded(shown.ns(ConsoleWorld::staging)));
    }
    const Shown again(world);
    QVERIFY(!again.view()->isExpanded(again.ns(ConsoleWorld::staging)));
    QVERIFY(again.view()->isExpanded(again.ns(ConsoleWorld::prod)));
}

void TstBoardPage::whatMayNotBeReadBeginsFolded()
{
    ConsoleWorld world;
    world.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    world.server.failNext(u"DescribeNamespace"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    QVERIFY(world.signIn());
    {
        const Shown shown(world);
        const QModelIndex denied = shown.ns(ConsoleWorld::staging);
        QVERIFY(shown.rows()->rowCount(denied) > 0);
        QVERIFY(!shown.view()->isExpanded(denied));
        shown.view()->setExpanded(denied, true);
    }
    const Shown again(world); // unfolded by hand it stays so
    QVERIFY(again.view()->isExpanded(again.ns(ConsoleWorld::staging)));
    QVERIFY(!again.view()->isExpanded(again.ns(ConsoleWorld::prod)));
}

void TstBoardPage::enterOpensAQueue()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QSignalSpy opened(&shown.page, &Page::go);
    const QModelIndex prod = shown.ns(ConsoleWorld::prod);
    const auto row = int(shown.names(prod).indexOf(u"knowledge_ingest"_s));
    shown.view()->setCurrentIndex(shown.rows()->index(row, 0, prod));
    QTest::keyClick(shown.view(), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QVERIFY(opened[0][0].value<Place>() == Place::ofQueue(ConsoleWorld::ingest));
}

void TstBoardPage::menuLeadsToTheWorkflows()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QSignalSpy opened(&shown.page, &Page::go);
    const QModelIndex prod = shown.ns(ConsoleWorld::prod);
    const auto row = int(shown.names(prod).indexOf(u"research_workflows"_s));
    const QModelIndex index = shown.rows()->index(row, BoardModel::NameColumn, prod);
    shown.view()->setCurrentIndex(index);
    Q_EMIT shown.view()->customContextMenuRequested(shown.view()->visualRect(index).center());
    auto *menu = shown.page.findChild<QMenu *>(u"boardMenu"_s);
    QVERIFY(menu);
    menu->actions().at(1)->trigger();
    menu->close();
    QCOMPARE(opened.size(), 1);
    const auto place = opened[0][0].value<Place>();
    QCOMPARE(place.page, Place::Page::Workflows);
    QCOMPARE(place.ns, ConsoleWorld::prod);
    QCOMPARE(place.query, u"ExecutionStatus='Running' AND TaskQueue='stratmaster-prod.research_workflows'"_s);
}

/// Wherever that is scrolled to; without one nothing opens.
void TstBoardPage::theMenuKeyIsOfTheCurrentRow()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QVERIFY(shown.active);
    QSignalSpy opened(&shown.page, &Page::go);
    QTRY_VERIFY(shown.view()->hasFocus());
    shown.view()->selectionModel()->clear();
    QTest::keyClick(shown.view(), Qt::Key_F10, Qt::ShiftModifier);
    QVERIFY(!shown.page.findChild<QMenu *>(u"boardMenu"_s));

    shown.view()->header()->resizeSection(BoardModel::SignalColumn, 4'000);
    QTRY_VERIFY(shown.view()->horizontalScrollBar()->maximum() > 2'500);
    shown.view()->setCurrentIndex(
        shown.ns(ConsoleWorld::staging).siblingAtColumn(BoardModel::SentenceColumn));
    QTest::keyClick(shown.view(), Qt::Key_F10, Qt::ShiftModifier);
    auto *menu = shown.page.findChild<QMenu *>(u"boardMenu"_s);
    QVERIFY(menu);
    menu->actions().at(0)->trigger();
    menu->close();
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].value<Place>().ns, ConsoleWorld::staging);
}

void TstBoardPage::copiedRowIsPlainText()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    const QModelIndex prod = shown.ns(ConsoleWorld::prod);
    const auto row = int(shown.names(prod).indexOf(u"compression"_s));
    shown.view()->setCurrentIndex(shown.rows()->index(row, 0, prod));
    QTest::keySequence(shown.view(), QKeySequence::Copy);
    const QStringList cells = QGuiApplication::clipboard()->text().split(u'\t');
    QCOMPARE(cells.size(), int(BoardModel::ColumnCount));
    QCOMPARE(cells.at(BoardModel::NameColumn), u"compression"_s);
    QCOMPARE(cells.at(BoardModel::OwnerColumn), u"Compression MCP"_s);
}

void TstBoardPage::everyControlHasAName()
{
    ConsoleWorld world;
    const Shown shown(world);
    const auto buttons = shown.page.findChildren<QAbstractButton *>();
    QVERIFY(buttons.size() >= 5);
    for (const QAbstractButton *button : buttons) {
        const bool isOfAnEmptyBanner = button->isHidden() && button->text().isEmpty();
        if (button->focusPolicy() == Qt::NoFocus || isOfAnEmptyBanner)
            continue;
        QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
    }
    QVERIFY(!shown.view()->accessibleName().isEmpty());
    QVERIFY(!shown.page.findChild<QLineEdit *>(u"boardFilter"_s)->accessibleName().isEmpty());
}

void TstBoardPage::hostileNamesStayText()
{
    ConsoleWorld world;
    world.server.setExecutions(ConsoleWorld::tenant, [&] {
        Execution run;
        run.workflowId = u"w"_s;
        run.runId = u"r"_s;
        run.taskQueue = u"<b>a</b>\u202egnp\n"_s;
        run.status = ExecutionStatus::Running;
        return std::vector<Execution>{run};
    }());
    QVERIFY(world.signIn());
    Shown shown(world);
    const QStringList names = shown.names(shown.ns(ConsoleWorld::tenant));
    QVERIFY2(names.contains(u"<b>a</b>‹U+202E›gnp‹U+000A›"_s), qPrintable(names.join(u'|')));
}

QTEST_MAIN(TstBoardPage)
#include "tst_boardpage.moc"
