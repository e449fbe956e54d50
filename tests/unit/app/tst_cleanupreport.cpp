// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cleanupreport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant cutOff{1'800'000'000s};

CleanUpSheet::Namespace counted(qint64 count, const QString &name = u"a-dev"_s)
{
    CleanUpSheet::Namespace ns;
    ns.order = {name, std::chrono::seconds(14 * 24h), cutOff};
    ns.survey.emplace();
    ns.survey->order = ns.order;
    ns.survey->count = count;
    ns.survey->byStatus = {{ExecutionStatus::Completed, count}};
    ns.survey->types = {{u"Ingest\n\x1b[31m"_s, count}};
    ns.survey->newest = {{u"wf-\x1b[2J"_s,
                          u"run-1"_s,
                          u"Ingest"_s,
                          u"q"_s,
                          ExecutionStatus::Completed,
                          {},
                          cutOff - 1h,
                          5,
                          100}};
    return ns;
}

CleanUpSheet::Namespace ended(Outcome outcome)
{
    CleanUpSheet::Namespace ns = counted(5);
    CleanUpReport report;
    report.order = ns.order;
    report.expected = 5;
    report.outcome = outcome;
    report.sentence = u"3 workflows were deleted."_s;
    report.counts = {3, 0, 1, 1};
    report.keptRuns = {{{u"wf-4"_s, u"run-4"_s}, u"The run is open."_s}};
    report.left = 2;
    report.op = u"op-1"_s;
    ns.report = report;
    return ns;
}

CleanUpSheet::Namespace unread()
{
    CleanUpSheet::Namespace ns = counted(0);
    ns.survey.reset();
    ns.unread = Error{ErrorKind::Denied, u"Request unauthorized."_s, {}, {}, {}};
    return ns;
}

CleanUpSheet sheetOf(bool isApplied, std::vector<CleanUpSheet::Namespace> namespaces)
{
    return {u"dev"_s, u"our.toml"_s, cutOff + 14 * 24h, isApplied, std::move(namespaces)};
}

} // namespace

Q_DECLARE_METATYPE(signalbox::CleanUpSheet)

class TestCleanUpReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWith_data();
    void endsWith();
    void saysItAsJson();
    void saysItAsText();
};

void TestCleanUpReport::endsWith_data()
{
    QTest::addColumn<CleanUpSheet>("sheet");
    QTest::addColumn<int>("code");
    QTest::newRow("nothing would go") << sheetOf(false, {counted(0)}) << 0;
    QTest::newRow("some would go") << sheetOf(false, {counted(0), counted(3)}) << 1;
    QTest::newRow("one could not be counted") << sheetOf(false, {counted(3), unread()}) << 3;
    QTest::newRow("none could be counted") << sheetOf(false, {unread(), unread()}) << 4;
    QTest::newRow("all went") << sheetOf(true, {ended(Outcome::Done), counted(0)}) << 0;
    QTest::newRow("some are left") << sheetOf(true, {ended(Outcome::Partly)}) << 3;
    QTest::newRow("stopped before the first") << sheetOf(true, {ended(Outcome::GivenUp)}) << 3;
    QTest::newRow("sent and not proven") << sheetOf(true, {ended(Outcome::Unknown)}) << 3;
    QTest::newRow("refused") << sheetOf(true, {ended(Outcome::Refused)}) << 4;
    QTest::newRow("one refused") << sheetOf(true, {ended(Outcome::Done), ended(Outcome::Refused)}) << 3;
    QTest::newRow("stopped before the second") << sheetOf(true, {ended(Outcome::Done), counted(3)}) << 3;
}

void TestCleanUpReport::endsWith()
{
    QFETCH(const CleanUpSheet, sheet);
    QFETCH(const int, code);
    QCOMPARE(exitCode(sheet), code);
}

void TestCleanUpReport::saysItAsJson()
{
    const QJsonObject root =
        QJsonDocument::fromJson(toJson(sheetOf(true, {ended(Outcome::Partly), unread()}))).object();
    QCOMPARE(root[u"profile"_s], u"dev"_s);
    QCOMPARE(root[u"applied"_s], true);
    const QJsonObject first = root[u"namespaces"_s].toArray()[0].toObject();
    QCOMPARE(first[u"namespace"_s], u"a-dev"_s);
    QCOMPARE(first[u"older_than_s"_s], 14 * 86400);
    QCOMPARE(first[u"closed_before"_s], u"2027-01-15T08:00:00Z"_s);
    QCOMPARE(first[u"count"_s], 5);
    QCOMPARE(first[u"by_status"_s].toObject()[u"Completed"_s], 5);
    QCOMPARE(first[u"oldest_closed"_s], u"2027-01-15T07:00:00Z"_s);
    QCOMPARE(first[u"newest"_s].toArray().size(), 1);
    const QJsonObject result = first[u"result"_s].toObject();
    QCOMPARE(result[u"outcome"_s], u"partly done"_s);
    QCOMPARE(result[u"deleted"_s], 3);
    QCOMPARE(result[u"left"_s], 2);
    QCOMPARE(result[u"unproven"_s], 0);
    QCOMPARE(result[u"kept_runs"_s].toArray()[0].toObject()[u"workflow_id"_s], u"wf-4"_s);
    const QJsonObject second = root[u"namespaces"_s].toArray()[1].toObject();
    QVERIFY(second[u"count"_s].isNull());
    QVERIFY(!second[u"unread"_s].toString().isEmpty());
    QVERIFY(second[u"result"_s].isNull());
}

void TestCleanUpReport::saysItAsText()
{
    const QString text = toText(sheetOf(false, {counted(3)}));
    QVERIFY2(!text.contains(u'\x1b'), qPrintable(text)); // safe for a terminal
    QVERIFY2(text.contains(u"3 workflows would go"_s), qPrintable(text));
    QVERIFY2(text.contains(u"run-1"_s), qPrintable(text));
    QVERIFY2(text.endsWith(u"Nothing was deleted; with --apply it would be.\n"_s), qPrintable(text));
    const QString applied = toText(sheetOf(true, {ended(Outcome::Partly)}));
    QVERIFY2(applied.contains(u"3 workflows were deleted."_s), qPrintable(applied));
    QVERIFY2(applied.contains(u"wf-4  run-4  The run is open."_s), qPrintable(applied));
}

QTEST_GUILESS_MAIN(TestCleanUpReport)
#include "tst_cleanupreport.moc"
