// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/callbudget.h"

#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

/// How many single calls get through between two moments, asked for every 50 ms.
int passed(CallBudget &budget, Milliseconds from, Milliseconds to)
{
    int calls = 0;
    for (Milliseconds now = from; now < to; now += 50ms)
        while (budget.take(1, now))
            ++calls;
    return calls;
}

} // namespace

class TestCallBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesASecondsWorthAndThenTheRate()
    {
        CallBudget budget(20);
        QCOMPARE(passed(budget, 0s, 50ms), 20);
        QCOMPARE(passed(budget, 50ms, 10050ms), 200);
    }

    void takesAllOrNone()
    {
        CallBudget budget(3);
        QVERIFY(budget.take(2, 0s));
        QVERIFY(!budget.take(2, 0s));
        QVERIFY(budget.take(1, 0s));
    }

    void savesUpNoMoreThanASecond()
    {
        CallBudget budget(20);
        QCOMPARE(passed(budget, 0s, 50ms), 20);
        QCOMPARE(passed(budget, 1h, 1h + 50ms), 20);
    }

    void aSlowBudgetStillAllowsAPair()
    {
        CallBudget budget(0.5);
        QVERIFY(budget.take(2, 0s));
        QVERIFY(!budget.take(2, 3900ms));
        QVERIFY(budget.take(2, 4s));
    }

    void aRefusalHalvesIt()
    {
        CallBudget budget(20);
        budget.refused(10s);
        QCOMPARE(budget.perSecond(), 10.0);
        QVERIFY(!budget.take(1, 10s));
        budget.refused(10500ms);
        QVERIFY2(budget.perSecond() >= 10.0, "the same second: one refusal");
        budget.refused(11s);
        QVERIFY(budget.perSecond() < 6.0);
    }

    void neverFallsToNothing()
    {
        CallBudget budget(20);
        for (Milliseconds now = 0s; now < 100s; now += 1s)
            budget.refused(now);
        QVERIFY(budget.perSecond() >= 1.0);
        QVERIFY(budget.take(1, 102s));
    }

    void recoversAdditivelyWithinAMinute()
    {
        CallBudget budget(20);
        for (int i = 0; i < 6; ++i)
            budget.refused(i * Milliseconds(1s));
        const double low = budget.perSecond();
        QVERIFY(low < 2.0);
        QVERIFY(budget.take(1, 20s));
        const double middle = budget.perSecond();
        QVERIFY(middle > low + 4 && middle < low + 6);
        QVERIFY(budget.take(1, 65s));
        QCOMPARE(budget.perSecond(), 20.0);
    }
};

QTEST_GUILESS_MAIN(TestCallBudget)
#include "tst_callbudget.moc"
