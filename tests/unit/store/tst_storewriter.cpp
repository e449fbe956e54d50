// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/storewriter.h"

#include "models/policy/alertrule.h"
#include "models/store/storereader.h"
#include "tests/unit/store/looks.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;

namespace {

class Store
{
public:
    /// As another program would see it.
    [[nodiscard]] qint64 number(const QString &sql) const
    {
        const auto connection = SqlConnection::open(path, SqlConnection::Access::Write);
        return connection->value(sql).value().toLongLong();
    }
    /// Of the pages in use, as they were filled row by row, when the other table is empty.
    [[nodiscard]] double bytesPerRow(const QString &table, const QString &other) const
    {
        const auto connection = SqlConnection::open(path, SqlConnection::Access::Write);
        std::ignore = connection->run(u"DELETE FROM "_s + other);
        const auto value = [&](const QString &sql) { return connection->value(sql).value().toDouble(); };
        const double pages = value(u"PRAGMA page_count"_s) - value(u"PRAGMA freelist_count"_s);
        return pages * value(u"PRAGMA page_size"_s) / value(u"SELECT count(*) FROM "_s + table);
    }

    QTemporaryDir folder;
    QString path = folder.filePath(u"deep/er/past.sqlite"_s);
};

/// Looks at queues as they are: some idle, some busy, a few with a large backlog.
class Traffic
{
public:
    [[nodiscard]] std::vector<LookRow> at(qint64 time, int queues)
    {
        std::vector<LookRow> rows;
        for (int i = 0; i < queues; ++i) {
            const bool isBusy = i % 3 != 0;
            LookRow row = rowAt(u"queue-%1"_s.arg(i), time, isBusy ? below(i % 7 == 0 ? 90'000 : 300) : 0);
            if (isBusy)
                row.look.figures = {below(900), below(3000), below(3000), 4};
            rows.push_back(std::move(row));
        }
        return rows;
    }

private:
    [[nodiscard]] qint64 below(int most)
    {
        return static_cast<qint64>(m_random() % static_cast<unsigned>(most));
    }
    std::minstd_rand m_random{1};
};

} // namespace

class TestStoreWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFileIsForItsOwnerAlone();
    void aLookTakesThirtyBytes();
    void aMinuteTakesFortyBytes();
    void rollsUpWhatACrashLeft();
    void knowsItsSeriesAgain();
    void dropsWhatIsTooOld();
    void dropsTheOldestLooksWhereThereIsNoRoom();
    void transitionsAreKeptAsLongAsMinutes();
    void alertsOfNoQueueAreKeptToo();
    void refusesWhatANewerProgramMade();
};

void TestStoreWriter::theFileIsForItsOwnerAlone()
{
    const Store store;
    auto writer = StoreWriter::open(store.path, {}).value();
    QVERIFY(writer.write({{rowAt(u"q"_s, aMinute, 1)}, {}}, aMinute));
    for (const QString &name : {store.path, QString(store.path + u"-wal"_s)})
        QCOMPARE(QFile::permissions(name) & ~QFile::Permissions(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
    QCOMPARE(QFile::permissions(QFileInfo(store.path).path()) & (QFile::ReadOther | QFile::ReadGroup),
             QFile::Permissions());
}

void TestStoreWriter::aLookTakesThirtyBytes()
{
    const Store store;
    Traffic traffic;
    {
        auto writer = StoreWriter::open(store.path, {}).value();
        for (qint64 time = aMinute; time < aMinute + 23 * 3600; time += 10)
            QVERIFY(writer.write({traffic.at(time, 3), {}}, time));
    }
    QCOMPARE(store.number(u"SELECT count(*) FROM look"_s), 23 * 360 * 3);
    const double bytes = store.bytesPerRow(u"look"_s, u"minute"_s);
    qInfo("a look takes %.1f bytes", bytes);
    QVERIFY(bytes <= 30);
}

void TestStoreWriter::aMinuteTakesFortyBytes()
{
    const Store store;
    Traffic traffic;
    {
        auto writer = StoreWriter::open(store.path, {}).value();
        for (qint64 time = aMinute; time < aMinute + 24 * 3600; time += 60)
            QVERIFY(writer.write({traffic.at(time, 10), {}}, time));
    }
    QCOMPARE(store.number(u"SELECT count(*) FROM minute"_s), (24 * 60 - 1) * 10);
    const double bytes = store.bytesPerRow(u"minute"_s, u"look"_s);
    qInfo("a minute takes %.1f bytes", bytes);
    QVERIFY(bytes <= 40);
}

void TestStoreWriter::rollsUpWhatACrashLeft()
{
    const Store store;
    {
        auto writer = StoreWriter::open(store.path, {}).value();
        for (int i = 0; i < 8; ++i)
            QVERIFY(
                writer.write({{rowAt(u"q"_s, aMinute + 10 * i, i == 4 ? 900 : 1)}, {}}, aMinute + 10 * i));
        QCOMPARE(store.number(u"SELECT count(*) FROM minute"_s), 1);
    }
    // The second minute was open when it ended: it is completed by what comes next, and told once.
    auto writer = StoreWriter::open(store.path, {}).value();
    QVERIFY(writer.write({{rowAt(u"q"_s, aMinute + 80, 7)}, {}}, aMinute + 80));
    QVERIFY(writer.write({{rowAt(u"q"_s, aMinute + 500, 1)}, {}}, aMinute + 500));
    QCOMPARE(store.number(u"SELECT count(*) FROM minute"_s), 2);
    QCOMPARE(store.number(u"SELECT max(high) FROM minute"_s), 900);
    QCOMPARE(store.number(u"SELECT span FROM minute ORDER BY time DESC LIMIT 1"_s), 20);
    QCOMPARE(store.number(u"SELECT gap FROM look WHERE time = %1"_s.arg(aMinute + 500)), 500 - 110);
    QCOMPARE(store.number(u"SELECT gap FROM look WHERE time = %1"_s.arg(aMinute + 80)), 0);
}

void TestStoreWriter::knowsItsSeriesAgain()
{
    const Store store;
    for (int i = 0; i < 3; ++i) {
        auto writer = StoreWriter::open(store.path, {}).value();
        LookRow activity = rowAt(u"a'b\"c"_s, aMinute + i, 1);
        activity.type = TaskType::Activity;
        QVERIFY(writer.write({{rowAt(u"a'b\"c"_s, aMinute + i, 1), activity}, {}}, aMinute + i));
    }
    QCOMPARE(store.number(u"SELECT count(*) FROM series"_s), 2);
    QCOMPARE(store.number(u"SELECT count(*) FROM look"_s), 6);
}

void TestStoreWriter::dropsWhatIsTooOld()
{
    const Store store;
    constexpr qint64 day = 24 * 3600;
    auto writer = StoreWriter::open(store.path, {}).value();
    QVERIFY(writer.write({{rowAt(u"q"_s, aMinute, 1)}, {}}, aMinute));
    QVERIFY(writer.write({{rowAt(u"q"_s, aMinute + day - 60, 2)}, {}}, aMinute + day - 60));
    QCOMPARE(store.number(u"SELECT count(*) FROM look"_s), 2);
    QVERIFY(writer.write({{rowAt(u"q"_s, aMinute + day + 3600, 3)}, {}}, aMinute + day + 3600));
    QCOMPARE(store.number(u"SELECT min(backlog) FROM look"_s), 2);
    QCOMPARE(store.number(u"SELECT min(low) FROM minute"_s), 1);
    QVERIFY(writer.write({{rowAt(u"q"_s, aMinute + 31 * day, 4)}, {}}, aMinute + 31 * day));
    QCOMPARE(store.number(u"SELECT min(low) FROM minute"_s), 3); // of what went on for a month
    QCOMPARE(writer.takeDropped(), Dropped());
}

void TestStoreWriter::dropsTheOldestLooksWhereThereIsNoRoom()
{
    const Store store;
    Traffic traffic;
    Retention retention;
    retention.bytes = 1'000'000;
    auto writer = StoreWriter::open(store.path, retention).value();
    qint64 largest = 0;
    Dropped last;
    for (qint64 time = aMinute; time < aMinute + 4 * 3600; time += 20) {
        QVERIFY(writer.write({traffic.at(time, 40), {}}, time));
        largest = std::max(largest, QFileInfo(store.path).size());
        if (const Dropped dropped = writer.takeDropped(); dropped.looks) {
            QVERIFY2(!last.looks || *dropped.looks > *last.looks, "it says so each time that it moves");
            last = dropped;
        }
    }
    QVERIFY2(largest <= retention.bytes * 11 / 10, qPrintable(QString::number(largest)));
    QVERIFY(last.looks && !last.minutes);
    QVERIFY(store.number(u"SELECT min(time) FROM look"_s) >= *last.looks);
    QVERIFY(store.number(u"SELECT max(time) FROM look"_s) >= aMinute + 4 * 3600 - 20);
    QCOMPARE(store.number(u"SELECT min(time) FROM minute"_s), aMinute);
}

void TestStoreWriter::transitionsAreKeptAsLongAsMinutes()
{
    const Store store;
    constexpr qint64 day = 24 * 3600;
    const QueueKey key{u"ns"_s, u"q"_s};
    const auto at = [&](qint64 time, AlertState state, std::optional<qint64> value) {
        return Transition{timeOf(time), u"backlog"_s, key, TaskType::Activity, state, value};
    };
    auto writer = StoreWriter::open(store.path, {}).value();
    const std::vector<Transition> story{at(aMinute, AlertState::Pending, 101),
                                        at(aMinute + 300, AlertState::Firing, 400),
                                        at(aMinute + 900, AlertState::Inactive, {})};
    for (const Transition &transition : story)
        QVERIFY(writer.write({{}, {transition}}, storedTime(transition.time)));
    const auto all = [&] {
        return readTransitions(store.path, timeOf(0), timeOf(aMinute + 90 * day)).value();
    };
    QCOMPARE(all(), story);
    QCOMPARE(readTransitions(store.path, timeOf(aMinute + 1), timeOf(aMinute + 301)).value(),
             std::vector{story[1]});
    QVERIFY(writer.write({{rowAt(u"other"_s, aMinute + 29 * day, 1)}, {}}, aMinute + 29 * day));
    QVERIFY(StoreWriter::open(store.path, {})); // the queue's other rows are gone, its name isn't
    QCOMPARE(all(), story);
    QVERIFY(writer.write({}, aMinute + 31 * day));
    QCOMPARE(all(), std::vector<Transition>());
}

void TestStoreWriter::alertsOfNoQueueAreKeptToo()
{
    const Store store;
    const std::vector<Transition> story{
        {timeOf(aMinute), u"unreachable"_s, theCluster, TaskType::Workflow, AlertState::Firing, 31},
        {timeOf(aMinute + 60), u"task_failures"_s, {u"ns"_s, {}}, TaskType::Workflow, AlertState::Firing, 2}};
    auto writer = StoreWriter::open(store.path, {}).value();
    QVERIFY(writer.write({{}, story}, aMinute + 60));
    QVERIFY(StoreWriter::open(store.path, {}).value().write({{}, {story[0]}}, aMinute + 70));
    QCOMPARE(readTransitions(store.path, timeOf(0), timeOf(aMinute + 60)).value(), story);
    QCOMPARE(store.number(u"SELECT count(*) FROM series"_s), 2);
}

void TestStoreWriter::refusesWhatANewerProgramMade()
{
    const Store store;
    QVERIFY(StoreWriter::open(store.path, {}));
    std::ignore = store.number(u"UPDATE schema SET version = 2"_s);
    const auto writer = StoreWriter::open(store.path, {});
    QVERIFY(!writer);
    QCOMPARE(writer.error().kind, ErrorKind::Unsupported);
    QCOMPARE(writer.error().detail, store.path + u": a newer Signalbox made it (form 2; this one knows 1)"_s);
}

QTEST_GUILESS_MAIN(TestStoreWriter)
#include "tst_storewriter.moc"
