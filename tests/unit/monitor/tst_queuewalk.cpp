// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/queuewalk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

class TestQueueWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForWhatItDoesNotKnow()
    {
        QueueWalk walk;
        QCOMPARE(walk.query(), u"ExecutionStatus='Running'"_s);
        QStringList found;
        QCOMPARE(walk.accept({u"a"_s, u"a"_s, u"b"_s}, true, found), QueueWalk::Step::Again);
        QCOMPARE(found, QStringList({u"a"_s, u"b"_s}));
        QCOMPARE(walk.query(), u"ExecutionStatus='Running' AND TaskQueue NOT IN ('a', 'b')"_s);
        found.clear();
        QCOMPARE(walk.accept({u"c"_s}, false, found), QueueWalk::Step::Complete);
        QCOMPARE(found, QStringList{u"c"_s});
    }

    void hidesTemporalsOwnButExcludesThem()
    {
        QueueWalk walk;
        QStringList found;
        QCOMPARE(walk.accept({u"temporal-sys-per-ns-tq"_s}, true, found), QueueWalk::Step::Again);
        QVERIFY(found.isEmpty());
        QVERIFY(walk.query().contains(u"'temporal-sys-per-ns-tq'"_s));
    }

    void endsWhereTheServerCannotExclude()
    {
        QueueWalk walk;
        QStringList found;
        QCOMPARE(walk.accept({u"say \"x\""_s}, true, found), QueueWalk::Step::Again);
        QCOMPARE(walk.accept({u"say \"x\""_s}, true, found), QueueWalk::Step::Stuck);
        QCOMPARE(walk.accept({u"say \"x\""_s}, false, found), QueueWalk::Step::Complete);
        QCOMPARE(found, QStringList{u"say \"x\""_s});
    }

    void stopsAtTwoHundredNames()
    {
        QueueWalk walk;
        QStringList found;
        QStringList page;
        for (int i = 0; i < QueueWalk::maxNames - 1; ++i)
            page << QString::number(i);
        QCOMPARE(walk.accept(page, true, found), QueueWalk::Step::Again);
        QVERIFY(!walk.isFull());
        QCOMPARE(walk.accept({u"last"_s}, true, found), QueueWalk::Step::Stuck);
        QVERIFY(walk.isFull());
        QCOMPARE(found.size(), QueueWalk::maxNames);
    }

    void stopsAtEightKilobytes()
    {
        QueueWalk walk;
        QStringList found;
        QString longName(1000, u'é');
        int names = 0;
        for (; !walk.isFull(); ++names)
            walk.accept({longName + QString::number(names)}, true, found);
        QCOMPARE(names, 5);
    }

    /// More names than a query can exclude: what started since is still walked, page after page.
    void findsWhatStartsLaterWhereItIsFull()
    {
        QueueWalk walk;
        const Instant noon =
            std::chrono::sys_days{std::chrono::year(2026) / 11 / 29} + std::chrono::hours(12);
        walk.begin(noon);
        QStringList found;
        QStringList page;
        for (int i = 0; i < QueueWalk::maxNames; ++i)
            page << QString::number(i);
        QCOMPARE(walk.accept(page, true, found), QueueWalk::Step::Stuck);
        QVERIFY(!walk.goesByTime());

        walk.begin(noon + std::chrono::minutes(5));
        QVERIFY(walk.goesByTime());
        QVERIFY(walk.query().contains(u"StartTime > '2026-11-29T11:59:00Z'"_s));
        found.clear();
        QCOMPARE(walk.accept({u"7"_s, u"late"_s}, true, found), QueueWalk::Step::Again);
        QCOMPARE(walk.accept({u"later"_s}, false, found), QueueWalk::Step::Complete);
        QCOMPARE(found, QStringList({u"late"_s, u"later"_s}));
        QVERIFY(walk.query().toUtf8().size() < QueueWalk::maxQueryBytes + 1024);

        walk.begin(noon + std::chrono::minutes(10));
        for (int i = 1; i < QueueWalk::maxPages; ++i)
            QCOMPARE(walk.accept({u"7"_s}, true, found), QueueWalk::Step::Again);
        QCOMPARE(walk.accept({u"7"_s}, true, found), QueueWalk::Step::Stuck);
    }

    void keepsNoMoreThanAThousandNames()
    {
        QueueWalk walk;
        QStringList found;
        for (int i = 0; i < 12; ++i) {
            QStringList page;
            for (int k = 0; k < 100; ++k)
                page << u"w-%1-%2"_s.arg(i).arg(k);
            walk.accept(page, true, found);
        }
        QCOMPARE(found.size(), QueueWalk::maxFound);
        QCOMPARE(walk.found(), QueueWalk::maxFound);
    }

    void findsAgainWhatItForgot()
    {
        QueueWalk walk;
        QStringList found;
        walk.accept({u"a"_s, u"b"_s}, false, found);
        walk.forget({u"a"_s});
        QVERIFY(!walk.query().contains(u"'a'"_s));
        found.clear();
        walk.accept({u"a"_s, u"b"_s}, false, found);
        QCOMPARE(found, QStringList{u"a"_s});
    }

    void quotesNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("quoted");
        QTest::addColumn<bool>("matchable");
        QTest::newRow("plain") << u"a.b-c_d"_s << u"'a.b-c_d'"_s << true;
        QTest::newRow("single quote") << u"it's"_s << uR"('it\'s')"_s << true;
        QTest::newRow("backslash") << uR"(a\b)"_s << uR"('a\\b')"_s << false;
        QTest::newRow("backslash at the end") << uR"(a\)"_s << uR"('a\\')"_s << false;
        QTest::newRow("breaking out") << uR"(x\') OR (1=1)"_s << uR"('x\\\') OR (1=1')"_s << false;
        QTest::newRow("double quote") << u"say \"x\""_s << u"'say \"x\"'"_s << false;
        QTest::newRow("newline") << u"a\nb"_s << u"'a\nb'"_s << false;
        QTest::newRow("bidi") << u"é\u202Eqx"_s << u"'é\u202Eqx'"_s << true;
    }
    void quotesNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, quoted);
        QFETCH(bool, matchable);
        QCOMPARE(quotedName(name), quoted);
        QCOMPARE(isMatchable(name), matchable);
    }
};

QTEST_GUILESS_MAIN(TestQueueWalk)
#include "tst_queuewalk.moc"
