// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shownwindow.h"
#include "ui/board/boardview.h"
#include "ui/queue/figurecard.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/page.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/navigator.h"

#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QStringList names(const QAbstractItemModel &board)
{
    QStringList all;
    for (int ns = 0; ns < board.rowCount(); ++ns) {
        const QModelIndex group = board.index(ns, BoardModel::NameColumn);
        all << group.data().toString();
        for (int row = 0; row < board.rowCount(board.index(ns, 0)); ++row)
            all << board.index(row, BoardModel::NameColumn, board.index(ns, 0)).data().toString();
    }
    return all;
}

} // namespace

class TstWindowDanger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qunsetenv("DBUS_SESSION_BUS_ADDRESS"); }
    void railAndTitleCountDangers();
    void anOutageChangesNeitherOrderNorSignal();
    void sinceNamesWhatItMeans();
    void oneAgePerTask();
    void theOldestIsNeverCut_data();
    void theOldestIsNeverCut();
    void emptyColumnsGiveWayToTheSentence();
};

void TstWindowDanger::railAndTitleCountDangers()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    const auto *rail = shown.find<QToolButton>(u"rail-board"_s);
    QVERIFY(shown.window.windowTitle().startsWith(u"Board"_s));
    QCOMPARE(rail->accessibleName(), u"Board"_s);
    QVERIFY(world.liveThroughTrouble());
    shown.find<Navigator>(u"pages"_s)->go(Place::ofWorkflows(ConsoleWorld::prod));
    QVERIFY2(shown.window.windowTitle().startsWith(u"1 danger · Workflows"_s),
             qPrintable(shown.window.windowTitle()));
    QCOMPARE(rail->accessibleName(), u"Board, 1 danger"_s);
}

void TstWindowDanger::anOutageChangesNeitherOrderNorSignal()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    QVERIFY(world.liveThroughTrouble());
    auto *board = shown.find<BoardView>(u"boardView"_s);
    QTest::keyClick(board, Qt::Key_R);
    const QStringList before = names(*board->model());
    const QModelIndex first = board->model()->index(0, 0, board->model()->index(0, 0));
    QCOMPARE(first.data(BoardModel::ShownSignalRole).toInt(), int(Signal::Danger));

    world.server.stop();
    for (int i = 0; i < 8; ++i) { // two minutes
        world.clock.advance(15s);
        world.alerts->tick();
        world.board->tick();
    }
    QTRY_COMPARE(world.client->connection(), ConnectionState::Lost);
    QTRY_COMPARE(first.data(BoardModel::SignalRole).toInt(), int(Signal::Unknown));
    QTest::keyClick(board, Qt::Key_R); // even if it is sorted anew
    QCOMPARE(names(*board->model()), before);
    const QModelIndex still = board->model()->index(0, 0, board->model()->index(0, 0));
    QCOMPARE(still.data(BoardModel::ShownSignalRole).toInt(), int(Signal::Danger));
    QVERIFY(still.data(Qt::AccessibleTextRole).toString().contains(u"danger"_s));
    QVERIFY2(shown.window.windowTitle().startsWith(u"1 danger"_s), qPrintable(shown.window.windowTitle()));
    world.server.start();
}

void TstWindowDanger::sinceNamesWhatItMeans()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    QVERIFY(world.liveThroughTrouble());
    auto *pages = shown.find<Navigator>(u"pages"_s);
    const auto since = [pages] { return pages->page()->findChild<PlainLabel *>(u"queueSince"_s)->text(); };
    pages->go(Place::ofQueue(ConsoleWorld::ingest));
    const QRegularExpression firing(
        u"^firing since \\d\\d:\\d\\d:\\d\\d \\(over 100 since \\d\\d:\\d\\d:\\d\\d\\)$"_s);
    QVERIFY2(firing.match(since()).hasMatch(), qPrintable(since()));
    pages->go(Place::ofQueue(ConsoleWorld::research));
    const QRegularExpression pending(
        u"^over 100 since \\d\\d:\\d\\d:\\d\\d, fires at \\d\\d:\\d\\d:\\d\\d$"_s);
    QVERIFY2(pending.match(since()).hasMatch(), qPrintable(since()));
}

void TstWindowDanger::oneAgePerTask()
{
    ConsoleWorld world;
    world.setBacklog(ConsoleWorld::ingest, 10, 0, 41min + 7s, 1, 1, 2);
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    const QModelIndex row = world.board->indexOf(ConsoleWorld::ingest, BoardModel::OldestColumn);
    QCOMPARE(row.data().toString(), u"41 min"_s);
    QVERIFY(row.data(Qt::ToolTipRole).toString().contains(u"Oldest task: 41 min"_s));
    shown.find<Navigator>(u"pages"_s)->go(Place::ofQueue(ConsoleWorld::ingest));
    QCOMPARE(shown.find<FigureCard>(u"figureOldest"_s)->findChild<PlainLabel *>(u"figure"_s)->text(),
             u"41 min"_s);
}

void TstWindowDanger::theOldestIsNeverCut_data()
{
    QTest::addColumn<Milliseconds>("age");
    for (const auto &[name, age] :
         {std::pair("9 m 59 s", Milliseconds(599s)), std::pair("59 min", Milliseconds(59min)),
          std::pair("23 h 59 m", Milliseconds(23h + 59min)), std::pair("364 d 23 h", Milliseconds(8759h))})
        QTest::newRow(name) << age;
}

void TstWindowDanger::theOldestIsNeverCut()
{
    QFETCH(const Milliseconds, age);
    ConsoleWorld world;
    world.setBacklog(ConsoleWorld::ingest, 200, 0, age, 1, 1, 2);
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    shown.window.resize(1024, 700);
    const auto *board = shown.find<BoardView>(u"boardView"_s);
    const QString text =
        world.board->indexOf(ConsoleWorld::ingest, BoardModel::OldestColumn).data().toString();
    QCOMPARE(text, QString::fromLatin1(QTest::currentDataTag()));
    const int room = board->columnWidth(BoardModel::OldestColumn) - 2 * CellDelegate::padding;
    QVERIFY2(room >= QFontMetrics(board->font()).horizontalAdvance(text), qPrintable(text));
}

void TstWindowDanger::emptyColumnsGiveWayToTheSentence()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    auto *board = shown.find<BoardView>(u"boardView"_s);
    const QString sentence = u"nobody polls for its 150 workflow tasks"_s;
    for (const int width : {1024, 1280, 1360, 1700}) {
        shown.window.resize(width, 700);
        QTest::qWait(20);
        const int room = board->columnWidth(BoardModel::SentenceColumn) - 2 * CellDelegate::padding;
        QVERIFY2(room >= board->fontMetrics().horizontalAdvance(sentence),
                 qPrintable(QString::number(width)));
        QVERIFY(!board->isColumnHidden(BoardModel::OldestColumn));
    }
    QVERIFY(!board->isColumnHidden(BoardModel::SparklineColumn)); // they come back with the room
}

QTEST_MAIN(TstWindowDanger)
#include "tst_windowdanger.moc"
