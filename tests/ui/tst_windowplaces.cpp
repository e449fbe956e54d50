// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardmodel.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/window/navigator.h"

#include <QAction>
#include <QApplication>
#include <QTest>
#include <QTreeView>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;

class TestWindowPlaces final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void forwardMakesThePageAgainAsItWas();
    void anotherWayEndsForward();
    void theListIsOfTheChosenRowsNamespace();
    void controlAndAClickOpenTheList();
    void theListIsOfTheNamespaceUsedLast();
    void aNamespaceThatMayNotBeReadIsNeverChosen();
};

namespace {

/// The row of a namespace, or of a queue in it.
QModelIndex rowOf(const QTreeView &board, const QueueKey &key)
{
    for (int ns = 0; ns < board.model()->rowCount(); ++ns) {
        const QModelIndex top = board.model()->index(ns, 0);
        if (top.data(BoardModel::NamespaceRole).toString() != key.ns)
            continue;
        if (key.queue.isEmpty())
            return top;
        for (int row = 0; row < board.model()->rowCount(top); ++row)
            if (board.model()->index(row, 0, top).data(BoardModel::QueueRole).toString() == key.queue)
                return board.model()->index(row, 0, top);
    }
    return {};
}

void pressGW()
{
    QTest::keyClicks(QApplication::focusWidget(), u"gw"_s);
}

} // namespace

void TestWindowPlaces::forwardMakesThePageAgainAsItWas()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const ShownWindow shown(world);
    auto *pages = shown.find<Navigator>(u"pages"_s);
    const auto *forward = shown.find<QAction>(u"goForward"_s);
    Place queue = Place::ofQueue(ConsoleWorld::ingest);
    queue.range = std::chrono::minutes(360);
    pages->go(queue);
    QVERIFY(pages->place() == queue);
    const Place list = Place::ofWorkflows(ConsoleWorld::prod, u"WorkflowType='A'"_s);
    pages->go(list);
    QVERIFY(!forward->isEnabled());

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left, Qt::AltModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(pages->place() == Place::board());
    QTRY_VERIFY(!shown.find<QWidget>(u"queuePage"_s)); // it lives no longer, its place does
    QVERIFY(forward->isEnabled());

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right, Qt::AltModifier);
    QVERIFY(pages->place() == queue);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right, Qt::AltModifier);
    QVERIFY(pages->place() == list);
    QVERIFY(!forward->isEnabled());
}

void TestWindowPlaces::anotherWayEndsForward()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const ShownWindow shown(world);
    auto *pages = shown.find<Navigator>(u"pages"_s);
    pages->go(Place::ofQueue(ConsoleWorld::ingest));
    pages->back();
    QVERIFY(pages->canGoForward());
    pages->go(Place::ofWorkflows());
    QVERIFY(!pages->canGoForward());
    pages->back();
    QVERIFY(pages->canGoForward());
    world.tokens->signOut();
    QVERIFY(!pages->canGoForward());
}

void TestWindowPlaces::theListIsOfTheChosenRowsNamespace()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const ShownWindow shown(world);
    auto *pages = shown.find<Navigator>(u"pages"_s);
    auto *board = shown.find<QTreeView>(u"boardView"_s);
    board->setCurrentIndex(rowOf(*board, {ConsoleWorld::tenant, {}}));
    pressGW();
    QCOMPARE(pages->place().page, Place::Page::Workflows);
    QCOMPARE(pages->place().ns, ConsoleWorld::tenant);

    pages->go(Place::ofWorkflows(ConsoleWorld::tenant, u"WorkflowType='A'"_s));
    pages->back();
    pressGW(); // the same namespace: the list as it was left
    QCOMPARE(pages->place().query, u"WorkflowType='A'"_s);
    pages->back();

    board->setCurrentIndex(rowOf(*board, ConsoleWorld::ingest));
    pressGW();
    QCOMPARE(pages->place().ns, ConsoleWorld::prod);
    QCOMPARE(pages->place().query, u"ExecutionStatus='Running'"_s);
}

void TestWindowPlaces::controlAndAClickOpenTheList()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const ShownWindow shown(world);
    auto *board = shown.find<QTreeView>(u"boardView"_s);
    const QModelIndex row = rowOf(*board, {ConsoleWorld::tenant, {}});
    QTest::mouseClick(board->viewport(), Qt::LeftButton, Qt::ControlModifier,
                      board->visualRect(row.siblingAtColumn(BoardModel::SentenceColumn)).center());
    const auto *pages = shown.find<Navigator>(u"pages"_s);
    QCOMPARE(pages->place().page, Place::Page::Workflows);
    QCOMPARE(pages->place().ns, ConsoleWorld::tenant);
}

void TestWindowPlaces::theListIsOfTheNamespaceUsedLast()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    {
        const ShownWindow shown(world);
        auto *pages = shown.find<Navigator>(u"pages"_s);
        pages->go(Place::ofWorkflows(ConsoleWorld::tenant, u"WorkflowType='A'"_s));
        pages->go(Place::board());
    }
    const ShownWindow again(world);
    auto *board = again.find<QTreeView>(u"boardView"_s);
    QVERIFY(!board->selectionModel()->hasSelection());
    pressGW();
    QCOMPARE(again.find<Navigator>(u"pages"_s)->place(),
             Place::ofWorkflows(ConsoleWorld::tenant, u"WorkflowType='A'"_s));
}

void TestWindowPlaces::aNamespaceThatMayNotBeReadIsNeverChosen()
{
    ConsoleWorld world;
    const QueueKey foreign{u"another-team"_s, u"another-team.queue"_s};
    world.profile.queues.push_back(foreign);
    world.build();
    QVERIFY(world.signIn());
    const ShownWindow shown(world);
    auto *pages = shown.find<Navigator>(u"pages"_s);
    auto *board = shown.find<QTreeView>(u"boardView"_s);
    const QModelIndex row = rowOf(*board, {foreign.ns, {}});
    QVERIFY(row.isValid());
    board->setCurrentIndex(row);
    pressGW();
    QCOMPARE(pages->place().page, Place::Page::Workflows);
    QCOMPARE(pages->place().ns, ConsoleWorld::prod); // the first that may be
    pages->back();
    pages->go(Place::ofQueue(foreign));
    pressGW();
    QCOMPARE(pages->place().ns, ConsoleWorld::prod);
}

QTEST_MAIN(TestWindowPlaces)
#include "tst_windowplaces.moc"
