// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/keyboardwalk.h"
#include "tests/ui/shownwindow.h"
#include "ui/board/boardview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/navigator.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QMenuBar>
#include <QTableView>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;

class TstWindowKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qunsetenv("DBUS_SESSION_BUS_ADDRESS"); }
    void tabReachesEveryControl();
    void escapeLeavesAField();
    void usualKeysWork();
    void copyFromTheMenuTakesWhatIsSelected();
    void downPicksTheFirstRow();
    void tooltipsAreReadWithoutMarkup();
    void aNamespacesFactsAreRead();
};

void TstWindowKeys::tabReachesEveryControl()
{
    ConsoleWorld world;
    const Execution run = world.serveRun();
    ShownWindow shown(world);
    QVERIFY(shown.active);
    QCOMPARE(missedBy(Qt::Key_Tab, shown.window), QStringList());
    QVERIFY(world.signIn());
    auto *pages = shown.find<Navigator>(u"pages"_s);
    for (const Place &place : {Place::board(), Place::alerts(), Place::ofQueue(ConsoleWorld::ingest),
                               Place::ofWorkflows(ConsoleWorld::prod),
                               Place::ofWorkflow(ConsoleWorld::prod, run.workflowId, run.runId)}) {
        pages->go(place);
        if (place.page == Place::Page::Workflow)
            QTRY_VERIFY(shown.find<QWidget>(u"pendingActivities"_s)->isVisible());
        if (place.page == Place::Page::Workflows)
            QTRY_COMPARE(shown.find<QAbstractItemView>(u"workflows"_s)->model()->rowCount(), 1);
        const QStringList missed = missedBy(Qt::Key_Tab, shown.window);
        QVERIFY2(missed.isEmpty(), qPrintable(u"page %1: %2"_s.arg(int(place.page)).arg(missed.join(u' '))));
    }
}

void TstWindowKeys::escapeLeavesAField()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    QVERIFY(shown.active);
    auto *filter = shown.find<QLineEdit>(u"boardFilter"_s);
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), shown.find<QWidget>(u"boardView"_s));
    shown.find<Navigator>(u"pages"_s)->go(Place::ofWorkflows(ConsoleWorld::prod));
    for (const QString &name : {u"query"_s, u"namespace"_s}) {
        auto *field = shown.find<QWidget>(name);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), shown.find<QWidget>(u"workflows"_s));
    }
}

void TstWindowKeys::usualKeysWork()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    QVERIFY(shown.active);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), shown.find<QWidget>(u"boardFilter"_s));
    const int usual = QFontMetrics(QApplication::font()).height();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Equal, Qt::ControlModifier);
    QVERIFY(QFontMetrics(QApplication::font()).height() > usual);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Minus, Qt::ControlModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(QFontMetrics(QApplication::font()).height(), usual);
    auto *pages = shown.find<Navigator>(u"pages"_s);
    pages->go(Place::ofQueue(ConsoleWorld::ingest));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(pages->place().page, Place::Page::Board);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(pages->place().page, Place::Page::Queue);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F1);
    QVERIFY(shown.find<QDialog>(u"shortcutsDialog"_s));
}

/// As with the mouse: the menu opens, and the keyboard stays where it is.
void chooseCopy(const ShownWindow &shown)
{
    auto *bar = shown.find<QMenuBar>(u"menus"_s);
    QAction *edit = bar->actions().at(1);
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->actionGeometry(edit).center());
    QMenu *menu = edit->menu();
    QTRY_VERIFY(menu->isVisible());
    QTest::mouseClick(menu, Qt::LeftButton, {},
                      menu->actionGeometry(shown.find<QAction>(u"copy"_s)).center());
}

void TstWindowKeys::copyFromTheMenuTakesWhatIsSelected()
{
    ConsoleWorld world;
    const Execution run = world.serveRun();
    QVERIFY(world.signIn());
    const ShownWindow shown(world);
    QVERIFY(shown.active);
    auto *board = shown.find<BoardView>(u"boardView"_s);
    board->setCurrentIndex(board->model()->index(0, 0));
    auto *filter = shown.find<QLineEdit>(u"boardFilter"_s);
    filter->setText(u"stratmaster"_s);
    filter->setFocus();
    filter->setSelection(0, 5);
    chooseCopy(shown);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"strat"_s);

    shown.find<Navigator>(u"pages"_s)->go(Place::ofWorkflow(ConsoleWorld::prod, run.workflowId, run.runId));
    auto *now = shown.find<PlainLabel>(u"now"_s);
    QTRY_VERIFY(now->text().size() > 20);
    now->setFocus();
    now->setSelection(0, 4);
    chooseCopy(shown);
    QCOMPARE(QGuiApplication::clipboard()->text(), now->text().first(4));

    shown.find<Navigator>(u"pages"_s)->go(Place::board());
    board->setFocus();
    chooseCopy(shown);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u'\t'));
}

void TstWindowKeys::downPicksTheFirstRow()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    QVERIFY(shown.active);
    const auto comeByF6 = [](QWidget *list) {
        for (int i = 0; i < 10 && QApplication::focusWidget() != list; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    };
    for (const QString &name : {u"boardView"_s, u"workflows"_s}) {
        if (name == u"workflows"_s) {
            shown.find<Navigator>(u"pages"_s)->go(Place::ofWorkflows(ConsoleWorld::prod));
            QTRY_VERIFY(shown.find<QAbstractItemView>(name)->model()->rowCount() > 1);
        }
        auto *list = shown.find<QAbstractItemView>(name);
        shown.find<QWidget>(u"userMenu"_s)->setFocus();
        comeByF6(list);
        QCOMPARE(QApplication::focusWidget(), list);
        QVERIFY(!list->selectionModel()->hasSelection());
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(list->currentIndex().row(), 0);
        QVERIFY(!list->currentIndex().parent().isValid());
        QVERIFY(list->selectionModel()->hasSelection());
    }
}

void TstWindowKeys::tooltipsAreReadWithoutMarkup()
{
    ConsoleWorld world;
    const Execution run = world.serveRun();
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    shown.find<Navigator>(u"pages"_s)->go(Place::ofWorkflows(ConsoleWorld::prod));
    shown.find<Navigator>(u"pages"_s)->go(Place::ofWorkflow(ConsoleWorld::prod, run.workflowId, run.runId));
    QTRY_VERIFY(shown.find<QWidget>(u"pendingActivities"_s)->isVisible());
    int read = 0;
    const auto widgets = shown.window.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->toolTip().isEmpty())
            continue;
        const auto *accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(accessible);
        const QString text = accessible->text(QAccessible::Description);
        QVERIFY2(!text.contains(u'<') && !text.isEmpty(), qPrintable(nameOf(widget) + u": "_s + text));
        ++read;
    }
    QVERIFY(read > 5);
}

void TstWindowKeys::aNamespacesFactsAreRead()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    const auto *model = shown.find<BoardView>(u"boardView"_s)->model();
    const QModelIndex name = model->index(0, BoardModel::NameColumn);
    const QString read = name.data(Qt::AccessibleTextRole).toString();
    QVERIFY2(read.contains(u"retention 30 d"_s) && read.contains(u"registered"_s), qPrintable(read));
    QVERIFY(!name.data(Qt::AccessibleDescriptionRole).toString().contains(u'<'));
}

QTEST_MAIN(TstWindowKeys)
#include "tst_windowkeys.moc"
