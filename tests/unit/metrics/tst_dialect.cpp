// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/dialect.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

constexpr Dialects tally{true, false};
constexpr Dialects openTelemetry{false, true};
constexpr Dialects both{true, true};

MetricSeries named(const QString &name)
{
    return {{{u"__name__"_s, name}}, {}};
}

} // namespace

class TestDialect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isKnownByTheNamesOfCounters()
    {
        QCOMPARE(dialectsOf({named(u"service_requests"_s)}), tally);
        QCOMPARE(dialectsOf({named(u"service_requests_total"_s)}), openTelemetry);
        QCOMPARE(dialectsOf({named(u"service_requests"_s), named(u"service_requests_total"_s)}), both);
        QCOMPARE(dialectsOf({}), Dialects());
        QCOMPARE(dialectsOf({MetricSeries()}), Dialects());
    }

    // As labels of a server 1.32.1 were.
    void tallyWritesUnderscores_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("tallied");
        QTest::newRow("the runbook's") << u"stratmaster-prod.evals"_s << u"stratmaster_prod_evals"_s;
        QTest::newRow("plain") << u"Orders_1"_s << u"Orders_1"_s;
        QTest::newRow("one for each sign") << u"a  b"_s << u"a__b"_s;
        QTest::newRow("a letter of another script") << u"zürich"_s << u"z_rich"_s;
        QTest::newRow("a sign of two halves") << u"a😀b"_s << u"a_b"_s;
    }
    void tallyWritesUnderscores()
    {
        QFETCH(QString, name);
        QFETCH(QString, tallied);
        QCOMPARE(talliedName(name), tallied);
    }

    void aNameIsFoundHoweverItIsSpelt()
    {
        const QString name = u"a-b.c"_s;
        QCOMPARE(nameMatcher(u"taskqueue"_s, name, tally), u"taskqueue=\"a_b_c\""_s);
        QCOMPARE(nameMatcher(u"taskqueue"_s, name, openTelemetry), u"taskqueue=\"a-b.c\""_s);
        QCOMPARE(nameMatcher(u"taskqueue"_s, name, both), u"taskqueue=~\"a\\\\-b\\\\.c|a_b_c\""_s);
        QCOMPARE(nameMatcher(u"taskqueue"_s, u"plain"_s, both), u"taskqueue=\"plain\""_s);
        QCOMPARE(nameMatcher(u"taskqueue"_s, u"a\"} or {b=\"\\"_s, openTelemetry),
                 u"taskqueue=\"a\\\"} or {b=\\\"\\\\\""_s);
        QCOMPARE(counterMatcher({u"a"_s, u"b"_s}, tally), u"__name__=~\"(a|b)\""_s);
        QCOMPARE(counterMatcher({u"a"_s, u"b"_s}, openTelemetry), u"__name__=~\"(a|b)_total\""_s);
        QCOMPARE(counterMatcher({u"a"_s}, both), u"__name__=~\"(a)(_total)?\""_s);
    }

    void twoQueuesOfOneSpellingAreSaid()
    {
        const QueueKey key{u"prod"_s, u"a-b.c"_s};
        const QueueKey same{u"prod"_s, u"a_b_c"_s};
        const std::vector<QueueKey> all{key, {u"prod"_s, u"other"_s}, {u"dev"_s, u"a_b_c"_s}, same};
        QCOMPARE(collidingWith(key, all, tally), std::optional(same));
        QCOMPARE(collidingWith(same, all, tally), std::optional(key));
        QCOMPARE(collidingWith(key, all, openTelemetry), std::nullopt);
        QCOMPARE(collidingWith(all[1], all, tally), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestDialect)
#include "tst_dialect.moc"
