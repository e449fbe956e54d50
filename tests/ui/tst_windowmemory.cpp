// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shownwindow.h"
#include "ui/board/boardview.h"
#include "ui/state/uistate.h"
#include "ui/widgets/page.h"
#include "ui/widgets/tableview.h"
#include "ui/window/navigator.h"

#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QSplitter>
#include <QTest>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;

namespace {

/// What is on the disk while the window that wrote it still lives: what a kill -9 leaves.
QVariant onDisk(const ConsoleWorld &world, const QString &key);

/// What the one who is signed in left.
QString own(const ConsoleWorld &world, const QString &key)
{
    UiState state(world.profile.name);
    state.setPerson(world.tokens->user()->subject);
    return state.ofPerson(key);
}

QVariant onDisk(const ConsoleWorld &world, const QString &key)
{
    return QSettings(uiStatePath(world.profile.name), QSettings::IniFormat).value(key);
}

} // namespace

class TstWindowMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qunsetenv("DBUS_SESSION_BUS_ADDRESS"); }
    void isOnDiskWhileTheWindowLives();
    void comesBackWithTheNextWindow();
    void aNamespaceThatMayNotBeReadIsNotGoneTo();
    void anotherPersonFindsNothingOfIt();
    void manyChangesAreOneWrite();
};

void TstWindowMemory::isOnDiskWhileTheWindowLives()
{
    ConsoleWorld world;
    const Execution run = world.serveRun();
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    shown.window.resize(1111, 777);
    QTRY_VERIFY(onDisk(world, u"window/geometry"_s).isValid());

    auto *board = shown.find<BoardView>(u"boardView"_s);
    const QByteArray before = onDisk(world, u"board/header"_s).toByteArray();
    board->setColumnWidth(BoardModel::NameColumn, 333);
    QTRY_VERIFY(onDisk(world, u"board/header"_s).toByteArray() != before);
    board->collapse(board->model()->index(0, 0));
    QTRY_VERIFY(!onDisk(world, u"board/folded"_s).toStringList().isEmpty());

    auto *pages = shown.find<Navigator>(u"pages"_s);
    pages->go(Place::ofWorkflows(ConsoleWorld::tenant, u"WorkflowType = 'x'"_s));
    QTRY_COMPARE(onDisk(world, own(world, u"workflows/namespace"_s)).toString(), ConsoleWorld::tenant);
    QTRY_COMPARE(onDisk(world, own(world, u"workflows/query"_s)).toString(), u"WorkflowType = 'x'"_s);
    shown.find<TableView>(u"workflows"_s)->setColumnWidth(0, 222);
    QTRY_VERIFY(onDisk(world, u"workflows/runColumns"_s).isValid());

    pages->go(Place::ofWorkflow(ConsoleWorld::prod, run.workflowId, run.runId));
    QTRY_VERIFY(shown.find<QWidget>(u"pendingActivities"_s)->isVisible());
    QTRY_COMPARE(onDisk(world, own(world, u"window/place"_s)).toStringList().value(3), run.workflowId);
    const auto splitters = pages->page()->findChildren<QSplitter *>();
    QCOMPARE(splitters.size(), 4);
    for (QSplitter *splitter : splitters) {
        QVERIFY(!splitter->objectName().isEmpty());
        QSplitterHandle *handle = splitter->handle(1);
        const QPoint by = splitter->orientation() == Qt::Horizontal ? QPoint(-30, 0) : QPoint(0, 30);
        QTest::mousePress(handle, Qt::LeftButton, {}, handle->rect().center());
        QTest::mouseMove(handle, handle->rect().center() + by);
        QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->rect().center() + by);
        QTRY_VERIFY2(onDisk(world, u"splitter/"_s + splitter->objectName()).isValid(),
                     qPrintable(splitter->objectName()));
    }
}

void TstWindowMemory::comesBackWithTheNextWindow()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    {
        ShownWindow shown(world);
        shown.find<Navigator>(u"pages"_s)
            ->go(Place::ofWorkflows(ConsoleWorld::tenant, u"ExecutionStatus = 'Failed'"_s));
    }
    const ShownWindow again(world);
    const auto *pages = again.find<Navigator>(u"pages"_s);
    QCOMPARE(pages->place().page, Place::Page::Workflows);
    QCOMPARE(pages->place().ns, ConsoleWorld::tenant);
    QCOMPARE(pages->place().query, u"ExecutionStatus = 'Failed'"_s);
    QVERIFY(pages->canGoBack()); // to the board
}

void TstWindowMemory::aNamespaceThatMayNotBeReadIsNotGoneTo()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    UiState(world.profile.name)
        .set(own(world, u"window/place"_s), QStringList{u"workflows"_s, u"somebody-elses"_s, {}, {}, {}, {}});
    UiState(world.profile.name).set(own(world, u"workflows/namespace"_s), u"somebody-elses"_s);
    const ShownWindow shown(world);
    auto *pages = shown.find<Navigator>(u"pages"_s);
    QCOMPARE(pages->place().page, Place::Page::Board);
    pages->go(Place::ofWorkflows());
    const auto *namespaces = shown.find<QComboBox>(u"namespace"_s);
    QCOMPARE(namespaces->currentData().toString(), ConsoleWorld::prod);
    QCOMPARE(namespaces->findData(u"somebody-elses"_s), -1);
}

void TstWindowMemory::anotherPersonFindsNothingOfIt()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    const Place left = Place::ofWorkflows(ConsoleWorld::tenant, u"WorkflowId = 'of Ada'"_s);
    {
        const ShownWindow shown(world);
        shown.find<Navigator>(u"pages"_s)->go(left);
    }
    const QString ada = world.idp.subject;
    world.tokens->signOut();
    world.idp.subject = u"grace"_s;
    QVERIFY(world.signIn());
    {
        const ShownWindow shown(world);
        auto *pages = shown.find<Navigator>(u"pages"_s);
        QCOMPARE(pages->place(), Place::board());
        pages->go(Place::ofWorkflows());
        QCOMPARE(pages->place().ns, ConsoleWorld::prod);
        QCOMPARE(pages->place().query, u"ExecutionStatus='Running'"_s);
    }
    world.tokens->signOut();
    world.idp.subject = ada;
    QVERIFY(world.signIn());
    const ShownWindow again(world);
    QCOMPARE(again.find<Navigator>(u"pages"_s)->place(), left);
}

void TstWindowMemory::manyChangesAreOneWrite()
{
    QTemporaryDir home;
    qputenv("XDG_STATE_HOME", home.path().toLocal8Bit());
    const QString path = uiStatePath(u"many"_s);
    UiState state(u"many"_s);
    for (int i = 0; i < 1000; ++i)
        state.set(u"window/geometry"_s, i);
    QVERIFY(!QFile::exists(path)); // nothing is written while it is set
    QTRY_COMPARE(QSettings(path, QSettings::IniFormat).value(u"window/geometry"_s).toInt(), 999);
}

QTEST_MAIN(TstWindowMemory)
#include "tst_windowmemory.moc"
