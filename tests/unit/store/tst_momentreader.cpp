// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/momentreader.h"

#include "models/store/storewriter.h"
#include "tests/unit/store/looks.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 day = 24 * 3600;

LookRow activityAt(const QString &queue, qint64 time, qint64 backlog)
{
    LookRow row = rowAt(queue, time, backlog);
    row.type = TaskType::Activity;
    return row;
}

Judgement judgementAt(const QString &queue, qint64 time, Signal signal, const QString &sentence,
                      bool isNews = true)
{
    return {timeOf(time), {u"ns"_s, queue}, signal, isNews, timeOf(time - 60), u"nobody_polls"_s, sentence};
}

class Store
{
public:
    void write(const StoreBatch &batch, qint64 now)
    {
        const Done done = m_writer.write(batch, now);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    void look(const QString &queue, qint64 time, qint64 backlog, qint64 valid = 30)
    {
        write({{rowAt(queue, time, backlog, valid)}, {}}, time);
    }
    [[nodiscard]] std::vector<PastLook> at(qint64 time, Milliseconds lineSpan = 0ms) const
    {
        return all(time, lineSpan).looks;
    }
    [[nodiscard]] std::vector<PastCounts> countsAt(qint64 time) const { return all(time, 0ms).namespaces; }

    QTemporaryDir folder;
    QString path = folder.filePath(u"past.sqlite"_s);

private:
    [[nodiscard]] PastMoment all(qint64 time, Milliseconds lineSpan) const
    {
        const auto known = readMoment(path, timeOf(time), lineSpan);
        if (!known)
            qWarning("%s", qPrintable(known.error().detail));
        return known.value_or(PastMoment());
    }
    StoreWriter m_writer = StoreWriter::open(path, {}).value();
};

} // namespace

class TestMomentReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheLastLookAtEachQueue();
    void bothTypesAreOfOneLook();
    void saysHowLongALookSpoke();
    void aGapEndsWhatWasPromised();
    void aQueueIsForgottenAfterADay();
    void whatIsOlderThanLooksComesByTheMinute();
    void givesTheJudgementOfThen();
    void aLookThatNoLongerSpeaksHasTheJudgementOfItsOwnTime();
    void ofOldJudgementsOnlyTheNewsIsKept();
    void aLineIsMadeOfMinutesBefore();
    void whatWasCountedLastIsKnown();
    void endsAreKnownOnceTheyWereAsked();
    void anOlderStoreKnowsNoCounts();
    void noStoreKnowsNothing();
    void aStoreFromBeforeJudgementsGetsThem();
};

void TestMomentReader::givesTheLastLookAtEachQueue()
{
    Store store;
    for (int i = 0; i < 10; ++i)
        store.write({{rowAt(u"b"_s, aMinute + 10 * i, i), rowAt(u"a"_s, aMinute + 10 * i, 100 + i)}, {}},
                    aMinute + 10 * i);
    store.look(u"later"_s, aMinute + 95, 1);
    const auto looks = store.at(aMinute + 47);
    QCOMPARE(looks.size(), std::size_t(2));
    QCOMPARE(looks[0].sample.key, (QueueKey{u"ns"_s, u"a"_s}));
    QCOMPARE(looks[0].sample.workflowBacklog, 104);
    QCOMPARE(looks[0].sample.time, timeOf(aMinute + 40));
    QCOMPARE(looks[0].sample.workflowPollers, 1);
    QCOMPARE(looks[1].sample.workflowBacklog, 4);
    QVERIFY(!looks[1].judgement);
}

void TestMomentReader::bothTypesAreOfOneLook()
{
    Store store;
    store.write({{rowAt(u"q"_s, aMinute, 1), activityAt(u"q"_s, aMinute, 7)}, {}}, aMinute);
    store.look(u"q"_s, aMinute + 10, 2);
    QCOMPARE(store.at(aMinute + 5).at(0).sample.activityBacklog, 7);
    QVERIFY2(!store.at(aMinute + 15).at(0).sample.activityBacklog, "the newer look did not ask for it");
}

void TestMomentReader::saysHowLongALookSpoke()
{
    Store store;
    store.look(u"q"_s, aMinute, 1, 130);
    QCOMPARE(store.at(aMinute + 500).at(0).until, timeOf(aMinute + 130));
    store.look(u"q"_s, aMinute + 60, 1, 130);
    QCOMPARE(store.at(aMinute + 59).at(0).until, timeOf(aMinute + 60));
}

void TestMomentReader::aGapEndsWhatWasPromised()
{
    Store store;
    store.look(u"q"_s, aMinute, 1, 130);
    LookRow afterSleep = rowAt(u"q"_s, aMinute + 100, 1, 130);
    afterSleep.bootedAt = Instant(60s); // the clocks went apart
    store.write({{afterSleep}, {}}, aMinute + 100);
    QCOMPARE(store.at(aMinute + 50).at(0).until, timeOf(aMinute + 99));
}

void TestMomentReader::aQueueIsForgottenAfterADay()
{
    Store store;
    store.look(u"q"_s, aMinute, 1);
    QCOMPARE(store.at(aMinute + day - 60).size(), std::size_t(1));
    QCOMPARE(store.at(aMinute + day + 60).size(), std::size_t(0));
}

void TestMomentReader::whatIsOlderThanLooksComesByTheMinute()
{
    Store store;
    for (int i = 0; i < 12; ++i)
        store.write({{rowAt(u"q"_s, aMinute + 10 * i, i), activityAt(u"q"_s, aMinute + 10 * i, 50 + i)}, {}},
                    aMinute + 10 * i);
    store.look(u"other"_s, aMinute + 2 * day, 1); // drops the looks
    const auto looks = store.at(aMinute + 30);
    QCOMPARE(looks.size(), std::size_t(1));
    QCOMPARE(looks[0].sample.workflowBacklog, 5);
    QCOMPARE(looks[0].sample.activityBacklog, 55);
    QCOMPARE(looks[0].until, timeOf(aMinute + 60));
}

void TestMomentReader::givesTheJudgementOfThen()
{
    Store store;
    store.write(
        {{rowAt(u"q"_s, aMinute, 1, 600)}, {}, {judgementAt(u"q"_s, aMinute, Signal::Caution, u"a"_s)}},
        aMinute);
    store.write({{}, {}, {judgementAt(u"q"_s, aMinute + 90, Signal::Danger, u"b"_s)}}, aMinute + 90);
    QCOMPARE(store.at(aMinute + 60).at(0).judgement, judgementAt(u"q"_s, aMinute, Signal::Caution, u"a"_s));
    QCOMPARE(store.at(aMinute + 90).at(0).judgement,
             judgementAt(u"q"_s, aMinute + 90, Signal::Danger, u"b"_s));
}

void TestMomentReader::aLookThatNoLongerSpeaksHasTheJudgementOfItsOwnTime()
{
    Store store;
    store.write({{rowAt(u"q"_s, aMinute, 1)}, {}, {judgementAt(u"q"_s, aMinute, Signal::Danger, u"a"_s)}},
                aMinute);
    store.write({{}, {}, {judgementAt(u"q"_s, aMinute + 30, Signal::Unknown, u"away"_s)}}, aMinute + 30);
    const PastLook look = store.at(aMinute + 300).at(0);
    QCOMPARE(look.until, timeOf(aMinute + 30));
    QVERIFY(look.judgement->signal == Signal::Danger);
}

void TestMomentReader::ofOldJudgementsOnlyTheNewsIsKept()
{
    Store store;
    store.write({{rowAt(u"q"_s, aMinute, 1, 600)},
                 {},
                 {judgementAt(u"q"_s, aMinute, Signal::Danger, u"over 100 for 1 m"_s),
                  judgementAt(u"q"_s, aMinute + 60, Signal::Danger, u"over 100 for 2 m"_s, false)}},
                aMinute);
    QCOMPARE(store.at(aMinute + 70).at(0).judgement->sentence, u"over 100 for 2 m"_s);
    store.look(u"other"_s, aMinute + 2 * day, 1);
    QCOMPARE(store.at(aMinute + 70).at(0).judgement->sentence, u"over 100 for 1 m"_s);
    store.look(u"other"_s, aMinute + 31 * day, 1);
    QVERIFY(store.at(aMinute + 70).empty());
}

void TestMomentReader::aLineIsMadeOfMinutesBefore()
{
    Store store;
    for (int i = 0; i < 60; ++i)
        store.write({{rowAt(u"q"_s, aMinute + 10 * i, i), activityAt(u"q"_s, aMinute + 10 * i, 2 * i)}, {}},
                    aMinute + 10 * i);
    const auto before = store.at(aMinute + 310, 3min).at(0).before;
    QCOMPARE(before.size(), std::size_t(2)); // of whole minutes within the span
    QCOMPARE(before[0], (PastBacklog{timeOf(aMinute + 180), timeOf(aMinute + 260), 23, 46}));
    QVERIFY2(before.back().time < timeOf(aMinute + 300), "nothing from after the moment");
}

void TestMomentReader::whatWasCountedLastIsKnown()
{
    Store store;
    StoreBatch batch;
    batch.open = {{u"b"_s, aMinute + 5, 130, 40, 2}, {u"a"_s, aMinute + 50, 130, 7, {}}};
    store.write(batch, aMinute + 50);
    QVERIFY(store.countsAt(aMinute + 4).empty());
    QCOMPARE(store.countsAt(aMinute + 5),
             std::vector<PastCounts>({{u"b"_s, 40, 2, timeOf(aMinute + 135), {}, {}}}));
    const auto both = store.countsAt(aMinute + 3600);
    QCOMPARE(both.size(), std::size_t(2));
    QCOMPARE(both[0], (PastCounts{u"a"_s, 7, {}, timeOf(aMinute + 180), {}, {}}));
    QVERIFY2(store.countsAt(aMinute + 3661).empty(), "an hour later nobody knows");
}

void TestMomentReader::endsAreKnownOnceTheyWereAsked()
{
    Store store;
    StoreBatch batch;
    batch.closes = {{u"ns"_s,
                     aMinute,
                     aMinute + 60,
                     aMinute + 125,
                     {{ExecutionStatus::Failed, 3}, {ExecutionStatus::TimedOut, 1}},
                     aMinute - 600,
                     9}};
    store.write(batch, aMinute + 125);
    QVERIFY(store.countsAt(aMinute + 124).empty());
    const PastCounts counts = store.countsAt(aMinute + 125).at(0);
    QVERIFY(!counts.running);
    QCOMPARE(counts.asked, timeOf(aMinute + 125));
    QCOMPARE(*counts.closes, (CloseSample{timeOf(aMinute), timeOf(aMinute + 60), batch.closes[0].counts,
                                          timeOf(aMinute - 600), 9, Milliseconds(0)}));
}

void TestMomentReader::anOlderStoreKnowsNoCounts()
{
    Store store;
    store.look(u"q"_s, aMinute, 1);
    for (const QString &table : {u"running"_s, u"closed"_s, u"calls"_s, u"namespace"_s})
        QVERIFY(SqlConnection::open(store.path, SqlConnection::Access::Write)->run(u"DROP TABLE "_s + table));
    QCOMPARE(store.at(aMinute + 1).size(), std::size_t(1));
    QVERIFY(store.countsAt(aMinute + 1).empty());
}

void TestMomentReader::noStoreKnowsNothing()
{
    const auto known = readMoment(u"/nonexistent/past.sqlite"_s, timeOf(aMinute));
    QVERIFY(known && *known == PastMoment());
}

void TestMomentReader::aStoreFromBeforeJudgementsGetsThem()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"past.sqlite"_s);
    QVERIFY(StoreWriter::open(path, {})->write({{rowAt(u"q"_s, aMinute, 1)}, {}}, aMinute));
    QVERIFY(SqlConnection::open(path, SqlConnection::Access::Write)->run(u"DROP TABLE judgement"_s));
    auto writer = StoreWriter::open(path, {});
    QVERIFY(writer);
    QVERIFY(writer->write({{}, {}, {judgementAt(u"q"_s, aMinute, Signal::Danger, u"a"_s)}}, aMinute));
    QVERIFY(readMoment(path, timeOf(aMinute + 1))->looks.at(0).judgement);
}

QTEST_GUILESS_MAIN(TestMomentReader)
#include "tst_momentreader.moc"
