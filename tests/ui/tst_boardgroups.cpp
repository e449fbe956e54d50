// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/consoleworld.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/board/boardpage.h"
#include "ui/board/boardview.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// The board in a window, and its rows as they are read.
struct Shown : ShownWindow
{
    explicit Shown(ConsoleWorld &world)
        : ShownWindow(world)
        , view(find<BoardView>(u"boardView"_s))
    {
    }
    [[nodiscard]] QAbstractItemModel *rows() const { return view->model(); }
    [[nodiscard]] QStringList names(const QModelIndex &parent = {}) const
    {
        QStringList all;
        for (int row = 0; row < rows()->rowCount(parent); ++row)
            all << rows()->index(row, BoardModel::NameColumn, parent).data().toString();
        return all;
    }
    [[nodiscard]] QModelIndex top(const QString &name) const
    {
        return rows()->index(int(names().indexOf(name)), 0);
    }
    [[nodiscard]] QModelIndex below(const QString &top, const QString &name) const
    {
        const QModelIndex parent = this->top(top);
        return rows()->index(int(names(parent).indexOf(name)), 0, parent);
    }
    void press(const QString &keys) { QTest::keySequence(&window, QKeySequence(keys)); }

    BoardView *view;
};

} // namespace

class TstBoardGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void byOwner();
    void bySignalWorstFirst();
    void theChosenRowStays();
    void filterAndOrderStay();
    void foldedGroupsStayFolded();
    void pauseEnds();
    void isRemembered();
};

void TstBoardGroups::byOwner()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    Shown shown(world);
    const QAbstractItemModelTester tester(shown.rows(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    shown.press(u"Alt+2"_s);
    QCOMPARE(shown.find<QToolButton>(u"boardGroups"_s)->text(), u"By owner"_s);
    QVERIFY(shown.names().contains(u"Knowledge MCP"_s));
    QVERIFY(!shown.names().contains(ConsoleWorld::prod));
    QCOMPARE(shown.names().first(), u"Knowledge MCP"_s); // it has the danger
    QVERIFY(shown.view->isExpanded(shown.top(u"Knowledge MCP"_s)));
    QCOMPARE(shown.rows()->rowCount(shown.top(u"Knowledge MCP"_s)), 3); // of three namespaces
    keepPictures(shown.window, u"board-owners"_s);
}

void TstBoardGroups::bySignalWorstFirst()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    Shown shown(world);
    const QAbstractItemModelTester tester(shown.rows(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    shown.press(u"Alt+3"_s);
    QCOMPARE(shown.names(), QStringList({u"danger"_s, u"caution"_s, u"unknown"_s, u"clear"_s}));
    QCOMPARE(shown.names(shown.top(u"danger"_s)), QStringList(u"knowledge_ingest"_s));
    keepPictures(shown.window, u"board-signals"_s);
    world.setBacklog(ConsoleWorld::ingest, 0, 0, 0s, 6, 6, 4);
    QVERIFY(world.look(60s));
    QTest::keyClick(shown.view, Qt::Key_R);
    QVERIFY(!shown.names().contains(u"danger"_s));
    shown.press(u"Alt+1"_s);
    QVERIFY(shown.names().contains(ConsoleWorld::prod));
}

void TstBoardGroups::theChosenRowStays()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.view->setCurrentIndex(shown.below(ConsoleWorld::prod, u"research_workflows"_s));
    for (const auto &keys : {u"Alt+2"_s, u"Alt+3"_s, u"Alt+1"_s}) {
        shown.press(keys);
        QCOMPARE(shown.view->currentIndex().data(BoardModel::QueueRole).toString(),
                 ConsoleWorld::research.queue);
        QVERIFY(shown.view->selectionModel()->isSelected(shown.view->currentIndex()));
        QVERIFY(shown.view->hasFocus());
    }
}

void TstBoardGroups::filterAndOrderStay()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.view->sortByColumn(BoardModel::NameColumn, Qt::DescendingOrder);
    shown.find<QLineEdit>(u"boardFilter"_s)->setText(u"stratmaster-prod -evals"_s);
    shown.press(u"Alt+3"_s);
    QCOMPARE(shown.names(), QStringList(u"clear"_s));
    const QStringList expected{u"research_workflows"_s, u"render_playwright"_s, u"knowledge_ingest"_s,
                               u"compression"_s};
    QCOMPARE(shown.names(shown.top(u"clear"_s)), expected);
    shown.press(u"Alt+1"_s);
    QCOMPARE(shown.names(shown.top(ConsoleWorld::prod)), expected);
    shown.find<QLineEdit>(u"boardFilter"_s)->setText(u"no such"_s);
    shown.press(u"Alt+2"_s);
    QCOMPARE(shown.rows()->rowCount(), 0);
}

void TstBoardGroups::foldedGroupsStayFolded()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.view->setExpanded(shown.top(ConsoleWorld::staging), false);
    shown.press(u"Alt+2"_s);
    shown.view->setCurrentIndex(shown.top(u"Knowledge MCP"_s));
    QTest::keyClick(shown.view, Qt::Key_Return);
    QVERIFY(!shown.view->isExpanded(shown.top(u"Knowledge MCP"_s)));
    shown.press(u"Alt+1"_s);
    QVERIFY(!shown.view->isExpanded(shown.top(ConsoleWorld::staging)));
    QVERIFY(shown.view->isExpanded(shown.top(ConsoleWorld::prod)));
    shown.press(u"Alt+2"_s);
    QVERIFY(!shown.view->isExpanded(shown.top(u"Knowledge MCP"_s)));
    QVERIFY(shown.view->isExpanded(shown.top(u"Research MCP"_s)));
}

void TstBoardGroups::pauseEnds()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    QTest::keyClick(shown.view, Qt::Key_P);
    QVERIFY(shown.find<QToolButton>(u"boardPause"_s)->isChecked());
    shown.press(u"Alt+3"_s);
    QVERIFY(!shown.find<QToolButton>(u"boardPause"_s)->isChecked());
    QTest::keyClick(shown.view, Qt::Key_P); // and freezes groups too
    const QStringList before = shown.names();
    world.setBacklog(ConsoleWorld::ingest, 500, 0, 400s, 5, 1, 1);
    QVERIFY(world.look(10s));
    QTest::keyClick(shown.view, Qt::Key_R);
    QCOMPARE(shown.names(), before);
    QTest::keyClick(shown.view, Qt::Key_P);
    QCOMPARE(shown.names().first(), u"caution"_s);
}

void TstBoardGroups::isRemembered()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    {
        Shown shown(world);
        shown.find<QToolButton>(u"boardGroups"_s)->menu()->actions().at(1)->trigger();
        QVERIFY(shown.names().contains(u"Knowledge MCP"_s));
    }
    const Shown again(world);
    QVERIFY(again.names().contains(u"Knowledge MCP"_s));
}

QTEST_MAIN(TstBoardGroups)
#include "tst_boardgroups.moc"
