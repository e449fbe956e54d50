// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/overviewreader.h"

#include "models/store/storewriter.h"
#include "tests/unit/store/looks.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

using Line = Overview::Line;

class Store
{
public:
    void open(qint64 time, qint64 running, const QString &ns = u"ns"_s)
    {
        StoreBatch batch;
        batch.open = {{ns, time, 130, running, 0}};
        write(batch, time);
    }
    void closed(qint64 from, qint64 to, const StatusCounts &counts, const QString &ns = u"ns"_s)
    {
        StoreBatch batch;
        batch.closes = {{ns, from, to, to + 60, counts, from, 0}};
        write(batch, to);
    }
    void called(qint64 minute, qint64 sent, qint64 refused)
    {
        StoreBatch batch;
        for (const CallKind kind : callKinds)
            batch.calls.push_back({minute, kind, 0, 0});
        batch.calls.front() = {minute, CallKind::Looks, sent, refused};
        write(batch, minute);
    }
    [[nodiscard]] Overview read(qint64 from, qint64 to, Milliseconds slice = 1min) const
    {
        const auto overview = readOverview(path, {timeOf(from), timeOf(to), slice}, {u"ns"_s, u"other"_s});
        if (!overview)
            qWarning("%s", qPrintable(overview.error().detail));
        return overview.value_or(Overview());
    }

    QTemporaryDir folder;
    QString path = folder.filePath(u"past.sqlite"_s);

private:
    void write(const StoreBatch &batch, qint64 now)
    {
        const Done done = m_writer.write(batch, now);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    StoreWriter m_writer = StoreWriter::open(path, {}).value();
};

constexpr qint64 minute = 60;

} // namespace

class TestOverview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNumberHoldsAsLongAsItWasPromised();
    void aSliceKeepsTheHighest();
    void endsOfSeveralMinutesAreAsMuchOfEach();
    void callsAreTheMeanOfWhatWasRecorded();
    void onlyWhatMayBeReadIsInIt();
    void whatIsReadLaterIsAsIfReadAtOnce();
    void theLargestHaveLinesAndTheRestIsSummed();
    void noStoreAndAnOlderOneKnowNothing();
    void slicesAreWholeMinutes();
};

void TestOverview::aNumberHoldsAsLongAsItWasPromised()
{
    Store store;
    store.open(aMinute + 50, 7);
    store.open(aMinute + 10 * minute, 9); // after a gap
    const Overview overview = store.read(aMinute, aMinute + 14 * minute);
    QCOMPARE(overview.size(), std::size_t(15));
    QCOMPARE(overview.begin, timeOf(aMinute));
    QCOMPARE(overview.runningSince, timeOf(aMinute + 50));
    const Line &line = overview.running.at(u"ns"_s);
    QCOMPARE(line, Line({7, 7, 7, {}, {}, {}, {}, {}, {}, {}, 9, 9, 9, {}, {}}));
    // One that spoke before the time too.
    QCOMPARE(store.read(aMinute + 2 * minute, aMinute + 3 * minute).running.at(u"ns"_s), Line({7, {}}));
}

void TestOverview::aSliceKeepsTheHighest()
{
    Store store;
    for (int i = 0; i < 30; ++i)
        store.open(aMinute + i * minute, i == 12 ? 900 : i);
    const qint64 begin = aMinute / 600 * 600;
    const Line line = store.read(begin, aMinute + 29 * minute, 10min).running.at(u"ns"_s);
    QCOMPARE(*std::max_element(line.begin(), line.end()), 900);
    QCOMPARE(line.back(), 29);
}

void TestOverview::endsOfSeveralMinutesAreAsMuchOfEach()
{
    Store store;
    store.closed(aMinute, aMinute + minute, {{ExecutionStatus::Completed, 4}});
    store.closed(aMinute + minute, aMinute + 4 * minute,
                 {{ExecutionStatus::Completed, 6}, {ExecutionStatus::Failed, 3}});
    store.closed(aMinute + minute, aMinute + 2 * minute, {{ExecutionStatus::Completed, 1}}, u"other"_s);
    store.closed(aMinute + 5 * minute, aMinute + 6 * minute, {});
    const Overview overview = store.read(aMinute, aMinute + 6 * minute);
    using Ends = Overview::Ends;
    QCOMPARE(overview.ends[0], (Ends{{{ExecutionStatus::Completed, 4}}, 1}));
    QCOMPARE(overview.ends[1], (Ends{{{ExecutionStatus::Completed, 3}, {ExecutionStatus::Failed, 1}}, 2}));
    QCOMPARE(overview.ends[2], (Ends{{{ExecutionStatus::Completed, 2}, {ExecutionStatus::Failed, 1}}, 1}));
    QCOMPARE(overview.ends[3], overview.ends[2]);
    QVERIFY2(!overview.ends[4], "nobody asked");
    QCOMPARE(overview.ends[5], (Ends{{}, 1})); // somebody asked, and nothing had ended
    QVERIFY(!overview.ends[6]);
    QCOMPARE(overview.endsSince, timeOf(aMinute));
}

void TestOverview::callsAreTheMeanOfWhatWasRecorded()
{
    Store store;
    const qint64 begin = aMinute / 600 * 600 + 600;
    store.called(begin, 100, 0);
    store.called(begin + minute, 50, 4);
    store.called(begin + 10 * minute, 0, 0);
    const Overview overview = store.read(begin, begin + 11 * minute, 10min);
    QCOMPARE(overview.calls.size(), std::size_t(2));
    QCOMPARE(overview.calls[0], (Overview::Calls{{{CallKind::Looks, 75}}, 2})); // of two minutes
    QCOMPARE(overview.calls[1], Overview::Calls());
    QVERIFY2(!store.read(begin + 10 * minute, begin + 10 * minute + 30).calls[0], "that minute isn't over");
    QVERIFY(!store.read(begin + 2 * minute, begin + 3 * minute).calls[0]);
}

void TestOverview::onlyWhatMayBeReadIsInIt()
{
    Store store;
    store.open(aMinute, 3, u"secret"_s);
    store.closed(aMinute, aMinute + minute, {{ExecutionStatus::Failed, 1}}, u"secret"_s);
    store.open(aMinute, 4);
    const Overview overview = store.read(aMinute, aMinute + minute);
    QCOMPARE(overview.running.size(), std::size_t(1));
    QVERIFY(!overview.ends[0] && !overview.endsSince);
}

void TestOverview::whatIsReadLaterIsAsIfReadAtOnce()
{
    Store store;
    for (int i = 0; i < 40; ++i) {
        if (i < 10 || i > 14)
            store.open(aMinute + i * minute, 100 + i * i % 17);
        if (i > 30)
            store.open(aMinute + i * minute, i, u"other"_s);
        store.closed(aMinute + i * minute, aMinute + (i + 1) * minute, {{ExecutionStatus::Failed, i}});
        store.called(aMinute + i * minute, i, 0);
    }
    Overview overview = store.read(aMinute, aMinute + 29 * minute);
    overview.append(store.read(aMinute + 20 * minute, aMinute + 36 * minute));
    QCOMPARE(overview, store.read(aMinute + 7 * minute, aMinute + 36 * minute));
    // Of slices that do not fit to those before, all are other ones.
    const Overview far = store.read(aMinute + 38 * minute, aMinute + 39 * minute);
    overview.append(far);
    QCOMPARE(overview, far);
}

void TestOverview::theLargestHaveLinesAndTheRestIsSummed()
{
    Overview overview;
    overview.running = {{u"a"_s, {1, 2}}, {u"b"_s, {90, {}}}, {u"c"_s, {5, 6}}, {u"d"_s, {{}, 4}}};
    const RunningLines lines = runningLines(overview, 2);
    QCOMPARE(lines.largest.size(), std::size_t(2));
    QCOMPARE(lines.largest[0].ns, u"b"_s);
    QCOMPARE(lines.largest[1].ns, u"c"_s);
    QCOMPARE(lines.others, 2);
    QCOMPARE(lines.rest, Line({1, 6}));
    QCOMPARE(lines.summed, std::vector<int>({1, 2}));
    QVERIFY(runningLines(overview, 4).rest.empty());
}

void TestOverview::noStoreAndAnOlderOneKnowNothing()
{
    const auto none = readOverview(u"/nonexistent/past.sqlite"_s, {timeOf(0), timeOf(600), 1min}, {});
    QVERIFY(none && none->size() == 0 && none->running.empty());
    Store store;
    store.open(aMinute, 1);
    for (const QString &table : {u"running"_s, u"closed"_s, u"calls"_s, u"namespace"_s})
        QVERIFY(SqlConnection::open(store.path, SqlConnection::Access::Write)->run(u"DROP TABLE "_s + table));
    const Overview older = store.read(aMinute, aMinute + minute);
    QVERIFY(older.running.empty() && !older.calls[0] && !older.runningSince);
}

void TestOverview::slicesAreWholeMinutes()
{
    QVERIFY(OverviewQuery::sliceFor(15min, 300) == 1min);
    QVERIFY(OverviewQuery::sliceFor(24h, 300) == 5min);
    QVERIFY(OverviewQuery::sliceFor(30 * 24h, 300) == 144min);
    QVERIFY(OverviewQuery::sliceFor(7 * 24h, 300) == 34min);
}

QTEST_GUILESS_MAIN(TestOverview)
#include "tst_overview.moc"
