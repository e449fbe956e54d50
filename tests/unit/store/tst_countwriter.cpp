// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/calltally.h"
#include "models/store/storewriter.h"
#include "tests/unit/store/looks.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 day = 24 * 3600;

class Store
{
public:
    [[nodiscard]] StoreWriter open(const Retention &retention = {}) const
    {
        return StoreWriter::open(path, retention).value();
    }
    /// As another program would see it.
    [[nodiscard]] QList<qint64> row(const QString &sql) const
    {
        const auto connection = SqlConnection::open(path, SqlConnection::Access::Write);
        auto query = connection->query(sql);
        if (!query)
            qFatal("%s", qPrintable(query.error().detail));
        QList<qint64> numbers;
        while (query->next())
            for (int column = 0; !query->value(column).isNull(); ++column)
                numbers << query->value(column).toLongLong();
        return numbers;
    }
    [[nodiscard]] qint64 number(const QString &sql) const { return row(sql).value(0, -1); }
    void run(const QString &sql) const
    {
        QVERIFY(SqlConnection::open(path, SqlConnection::Access::Write)->run(sql));
    }

    QTemporaryDir folder;
    QString path = folder.filePath(u"past.sqlite"_s);
};

StoreBatch openAt(qint64 time, qint64 running, std::optional<qint64> paused = {}, const QString &ns = u"ns"_s)
{
    StoreBatch batch;
    batch.open = {{ns, time, 130, running, paused}};
    return batch;
}

StoreBatch closedIn(qint64 from, qint64 to, const StatusCounts &counts)
{
    StoreBatch batch;
    batch.closes = {{u"ns"_s, from, to, to + 60, counts, aMinute - 3600, 7}};
    return batch;
}

StoreBatch called(qint64 minute, CallKind kind, qint64 sent, qint64 refused)
{
    StoreBatch batch;
    batch.calls = {{minute, kind, sent, refused}};
    return batch;
}

} // namespace

class TestCountWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsOfOneMinuteAreOneRow();
    void aCountThatStandsStillIsFewRows();
    void anotherRunGoesOnWithTheSameMinute();
    void endsAreKeptByStatus();
    void whatWasCountedAlreadyIsNotCountedTwice();
    void callsOfOneMinuteAddUp();
    void aTallyTellsNoneFromNobodyCounted();
    void countsAreDroppedWithTheMinutes();
    void aNamespaceOfWhichNothingIsKeptIsForgotten();
    void theOldestGoWhereThereIsNoRoom();
    void anOlderStoreGainsTheTables();
    void aMinuteOfANamespaceTakesFortyBytes();
};

void TestCountWriter::countsOfOneMinuteAreOneRow()
{
    const Store store;
    auto writer = store.open();
    for (const auto &[into, running] : {std::pair(5, 40), {20, 900}, {35, 7}, {50, 60}})
        QVERIFY(writer.write(openAt(aMinute + into, running, into), aMinute + into));
    QVERIFY(writer.write(openAt(aMinute + 65, 3), aMinute + 65));
    const auto rows = store.row(u"SELECT time, begins, until, low, high, last, paused FROM running"_s);
    QCOMPARE(rows, QList<qint64>({aMinute, 5, 180, 7, 900, 60, 50, aMinute + 60, 5, 135, 3, 3, 3}));
}

void TestCountWriter::aCountThatStandsStillIsFewRows()
{
    const Store store;
    auto writer = store.open();
    for (qint64 time = aMinute; time < aMinute + 3600; time += 60)
        QVERIFY(writer.write(openAt(time, 5, 0), time));
    QCOMPARE(store.number(u"SELECT count(*) FROM running"_s), 6);
    QCOMPARE(store.number(u"SELECT time + until FROM running"_s), aMinute + 9 * 60 + 130);
    // What is another number, or is not known in between, is another row.
    QVERIFY(writer.write(openAt(aMinute + 3600, 5, 0), aMinute + 3600));
    QVERIFY(writer.write(openAt(aMinute + 3660, 5, 1), aMinute + 3660));
    QVERIFY(writer.write(openAt(aMinute + 3900, 5, 1), aMinute + 3900));
    QCOMPARE(store.row(u"SELECT time FROM running WHERE time >= %1"_s.arg(aMinute + 3600)),
             QList<qint64>({aMinute + 3600, aMinute + 3660, aMinute + 3900}));
}

void TestCountWriter::anotherRunGoesOnWithTheSameMinute()
{
    const Store store;
    QVERIFY(store.open().write(openAt(aMinute + 5, 40), aMinute + 5));
    QVERIFY(store.open().write(openAt(aMinute + 30, 10), aMinute + 30));
    QCOMPARE(store.row(u"SELECT low, high, last FROM running"_s), QList<qint64>({10, 40, 10}));
    QCOMPARE(store.number(u"SELECT count(*) FROM namespace"_s), 1);
}

void TestCountWriter::endsAreKeptByStatus()
{
    const Store store;
    auto writer = store.open();
    const StatusCounts counts{{ExecutionStatus::Completed, 5},      {ExecutionStatus::Failed, 4},
                              {ExecutionStatus::Canceled, 3},       {ExecutionStatus::Terminated, 2},
                              {ExecutionStatus::ContinuedAsNew, 1}, {ExecutionStatus::TimedOut, 6},
                              {ExecutionStatus::Unspecified, 8}};
    QVERIFY(writer.write(closedIn(aMinute, aMinute + 180, counts), aMinute + 240));
    QVERIFY(writer.write(closedIn(aMinute + 180, aMinute + 240, {}), aMinute + 300));
    const QString columns = u"time, span, asked, completed, failed, canceled, terminated, continued, "
                            "timed_out, other, midnight, failed_today"_s;
    QCOMPARE(store.row(u"SELECT %1 FROM closed LIMIT 1"_s.arg(columns)),
             QList<qint64>({aMinute, 180, 60, 5, 4, 3, 2, 1, 6, 8, aMinute - 3600, 7}));
    QCOMPARE(store.number(u"SELECT completed FROM closed WHERE time > %1"_s.arg(aMinute)), 0);
}

void TestCountWriter::whatWasCountedAlreadyIsNotCountedTwice()
{
    const Store store;
    auto writer = store.open();
    QVERIFY(writer.write(closedIn(aMinute, aMinute + 180, {{ExecutionStatus::Failed, 9}}), aMinute + 240));
    // F5, or another console that began to record: the last minute of these three.
    QVERIFY(
        writer.write(closedIn(aMinute + 120, aMinute + 180, {{ExecutionStatus::Failed, 3}}), aMinute + 240));
    QVERIFY(writer.write(closedIn(aMinute, aMinute + 180, {{ExecutionStatus::Failed, 9}}), aMinute + 240));
    QVERIFY(
        writer.write(closedIn(aMinute + 180, aMinute + 240, {{ExecutionStatus::Failed, 1}}), aMinute + 300));
    QCOMPARE(store.number(u"SELECT sum(failed) FROM closed"_s), 10);
}

void TestCountWriter::callsOfOneMinuteAddUp()
{
    const Store store;
    QVERIFY(store.open().write(called(aMinute, CallKind::Looks, 20, 1), aMinute + 5));
    auto second = store.open();
    QVERIFY(second.write(called(aMinute, CallKind::Looks, 7, 0), aMinute + 10));
    QVERIFY(second.write(called(aMinute, CallKind::Lists, 2, 2), aMinute + 10));
    QCOMPARE(store.row(u"SELECT kind, sent, refused FROM calls"_s), QList<qint64>({0, 27, 1, 2, 2, 2}));
}

void TestCountWriter::aTallyTellsNoneFromNobodyCounted()
{
    using Calls = std::vector<MethodTraffic>;
    CallTally tally(Calls{{"DescribeTaskQueue", 100, 5}}); // before it began
    const auto first = tally.take({{"DescribeTaskQueue", 103, 6}, {"GetSystemInfo", 1, 0}}, timeOf(aMinute));
    QCOMPARE(first.size(), callKinds.size());
    QCOMPARE(first.front(), (CallRow{aMinute, CallKind::Looks, 3, 1}));
    QCOMPARE(first.back(), (CallRow{aMinute, CallKind::Others, 1, 0}));
    QCOMPARE(first[1], (CallRow{aMinute, CallKind::Counts, 0, 0}));
    const Calls more{{"DescribeTaskQueue", 103, 6}, {"GetSystemInfo", 2, 0}};
    QCOMPARE(tally.take(more, timeOf(aMinute + 30)),
             std::vector<CallRow>({{aMinute, CallKind::Others, 1, 0}}));
    QVERIFY(tally.take(more, timeOf(aMinute + 59)).empty());
    QCOMPARE(tally.take(more, timeOf(aMinute + 60)).size(), callKinds.size());
}

void TestCountWriter::countsAreDroppedWithTheMinutes()
{
    const Store store;
    auto writer = store.open();
    for (const qint64 time : {aMinute, aMinute + 2 * day}) {
        QVERIFY(writer.write(openAt(time, 1), time));
        QVERIFY(writer.write(closedIn(time, time + 60, {}), time));
        QVERIFY(writer.write(called(time, CallKind::Runs, 1, 0), time));
    }
    QVERIFY(writer.write({}, aMinute + 29 * day));
    QCOMPARE(store.number(u"SELECT count(*) FROM running"_s), 2);
    QVERIFY(writer.write({}, aMinute + 31 * day));
    for (const QString &table : {u"running"_s, u"closed"_s, u"calls"_s})
        QCOMPARE(store.row(u"SELECT time FROM "_s + table), QList<qint64>({aMinute + 2 * day}));
}

void TestCountWriter::aNamespaceOfWhichNothingIsKeptIsForgotten()
{
    const Store store;
    {
        auto writer = store.open();
        QVERIFY(writer.write(openAt(aMinute, 1, {}, u"gone'\"<b>"_s), aMinute));
        QVERIFY(writer.write(openAt(aMinute + 31 * day, 1), aMinute + 31 * day));
    }
    QVERIFY(store.open().write(openAt(aMinute + 31 * day + 60, 1), aMinute + 31 * day + 60));
    QCOMPARE(store.number(u"SELECT count(*) FROM namespace"_s), 1);
    QCOMPARE(store.number(u"SELECT count(*) FROM running"_s), 2);
}

void TestCountWriter::theOldestGoWhereThereIsNoRoom()
{
    const Store store;
    Retention retention;
    retention.bytes = 600'000; // more than what is dropped at a time
    auto writer = store.open(retention);
    Dropped last;
    for (qint64 time = aMinute; time < aMinute + day; time += 60) {
        StoreBatch batch = called(time, CallKind::Looks, 1000, 0);
        for (int i = 0; i < 30; ++i)
            batch.open.push_back({u"namespace-%1"_s.arg(i), time, 130, 1'000'000 + time % 7000, 0});
        QVERIFY(writer.write(batch, time));
        if (const Dropped dropped = writer.takeDropped(); dropped.minutes)
            last = dropped;
    }
    QVERIFY(last.minutes);
    QVERIFY(store.number(u"SELECT min(time) FROM running"_s) >= *last.minutes);
    QVERIFY(store.number(u"SELECT min(time) FROM calls"_s) >= *last.minutes);
    QCOMPARE(store.number(u"SELECT max(time) FROM running"_s), aMinute + day - 60);
}

void TestCountWriter::anOlderStoreGainsTheTables()
{
    const Store store;
    QVERIFY(store.open().write({{rowAt(u"q"_s, aMinute, 1)}, {}}, aMinute));
    for (const QString &table : {u"running"_s, u"closed"_s, u"calls"_s, u"namespace"_s})
        store.run(u"DROP TABLE "_s + table);
    QVERIFY(store.open().write(openAt(aMinute, 4), aMinute));
    QCOMPARE(store.number(u"SELECT last FROM running"_s), 4);
    QCOMPARE(store.number(u"SELECT backlog FROM look"_s), 1);
}

void TestCountWriter::aMinuteOfANamespaceTakesFortyBytes()
{
    const Store store;
    std::minstd_rand random(1);
    {
        auto writer = store.open();
        for (qint64 time = aMinute; time < aMinute + day; time += 60) {
            StoreBatch batch;
            for (int i = 0; i < 20; ++i)
                batch.open.push_back({u"namespace-%1"_s.arg(i), time + i, 130,
                                      static_cast<qint64>(random() % (i % 4 == 0 ? 200'000 : 900)),
                                      static_cast<qint64>(random() % 30)});
            QVERIFY(writer.write(batch, time));
        }
    }
    const double pages =
        double(store.number(u"PRAGMA page_count"_s) - store.number(u"PRAGMA freelist_count"_s));
    const double bytes = pages * double(store.number(u"PRAGMA page_size"_s)) /
                         double(store.number(u"SELECT count(*) FROM running"_s));
    qInfo("a minute of a namespace takes %.1f bytes", bytes);
    QVERIFY(bytes <= 40);
}

QTEST_GUILESS_MAIN(TestCountWriter)
#include "tst_countwriter.moc"
