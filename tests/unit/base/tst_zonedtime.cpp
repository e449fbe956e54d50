// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"

#include <QTest>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {
const Instant noonUtc{1'796'040'000s}; // 2026-11-30T12:00:00Z
}

class TestZonedTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "UTC-1"); // one hour before Greenwich, the whole year
        tzset();
    }

    void zonedTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("Z") << u"2026-11-30T12:00:00Z"_s << true;
        QTest::newRow("offset") << u"2026-11-30T13:00:00+01:00"_s << true;
        QTest::newRow("blank, no seconds") << u"2026-11-30 13:00+01:00"_s << true;
        QTest::newRow("no zone") << u"2026-11-30T12:00:00"_s << false;
        QTest::newRow("no such day") << u"2026-11-31T12:00:00Z"_s << false;
        QTest::newRow("no such hour") << u"2026-11-30T25:00:00Z"_s << false;
        QTest::newRow("a word after") << u"2026-11-30T12:00:00Z now"_s << false;
        QTest::newRow("offset without minutes") << u"2026-11-30T13:00:00+1"_s << false;
        QTest::newRow("time of day") << u"12:00"_s << false;
        QTest::newRow("nothing") << QString() << false;
    }

    void zonedTimes()
    {
        QFETCH(QString, text);
        QFETCH(bool, isOne);
        QCOMPARE(parseZonedTime(text), isOne ? std::optional(noonUtc) : std::nullopt);
    }

    void whatIsWrittenIsRead() { QCOMPARE(parseZonedTime(formatZonedTime(noonUtc)), noonUtc); }

    void typedMoments_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::optional<Instant>>("moment");
        const auto row = [](const char *name, const QString &text, std::optional<Instant> moment) {
            QTest::newRow(name) << text << moment;
        };
        row("earlier today", u"02:14"_s, noonUtc - 10h - 46min);
        row("with seconds", u"2:14:30"_s, noonUtc - 10h - 46min + 30s);
        row("last night", u"23:50"_s, noonUtc - 13h - 10min);
        row("now", u"13:00"_s, noonUtc);
        row("a day", u" 2026-11-28 13:00 "_s, noonUtc - 48h);
        row("a day with T", u"2026-11-28T13:00:05"_s, noonUtc - 48h + 5s);
        row("zoned", u"2026-11-28T12:00Z"_s, noonUtc - 48h);
        row("a day alone", u"2026-11-28"_s, {});
        row("no such time", u"24:30"_s, {});
        row("a word", u"yesterday"_s, {});
        row("nothing", QString(), {});
    }

    void typedMoments()
    {
        QFETCH(QString, text);
        QFETCH(std::optional<Instant>, moment);
        QCOMPARE(parseMoment(text, noonUtc), moment);
    }
};

QTEST_APPLESS_MAIN(TestZonedTime)
#include "tst_zonedtime.moc"
