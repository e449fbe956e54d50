// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardgrouping.h"
#include "tests/unit/board/boardworld.h"

#include <QPersistentModelIndex>
#include <QSignalSpy>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

/// A layer over the board of a world, looked over by a tester.
struct Grouped
{
    Grouped(BoardWorld &world, BoardGroups by)
        : rows(*world.board, by)
        , tester(&rows, QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
    }
    [[nodiscard]] QModelIndex group(const QString &name) const
    {
        for (int row = 0; row < rows.rowCount(); ++row)
            if (const QModelIndex index = rows.index(row, BoardModel::NameColumn); index.data() == name)
                return index.siblingAtColumn(0);
        return {};
    }
    [[nodiscard]] QStringList names(const QModelIndex &parent = {}) const
    {
        QStringList all;
        for (int row = 0; row < rows.rowCount(parent); ++row)
            all << rows.index(row, BoardModel::NameColumn, parent).data().toString();
        all.sort();
        return all;
    }
    [[nodiscard]] QString text(const QString &group, int column) const
    {
        return this->group(group).siblingAtColumn(column).data().toString();
    }

    BoardGrouping rows;
    QAbstractItemModelTester tester;
};

} // namespace

class TstBoardGrouping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void owners();
    void groupsCountAndSum();
    void signalsHoldWhatShowsThem();
    void noRowMovesByItself();
    void queuesComeAndGo();
    void manyLikeNamesStayOneRow();
    void whatIsUnknownOfANamespaceIsARow();
    void whatMayNotBeReadIsAGroup();
    void rowsMapBothWays();
};

void TstBoardGrouping::owners()
{
    BoardWorld world;
    world.begin();
    const Grouped grouped(world, BoardGroups::Owners);
    QCOMPARE(grouped.names(), QStringList({u"Team <b>"_s, u"no owner"_s}));
    QCOMPARE(grouped.names(grouped.group(u"Team <b>"_s)), QStringList(u"busy"_s));
    QCOMPARE(grouped.names(grouped.group(u"no owner"_s)), QStringList(u"calm"_s));
    const QModelIndex busy = grouped.rows.index(0, BoardModel::NameColumn, grouped.group(u"Team <b>"_s));
    QCOMPARE(busy.data(BoardModel::DetailRole).toString(), u"ns"_s);
    QCOMPARE(busy.data(Qt::AccessibleTextRole).toString(), u"busy, in ns"_s);
}

void TstBoardGrouping::groupsCountAndSum()
{
    BoardWorld world;
    world.serve();
    world.setRunning(u"ns"_s, {world.busy.queue, world.calm.queue, u"third"_s});
    world.setQueue({u"ns"_s, u"third"_s}, 4, 5);
    world.setQueue(world.calm, 7, 1);
    world.build();
    world.watch->start({});
    QTRY_VERIFY(world.watch->firstSweepDone());
    world.settle();
    const Grouped grouped(world, BoardGroups::Owners);
    QCOMPARE(grouped.group(u"no owner"_s).siblingAtColumn(1).data(BoardModel::DetailRole).toString(),
             u"2 queues"_s);
    QCOMPARE(grouped.text(u"no owner"_s, BoardModel::WorkflowBacklogColumn), u"11"_s);
    QCOMPARE(grouped.text(u"no owner"_s, BoardModel::RunningColumn), u"–"_s); // nobody asked
    world.setQueue(world.calm, 500, 1, 400s);
    world.visible = {world.calm};
    world.run(20s, 5s);
    QCOMPARE(Signal(grouped.group(u"no owner"_s).data(BoardModel::ShownSignalRole).toInt()), Signal::Caution);
    QCOMPARE(grouped.text(u"no owner"_s, BoardModel::WorkflowBacklogColumn), u"504"_s);
    QCOMPARE(grouped.text(u"no owner"_s, BoardModel::SentenceColumn), u"1 with caution"_s);
}

void TstBoardGrouping::signalsHoldWhatShowsThem()
{
    BoardWorld world;
    world.begin();
    const Grouped grouped(world, BoardGroups::Signals);
    QCOMPARE(grouped.names(), QStringList(u"clear"_s));
    QCOMPARE(grouped.names(grouped.group(u"clear"_s)), QStringList({u"busy"_s, u"calm"_s}));
}

void TstBoardGrouping::noRowMovesByItself()
{
    BoardWorld world;
    world.begin();
    Grouped grouped(world, BoardGroups::Signals);
    const QPersistentModelIndex calm = grouped.rows.mapFromSource(world.board->indexOf(world.calm));
    const QPersistentModelIndex clear = grouped.group(u"clear"_s);
    world.setQueue(world.calm, 500, 1, 400s);
    world.visible = {world.calm};
    world.run(20s, 5s);
    QVERIFY(!grouped.rows.isSettled());
    QCOMPARE(grouped.names(), QStringList(u"clear"_s));
    QCOMPARE(calm.sibling(calm.row(), BoardModel::WorkflowBacklogColumn).data().toString(), u"500"_s);
    grouped.rows.settle();
    QVERIFY(grouped.rows.isSettled());
    QCOMPARE(grouped.names(), QStringList({u"caution"_s, u"clear"_s}));
    QVERIFY(calm.isValid());
    QCOMPARE(calm.parent(), grouped.group(u"caution"_s));
    QCOMPARE(QModelIndex(clear), grouped.group(u"clear"_s));
    world.setQueue(world.busy, 500, 1, 400s);
    world.visible = {world.calm, world.busy};
    world.run(20s, 5s);
    grouped.rows.settle();
    QVERIFY(!clear.isValid()); // with nothing in it there is no group
}

void TstBoardGrouping::queuesComeAndGo()
{
    BoardWorld world;
    world.begin();
    const Grouped grouped(world, BoardGroups::Owners);
    const QueueKey more{u"other"_s, u"more"_s};
    world.watch->watchByHand(more);
    QCOMPARE(grouped.names(grouped.group(u"no owner"_s)), QStringList({u"calm"_s, u"more"_s}));
    world.watch->stopByHand(more);
    QCOMPARE(grouped.names(grouped.group(u"no owner"_s)), QStringList(u"calm"_s));
    world.watch->forget();
    QCOMPARE(grouped.rows.rowCount(), 0);
}

void TstBoardGrouping::manyLikeNamesStayOneRow()
{
    BoardWorld world;
    world.serve();
    constexpr int workers = 12;
    std::vector<QString> names;
    names.reserve(workers);
    for (int i = 0; i < workers; ++i)
        names.push_back(u"w-%1"_s.arg(i));
    world.setRunning(u"ns"_s, names);
    world.build();
    Grouped grouped(world, BoardGroups::Owners);
    world.watch->start({});
    QTRY_VERIFY(world.watch->firstSweepDone());
    world.settle();
    grouped.rows.settle();
    const QModelIndex group = grouped.group(u"no owner"_s);
    QCOMPARE(grouped.names(group).join(u'|'), u"12 × w-…"_s);
    QCOMPARE(grouped.rows.rowCount(grouped.rows.index(0, 0, group)), 12);
    QCOMPARE(group.siblingAtColumn(1).data(BoardModel::DetailRole).toString(), u"12 queues"_s);
}

void TstBoardGrouping::whatIsUnknownOfANamespaceIsARow()
{
    BoardWorld world;
    world.begin();
    Grouped grouped(world, BoardGroups::Signals);
    world.server.failNext(u"CountWorkflowExecutions"_s, u"INTERNAL"_s, {}, fake::TemporalServer::always);
    world.visible = {world.ns};
    world.run(40s, 5s);
    QVERIFY(grouped.names(grouped.group(u"unknown"_s)).contains(u"ns"_s));
    world.server.clearFaults();
    world.run(3min, 5s);
    grouped.rows.settle();
    QVERIFY(!grouped.names(grouped.group(u"unknown"_s)).contains(u"ns"_s));
}

void TstBoardGrouping::whatMayNotBeReadIsAGroup()
{
    BoardWorld world;
    world.serve();
    world.profile.queues = {world.calm};
    world.server.failNext(u"ListNamespaces"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    world.server.failNext(u"DescribeNamespace"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    world.build();
    world.watch->start({u"ns"_s});
    QTRY_VERIFY(world.watch->firstSweepDone());
    world.settle();
    const Grouped grouped(world, BoardGroups::Signals);
    QCOMPARE(grouped.names(), QStringList(u"not yours to read"_s));
    QVERIFY(grouped.group(u"not yours to read"_s).data(BoardModel::DeniedRole).toBool());
}

void TstBoardGrouping::rowsMapBothWays()
{
    BoardWorld world;
    world.begin();
    const Grouped grouped(world, BoardGroups::Owners);
    const QModelIndex source = world.board->indexOf(world.calm, BoardModel::PollersColumn);
    const QModelIndex index = grouped.rows.mapFromSource(source);
    QVERIFY(index.isValid());
    QCOMPARE(grouped.rows.mapToSource(index), source);
    QVERIFY(!grouped.rows.mapToSource(grouped.rows.index(0, 0)).isValid());
    QVERIFY(!grouped.rows.mapFromSource(world.board->indexOf(world.ns)).isValid());
}

QTEST_GUILESS_MAIN(TstBoardGrouping)
#include "tst_boardgrouping.moc"
