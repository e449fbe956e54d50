// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cleanup/cleanupplan.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant now{std::chrono::sys_days{std::chrono::year(2026) / 11 / 24} + 10h + 1234ms};

Expectations parsed(const QByteArray &toml)
{
    const auto read = Expectations::parse("version = 1\n" + toml, u"our.toml"_s);
    if (!read)
        qFatal("%s", qPrintable(read.error().detail));
    return *read;
}

} // namespace

class TestCleanUpPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheRunbooksAge();
    void takesAnOlderOne();
    void refuses_data();
    void refuses();
    void asksForWhatHasClosedAlone();
};

void TestCleanUpPlan::takesTheRunbooksAge()
{
    const Expectations runbook = parsed("[[namespace]]\nmatch = 'a-dev'\n"
                                        "[[clean_up]]\nnamespaces = ['*-dev']\nolder_than = '14d'\n");
    const auto order = planCleanUp(runbook, u"a-dev"_s, {}, now);
    QVERIFY(order);
    QCOMPARE(order->olderThan, std::chrono::seconds(14 * 24h));
    // Whole seconds, as the query has no more.
    QCOMPARE(order->closedBefore, std::chrono::floor<std::chrono::seconds>(now) - 14 * 24h);
}

void TestCleanUpPlan::takesAnOlderOne()
{
    const Expectations runbook = parsed("[[namespace]]\nmatch = 'a-dev'\n[[clean_up]]\nolder_than = '14d'\n");
    QCOMPARE(planCleanUp(runbook, u"a-dev"_s, 30 * 24h, now)->olderThan, std::chrono::seconds(30 * 24h));
    QVERIFY(planCleanUp(runbook, u"a-dev"_s, 14 * 24h, now));
}

void TestCleanUpPlan::refuses_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("says");
    const QByteArray entry = "[[namespace]]\nmatch = 'a-dev'\n";
    QTest::newRow("an age that is too young")
        << entry + "[[clean_up]]\nolder_than = '14d'\n"
        << 13
        << u"our.toml lets go in “a-dev” what has been closed for longer than 14 d; 13 d is too short a "
           "time."_s;
    QTest::newRow("no clean-up for it")
        << entry + "[[clean_up]]\nnamespaces = ['b-*']\nolder_than = '14d'\n"
        << 20 << u"No [[clean_up]] of our.toml is of “a-dev”, so nothing may be deleted there."_s;
    QTest::newRow("a clean-up that forbids")
        << entry + "[[clean_up]]\nolder_than = '14d'\n[[clean_up]]\nnamespaces = ['a-*']\nallowed = false\n"
        << 20 << u"A [[clean_up]] of our.toml forbids to delete anything in “a-dev”."_s;
    QTest::newRow("no entry for the namespace")
        << QByteArray("[[namespace]]\nmatch = 'b-dev'\n[[clean_up]]\nolder_than = '14d'\n") << 20
        << u"No [[namespace]] of our.toml is of “a-dev”, so nothing may be deleted there."_s;
    QTest::newRow("one that is protected")
        << entry + "protected = true\n[[clean_up]]\nolder_than = '14d'\n"
        << 20 << u"Line 3 of our.toml protects “a-dev”, so nothing may be deleted there."_s;
}

void TestCleanUpPlan::refuses()
{
    QFETCH(const QByteArray, toml);
    QFETCH(const int, days);
    QFETCH(const QString, says);
    const auto order = planCleanUp(parsed(toml), u"a-dev"_s, days * 24h, now);
    QVERIFY(!order);
    QCOMPARE(order.error().kind, ErrorKind::Denied);
    QCOMPARE(order.error().detail, says);
}

void TestCleanUpPlan::asksForWhatHasClosedAlone()
{
    const CleanUpOrder order{u"a-dev"_s, 24h, Instant(std::chrono::seconds(1'800'000'000))};
    QCOMPARE(order.query(), u"ExecutionStatus IN ('Completed', 'Failed', 'Canceled', 'Terminated', "
                            "'ContinuedAsNew', 'TimedOut') AND CloseTime < '2027-01-15T08:00:00Z'"_s);
}

QTEST_GUILESS_MAIN(TestCleanUpPlan)
#include "tst_cleanupplan.moc"
