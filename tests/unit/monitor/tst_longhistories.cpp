// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/longhistories.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

ExecutionDescription run(const QString &id, qint64 events, qint64 bytes = 0)
{
    ExecutionDescription description;
    description.execution.workflowId = u"w-"_s + id;
    description.execution.runId = id;
    description.execution.status = ExecutionStatus::Running;
    description.execution.historyLength = events;
    description.execution.historySizeBytes = bytes;
    return description;
}

} // namespace

class TestLongHistories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShareIsOfWhateverLimitIsNearer()
    {
        QCOMPARE((LongHistory{{}, {}, 51'200, 0}.share()), 10'000);
        QCOMPARE((LongHistory{{}, {}, 40'960, 0}.share()), 8'000);
        QCOMPARE((LongHistory{{}, {}, 40'961, 0}.share()), 8'001);
        QCOMPARE((LongHistory{{}, {}, 100, 45 * 1024 * 1024}.share()), 9'000);
        QCOMPARE((LongHistory{{}, {}, 0, 0}.share()), 0);
    }

    void theLongestOneIsTold()
    {
        LongHistories histories;
        histories.take(run(u"short"_s, 900), 0ms);
        QVERIFY(!histories.longest());
        histories.take(run(u"a"_s, 30'000), 0ms);
        histories.take(run(u"b"_s, 10, 44 * 1024 * 1024), 0ms);
        QCOMPARE(histories.longest()->workflowId, u"w-b"_s);
        histories.drop(u"b"_s);
        QCOMPARE(histories.longest()->workflowId, u"w-a"_s);
    }

    void oneThatEndedIsForgotten()
    {
        LongHistories histories;
        histories.take(run(u"a"_s, 50'000), 0ms);
        ExecutionDescription ended = run(u"a"_s, 50'001);
        ended.execution.status = ExecutionStatus::ContinuedAsNew;
        histories.take(ended, 1min);
        QVERIFY(!histories.longest());
    }

    void theOneLookedIntoLongestAgoIsLookedIntoAgain()
    {
        LongHistories histories;
        QVERIFY(!histories.due(1h));
        histories.take(run(u"a"_s, 50'000), 0ms);
        histories.take(run(u"b"_s, 50'000), 1min);
        QVERIFY(!histories.due(2min));
        QCOMPARE(histories.due(6min)->runId, u"a"_s);
        histories.take(run(u"a"_s, 50'100), 6min);
        QCOMPARE(histories.due(7min)->runId, u"b"_s);
    }

    void onlyTheLongestTwentyAreRemembered()
    {
        LongHistories histories;
        for (int i = 0; i < 40; ++i)
            histories.take(run(QString::number(i), 30'000 + i), 0ms);
        int remembered = 0;
        for (; histories.longest(); ++remembered)
            histories.drop(histories.longest()->runId);
        QCOMPARE(remembered, 20);
    }
};

QTEST_GUILESS_MAIN(TestLongHistories)
#include "tst_longhistories.moc"
