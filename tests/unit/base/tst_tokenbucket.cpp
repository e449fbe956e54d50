// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/tokenbucket.h"

#include <QtTest>

using namespace signalbox;

class TestTokenBucket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsABurstThroughAndThenTheRate();
    void neverHoldsMoreThanTheBurst();
    void saysWhenTheNextOneComes();
    void ignoresTimeThatGoesBack();
    void drainStopsAtZero();
    void takesAllOrNone();
    void aChargeIsPaidBeforeTheNext();
    void anotherRateKeepsWhatItsBurstHolds();
};

namespace {

constexpr Milliseconds start{1'000'000};

int takeAll(TokenBucket &bucket, Milliseconds now)
{
    int taken = 0;
    while (bucket.take(now))
        ++taken;
    return taken;
}

} // namespace

void TestTokenBucket::letsABurstThroughAndThenTheRate()
{
    TokenBucket bucket(10, 10);
    QCOMPARE(takeAll(bucket, start), 10);
    QCOMPARE(takeAll(bucket, start + Milliseconds(99)), 0);
    int taken = 0;
    for (int tenth = 1; tenth <= 20; ++tenth)
        taken += takeAll(bucket, start + tenth * Milliseconds(100));
    QCOMPARE(taken, 20);
}

void TestTokenBucket::neverHoldsMoreThanTheBurst()
{
    TokenBucket bucket(10, 3);
    QCOMPARE(takeAll(bucket, start), 3);
    QCOMPARE(takeAll(bucket, start + std::chrono::hours(1)), 3);
}

void TestTokenBucket::saysWhenTheNextOneComes()
{
    TokenBucket bucket(4, 1);
    QCOMPARE(bucket.nextAt(start), start);
    QVERIFY(bucket.take(start));
    QCOMPARE(bucket.nextAt(start), start + Milliseconds(250));
    QCOMPARE(bucket.nextAt(start + Milliseconds(100)), start + Milliseconds(250));
    QVERIFY(!bucket.take(start + Milliseconds(249)));
    QVERIFY(bucket.take(start + Milliseconds(250)));
}

void TestTokenBucket::ignoresTimeThatGoesBack()
{
    TokenBucket bucket(10, 2);
    QCOMPARE(takeAll(bucket, start), 2);
    QVERIFY(!bucket.take(start - std::chrono::hours(1)));
    QVERIFY(!bucket.take(start));
    QVERIFY(bucket.take(start + Milliseconds(100)));
}

void TestTokenBucket::drainStopsAtZero()
{
    TokenBucket bucket(1, 1);
    bucket.drain(start);
    bucket.drain(start);
    QVERIFY(!bucket.take(start + Milliseconds(999)));
    QVERIFY(bucket.take(start + Milliseconds(1000)));
}

void TestTokenBucket::takesAllOrNone()
{
    TokenBucket bucket(1, 3);
    QVERIFY(bucket.take(start, 2));
    QVERIFY(!bucket.take(start, 2));
    QVERIFY(bucket.take(start, 1));
}

void TestTokenBucket::aChargeIsPaidBeforeTheNext()
{
    TokenBucket bucket(2, 2);
    QVERIFY(bucket.take(start));
    bucket.charge(4); // three more than there were
    QCOMPARE(bucket.nextAt(start), start + Milliseconds(2000));
    QVERIFY(!bucket.take(start + Milliseconds(1999)));
    QVERIFY(bucket.take(start + Milliseconds(2000)));
}

void TestTokenBucket::anotherRateKeepsWhatItsBurstHolds()
{
    TokenBucket bucket(10, 10);
    QVERIFY(bucket.take(start, 4));
    bucket.setRate(2, 5, start);
    QCOMPARE(bucket.rate(), 2.0);
    QCOMPARE(takeAll(bucket, start), 5);
    QCOMPARE(bucket.nextAt(start), start + Milliseconds(500));
    bucket.setRate(10, 10, start);
    bucket.empty();
    QCOMPARE(takeAll(bucket, start + Milliseconds(500)), 5);
}

QTEST_GUILESS_MAIN(TestTokenBucket)
#include "tst_tokenbucket.moc"
