// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/keyedrows.h"

#include <QAbstractItemModelTester>
#include <QAbstractListModel>
#include <QTest>

using namespace signalbox;

namespace {

struct Row
{
    int key = 0;
    int value = 0;
    bool operator==(const Row &) const = default;
};
using Rows = std::vector<Row>;

class RowModel : public QAbstractListModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(rows.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(rows[static_cast<std::size_t>(index.row())].value)
                                       : QVariant();
    }
    void removeAt(int i)
    {
        beginRemoveRows({}, i, i);
        rows.erase(rows.begin() + i);
        endRemoveRows();
    }
    void insertAt(int i, const Row &row)
    {
        beginInsertRows({}, i, i);
        rows.insert(rows.begin() + i, row);
        endInsertRows();
    }
    void moveTo(int from, int to)
    {
        beginMoveRows({}, from, from, {}, to);
        const Row row = rows[static_cast<std::size_t>(from)];
        rows.erase(rows.begin() + from);
        rows.insert(rows.begin() + to, row);
        endMoveRows();
    }
    void update(int i, const Row &row)
    {
        rows[static_cast<std::size_t>(i)] = row;
        ++updates;
        Q_EMIT dataChanged(index(i), index(i));
    }

    Rows rows;
    int updates = 0;
};

} // namespace

class TstKeyedRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAtTheNextList_data();
    void endsAtTheNextList();
    void keptRowsKeepTheirPersistentIndex();
    void unchangedRowsAreNotAnnounced();
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
    model.rows = before;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    mergeRows(
        model.rows, after, [](const Row &row) { return row.key; }, model);
    QVERIFY(model.rows == after);
}

void TstKeyedRows::keptRowsKeepTheirPersistentIndex()
{
    RowModel model;
    model.rows = {{1, 1}, {2, 2}, {3, 3}};
    const QPersistentModelIndex three(model.index(2));
    mergeRows(
        model.rows, Rows{{3, 30}, {4, 4}, {1, 1}}, [](const Row &row) { return row.key; }, model);
    QCOMPARE(three.row(), 0);
    QCOMPARE(three.data().toInt(), 30);
}

void TstKeyedRows::unchangedRowsAreNotAnnounced()
{
    RowModel model;
    model.rows = {{1, 1}, {2, 2}};
    mergeRows(
        model.rows, Rows{{1, 1}, {2, 5}}, [](const Row &row) { return row.key; }, model);
    QCOMPARE(model.updates, 1);
}

QTEST_GUILESS_MAIN(TstKeyedRows)
#include "tst_keyedrows.moc"
