// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/attempttally.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const QString queue = u"ns.ingest"_s;

/// Lists of workers, told a minute apart unless said otherwise.
struct Fleet
{
    AttemptTally tally;
    Milliseconds now = 1h;
    std::vector<WorkerHeartbeat> beats;

    WorkerHeartbeat &worker(const QString &key, WorkerSlots counts)
    {
        for (WorkerHeartbeat &beat : beats)
            if (beat.instanceKey == key) {
                beat.activitySlots = counts;
                return beat;
            }
        WorkerHeartbeat beat;
        beat.instanceKey = key;
        beat.taskQueue = queue;
        beat.activitySlots = counts;
        beat.time = Instant(10h);
        beat.started = Instant(0h);
        return beats.emplace_back(beat);
    }
    void list(Milliseconds later = 1min)
    {
        now += later;
        std::map<QString, Milliseconds> times;
        for (const WorkerHeartbeat &beat : beats)
            times.emplace(beat.instanceKey, now);
        tally.take(beats, times, now);
    }
    [[nodiscard]] std::pair<qint64, qint64> failedOf() const
    {
        const auto sample = tally.of(queue);
        return sample ? std::pair{sample->failed, sample->finished} : std::pair<qint64, qint64>{-1, -1};
    }
};

using Attempts = std::pair<qint64, qint64>;

WorkerSlots counts(qint64 processed, qint64 failed, qint64 lastProcessed = 0, qint64 lastFailed = 0)
{
    return {5, 0, processed, failed, lastProcessed, lastFailed};
}

} // namespace

class TestAttemptTally : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyWhoCountsIsNotKnown()
    {
        Fleet fleet;
        fleet.list();
        QVERIFY(!fleet.tally.of(queue));
        fleet.beats.push_back({});
        fleet.beats.back().instanceKey = u"brief"_s; // as newer servers list, without slots
        fleet.beats.back().taskQueue = queue;
        fleet.list();
        QVERIFY(!fleet.tally.of(queue));
    }

    void ofOneSeenForTheFirstTimeItsLastIntervalCounts()
    {
        Fleet fleet;
        fleet.worker(u"a"_s, counts(5'000, 900, 60, 3));
        fleet.list();
        QCOMPARE(fleet.failedOf(), (Attempts{3, 60}));
    }

    void ofOneThatStartedLatelyAllCounts()
    {
        Fleet fleet;
        fleet.worker(u"a"_s, counts(220, 40, 20, 4)).started = Instant(10h) - 4min;
        fleet.list();
        QCOMPARE(fleet.failedOf(), (Attempts{40, 220}));
    }

    void whatIsCountedSinceIsAdded()
    {
        Fleet fleet;
        fleet.worker(u"a"_s, counts(1'000, 10));
        fleet.worker(u"b"_s, counts(500, 0));
        fleet.list();
        fleet.worker(u"a"_s, counts(1'100, 15));
        fleet.worker(u"b"_s, counts(600, 1));
        fleet.list();
        QCOMPARE(fleet.failedOf(), (Attempts{6, 200}));
        QCOMPARE(fleet.tally.of(queue)->workers, 2);
        fleet.list(); // the same again: nothing new
        QCOMPARE(fleet.failedOf(), (Attempts{6, 200}));
    }

    void whatIsOlderThanTheWindowIsForgotten()
    {
        Fleet fleet;
        fleet.worker(u"a"_s, counts(0, 0));
        fleet.list();
        fleet.worker(u"a"_s, counts(100, 50));
        fleet.list();
        QVERIFY(fleet.tally.seesFailures());
        fleet.list(4min);
        QCOMPARE(fleet.failedOf(), (Attempts{50, 100}));
        fleet.list(2min);
        QCOMPARE(fleet.failedOf(), (Attempts{0, 0}));
        QVERIFY(!fleet.tally.seesFailures());
    }

    /// Its heartbeat was late: what it did meanwhile counts when it is heard of, once.
    void aLateHeartbeatCountsWhenItComes()
    {
        Fleet fleet;
        fleet.worker(u"a"_s, counts(100, 0));
        fleet.list();
        fleet.list(4min);
        fleet.worker(u"a"_s, counts(160, 30));
        fleet.list();
        QCOMPARE(fleet.failedOf(), (Attempts{30, 60}));
    }

    void aRestartedWorkerBeginsAtNothing()
    {
        Fleet fleet;
        fleet.worker(u"a"_s, counts(1'000, 100));
        fleet.list();
        fleet.beats.clear();
        fleet.worker(u"a2"_s, counts(40, 2, 40, 2)).started = Instant(10h) - 1min;
        fleet.list();
        QCOMPARE(fleet.failedOf(), (Attempts{2, 40}));
        // The same key with lower counts is another process too.
        fleet.worker(u"a2"_s, counts(10, 1)).started = Instant(10h) - 30s;
        fleet.list();
        QCOMPARE(fleet.failedOf(), (Attempts{3, 50}));
    }

    void aServerThatForgotAWorkerForAWhileIsNoRestart()
    {
        Fleet fleet;
        fleet.worker(u"a"_s, counts(1'000, 100));
        fleet.list();
        const auto beats = std::exchange(fleet.beats, {});
        fleet.list();
        QVERIFY(!fleet.tally.of(queue));
        fleet.beats = beats;
        fleet.worker(u"a"_s, counts(1'050, 101, 20, 0));
        fleet.list();
        QCOMPARE(fleet.failedOf(), (Attempts{1, 50}));
    }

    void whoTookLeaveStillCounts()
    {
        Fleet fleet;
        fleet.worker(u"a"_s, counts(0, 0));
        fleet.list();
        fleet.worker(u"a"_s, counts(30, 3)).status = WorkerStatus::Shutdown;
        fleet.list();
        fleet.beats.clear();
        fleet.list();
        QCOMPARE(fleet.failedOf(), (Attempts{3, 30}));
        QCOMPARE(fleet.tally.of(queue)->workers, 0);
    }
};

QTEST_GUILESS_MAIN(TestAttemptTally)
#include "tst_attempttally.moc"
