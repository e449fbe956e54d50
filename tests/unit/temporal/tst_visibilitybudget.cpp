// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/tokenbucket.h"
#include "models/temporal/limits.h"
#include "models/temporal/visibilitybudget.h"

#include <QtTest>

using namespace signalbox;
using Lane = VisibilityBudget::Lane;

class TestVisibilityBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operatorGoesUnmarkedWhenItsOwnBucketIsEmpty();
    void operatorCallsCountInTheCommonBucket();
    void steadyRateStaysInsideTheServersQuota();
    void backgroundHasItsOwnShare();
    void backgroundWaitsForTheCommonBucketWithoutLosingItsShare();
    void tenConsolesStartedTogetherStayInsideTheQuota();
    void pagesOfALongListComeAsFastAsTheServerAnswers();
    void pagingLeavesThePersonAndThePollingTheirShares();
    void pagingGivesWayAtARefusalAndRecovers();
    void nextAtIsTheTimeAtWhichTakeSucceeds_data();
    void nextAtIsTheTimeAtWhichTakeSucceeds();
};

namespace {

constexpr Milliseconds start{1'000'000};

int takeAll(VisibilityBudget &budget, Purpose purpose, Milliseconds now)
{
    int taken = 0;
    while (budget.take(purpose, now))
        ++taken;
    return taken;
}

} // namespace

void TestVisibilityBudget::operatorGoesUnmarkedWhenItsOwnBucketIsEmpty()
{
    VisibilityBudget budget{Limits{}};
    for (int i = 0; i < 10; ++i)
        QCOMPARE(budget.take(Purpose::Operator, start), Lane::Operator);
    QCOMPARE(budget.take(Purpose::Operator, start), std::nullopt);
    // Half a second later the operator bucket (2/s) has one and the common one (10/s) five.
    const Milliseconds later = start + Milliseconds(500);
    QCOMPARE(budget.take(Purpose::Operator, later), Lane::Operator);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(budget.take(Purpose::Operator, later), Lane::Plain);
    QCOMPARE(budget.take(Purpose::Operator, later), std::nullopt);
}

void TestVisibilityBudget::operatorCallsCountInTheCommonBucket()
{
    VisibilityBudget budget{Limits{}};
    QCOMPARE(takeAll(budget, Purpose::Operator, start), 10);
    QCOMPARE(takeAll(budget, Purpose::Background, start), 0);
}

void TestVisibilityBudget::steadyRateStaysInsideTheServersQuota()
{
    VisibilityBudget budget{Limits{}};
    takeAll(budget, Purpose::Operator, start);
    int taken = 0;
    for (Milliseconds now = start; now <= start + std::chrono::seconds(60); now += Milliseconds(10))
        taken += takeAll(budget, Purpose::Operator, now);
    QVERIFY2(taken <= 600, qPrintable(QString::number(taken)));
    QVERIFY2(taken >= 590, qPrintable(QString::number(taken)));
}

void TestVisibilityBudget::backgroundHasItsOwnShare()
{
    VisibilityBudget budget{Limits{}};
    int taken = 0;
    for (Milliseconds now = start; now < start + std::chrono::seconds(60); now += Milliseconds(10))
        taken += takeAll(budget, Purpose::Background, now);
    QCOMPARE(taken, 1 + 47); // one at once, and 0.8 a second after
    // What polling leaves is enough for a person at once.
    QVERIFY(takeAll(budget, Purpose::Operator, start + std::chrono::seconds(60)) >= 8);
}

void TestVisibilityBudget::backgroundWaitsForTheCommonBucketWithoutLosingItsShare()
{
    VisibilityBudget budget{Limits{}};
    takeAll(budget, Purpose::Operator, start);
    QCOMPARE(budget.take(Purpose::Background, start), std::nullopt);
    QCOMPARE(takeAll(budget, Purpose::Background, start + std::chrono::seconds(1)), 1);
}

/// Each asks as often as it may, from the same instant on, which is the worst they can do.
void TestVisibilityBudget::tenConsolesStartedTogetherStayInsideTheQuota()
{
    const Limits limits;
    TokenBucket server(limits.visibilityPerSecond, limits.visibilityPerSecond);
    std::vector<VisibilityBudget> consoles(10, VisibilityBudget(limits));
    int calls = 0;
    int refused = 0;
    for (Milliseconds now = start; now < start + std::chrono::minutes(1); now += Milliseconds(10)) {
        for (VisibilityBudget &console : consoles) {
            const int taken = takeAll(console, Purpose::Background, now);
            calls += taken;
            for (int i = 0; i < taken; ++i)
                refused += server.take(now) ? 0 : 1;
        }
    }
    QCOMPARE(refused, 0);
    QVERIFY2(calls >= 470, "most of the quota is used");
}

/// 10,000 rows: the first page and the total for the person, then ten pages, while the namespace is polled.
void TestVisibilityBudget::pagesOfALongListComeAsFastAsTheServerAnswers()
{
    constexpr Milliseconds page{83}; // the command line's 0.91 s for eleven of them (measured)
    VisibilityBudget budget{Limits{}};
    QVERIFY(budget.take(Purpose::Operator, start));
    QVERIFY(budget.take(Purpose::Operator, start));
    takeAll(budget, Purpose::Background, start);
    Milliseconds now = start + page;
    for (int i = 0; i < 10; ++i) {
        now = std::max(now, budget.nextAt(Purpose::Paging, now));
        QCOMPARE(budget.take(Purpose::Paging, now), Lane::Plain);
        now += page;
    }
    QVERIFY2(now - start <= 11 * page * 12 / 10, qPrintable(QString::number((now - start).count())));
}

void TestVisibilityBudget::pagingLeavesThePersonAndThePollingTheirShares()
{
    VisibilityBudget budget{Limits{}};
    takeAll(budget, Purpose::Paging, start);
    int paged = 0;
    int polled = 0;
    int clicked = 0;
    for (Milliseconds now = start; now < start + std::chrono::seconds(60); now += Milliseconds(10)) {
        paged += takeAll(budget, Purpose::Paging, now);
        polled += takeAll(budget, Purpose::Background, now);
        if ((now - start).count() % 1000 == 500)
            clicked += budget.take(Purpose::Operator, now) ? 1 : 0;
    }
    QVERIFY2(paged >= 350 && paged <= 360, qPrintable(QString::number(paged)));
    QVERIFY2(polled >= 47, qPrintable(QString::number(polled)));
    QCOMPARE(clicked, 60);
}

void TestVisibilityBudget::pagingGivesWayAtARefusalAndRecovers()
{
    VisibilityBudget budget{Limits{}};
    const auto pagesInASecond = [&budget](Milliseconds from) {
        takeAll(budget, Purpose::Paging, from);
        int taken = 0;
        for (Milliseconds now = from + Milliseconds(10); now <= from + std::chrono::seconds(1);
             now += Milliseconds(10))
            taken += takeAll(budget, Purpose::Paging, now);
        return taken;
    };
    QCOMPARE(pagesInASecond(start), 6);
    const Milliseconds refused = start + std::chrono::seconds(2);
    budget.refused(refused);
    QCOMPARE(pagesInASecond(refused), 3);
    budget.refused(refused);
    budget.refused(refused);
    QCOMPARE(pagesInASecond(refused + std::chrono::seconds(2)), 2); // not less than a person has
    QCOMPARE(pagesInASecond(refused + std::chrono::seconds(12)), 6);
}

void TestVisibilityBudget::nextAtIsTheTimeAtWhichTakeSucceeds_data()
{
    QTest::addColumn<Purpose>("purpose");
    QTest::newRow("operator") << Purpose::Operator;
    QTest::newRow("background") << Purpose::Background;
    QTest::newRow("paging") << Purpose::Paging;
}

void TestVisibilityBudget::nextAtIsTheTimeAtWhichTakeSucceeds()
{
    QFETCH(const Purpose, purpose);
    VisibilityBudget budget{Limits{}};
    takeAll(budget, Purpose::Background, start);
    takeAll(budget, Purpose::Paging, start);
    takeAll(budget, Purpose::Operator, start);
    const Milliseconds next = budget.nextAt(purpose, start);
    QVERIFY(next > start);
    QVERIFY(!budget.take(purpose, next - Milliseconds(1)));
    QVERIFY(budget.take(purpose, next));
}

QTEST_GUILESS_MAIN(TestVisibilityBudget)
#include "tst_visibilitybudget.moc"
