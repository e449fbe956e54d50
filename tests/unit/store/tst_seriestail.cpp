// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/seriestail.h"

#include "tests/unit/store/looks.h"

#include <QTest>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

class TestSeriesTail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSpikeSurvivesTheRollUp()
    {
        SeriesTail tail;
        for (int i = 0; i < 6; ++i) {
            StoredLook look = lookAt(aMinute + 10 * i, i == 3 ? 70'000 : 5 - i);
            look.figures = {i == 2 ? 900 : 0, 100 * i, i == 0 ? std::nullopt : std::optional(200),
                            i == 4 ? 0 : 3};
            QVERIFY(!tail.take(look, {}));
        }
        QVERIFY(!tail.endMinute(aMinute + 59));
        const auto minute = tail.endMinute(aMinute + 60);
        QVERIFY(minute);
        QCOMPARE(*minute, (MinuteRow{aMinute, 50, 30, 0, 0, 70'000, 0, {900, 250, 200, 0}}));
        QVERIFY(!tail.endMinute(aMinute + 60));
    }

    void aMinuteEndsWithItsLastLook()
    {
        SeriesTail tail;
        StoredLook first = lookAt(aMinute + 55, 1);
        StoredLook second = lookAt(aMinute + 65, 2);
        QVERIFY(!tail.take(first, {}));
        const auto minute = tail.take(second, {});
        QVERIFY(minute);
        QCOMPARE(minute->time, aMinute + 55);
        QCOMPARE(minute->high, 1);
    }

    void whatWasNotPromisedIsAGap()
    {
        SeriesTail tail;
        StoredLook first = lookAt(aMinute, 1, 20);
        StoredLook late = lookAt(aMinute + 45, 2, 20);
        QVERIFY(!tail.take(first, {}));
        const auto before = tail.take(late, {});
        QCOMPARE(first.gap, 0); // nothing came before: that is no gap
        QCOMPARE(late.gap, 25);
        QVERIFY2(before, "no minute holds a gap");
        const auto after = tail.endMinute(aMinute + 60);
        QVERIFY(after);
        QCOMPARE(after->gap, 25);
        QCOMPARE(after->low, 2);
    }

    void aClockThatWasSetIsAGap_data()
    {
        QTest::addColumn<qint64>("next");
        QTest::addColumn<int>("setBy");
        QTest::addColumn<qint64>("gap");
        QTest::newRow("as it was") << aMinute + 10 << 0 << qint64(0);
        QTest::newRow("a little") << aMinute + 14 << 4 << qint64(0);
        QTest::newRow("forth, within the promise") << aMinute + 18 << 8 << qint64(1);
        QTest::newRow("back") << aMinute - 7190 << -7200 << qint64(1);
        QTest::newRow("far forth") << aMinute + 3610 << 3600 << qint64(3580);
    }
    void aClockThatWasSetIsAGap()
    {
        QFETCH(const qint64, next);
        QFETCH(const int, setBy);
        SeriesTail tail;
        StoredLook before = lookAt(aMinute, 1);
        StoredLook after = lookAt(next, 1);
        std::ignore = tail.take(before, {});
        std::ignore = tail.take(after, Instant(std::chrono::seconds(setBy)));
        QTEST(after.gap, "gap");
    }

    void suspendIsAGap()
    {
        SeriesTail tail;
        StoredLook before = lookAt(aMinute, 1);
        StoredLook after = lookAt(aMinute + 7200, 1); // both clocks went on
        std::ignore = tail.take(before, {});
        std::ignore = tail.take(after, {});
        QCOMPARE(after.gap, 7170);
    }
};

QTEST_GUILESS_MAIN(TestSeriesTail)
#include "tst_seriestail.moc"
