// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/pattern.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

class TestPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsAName_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("expected");
        QTest::newRow("itself") << u"prod"_s << u"prod"_s << true;
        QTest::newRow("case") << u"prod"_s << u"Prod"_s << false;
        QTest::newRow("part") << u"prod"_s << u"prod-eu"_s << false;
        QTest::newRow("anything") << u"*"_s << u"prod"_s << true;
        QTest::newRow("beginning") << u"tenant-*"_s << u"tenant-acme"_s << true;
        QTest::newRow("beginning, nothing behind") << u"tenant-*"_s << u"tenant-"_s << true;
        QTest::newRow("beginning, another") << u"tenant-*"_s << u"a-tenant-acme"_s << false;
        QTest::newRow("end") << u"*-dev"_s << u"stratmaster-dev"_s << true;
        QTest::newRow("end, too short") << u"a*a"_s << u"a"_s << false;
        QTest::newRow("middle") << u"a*b*c"_s << u"a-x-b-y-c"_s << true;
        QTest::newRow("middle, order") << u"a*c*b*"_s << u"a-b-c"_s << false;
        QTest::newRow("overlap") << u"*aba*ba"_s << u"ababa"_s << true;
        QTest::newRow("overlap, too short") << u"*aba*ba"_s << u"abaa"_s << false;
        QTest::newRow("a dot is a dot") << u"a.*"_s << u"ab1"_s << false;
        QTest::newRow("a line's end") << u"a*b"_s << u"a\nb"_s << true;
        QTest::newRow("brackets") << u"[a]*"_s << u"[a]x"_s << true;
    }
    void fitsAName()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, name);
        QFETCH(bool, expected);
        QCOMPARE(fits(pattern, name), expected);
    }

    /// By going back over each '*' this would take longer than anybody waits.
    void manyStarsCostTheirLength()
    {
        const QString name(1000, u'a');
        QVERIFY(!fits(u"*a"_s.repeated(300) + u"*b"_s, name));
        QVERIFY(fits(u"*a"_s.repeated(300) + u"*"_s, name));
    }

    void saysWhatTheStarStandsFor()
    {
        QCOMPARE(starPart(u"tenant-*"_s, u"tenant-acme"_s), u"acme"_s);
        QCOMPARE(starPart(u"t-*-eu"_s, u"t-a-eu"_s), u"a"_s);
        QCOMPARE(starPart(u"tenant-*"_s, u"tenant-"_s), QString());
        QCOMPARE(starPart(u"tenant-*"_s, u"prod"_s), std::nullopt);
        QCOMPARE(starPart(u"*-*"_s, u"a-b"_s), std::nullopt);
        QCOMPARE(starPart(u"prod"_s, u"prod"_s), std::nullopt);
    }

    void noPatternsAreAll()
    {
        QVERIFY(fitsAny({}, u"x"_s));
        QVERIFY(fitsAny({u"a"_s, u"x*"_s}, u"xy"_s));
        QVERIFY(!fitsAny({u"a"_s, u"x*"_s}, u"y"_s));
        QCOMPARE(shortest(u"a***b*"_s), u"a*b*"_s);
    }
};

QTEST_APPLESS_MAIN(TestPattern)
#include "tst_pattern.moc"
