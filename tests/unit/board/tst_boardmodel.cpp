// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardmodel.h"

#include "tests/unit/board/boardworld.h"

#include <QRandomGenerator>
#include <QSignalSpy>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

class TestBoardModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failuresOfTodayGrowOld();
    void isATreeOfNamespacesAndQueues();
    void showsWhatTheWatchSaw();
    void showsAssessmentsAndTheWorstOfThem();
    void asksTheRulesAboutRowsThatCome();
    void aNamespaceIsNotClearBeforeItsQueuesAreFound();
    void countsSignalsAndRunning();
    void announcesOnlyChangedCells();
    void keepsSelectionWhenRowsComeAndGo();
    void marksStaleRowsOnTick();
    void tickIsSilentWhenNothingChanged();
    void tickMovesTheSparkline();
    void showsNothingForWhatMayNotBeRead();
    void showsNothingForAQueueNeverSeen();
    void standsTheLossOfANamespace();
    void alignsNumbersToTheRight();
    void standsRandomChanges();
};

void TestBoardModel::isATreeOfNamespacesAndQueues()
{
    BoardWorld world;
    world.begin();
    QCOMPARE(world.board->rowCount(), 2);
    QCOMPARE(world.board->columnCount(), int(BoardModel::ColumnCount));
    const QModelIndex ns = world.board->index(0, 0);
    QCOMPARE(world.board->rowCount(ns), 2);
    QCOMPARE(world.board->rowCount(world.board->index(1, 0)), 0);
    const QModelIndex busy = world.board->indexOf(world.busy, BoardModel::NameColumn);
    QCOMPARE(busy.parent(), ns);
    QCOMPARE(busy.row(), 0);
    QCOMPARE(busy.data(BoardModel::NamespaceRole).toString(), u"ns"_s);
    QCOMPARE(busy.data(BoardModel::QueueRole).toString(), u"ns.busy"_s);
    QVERIFY(!world.board->indexOf({u"ns"_s, u"none"_s}).isValid());
    QVERIFY(!world.board->indexOf({u"none"_s, u"none"_s}).isValid());
}

void TestBoardModel::showsWhatTheWatchSaw()
{
    BoardWorld world;
    world.visible = {world.busy};
    world.begin();
    QCOMPARE(world.text(world.busy, BoardModel::NameColumn), u"busy"_s);
    QCOMPARE(world.text(world.busy, BoardModel::OwnerColumn), u"Team <b>"_s);
    QCOMPARE(world.text(world.busy, BoardModel::WorkflowBacklogColumn), u"3"_s);
    QCOMPARE(world.text(world.busy, BoardModel::ActivityBacklogColumn), u"2"_s);
    QCOMPARE(world.text(world.busy, BoardModel::RunningColumn), u"1"_s);
    QCOMPARE(world.text(world.calm, BoardModel::RunningColumn), u"–"_s);
    QCOMPARE(world.text(world.ns, BoardModel::RunningColumn), u"2"_s);
    QCOMPARE(world.at(world.ns, 0, BoardModel::DetailRole).toString(), u"retention 3 d · registered"_s);
    QCOMPARE(world.at(world.ns, 0, BoardModel::ReadableRole), QVariant(true));
    QCOMPARE(world.at(world.busy, 0, BoardModel::AgeRole), QVariant(qint64(0)));
    world.clock.advance(7s);
    QCOMPARE(world.at(world.busy, 0, BoardModel::AgeRole), QVariant(qint64(7000)));
    const auto line = world.at(world.busy, 0, BoardModel::SparklineRole).value<QList<double>>();
    QCOMPARE(line.back(), 3.0);
    QVERIFY(world.at(world.busy, BoardModel::SparklineColumn, Qt::AccessibleTextRole)
                .toString()
                .contains(u"at most 3"_s));
    QVERIFY(world.at(world.busy, 0, Qt::ToolTipRole).toString().contains(u"Pollers alive: 1 workflow"_s));
}

void TestBoardModel::showsAssessmentsAndTheWorstOfThem()
{
    BoardWorld world;
    world.begin();
    QCOMPARE(world.text(world.ns, BoardModel::SignalColumn), u"clear"_s);
    QCOMPARE(world.text(world.other, BoardModel::SignalColumn), u"clear"_s);
    world.setQueue(world.busy, 150, 0, 6min);
    world.run(40s);
    const Instant since = world.alerts->alerts().at(0).since.value();
    QCOMPARE(world.text(world.busy, BoardModel::SignalColumn), u"caution"_s);
    world.run(5min + 30s, 5s); // it may have been seen at the last of the 40 seconds
    QCOMPARE(world.text(world.busy, BoardModel::SignalColumn), u"danger"_s);
    QVERIFY(world.text(world.busy, BoardModel::SentenceColumn).startsWith(u"workflow pollers silent for"_s));
    QCOMPARE(world.at(world.busy, 0, BoardModel::SignalRole), QVariant(int(Signal::Danger)));
    QCOMPARE(world.at(world.busy, 0, BoardModel::SinceRole).toLongLong(), since.time_since_epoch().count());
    QCOMPARE(world.text(world.ns, BoardModel::SignalColumn), u"danger"_s);
    world.setQueue(world.busy, 0, 0);
    world.setQueue(world.calm, 150, 0, 1s);
    world.visible = {world.busy, world.calm};
    world.run(1min, 5s);
    QCOMPARE(world.text(world.busy, BoardModel::SignalColumn), u"clear"_s);
    QCOMPARE(world.text(world.calm, BoardModel::SignalColumn), u"caution"_s);
    QCOMPARE(world.text(world.ns, BoardModel::SignalColumn), u"caution"_s);
    QVERIFY(!world.at(world.busy, 0, BoardModel::SinceRole).isValid());
}

void TestBoardModel::asksTheRulesAboutRowsThatCome()
{
    BoardWorld world;
    world.serve();
    world.build();
    world.server.holdNext(u"DescribeTaskQueue"_s, 4);
    world.watch->start({});
    QTRY_COMPARE(world.server.held(), 4);
    QCOMPARE(world.text(world.busy, BoardModel::SignalColumn), u"unknown"_s);
    QCOMPARE(world.text(world.busy, BoardModel::SentenceColumn), u"waiting for the first answer"_s);
    QCOMPARE(world.text(world.ns, BoardModel::SignalColumn), u"unknown"_s);
    world.server.releaseHeld();
    QTRY_COMPARE(world.text(world.busy, BoardModel::SignalColumn), u"clear"_s);
    QCOMPARE(world.text(world.busy, BoardModel::SentenceColumn), QString());
}

/// Its queues may be in trouble that nobody has heard of yet.
void TestBoardModel::aNamespaceIsNotClearBeforeItsQueuesAreFound()
{
    BoardWorld world;
    world.serve();
    world.build();
    world.server.holdNext(u"ListWorkflowExecutions"_s, fake::TemporalServer::always);
    world.watch->start({});
    QTRY_VERIFY(world.server.held() > 0);
    world.nudge();
    QCOMPARE(world.text(world.ns, BoardModel::SignalColumn), u"unknown"_s);
    QCOMPARE(world.text(world.ns, BoardModel::SentenceColumn), u"its queues are still being found"_s);
    world.server.clearFaults();
    world.server.releaseHeld();
    QTRY_VERIFY(world.watch->firstSweepDone());
    world.settle();
    QCOMPARE(world.text(world.ns, BoardModel::SignalColumn), u"clear"_s);
    QVERIFY(world.text(world.ns, BoardModel::SentenceColumn) != u"its queues are still being found"_s);
}

void TestBoardModel::countsSignalsAndRunning()
{
    BoardWorld world;
    world.serve();
    world.build();
    QCOMPARE(world.board->running(), std::nullopt);
    QSignalSpy totals(world.board.get(), &BoardModel::totalsChanged);
    world.watch->start({});
    QTRY_VERIFY(world.watch->firstSweepDone());
    QVERIFY(!totals.isEmpty());
    QCOMPARE(world.board->running(), 2);
    QCOMPARE(world.board->count(Signal::Clear), 2);
    totals.clear();
    world.setQueue(world.busy, 150, 0, 1s);
    world.run(40s);
    QCOMPARE(totals.size(), 1);
    QCOMPARE(world.board->count(Signal::Clear), 1);
    QCOMPARE(world.board->count(Signal::Caution), 1);
    world.setQueue(world.busy, 160, 0, 1s);
    world.run(40s);
    QCOMPARE(totals.size(), 1);
}

void TestBoardModel::announcesOnlyChangedCells()
{
    BoardWorld world;
    world.visible = {};
    world.begin();
    world.setQueue(world.calm, 0, {}, 0s, 0);
    world.run(4min); // idle by then: its last look is good for minutes
    world.watch->stop();
    world.tick();
    world.clock.advance(61s);
    QSignalSpy changed(world.board.get(), &BoardModel::dataChanged);
    world.tick(); // "checked 2 min ago"
    const QModelIndex age = world.board->indexOf(world.calm, BoardModel::SentenceColumn);
    const auto isOfCalm = [&](const QList<QVariant> &change) {
        return change[0].toModelIndex().siblingAtColumn(age.column()) == age;
    };
    QCOMPARE(std::count_if(changed.begin(), changed.end(), isOfCalm), 1);
    const QList<QVariant> only = *std::find_if(changed.begin(), changed.end(), isOfCalm);
    QCOMPARE(only[0].toModelIndex(), age);
    QCOMPARE(only[1].toModelIndex(), age);
    changed.clear();
    world.tick();
    QCOMPARE(changed.size(), 0);
}

void TestBoardModel::keepsSelectionWhenRowsComeAndGo()
{
    BoardWorld world;
    world.begin();
    const QPersistentModelIndex calm = world.board->indexOf(world.calm);
    const QPersistentModelIndex other = world.board->indexOf(world.other);
    NamespaceInfo first = world.find(u"other"_s)->info;
    first.name = u"a-first"_s;
    world.server.setNamespaces({first, world.find(u"ns"_s)->info, world.find(u"other"_s)->info});
    world.setRunning(u"ns"_s, {world.busy.queue, world.calm.queue, u"ns.aaa"_s});
    QSignalSpy inserted(world.board.get(), &BoardModel::rowsInserted);
    world.run(90s);
    QTRY_COMPARE(world.board->rowCount(), 3);
    QVERIFY(!inserted.empty());
    QVERIFY(calm.isValid() && other.isValid());
    QCOMPARE(QModelIndex(calm), world.board->indexOf(world.calm));
    QCOMPARE(calm.parent().row(), 1);
    QCOMPARE(other.row(), 2);
    QCOMPARE(other.data(BoardModel::NamespaceRole).toString(), u"other"_s);
}

void TestBoardModel::marksStaleRowsOnTick()
{
    BoardWorld world;
    world.begin();
    world.watch->stop();
    QCOMPARE(world.at(world.busy, 0, BoardModel::StaleRole), QVariant(false));
    QSignalSpy changed(world.board.get(), &BoardModel::dataChanged);
    world.clock.advance(83s);
    world.tick();
    QCOMPARE(world.at(world.busy, 0, BoardModel::StaleRole), QVariant(true));
    const QModelIndex first = world.board->indexOf(world.busy, 0);
    const QModelIndex last = world.board->indexOf(world.busy, BoardModel::ColumnCount - 1);
    const bool wholeRow = std::any_of(changed.begin(), changed.end(), [&](const QList<QVariant> &args) {
        return args[0].toModelIndex() == first && args[1].toModelIndex() == last;
    });
    QVERIFY(wholeRow);
    QCOMPARE(world.text(world.busy, BoardModel::WorkflowBacklogColumn), u"3"_s);
}

void TestBoardModel::tickIsSilentWhenNothingChanged()
{
    BoardWorld world;
    world.begin();
    world.tick();
    QSignalSpy changed(world.board.get(), &BoardModel::dataChanged);
    world.tick();
    world.clock.advance(1s);
    world.tick();
    QCOMPARE(changed.size(), 0);
}

void TestBoardModel::tickMovesTheSparkline()
{
    BoardWorld world;
    world.begin();
    world.watch->stop();
    world.board->tick();
    for (const QueueKey &key : {world.busy, world.calm})
        QVERIFY(world.at(key, 0, BoardModel::SparklineRole).isValid());
    QSignalSpy changed(world.board.get(), &BoardModel::dataChanged);
    world.clock.advance(16s);
    world.board->tick();
    QCOMPARE(changed.size(), 2);
    for (const auto &args : changed) {
        QCOMPARE(args[0].toModelIndex().column(), int(BoardModel::SparklineColumn));
        QCOMPARE(args[1].toModelIndex().column(), int(BoardModel::SparklineColumn));
    }
    // Of lines that no view asked for since, nobody need hear.
    changed.clear();
    world.clock.advance(16s);
    world.board->tick();
    QCOMPARE(changed.size(), 0);
}

void TestBoardModel::showsNothingForWhatMayNotBeRead()
{
    BoardWorld world;
    const QueueKey secret{u"vault"_s, u"vault.q"_s};
    world.profile.queues = {secret};
    world.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    world.server.failNext(u"DescribeNamespace"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    world.begin();
    const QueueKey vault{u"vault"_s, {}};
    QCOMPARE(world.at(vault, 0, BoardModel::ReadableRole), QVariant(false));
    QCOMPARE(world.text(vault, BoardModel::SignalColumn), u"unknown"_s);
    QCOMPARE(world.text(vault, BoardModel::SentenceColumn), u"you may not read this namespace"_s);
    QCOMPARE(world.text(secret, BoardModel::WorkflowBacklogColumn), u"–"_s);
    QCOMPARE(world.at(secret, 0, BoardModel::AgeRole), QVariant(qint64(-1)));
    QCOMPARE(world.board->running(), std::nullopt);
    QCOMPARE(world.at(vault, 0, BoardModel::DeniedRole), QVariant(true));
    QCOMPARE(world.board->count(Signal::Unknown), 0); // nor counts it
    QCOMPARE(world.board->shown(Signal::Unknown), 0);
}

void TestBoardModel::showsNothingForAQueueNeverSeen()
{
    BoardWorld world;
    const QueueKey quiet{u"other"_s, u"quiet"_s};
    world.profile.queues = {quiet};
    world.begin();
    QVERIFY(world.watch->latest(quiet));
    QCOMPARE(world.text(quiet, BoardModel::WorkflowBacklogColumn), u"–"_s);
    QCOMPARE(world.text(quiet, BoardModel::PollersColumn), u"–"_s);
}

void TestBoardModel::standsTheLossOfANamespace()
{
    BoardWorld world;
    world.visible = {world.busy};
    world.begin();
    world.server.setNamespaces({world.find(u"other"_s)->info});
    world.run(30s);
    QTRY_COMPARE(world.text(world.ns, BoardModel::SentenceColumn), u"the namespace no longer exists"_s);
    QCOMPARE(world.text(world.ns, BoardModel::SignalColumn), u"unknown"_s);
    for (const QueueKey &key : {world.ns, world.busy, world.calm})
        QCOMPARE(world.at(key, BoardModel::NameColumn, BoardModel::StaleRole), QVariant(true));
    QCOMPARE(world.text(world.busy, BoardModel::WorkflowBacklogColumn), u"3"_s);
    world.tick();
    QCOMPARE(world.at(world.busy, BoardModel::NameColumn, BoardModel::StaleRole), QVariant(true));
    world.watch->forget();
    world.watch->start({});
    QTRY_COMPARE(world.board->rowCount(), 1);
    QVERIFY(!world.board->indexOf(world.busy).isValid());
}

void TestBoardModel::alignsNumbersToTheRight()
{
    BoardWorld world;
    world.begin();
    for (int column = 0; column < BoardModel::ColumnCount; ++column) {
        const bool isNumber =
            column >= BoardModel::WorkflowBacklogColumn && column <= BoardModel::RunningColumn;
        const auto alignment = Qt::Alignment(world.at(world.busy, column, Qt::TextAlignmentRole).toInt());
        QCOMPARE(alignment.testFlag(Qt::AlignRight), isNumber);
        QVERIFY(!world.board->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
    }
}

/// Whatever appears and vanishes: the tester watches, and the tree ends as the watch has it.
void TestBoardModel::standsRandomChanges()
{
    BoardWorld world;
    world.begin();
    QRandomGenerator random(7);
    const NamespaceInfo model = world.find(u"ns"_s)->info;
    for (int round = 0; round < 25; ++round) {
        std::vector<NamespaceInfo> namespaces;
        for (const QString &name : {u"a"_s, u"m"_s, u"ns"_s, u"other"_s, u"z"_s}) {
            NamespaceInfo info = model;
            info.name = name;
            info.id = name + QString::number(random.bounded(2));
            if (random.bounded(3) > 0)
                namespaces.push_back(info);
            std::vector<QString> queues;
            for (int i = 0; i < 4; ++i)
                if (random.bounded(2) > 0)
                    queues.push_back(u"q%1"_s.arg(i));
            world.setRunning(name, queues);
        }
        world.server.setNamespaces(namespaces);
        world.watch->refresh();
        world.run(30s, 10s);
        world.tick();
    }
    std::size_t queues = 0;
    for (int row = 0; row < world.board->rowCount(); ++row)
        queues += std::size_t(world.board->rowCount(world.board->index(row, 0)));
    QCOMPARE(std::size_t(world.board->rowCount()), world.watch->namespaces().size());
    QCOMPARE(queues, world.watch->queues().size());
    QVERIFY(queues > 0);
}

void TestBoardModel::failuresOfTodayGrowOld()
{
    BoardWorld world;
    world.begin();
    QCOMPARE(world.text(world.ns, BoardModel::SentenceColumn), u"– failed today"_s); // not asked
    world.visible = {world.ns};
    world.run(10s);
    QVERIFY(world.text(world.ns, BoardModel::SentenceColumn).startsWith(u"0 failed since midnight"_s));
    world.visible = {};
    world.run(3min, 5s);
    world.tick();
    QCOMPARE(world.text(world.ns, BoardModel::SentenceColumn), u"– failed today"_s);
}

QTEST_GUILESS_MAIN(TestBoardModel)
#include "tst_boardmodel.moc"
