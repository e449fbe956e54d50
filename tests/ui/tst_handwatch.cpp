// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/consoleworld.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/board/boardpage.h"
#include "ui/board/boardview.h"
#include "ui/board/watchqueuedialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QueueKey orders{ConsoleWorld::tenant, u"tenant-acme.orders"_s};

struct Asked
{
    explicit Asked(const MainWindow &window)
        : dialog(window.findChild<WatchQueueDialog *>())
    {
    }
    template <class T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return dialog->findChild<T *>(name);
    }
    void choose(const QString &ns) const
    {
        auto *box = find<QComboBox>(u"watchNamespace"_s);
        box->setCurrentIndex(box->findData(ns));
    }
    void type(const QString &name) const { find<QLineEdit>(u"watchQueueName"_s)->setText(name); }
    [[nodiscard]] bool mayAccept() const { return find<QPushButton>(u"watchAccept"_s)->isEnabled(); }
    [[nodiscard]] QString refusal() const { return find<PlainLabel>(u"watchRefusal"_s)->text(); }

    WatchQueueDialog *dialog;
};

QMenu *menuOn(BoardView &view, const QModelIndex &index)
{
    view.setCurrentIndex(index);
    Q_EMIT view.customContextMenuRequested(view.visualRect(index).center());
    return view.window()->findChild<QMenu *>(u"boardMenu"_s);
}

QAction *entryOf(const QMenu &menu, const QString &text)
{
    const auto entries = menu.actions();
    for (QAction *entry : entries)
        if (entry->text() == text)
            return entry;
    return nullptr;
}

} // namespace

class TstHandWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void aKeyAsksAndTheRowIsChosen();
    void theNamespaceOfTheRowComesFirst();
    void refusesWithASentence();
    void stopsAndTakesItBack();
    void isRememberedOverARestart();
};

void TstHandWatch::aKeyAsksAndTheRowIsChosen()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    QTest::keySequence(&shown.window, QKeySequence(u"Ctrl+D"_s));
    const Asked asked(shown.window);
    QVERIFY(asked.dialog);
    QTRY_VERIFY(asked.find<QLineEdit>(u"watchQueueName"_s)->hasFocus());
    QVERIFY(!asked.mayAccept());
    asked.choose(orders.ns);
    QTest::keyClicks(asked.find<QLineEdit>(u"watchQueueName"_s), orders.queue);
    QVERIFY(asked.mayAccept());
    keepPictures(*asked.dialog, u"watch-queue"_s);
    QTest::keyClick(asked.dialog, Qt::Key_Return);

    auto *view = shown.window.findChild<BoardView *>(u"boardView"_s);
    const QModelIndex row = view->currentIndex();
    QCOMPARE(row.data(BoardModel::QueueRole).toString(), orders.queue);
    QVERIFY(row.data(BoardModel::ByHandRole).toBool());
    const QModelIndex name = row.siblingAtColumn(BoardModel::NameColumn);
    QCOMPARE(name.data(BoardModel::DetailRole).toString(), u"by hand"_s);
    QCOMPARE(name.data(Qt::AccessibleTextRole).toString(), u"orders, watched by hand"_s);
    QVERIFY(name.data(Qt::ToolTipRole).toString().contains(u"Watched by hand"_s));
    keepPictures(shown.window, u"watched-by-hand"_s);
}

void TstHandWatch::theNamespaceOfTheRowComesFirst()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    auto *view = shown.window.findChild<BoardView *>(u"boardView"_s);
    QModelIndex tenant;
    for (int row = 0; row < view->model()->rowCount(); ++row)
        if (const QModelIndex index = view->model()->index(row, BoardModel::NameColumn);
            index.data(BoardModel::NamespaceRole) == ConsoleWorld::tenant)
            tenant = index;
    QMenu *menu = menuOn(*view, tenant);
    QVERIFY(menu);
    QVERIFY(!entryOf(*menu, u"Stop watching"_s));
    entryOf(*menu, u"Watch a queue…"_s)->trigger();
    menu->close();
    const Asked asked(shown.window);
    QCOMPARE(asked.dialog->key().ns, ConsoleWorld::tenant);
    asked.dialog->reject();
}

void TstHandWatch::refusesWithASentence()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    QTest::keySequence(&shown.window, QKeySequence(u"Ctrl+D"_s));
    const Asked asked(shown.window);
    asked.choose(ConsoleWorld::ingest.ns);
    const auto refused = [&](const QString &name) {
        asked.type(name);
        return !asked.mayAccept() && !asked.refusal().isEmpty();
    };
    QVERIFY(refused(u"/_sys/orders/1"_s));
    QVERIFY(asked.refusal().contains(u"is a part that the server made of a queue"_s));
    QVERIFY(refused(u"7@host-3c2f1f0e9d0a4f0e8a540c1f6d9c0b11"_s));
    QVERIFY(refused(u"  "_s));
    QVERIFY(refused(ConsoleWorld::ingest.queue)); // the profile has it
    QVERIFY(refused(u"/_sys/\u202ea"_s));
    QVERIFY2(asked.refusal().contains(u"‹U+202E›"_s), qPrintable(asked.refusal()));
    asked.type({});
    QVERIFY(!asked.mayAccept());
    asked.dialog->reject();
}

void TstHandWatch::stopsAndTakesItBack()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    world.session->watchedByHand().add(orders);
    auto *view = shown.window.findChild<BoardView *>(u"boardView"_s);
    auto *page = shown.window.findChild<BoardPage *>();
    page->watchQueue(orders.ns);
    const Asked asked(shown.window);
    asked.type(u"tenant-acme.more"_s);
    asked.dialog->accept();
    QMenu *menu = menuOn(*view, view->currentIndex());
    entryOf(*menu, u"Stop watching"_s)->trigger();
    menu->close();
    const QueueKey more{orders.ns, u"tenant-acme.more"_s};
    QVERIFY(!world.board->indexOf(more).isValid());
    const auto *bar = shown.window.findChild<Banner *>(u"handWatchBar"_s);
    QVERIFY(bar->isVisible());
    QVERIFY(bar->sentence().contains(u"is no longer watched."_s));
    QTest::keySequence(view, QKeySequence::Undo);
    QVERIFY(world.board->indexOf(more).isValid());
    QVERIFY(world.board->indexOf(orders).isValid());
    // And the other way round, by the bar's button.
    bar->findChild<QPushButton *>(u"bannerButton"_s)->click();
    QVERIFY(!world.board->indexOf(more).isValid());
}

void TstHandWatch::isRememberedOverARestart()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    world.session->watchedByHand().add(orders);
    QVERIFY(world.board->indexOf(orders).isValid());
    world.build();
    QVERIFY(world.signIn());
    QVERIFY(world.watch->isByHand(orders));
    QVERIFY(world.board->indexOf(orders).isValid());
    world.session->watchedByHand().remove(orders);
    world.build();
    QVERIFY(world.signIn());
    QVERIFY(!world.watch->isByHand(orders));
    QVERIFY(!world.board->indexOf(orders).isValid());
}

QTEST_MAIN(TstHandWatch)
#include "tst_handwatch.moc"
