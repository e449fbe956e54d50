// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/executionmerge.h"
#include "tests/unit/workflows/executions.h"

#include <QTest>

#include <algorithm>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

ExecutionStore storeOf(const std::vector<Execution> &executions)
{
    ExecutionStore store;
    store.append(pageOf(executions));
    return store;
}

ExecutionOrder serverOrder(const ExecutionRows &rows)
{
    return sortedOrder(rows, ExecutionKey::ServerOrder, Qt::AscendingOrder);
}

QStringList runIds(const ExecutionRows &rows, const ExecutionOrder &order)
{
    QStringList ids;
    for (const quint32 place : order)
        ids << rows.execution(place).runId;
    return ids;
}

/// What a model that follows the plan shows, with every announced range checked on the way.
QStringList applied(const ExecutionRows &rows, ExecutionOrder order, const ExecutionStore &next,
                    const ExecutionOrder &nextOrder)
{
    const RowSteps steps = planMerge(rows, order, next, nextOrder);
    const auto reordered = [](const ExecutionOrder &places, const RowOrder &layout) {
        ExecutionOrder after;
        for (const quint32 row : layout)
            after.push_back(places[row]);
        return after;
    };
    if (steps.goneLast)
        order = reordered(order, *steps.goneLast);
    for (const auto &[first, last] : steps.removals) {
        if (first > last || static_cast<std::size_t>(last) >= order.size())
            return {u"removes %1 to %2 of %3"_s.arg(first).arg(last).arg(order.size())};
        order.erase(order.begin() + first, order.begin() + last + 1);
    }
    ExecutionOrder kept = reordered(nextOrder, steps.kept);
    const bool keptMatches = runIds(rows, order) == runIds(next, kept);
    const ExecutionOrder added = reordered(nextOrder, steps.added);
    auto from = added.begin();
    for (const auto &[first, last] : steps.insertions) {
        if (first > last || static_cast<std::size_t>(first) > kept.size())
            return {u"inserts %1 to %2 into %3"_s.arg(first).arg(last).arg(kept.size())};
        kept.insert(kept.begin() + first, from, from + (last - first + 1));
        from += last - first + 1;
    }
    if (steps.order)
        kept = reordered(kept, *steps.order);
    if (!keptMatches || from != added.end() || steps.removals.size() > maxRowRanges ||
        steps.insertions.size() > maxRowRanges || steps.changed.size() > maxRowRanges)
        return {u"the plan contradicts itself"_s};
    return runIds(next, kept);
}

} // namespace

class TestExecutionStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEveryRunAfterGrowing();
    void holdsARunOnceAndTakesItsNewerValues();
    void aRunThatEndedStaysEnded();
    void copiesOfTheRowsKeepTheirPages();
    void sortsByEveryColumn_data();
    void sortsByEveryColumn();
    void equalRowsKeepTheServersOrder();
    void unsetTimesComeLastEitherWay();
    void mergeLeavesAnUnchangedListAlone();
    void mergeTellsWhatCameWentAndChanged();
    void mergeGathersScatteredRows();
};

void TestExecutionStore::findsEveryRunAfterGrowing()
{
    ExecutionStore store;
    QVERIFY(!store.find("run-0"));
    for (int page = 0; page < 20; ++page)
        QVERIFY(store.append(pageOf(executionsOf(page * 500, 500))).empty());
    QCOMPARE(store.size(), std::size_t(10'000));
    for (int number = 0; number < 10'000; ++number)
        QCOMPARE(store.find("run-" + std::to_string(number)), std::optional<std::size_t>(number));
    QVERIFY(!store.find("run-10000"));
}

void TestExecutionStore::holdsARunOnceAndTakesItsNewerValues()
{
    ExecutionStore store = storeOf(executionsOf(0, 3));
    Execution closed = executionOf(1);
    closed.status = ExecutionStatus::Completed;
    QCOMPARE(store.append(pageOf({executionOf(3), closed})), std::vector<std::size_t>{1});
    QCOMPARE(store.size(), std::size_t(4));
    QCOMPARE(store.execution(1).status, ExecutionStatus::Completed);
    QCOMPARE(store.execution(3), executionOf(3));
}

void TestExecutionStore::aRunThatEndedStaysEnded()
{
    Execution closed = executionOf(1);
    closed.status = ExecutionStatus::Terminated;
    ExecutionStore store = storeOf({executionOf(0), closed, executionOf(2)});
    QCOMPARE(store.append(pageOf({executionOf(1), executionOf(2)})), std::vector<std::size_t>{2});
    QCOMPARE(store.execution(1), closed);
    ExecutionStore newer = storeOf({executionOf(1), executionOf(0)});
    newer.keepEnded(store);
    QCOMPARE(newer.size(), std::size_t(2));
    QCOMPARE(newer.execution(0), closed);
    QCOMPARE(newer.execution(1), executionOf(0));
}

void TestExecutionStore::copiesOfTheRowsKeepTheirPages()
{
    std::optional<ExecutionStore> store = storeOf(executionsOf(0, 3));
    const ExecutionRows rows = *store; // NOLINT(cppcoreguidelines-slicing): such a copy is what is tested
    store.reset();
    QCOMPARE(rows.execution(2), executionOf(2));
}

void TestExecutionStore::sortsByEveryColumn_data()
{
    QTest::addColumn<ExecutionKey>("key");
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::addColumn<QStringList>("expected");
    // Numbers: 12 (Even, queue-0, started first), 7 (Odd, queue-1), 2 (Even, queue-2, started last).
    const QStringList sent{u"run-7"_s, u"run-12"_s, u"run-2"_s};
    const auto row = [](const char *name, ExecutionKey key, Qt::SortOrder order,
                        const QStringList &expected) { QTest::newRow(name) << key << order << expected; };
    const auto up = Qt::AscendingOrder;
    const auto down = Qt::DescendingOrder;
    row("server order", ExecutionKey::ServerOrder, up, sent);
    row("server order has no other way", ExecutionKey::ServerOrder, down, sent);
    row("status: all equal", ExecutionKey::Status, down, sent);
    row("workflow id", ExecutionKey::WorkflowId, up, {u"run-2"_s, u"run-7"_s, u"run-12"_s});
    row("workflow id, down", ExecutionKey::WorkflowId, down, {u"run-12"_s, u"run-7"_s, u"run-2"_s});
    row("type", ExecutionKey::Type, up, {u"run-12"_s, u"run-2"_s, u"run-7"_s});
    row("type, down", ExecutionKey::Type, down, {u"run-7"_s, u"run-12"_s, u"run-2"_s});
    row("queue", ExecutionKey::TaskQueue, up, {u"run-12"_s, u"run-7"_s, u"run-2"_s});
    row("started", ExecutionKey::Started, up, {u"run-12"_s, u"run-7"_s, u"run-2"_s});
    row("started, down", ExecutionKey::Started, down, {u"run-2"_s, u"run-7"_s, u"run-12"_s});
    row("run id, as text", ExecutionKey::RunId, up, {u"run-12"_s, u"run-2"_s, u"run-7"_s});
}

void TestExecutionStore::sortsByEveryColumn()
{
    QFETCH(ExecutionKey, key);
    QFETCH(Qt::SortOrder, order);
    QFETCH(QStringList, expected);
    const ExecutionStore store = storeOf({executionOf(7), executionOf(12), executionOf(2)});
    QCOMPARE(runIds(store, sortedOrder(store, key, order)), expected);
}

void TestExecutionStore::equalRowsKeepTheServersOrder()
{
    const ExecutionStore store = storeOf(executionsOf(0, 1'000));
    const ExecutionOrder order = sortedOrder(store, ExecutionKey::Type, Qt::DescendingOrder);
    QVERIFY(std::is_sorted(order.begin(), order.begin() + 500));
    QVERIFY(std::is_sorted(order.begin() + 500, order.end()));
    QVERIFY(order[0] == 1 && order[500] == 0);
}

void TestExecutionStore::unsetTimesComeLastEitherWay()
{
    Execution closed = executionOf(1);
    closed.closeTime = Instant(std::chrono::seconds(1'800'000'100));
    const ExecutionStore store = storeOf({executionOf(0), closed, executionOf(2)});
    const QStringList expected{u"run-1"_s, u"run-0"_s, u"run-2"_s};
    QCOMPARE(runIds(store, sortedOrder(store, ExecutionKey::Closed, Qt::AscendingOrder)), expected);
    QCOMPARE(runIds(store, sortedOrder(store, ExecutionKey::Closed, Qt::DescendingOrder)), expected);
}

void TestExecutionStore::mergeLeavesAnUnchangedListAlone()
{
    const ExecutionStore rows = storeOf(executionsOf(0, 50));
    const ExecutionStore next = storeOf(executionsOf(0, 50));
    const RowSteps plan = planMerge(rows, serverOrder(rows), next, serverOrder(next));
    QVERIFY(!plan.goneLast && plan.removals.empty() && plan.changed.empty());
    QVERIFY(plan.insertions.empty() && plan.added.empty() && !plan.order);
    QCOMPARE(plan.kept, serverOrder(next));
}

void TestExecutionStore::mergeTellsWhatCameWentAndChanged()
{
    const ExecutionStore rows = storeOf(executionsOf(0, 10));
    std::vector<Execution> newer{executionOf(100), executionOf(0), executionOf(1), executionOf(4),
                                 executionOf(5),   executionOf(8), executionOf(9)};
    newer[3].status = ExecutionStatus::Completed;
    newer[4].closeTime = Instant(std::chrono::seconds(1'800'000'100));
    const ExecutionStore next = storeOf(newer);
    const RowSteps plan = planMerge(rows, serverOrder(rows), next, serverOrder(next));
    QCOMPARE(plan.removals, (std::vector<RowSteps::Range>{{6, 7}, {2, 3}}));
    QCOMPARE(plan.insertions, (std::vector<RowSteps::Range>{{0, 0}}));
    QCOMPARE(plan.added, RowOrder{0});
    QCOMPARE(plan.changed, (std::vector<RowSteps::Range>{{3, 4}}));
    QCOMPARE(applied(rows, serverOrder(rows), next, serverOrder(next)), runIds(next, serverOrder(next)));
}

void TestExecutionStore::mergeGathersScatteredRows()
{
    const ExecutionStore rows = storeOf(executionsOf(0, 2'000));
    std::vector<Execution> odd;
    for (int number = 1; number < 2'000; number += 2)
        odd.push_back(executionOf(number));
    for (std::size_t i = 0; i < odd.size(); i += 2)
        odd[i].status = ExecutionStatus::Failed;
    const ExecutionStore next = storeOf(odd);
    const ExecutionOrder nextOrder = sortedOrder(next, ExecutionKey::WorkflowId, Qt::DescendingOrder);
    const RowSteps plan = planMerge(rows, serverOrder(rows), next, nextOrder);
    QVERIFY(plan.goneLast);
    QCOMPARE(plan.removals, (std::vector<RowSteps::Range>{{1'000, 1'999}}));
    QCOMPARE(plan.changed.size(), std::size_t(1));
    QCOMPARE(applied(rows, serverOrder(rows), next, nextOrder), runIds(next, nextOrder));
}

QTEST_APPLESS_MAIN(TestExecutionStore)
#include "tst_executionstore.moc"
