// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/zonedtime.h"
#include "models/workflows/historymodel.h"
#include "tests/unit/workflows/workflowtable.h"

#include <QTest>

#include <ctime>

using namespace signalbox;
using namespace Qt::StringLiterals;

// The hour that comes twice: 02:30 in Berlin is 00:30 and 01:30 UTC on 2026-10-25.

class TestCopiedTimes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "Europe/Berlin");
        ::tzset();
    }
    void aTimeCarriesItsOffset_data();
    void aTimeCarriesItsOffset();
    void rowsOfAListCopyDifferently();
    void eventsCopyDifferently();

private:
    static constexpr Instant summer{Milliseconds(1'792'888'200'000)}; ///< 2026-10-25T00:30:00Z
    static constexpr Instant winter = summer + std::chrono::hours(1);
};

void TestCopiedTimes::aTimeCarriesItsOffset_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("text");
    QTest::newRow("Berlin") << "Europe/Berlin"_ba << u"2026-10-25 02:30:00+02:00"_s;
    QTest::newRow("UTC") << "UTC"_ba << u"2026-10-25 00:30:00+00:00"_s;
    QTest::newRow("New York") << "America/New_York"_ba << u"2026-10-24 20:30:00-04:00"_s;
    QTest::newRow("Kathmandu") << "Asia/Kathmandu"_ba << u"2026-10-25 06:15:00+05:45"_s;
    QTest::newRow("Marquesas") << "Pacific/Marquesas"_ba << u"2026-10-24 15:00:00-09:30"_s;
}

void TestCopiedTimes::aTimeCarriesItsOffset()
{
    QFETCH(const QByteArray, zone);
    qputenv("TZ", zone);
    ::tzset();
    QTEST(formatZonedTime(summer), "text");
    QCOMPARE(formatZonedTime({}), u"–"_s);
    initTestCase();
}

void TestCopiedTimes::rowsOfAListCopyDifferently()
{
    std::vector<Execution> runs = executionsOf(0, 2);
    runs[0].startTime = runs[0].closeTime = winter;
    runs[1].startTime = runs[1].closeTime = summer;
    Table table(runs);
    QVERIFY(table.load());
    const RowTexts texts = table.model.textsOf({0, 1});
    for (const int column : {WorkflowTableModel::StartedColumn, WorkflowTableModel::ClosedColumn}) {
        QCOMPARE(texts.cell(0, column), u"2026-10-25 02:30:00+01:00"_s);
        QCOMPARE(texts.cell(1, column), u"2026-10-25 02:30:00+02:00"_s);
    }
}

void TestCopiedTimes::eventsCopyDifferently()
{
    Table table({});
    HistoryEvent first;
    first.id = 1;
    first.type = u"WorkflowExecutionStarted"_s;
    first.time = summer;
    HistoryEvent second = first;
    second.id = 2;
    second.type = u"WorkflowExecutionTerminated"_s;
    second.time = winter;
    table.server.setHistory(ns, u"w"_s, u"r"_s, {first, second});
    HistoryModel history(*table.client);
    history.load(ns, u"w"_s, u"r"_s);
    QTRY_COMPARE(history.rowCount(), 2);
    const RowTexts texts = history.textsOf({0, 1});
    QCOMPARE(texts.cell(0, HistoryModel::TimeColumn), u"2026-10-25 02:30:00+01:00"_s);
    QCOMPARE(texts.cell(1, HistoryModel::TimeColumn), u"2026-10-25 02:30:00+02:00"_s);
}

QTEST_MAIN(TestCopiedTimes)
#include "tst_copiedtimes.moc"
