// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workflows/quickfilters.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

class TestQuickFilters final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRangeOfTimeJoinsAnyQuery_data();
    void aRangeOfTimeJoinsAnyQuery();
    void itIsTakenOutAgain();
};

void TestQuickFilters::aRangeOfTimeJoinsAnyQuery_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("joined");
    QTest::newRow("none") << QString() << u"StartTime >= '2026-11-24T02:00:00Z'"_s;
    QTest::newRow("running") << u"ExecutionStatus='Running'"_s
                             << u"ExecutionStatus='Running' AND StartTime >= '2026-11-24T02:00:00Z'"_s;
    QTest::newRow("what closed") << u"ExecutionStatus='Failed'"_s
                                 << u"ExecutionStatus='Failed' AND CloseTime >= '2026-11-24T02:00:00Z'"_s;
    QTest::newRow("what closed, by number or blank")
        << u"ExecutionStatus = \"TimedOut\""_s
        << u"ExecutionStatus = \"TimedOut\" AND CloseTime >= '2026-11-24T02:00:00Z'"_s;
    QTest::newRow("not running is not closed only")
        << u"ExecutionStatus != 'Failed'"_s
        << u"ExecutionStatus != 'Failed' AND StartTime >= '2026-11-24T02:00:00Z'"_s;
    QTest::newRow("another range goes")
        << u"ExecutionStatus='Failed' AND CloseTime >= '2026-11-24T00:00:00Z'"_s
        << u"ExecutionStatus='Failed' AND CloseTime >= '2026-11-24T02:00:00Z'"_s;
    QTest::newRow("a range alone goes")
        << u"StartTime >= '2026-11-24T00:00:00Z'"_s << u"StartTime >= '2026-11-24T02:00:00Z'"_s;
    QTest::newRow("a range in front goes") << u"StartTime >= '2026-11-24T00:00:00Z' AND WorkflowType='A'"_s
                                           << u"WorkflowType='A' AND StartTime >= '2026-11-24T02:00:00Z'"_s;
    QTest::newRow("an end stays") << u"StartTime < '2026-11-24T00:00:00Z'"_s
                                  << u"StartTime < '2026-11-24T00:00:00Z' AND StartTime >= "
                                     u"'2026-11-24T02:00:00Z'"_s;
    QTest::newRow("or") << u"WorkflowType='A' OR WorkflowType='B'"_s
                        << u"(WorkflowType='A' OR WorkflowType='B') AND StartTime >= "
                           u"'2026-11-24T02:00:00Z'"_s;
    QTest::newRow("or in a text") << u"WorkflowId='this or that'"_s
                                  << u"WorkflowId='this or that' AND StartTime >= '2026-11-24T02:00:00Z'"_s;
    QTest::newRow("or in braces")
        << u"(WorkflowType='A' OR WorkflowType='B') AND StartTime >= '2026-11-24T00:00:00Z'"_s
        << u"(WorkflowType='A' OR WorkflowType='B') AND StartTime >= '2026-11-24T02:00:00Z'"_s;
    QTest::newRow("an order stays last")
        << u"WorkflowType='A' ORDER BY StartTime"_s
        << u"WorkflowType='A' AND StartTime >= '2026-11-24T02:00:00Z' ORDER BY StartTime"_s;
    QTest::newRow("an order alone") << u"order by CloseTime"_s
                                    << u"StartTime >= '2026-11-24T02:00:00Z' order by CloseTime"_s;
}

void TestQuickFilters::aRangeOfTimeJoinsAnyQuery()
{
    QFETCH(const QString, query);
    QFETCH(const QString, joined);
    const Instant since(Milliseconds(1'795'485'600'000)); // 2026-11-24T02:00:00Z
    QCOMPARE(withRange(query, since), joined);
    QCOMPARE(withRange(joined, since), joined);
}

void TestQuickFilters::itIsTakenOutAgain()
{
    const Instant since(Milliseconds(1'795'485'600'000));
    for (const QString &query : {QString(), u"ExecutionStatus='Failed'"_s,
                                 u"WorkflowType='A' ORDER BY StartTime"_s, u"ORDER BY StartTime"_s})
        QCOMPARE(withoutRange(withRange(query, since)), query);
}

QTEST_GUILESS_MAIN(TestQuickFilters)
#include "tst_quickfilters.moc"
