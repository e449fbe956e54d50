// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/oldestclosed.h"
#include "models/monitor/seenretentions.h"

#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const Instant now{std::chrono::sys_days{std::chrono::year(2026) / 11 / 24}};

/// Answers as a server that holds one run would; how often it was asked.
int search(OldestClosed &oldest, Instant closed)
{
    int asked = 0;
    while (const auto before = oldest.next()) {
        if (++asked > 40)
            break;
        oldest.take(closed < *before);
    }
    return asked;
}

} // namespace

class TestOldestClosed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFoundInAFewCounts_data()
    {
        QTest::addColumn<qint64>("minutes");
        QTest::newRow("just now") << qint64(1);
        QTest::newRow("half an hour") << qint64(30);
        QTest::newRow("an hour, to the minute") << qint64(60);
        QTest::newRow("a day") << qint64(24 * 60);
        QTest::newRow("a month") << qint64(30 * 24 * 60 + 7);
        QTest::newRow("ten years") << qint64(10 * 365 * 24 * 60);
    }

    void isFoundInAFewCounts()
    {
        QFETCH(const qint64, minutes);
        const Milliseconds age = std::chrono::minutes(minutes);
        OldestClosed oldest;
        QVERIFY(!oldest.next() && !oldest.before());
        oldest.begin(now);
        const int asked = search(oldest, now - age);
        QVERIFY2(asked <= 24, qPrintable(QString::number(asked)));
        QVERIFY(oldest.before());
        QVERIFY(now - age < *oldest.before());
        QVERIFY(*oldest.notBefore() <= now - age);
        const Milliseconds off = *oldest.before() - (now - age);
        QVERIFY2(off <= std::max(Milliseconds(5min), age / 8),
                 qPrintable(QString::number(off / Milliseconds(1min))));
    }

    void thatItIsStillThereIsOneCount()
    {
        OldestClosed oldest;
        oldest.begin(now);
        search(oldest, now - 240h);
        const Instant before = oldest.before().value();
        oldest.begin(now + 10min);
        QCOMPARE(oldest.before(), before); // what is said does not flicker
        QCOMPARE(search(oldest, now - 240h), 1);
        QCOMPARE(oldest.before(), before);
    }

    void oneThatWentIsFollowedByTheNext()
    {
        OldestClosed oldest;
        oldest.begin(now);
        search(oldest, now - 240h);
        oldest.begin(now + 10min);
        search(oldest, now - 50h);
        QVERIFY(now - 50h < *oldest.before());
        QVERIFY(*oldest.before() < now - 40h);
    }

    /// Nothing in the server is that old: it ends all the same.
    void endsWhereAllIsOlder()
    {
        OldestClosed oldest;
        oldest.begin(now);
        QVERIFY(search(oldest, Instant()) < 30);
        QVERIFY(oldest.before());
    }

    void theSeenRetentionsHoldsForWhatClosedUnderIt()
    {
        SeenRetentions kept;
        QVERIFY(!kept.longest() && !kept.knownSince());
        kept.see(72h, now, 1h);
        kept.see(24h, now + 5h, 6h);
        QCOMPARE(kept.longest(), std::chrono::seconds(72h));
        QCOMPARE(kept.knownSince(), now);
        kept.see(24h, now + 72h, 1h + 72h + deletionMargin);
        QCOMPARE(kept.longest(), std::chrono::seconds(72h));
        kept.see(24h, now + 73h, 1h + 72h + deletionMargin + 1s);
        QCOMPARE(kept.longest(), std::chrono::seconds(24h));
        kept.see(240h, now + 74h, 75h);
        QCOMPARE(kept.longest(), std::chrono::seconds(240h));
    }

    /// What closed after a longer one had come is kept longer.
    void theShortestIsTheFirstToEnd()
    {
        SeenRetentions kept;
        QVERIFY(!kept.ageBefore(6h, now));
        kept.see(72h, now, 1h);
        QCOMPARE(kept.ageBefore(6h, now), Milliseconds(66h));
        QCOMPARE(kept.ageBefore(100h, now), Milliseconds(0));
        kept.see(720h, now + 1h, 2h);
        QCOMPARE(kept.ageBefore(6h, now + 1h), Milliseconds(66h));
        QCOMPARE(kept.ageBefore(6h, now + 71h + 5min), Milliseconds(70h));
        kept.see(720h, now + 74h, 1h + 72h + deletionMargin + 1s);
        QCOMPARE(kept.ageBefore(6h, now + 74h), Milliseconds(714h));
    }
};

QTEST_GUILESS_MAIN(TestOldestClosed)
#include "tst_oldestclosed.moc"
