// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/likenames.h"
#include "tests/unit/board/boardworld.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

/// Queues named for the workers that made them, beside two of the usual kind.
struct FoldWorld : BoardWorld
{
    explicit FoldWorld(int workers)
    {
        serve();
        setWorkers(workers);
        build();
        watch->start({});
        settle();
        run(60s);
    }

    static QueueKey worker(int number) { return {u"ns"_s, u"w-%1"_s.arg(number)}; }

    void setWorkers(int count)
    {
        std::vector<QString> names{busy.queue, calm.queue};
        for (int i = 0; i < count; ++i) {
            names.push_back(worker(i).queue);
            setQueue(worker(i), 0);
        }
        setRunning(u"ns"_s, names);
    }

    /// Every row of the namespace, in the board's order.
    [[nodiscard]] QStringList rows() const
    {
        QStringList names;
        const QModelIndex above = board->indexOf(ns);
        for (int row = 0; row < board->rowCount(above); ++row)
            names << board->index(row, BoardModel::NameColumn, above).data().toString();
        return names;
    }
    [[nodiscard]] QModelIndex fold() const { return board->indexOf(worker(0)).parent(); }
};

} // namespace

class TestBoardFolds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreAlike_data();
    void namesAreAlike();
    void manyLikeNamesAreOneRow();
    void fewLikeNamesStandForThemselves();
    void whatTheRunbookNamesStandsForItself();
    void aFoldTellsTheWorstAndHowMany();
    void aFoldGrowsWhereItStands();
};

void TestBoardFolds::namesAreAlike_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("like");
    QTest::newRow("number") << u"w-4711"_s << u"w-…"_s;
    QTest::newRow("number in a word") << u"worker7.replies"_s << u"worker….replies"_s;
    QTest::newRow("UUID") << u"reply-0b9d2a44-7e6f-4c1e-8d0c-aabbccddeeff"_s << u"reply-…"_s;
    QTest::newRow("UUID without digits in a part") << u"r/0b9d2a44-7e6f-4c1e-abcd-aabbccddeeff"_s << u"r/…"_s;
    QTest::newRow("pod") << u"ingest-7d9f8b6c5-x2x4z"_s << u"ingest-…"_s;
    QTest::newRow("host") << u"ip-10-0-3-17.eu-west-1.compute"_s << u"ip-….eu-west-….compute"_s;
    QTest::newRow("process") << u"12@build-host-3"_s << u"…@build-host-…"_s;
    QTest::newRow("no number") << u"knowledge_ingest"_s << u"knowledge_ingest"_s;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("other letters") << u"очередь-12"_s << u"очередь-…"_s;
}

void TestBoardFolds::namesAreAlike()
{
    QFETCH(QString, name);
    QTEST(likeName(name), "like");
}

void TestBoardFolds::manyLikeNamesAreOneRow()
{
    FoldWorld world(48);
    QCOMPARE(world.rows(), QStringList({u"busy"_s, u"calm"_s, u"48 × w-…"_s}));
    QCOMPARE(world.board->rowCount(world.fold()), 48);
    QCOMPARE(world.fold().siblingAtColumn(BoardModel::NameColumn).data(Qt::AccessibleTextRole),
             QVariant(u"48 queues like w-…"_s));
    QCOMPARE(world.fold().data(BoardModel::FoldRole), QVariant(u"w-…"_s));
    QCOMPARE(world.fold().data(BoardModel::QueueRole), QVariant(QString()));
    QCOMPARE(world.text(FoldWorld::worker(17), BoardModel::NameColumn), u"w-17"_s);
    QCOMPARE(world.board->count(Signal::Clear) + world.board->count(Signal::Unknown), 50);
}

void TestBoardFolds::fewLikeNamesStandForThemselves()
{
    const FoldWorld world(9);
    QCOMPARE(world.rows().size(), 11);
    QCOMPARE(world.fold(), world.board->indexOf(world.ns));
}

void TestBoardFolds::whatTheRunbookNamesStandsForItself()
{
    FoldWorld world(12);
    world.watch->stop();
    world.runbook = Runbook::parse("version = 1\n[[queue]]\nname = 'w-3'\nowner = 'Team'\n", u"r"_s).value();
    const BoardModel board(*world.present, world.runbook);
    const QModelIndex ns = board.indexOf(world.ns);
    QCOMPARE(board.indexOf(FoldWorld::worker(3)).parent(), ns);
    QCOMPARE(board.rowCount(board.indexOf(FoldWorld::worker(4)).parent()), 11);
}

void TestBoardFolds::aFoldTellsTheWorstAndHowMany()
{
    FoldWorld world(12);
    QCOMPARE(world.fold().data(BoardModel::SignalRole).toInt(), int(Signal::Clear));
    QCOMPARE(world.fold().siblingAtColumn(BoardModel::SentenceColumn).data(), QVariant(QString()));
    QSignalSpy changed(world.board.get(), &BoardModel::dataChanged);
    for (const int number : {2, 5, 7})
        world.setQueue(FoldWorld::worker(number), 400, {}, 20min);
    world.visible = {FoldWorld::worker(2), FoldWorld::worker(5), FoldWorld::worker(7)};
    world.watch->setVisibleQueues(world.visible);
    world.run(60s);
    const auto sentence = [&] {
        return world.fold().siblingAtColumn(BoardModel::SentenceColumn).data().toString();
    };
    QCOMPARE(world.fold().data(BoardModel::SignalRole).toInt(), int(Signal::Caution));
    QCOMPARE(sentence(), u"3 with caution"_s);
    world.setQueue(FoldWorld::worker(5), 0);
    world.run(5min);
    QCOMPARE(world.fold().data(BoardModel::SignalRole).toInt(), int(Signal::Danger));
    QCOMPARE(sentence(), u"2 in danger"_s);
    QCOMPARE(world.fold().siblingAtColumn(BoardModel::WorkflowBacklogColumn).data().toString(), u"800"_s);
    QCOMPARE(world.at(world.ns, 0, BoardModel::SignalRole).toInt(), int(Signal::Danger));
    QVERIFY(std::any_of(changed.begin(), changed.end(), [&](const QList<QVariant> &args) {
        return args[0].toModelIndex() == world.fold().siblingAtColumn(args[0].toModelIndex().column());
    }));
}

void TestBoardFolds::aFoldGrowsWhereItStands()
{
    FoldWorld world(12);
    const QPersistentModelIndex fold = world.fold();
    const QPersistentModelIndex last = world.board->indexOf(FoldWorld::worker(11));
    world.setWorkers(20);
    world.run(6min);
    QVERIFY(fold.isValid() && last.isValid());
    QCOMPARE(QModelIndex(fold), world.fold());
    QCOMPARE(world.board->rowCount(fold), 20);
    QCOMPARE(QModelIndex(last), world.board->indexOf(FoldWorld::worker(11)));
    QCOMPARE(world.rows().back(), u"20 × w-…"_s);
}

QTEST_GUILESS_MAIN(TestBoardFolds)
#include "tst_boardfolds.moc"
