// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/keyedrows.h"

#include <QAbstractItemModelTester>
#include <QAbstractListModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <map>

using namespace signalbox;

namespace {

struct Row
{
    int key = 0;
    int value = 0;
    bool operator==(const Row &) const = default;
};
using Rows = std::vector<Row>;

class RowModel : public KeyedRowsModel<Row>
{
public:
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 1; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(row(index.row()).value) : QVariant();
    }
    void show(const Rows &next)
    {
        merge(next, [this](const Row &each) {
            ++asked;
            return each.key;
        });
    }
    using KeyedRowsModel<Row>::rows;

    int asked = 0; ///< keys
};

/// What a model says while its rows change.
struct Said
{
    explicit Said(const RowModel &model)
        : removals(&model, &QAbstractItemModel::rowsRemoved)
        , insertions(&model, &QAbstractItemModel::rowsInserted)
        , layouts(&model, &QAbstractItemModel::layoutChanged)
        , changes(&model, &QAbstractItemModel::dataChanged)
        , resets(&model, &QAbstractItemModel::modelReset)
    {
    }
    QSignalSpy removals, insertions, layouts, changes, resets;
};

/// Shuffled whole, rotated, or what was there with some rows less, some more and some changed.
Rows randomList(QRandomGenerator &random, int keys, const Rows &before)
{
    Rows next = before;
    if (random.bounded(4) == 0) {
        next.clear();
        for (int key = 0; key < keys; ++key)
            if (random.bounded(3) > 0)
                next.push_back({key, random.bounded(3)});
        std::shuffle(next.begin(), next.end(), random);
        return next;
    }
    std::erase_if(next, [&random](const Row &) { return random.bounded(8) == 0; });
    if (!next.empty() && random.bounded(3) == 0)
        std::rotate(next.begin(), next.begin() + random.bounded(int(next.size())), next.end());
    for (Row &each : next)
        if (random.bounded(6) == 0)
            each.value = random.bounded(100);
    for (int key = 0; key < keys; ++key)
        if (random.bounded(6) == 0 &&
            std::none_of(next.begin(), next.end(), [key](const Row &row) { return row.key == key; }))
            next.insert(next.begin() + random.bounded(int(next.size()) + 1), {key, key});
    return next;
}

} // namespace

class TstKeyedRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAtTheNextList_data();
    void endsAtTheNextList();
    void keptRowsKeepTheirPersistentIndex();
    void unchangedRowsAreNotAnnounced();
    void aShiftAsksForFewKeys();
    void neighboursAreAnnouncedTogether();
    void whatMovedMovesInOneLayout();
    void aListThatIsTurnedOverIsToldShortly();
    void aKeyThatIsSentTwiceHarmsNothing();
    void randomLists_data();
    void randomLists();
};

void TstKeyedRows::endsAtTheNextList_data()
{
    QTest::addColumn<Rows>("before");
    QTest::addColumn<Rows>("after");
    const Rows abc{{1, 1}, {2, 2}, {3, 3}};
    QTest::newRow("fill") << Rows{} << abc;
    QTest::newRow("clear") << abc << Rows{};
    QTest::newRow("same") << abc << abc;
    QTest::newRow("reverse") << abc << Rows{{3, 3}, {2, 2}, {1, 1}};
    QTest::newRow("replace") << abc << Rows{{4, 4}, {5, 5}};
    QTest::newRow("mixed") << abc << Rows{{9, 0}, {3, 7}, {1, 1}, {8, 0}};
}

void TstKeyedRows::endsAtTheNextList()
{
    QFETCH(Rows, before);
    QFETCH(Rows, after);
    RowModel model;
    model.show(before);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(after);
    QVERIFY(model.rows() == after);
}

void TstKeyedRows::keptRowsKeepTheirPersistentIndex()
{
    RowModel model;
    model.show({{1, 1}, {2, 2}, {3, 3}});
    const QPersistentModelIndex three(model.index(2, 0));
    model.show(Rows{{3, 30}, {4, 4}, {1, 1}});
    QCOMPARE(three.row(), 0);
    QCOMPARE(three.data().toInt(), 30);
}

void TstKeyedRows::unchangedRowsAreNotAnnounced()
{
    RowModel model;
    model.show({{1, 1}, {2, 2}});
    const Said said(model);
    model.show(Rows{{1, 1}, {2, 5}});
    QCOMPARE(said.changes.count(), 1);
}

void TstKeyedRows::aShiftAsksForFewKeys()
{
    RowModel model;
    Rows before;
    Rows next;
    for (int i = 0; i < 4'000; ++i) {
        before.push_back({i, i});
        next.push_back({i + 1, i + 1});
    }
    model.show(before);
    model.asked = 0;
    model.show(next);
    QVERIFY(model.rows() == next);
    QVERIFY2(model.asked <= 4 * 4'000, qPrintable(QString::number(model.asked)));
}

void TstKeyedRows::neighboursAreAnnouncedTogether()
{
    RowModel model;
    model.show({{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}});
    const Said said(model);
    model.show({{8, 8}, {9, 9}, {1, 0}, {2, 0}, {5, 5}});
    QCOMPARE(said.removals.count(), 1);
    QCOMPARE(said.insertions.count(), 1);
    QCOMPARE(said.changes.count(), 1);
    QCOMPARE(said.layouts.count(), 0);
    QCOMPARE(said.changes.front().at(0).toModelIndex().row(), 2);
    QCOMPARE(said.changes.front().at(1).toModelIndex().row(), 3);
}

void TstKeyedRows::whatMovedMovesInOneLayout()
{
    RowModel model;
    model.show({{1, 1}, {2, 2}, {3, 3}, {4, 4}});
    const Said said(model);
    model.show({{4, 4}, {3, 3}, {2, 2}, {1, 1}});
    QCOMPARE(said.layouts.count(), 1);
    QCOMPARE(said.removals.count() + said.insertions.count() + said.changes.count() + said.resets.count(), 0);
}

void TstKeyedRows::aListThatIsTurnedOverIsToldShortly()
{
    RowModel model;
    Rows before;
    Rows next;
    for (int i = 0; i < 2'000; ++i) {
        before.push_back({i, i});
        next.push_back({i % 2 == 0 ? i : 2'000 + i, i % 3});
    }
    model.show(before);
    const Said said(model);
    model.show(next);
    QVERIFY(model.rows() == next);
    QCOMPARE(said.removals.count(), 1);
    QCOMPARE(said.insertions.count(), 1);
    QCOMPARE(said.layouts.count(), 2);
    QCOMPARE(said.changes.count(), 1);
}

void TstKeyedRows::aKeyThatIsSentTwiceHarmsNothing()
{
    RowModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const Rows twice{{1, 1}, {2, 2}, {1, 3}};
    model.show(twice);
    QVERIFY(model.rows() == twice);
    model.show({{2, 2}, {1, 1}});
    QVERIFY(model.rows() == (Rows{{2, 2}, {1, 1}}));
    model.show(twice);
    QVERIFY(model.rows() == twice);
}

/// Against what is plainly so: the rows are those of the list, and whoever was pointed at is still pointed
/// at.
void TstKeyedRows::randomLists()
{
    QFETCH(int, keys);
    QFETCH(int, steps);
    QRandomGenerator random(7);
    RowModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (int step = 0; step < steps; ++step) {
        std::map<int, QPersistentModelIndex> pointers;
        for (int row = 0; row < model.rowCount(); ++row)
            pointers[model.rows()[static_cast<std::size_t>(row)].key] = model.index(row, 0);
        const Said said(model);
        const Rows next = randomList(random, keys, model.rows());
        model.show(next);
        QVERIFY(model.rows() == next);
        QCOMPARE(said.resets.count(), 0);
        QVERIFY(said.removals.count() <= qsizetype(maxRowRanges));
        QVERIFY(said.insertions.count() <= qsizetype(maxRowRanges));
        QVERIFY(said.changes.count() <= qsizetype(maxRowRanges));
        QVERIFY(said.layouts.count() <= 2);
        for (const auto &[key, pointer] : pointers) {
            const auto at = std::find_if(next.begin(), next.end(),
                                         [wanted = key](const Row &row) { return row.key == wanted; });
            QCOMPARE(pointer.isValid(), at != next.end());
            QVERIFY(!pointer.isValid() || pointer.row() == at - next.begin());
        }
    }
}

void TstKeyedRows::randomLists_data()
{
    QTest::addColumn<int>("keys");
    QTest::addColumn<int>("steps");
    QTest::newRow("few keys") << 6 << 400;
    QTest::newRow("some keys") << 40 << 150;
    QTest::newRow("more than may be told one by one") << 400 << 40;
}

QTEST_GUILESS_MAIN(TstKeyedRows)
#include "tst_keyedrows.moc"
