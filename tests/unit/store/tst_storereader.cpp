// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/storereader.h"

#include "models/store/storewriter.h"
#include "tests/unit/store/looks.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

const QueueKey key{u"ns"_s, u"q"_s};
constexpr qint64 day = 24 * 3600;

class Store
{
public:
    void write(qint64 time, qint64 backlog, qint64 valid = 30)
    {
        const Done done = m_writer.write({{rowAt(key.queue, time, backlog, valid)}, {}}, time);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    [[nodiscard]] Series read(qint64 from, qint64 to, int slices = Series::everyLook) const
    {
        const auto series = readPast(m_path, {key, timeOf(from), timeOf(to), slices});
        if (!series)
            qWarning("%s", qPrintable(series.error().detail));
        return series.value_or(Series());
    }

    void judge(qint64 time, Signal signal, const QString &queue = key.queue)
    {
        const Judgement judgement{timeOf(time), {key.ns, queue}, signal, true, {}, u"grows"_s, u"it grows"_s};
        QVERIFY(m_writer.write({{}, {}, {judgement}}, time));
    }
    /// When the signal was another, and which.
    [[nodiscard]] std::vector<std::pair<qint64, Signal>> judged(qint64 from, qint64 to) const
    {
        std::vector<std::pair<qint64, Signal>> all;
        const auto judgements = readJudgements(m_path, key, timeOf(from), timeOf(to));
        for (const Judgement &judgement : *judgements)
            all.emplace_back(storedTime(judgement.time), judgement.signal);
        return all;
    }

private:
    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(u"past.sqlite"_s);
    StoreWriter m_writer = StoreWriter::open(m_path, {}).value();
};

qint64 highest(const Series &series)
{
    qint64 most = -1;
    for (const SeriesPoint &point : series.points())
        most = std::max(most, point.sample.workflowBacklog.value_or(-1));
    return most;
}

/// Where nothing is known between two points: from and to.
std::vector<std::pair<qint64, qint64>> gaps(const Series &series)
{
    std::vector<std::pair<qint64, qint64>> found;
    for (std::size_t i = 1; i < series.points().size(); ++i)
        if (series.points()[i - 1].until < series.points()[i].sample.time)
            found.emplace_back(storedTime(series.points()[i - 1].until),
                               storedTime(series.points()[i].sample.time));
    return found;
}

} // namespace

class TestStoreReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgementsAreThoseWithinAndTheLastBefore();
    void givesBackWhatWasWritten();
    void beginsWithTheLookBefore();
    void gapsStayGapsHoweverWideTheSlices();
    void aSpikeIsSeenInAMonth();
    void minutesAndLooksMeetWithoutASeam();
    void whatWasNeverSeenIsEmpty();
};

void TestStoreReader::givesBackWhatWasWritten()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"past.sqlite"_s);
    auto writer = StoreWriter::open(path, {}).value();
    std::vector<QueueSample> samples;
    for (int i = 0; i < 20; ++i) {
        QueueSample sample;
        sample.key = key;
        sample.time = timeOf(aMinute + 10 * i);
        sample.sinceBoot = 10s * i;
        sample.interval = 10s;
        sample.workflowBacklog = i;
        sample.oldestWorkflowTask = 90s;
        sample.workflowFacts.addRate = 0.25;
        sample.workflowPollers = 2;
        if (i % 2 == 0) {
            sample.activityBacklog = 5'000'000'000;
            sample.oldestActivityTask = 3600s;
            sample.activityFacts.addRate = 1;
            sample.activityFacts.dispatchRate = 2.5;
            sample.activityPollers = 0;
        }
        QVERIFY(writer.write({rowsOf(sample), {}}, storedTime(sample.time)));
        samples.push_back(sample);
    }
    const auto series = readPast(path, {key, samples.front().time, samples.back().time, Series::everyLook});
    QCOMPARE(series->points().size(), samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const SeriesPoint &point = series->points()[i];
        QCOMPARE(point.sample.time, samples[i].time);
        QCOMPARE(point.until, samples[i].time + (i + 1 < samples.size() ? 10s : 30s));
        QCOMPARE(point.sample.workflowBacklog, samples[i].workflowBacklog);
        QCOMPARE(point.sample.activityBacklog, samples[i].activityBacklog);
        QCOMPARE(point.sample.oldestTask, i % 2 == 0 ? 3600s : 90s);
        QCOMPARE(point.sample.oldestWorkflowTask, 90s);
        QCOMPARE(point.sample.addRate, i % 2 == 0 ? 1.25 : 0.25);
        QCOMPARE(point.sample.dispatchRate, i % 2 == 0 ? std::optional(2.5) : std::nullopt);
        QCOMPARE(point.sample.workflowPollers, 2);
        QCOMPARE(point.sample.activityPollers, samples[i].activityPollers);
    }
}

void TestStoreReader::beginsWithTheLookBefore()
{
    Store store;
    for (int i = 0; i < 10; ++i)
        store.write(aMinute + 60 * i, i, 130);
    const Series series = store.read(aMinute + 200, aMinute + 400);
    QCOMPARE(series.points().front().sample.time, timeOf(aMinute + 180));
    QCOMPARE(series.points().back().sample.time, timeOf(aMinute + 360));
}

void TestStoreReader::gapsStayGapsHoweverWideTheSlices()
{
    Store store;
    for (int i = 0; i < 360; ++i)
        if (i < 100 || i >= 130)
            store.write(aMinute + 10 * i, 5);
    const std::vector<std::pair<qint64, qint64>> gap{{aMinute + 1020, aMinute + 1300}};
    QCOMPARE(gaps(store.read(aMinute, aMinute + 3600)), gap);
    QCOMPARE(gaps(store.read(aMinute, aMinute + 3600, 30)), gap);
    const auto wide =
        gaps(store.read(aMinute, aMinute + 3600, 2)); // somewhere in its slice, as long as it was
    QCOMPARE(wide.size(), std::size_t(1));
    QCOMPARE(wide.front().second - wide.front().first, 280);
    // The same from minutes.
    store.write(aMinute + 2 * day, 5);
    QCOMPARE(gaps(store.read(aMinute - day, aMinute + 3600, 2000)).front(), gap.front());
}

void TestStoreReader::aSpikeIsSeenInAMonth()
{
    Store store;
    for (int i = 0; i < 1000; ++i)
        store.write(aMinute + 20 * i, i == 500 ? 70'000 : 3);
    store.write(aMinute + 2 * day, 3);
    for (const int slices : {30, 400, Series::everyLook})
        QCOMPARE(highest(store.read(aMinute - 20 * day, aMinute + 2 * day, slices)), 70'000);
    QVERIFY(store.read(aMinute - 20 * day, aMinute + 2 * day, 30).points().size() <= 90);
}

void TestStoreReader::minutesAndLooksMeetWithoutASeam()
{
    Store store;
    for (qint64 time = aMinute; time < aMinute + 2 * day; time += 30)
        store.write(time, time % 1000, 70);
    // Looks go back a day and up to an hour; before that, minutes; after the last minute, looks again.
    for (const qint64 from : {aMinute, aMinute + 20 * 3600, aMinute + 40 * 3600}) {
        const Series series = store.read(from, aMinute + 2 * day);
        QVERIFY(gaps(series).empty());
        const auto early = timeOf(from) - series.points().front().sample.time;
        QVERIFY(early >= 0s && early <= 60s);
        QCOMPARE(series.points().back().sample.time, timeOf(aMinute + 2 * day - 30));
        for (std::size_t i = 1; i < series.points().size(); ++i) {
            const auto step = series.points()[i].sample.time - series.points()[i - 1].sample.time;
            QVERIFY(step > 0s && step <= 60s);
        }
    }
}

void TestStoreReader::whatWasNeverSeenIsEmpty()
{
    QCOMPARE(readPast(u"/nowhere/past.sqlite"_s, {key, timeOf(0), timeOf(1), 1}).value(), Series());
    const Store store;
    QCOMPARE(store.read(aMinute, aMinute + 60), Series());
}

void TestStoreReader::judgementsAreThoseWithinAndTheLastBefore()
{
    Store store;
    store.judge(aMinute, Signal::Clear);
    store.judge(aMinute + 100, Signal::Caution);
    store.judge(aMinute + 150, Signal::Danger, u"another"_s);
    store.judge(aMinute + 200, Signal::Danger);
    store.judge(aMinute + 300, Signal::Clear);
    using Judged = std::vector<std::pair<qint64, Signal>>;
    QCOMPARE(store.judged(aMinute + 120, aMinute + 200),
             Judged({{aMinute + 100, Signal::Caution}, {aMinute + 200, Signal::Danger}}));
    QCOMPARE(store.judged(aMinute + 1000, aMinute + 2000), Judged({{aMinute + 300, Signal::Clear}}));
    QVERIFY(store.judged(0, aMinute - 1).empty());
}

QTEST_GUILESS_MAIN(TestStoreReader)
#include "tst_storereader.moc"
