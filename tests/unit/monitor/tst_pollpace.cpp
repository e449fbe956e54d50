// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/pollpace.h"

#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;

class TestPollPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOneAtATime()
    {
        PollPace pace;
        QVERIFY(pace.isDue(1h));
        QCOMPARE(pace.begin(1h), Purpose::Background);
        QVERIFY(!pace.isDue(2h));
        QVERIFY(!pace.isSettled());
        pace.succeed(2h, 10s);
        QVERIFY(pace.isSettled());
        QVERIFY(!pace.isDue(2h + 9999ms));
        QVERIFY(pace.isDue(2h + 10s));
    }

    void pausesEverLongerAfterFailures()
    {
        PollPace pace;
        Milliseconds now = 1h;
        Milliseconds before = 0ms;
        for (int i = 0; i < 8; ++i) {
            pace.begin(now);
            pace.fail(now);
            QVERIFY(pace.isSettled());
            const Milliseconds pause = pace.due() - now;
            QVERIFY2(pause >= 1600ms && pause <= 36s, "from 2 s to 30 s, each with 20 % jitter");
            // Doubling outweighs the jitter until the longest pause is reached.
            if (i > 0 && i < 4)
                QVERIFY(pause > before);
            before = pause;
            now = pace.due();
        }
        QVERIFY(before >= 24s);
        pace.begin(now);
        pace.succeed(now, 10s);
        pace.begin(now + 10s);
        pace.fail(now + 10s);
        QVERIFY(pace.due() - (now + 10s) <= 2400ms);
    }

    void hastensNoCloserThanTheSpacing_data()
    {
        QTest::addColumn<qint64>("at");
        QTest::addColumn<qint64>("due");
        QTest::newRow("too soon") << qint64(2'000) << qint64(5'000);
        QTest::newRow("late enough") << qint64(7'000) << qint64(7'000);
        QTest::newRow("due before anyway") << qint64(45'000) << qint64(30'000);
    }
    void hastensNoCloserThanTheSpacing()
    {
        QFETCH(qint64, at);
        QFETCH(qint64, due);
        PollPace pace;
        pace.begin(0ms);
        pace.succeed(0ms, 30s);
        pace.hasten(Milliseconds(at), 5s);
        QCOMPARE(pace.due(), Milliseconds(due));
    }

    void remembersForWhomOnce()
    {
        PollPace pace;
        pace.hasten(0ms, 5s, Purpose::Operator);
        pace.hasten(0ms, 5s);
        QCOMPARE(pace.purpose(), Purpose::Operator);
        QCOMPARE(pace.begin(0ms), Purpose::Operator);
        QCOMPARE(pace.purpose(), Purpose::Background);
    }

    void retriesAtOnceOnlyAfterAFailure()
    {
        PollPace pace;
        pace.begin(0ms);
        pace.succeed(0ms, 10min);
        pace.retryNow(1s);
        QVERIFY(!pace.isDue(1s));
        pace.begin(10min);
        pace.fail(10min);
        pace.retryNow(10min + 1ms);
        QVERIFY(pace.isDue(10min + 1ms));
    }

    void keepsTheSpacingAfterAFailureToo()
    {
        PollPace pace;
        pace.begin(1h);
        pace.fail(1h + 1s, 5s);
        QCOMPARE(pace.due(), Milliseconds(1h + 5s));
        pace.retryNow(1h + 2s, 5s);
        QCOMPARE(pace.due(), Milliseconds(1h + 5s));
        pace.retryNow(1h + 2s);
        QVERIFY(pace.isDue(1h + 2s));
        // The pause after more failures is longer than the spacing, and counts from the failure.
        for (int i = 0; i < 8; ++i) {
            pace.begin(2h);
            pace.fail(2h + 10s, 5s);
        }
        QVERIFY(pace.due() >= 2h + 10s + 24s);
    }

    void asksAgainWhatWasDropped()
    {
        PollPace pace;
        pace.begin(0ms);
        pace.drop(1ms);
        QVERIFY(pace.isDue(1ms));
        QVERIFY(!pace.isSettled());
        pace.begin(1ms);
        pace.drop(2ms, 5s);
        QVERIFY(!pace.isDue(5s));
        QVERIFY(pace.isDue(5s + 1ms));
        pace.begin(1h);
        pace.succeed(1h, 30s);
        pace.drop(1h + 1ms);
        QCOMPARE(pace.due(), Milliseconds(1h + 30s));
    }

    void jittersByAFifthAtMost()
    {
        Milliseconds least = 1h;
        Milliseconds most = 0ms;
        for (int i = 0; i < 2000; ++i) {
            const Milliseconds interval = jittered(10s);
            least = std::min(least, interval);
            most = std::max(most, interval);
        }
        QVERIFY(least >= 8s && least < 8500ms);
        QVERIFY(most <= 12s && most > 11500ms);
    }
};

QTEST_GUILESS_MAIN(TestPollPace)
#include "tst_pollpace.moc"
