// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/cleanup/cleanupworld.h"

using namespace signalbox;

namespace {

Result<CleanUpSurvey> surveyed(CleanUpWorld &at)
{
    CleanUpSurveyor surveyor(*at.client, at.clock);
    return await(surveyor.survey(at.order()));
}

} // namespace

class TestCleanUpSurvey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatIsOnOnePage();
    void findsTheOldestOfMany();
    void namesSomeOfManyTypes();
    void saysThatNothingWouldGo();
    void failsWithTheServer();
};

void TestCleanUpSurvey::countsWhatIsOnOnePage()
{
    CleanUpWorld at;
    QVERIFY(at.signIn());
    at.addClosed(3, 13 * 24h); // too young
    at.addClosed(4, 15 * 24h);
    at.addClosed(2, 20 * 24h, u"Evaluate"_s);
    at.add(u"Ingest"_s, ExecutionStatus::Failed, at.clock.utc() - 40 * 24h);
    at.add(u"Ingest"_s, ExecutionStatus::Running, {});
    at.add(u"Ingest"_s, ExecutionStatus::Paused, at.clock.utc() - 41 * 24h); // as 1.31 lists one
    at.serveRows();
    const auto survey = surveyed(at);
    QVERIFY(survey);
    QCOMPARE(survey->count, 7);
    QCOMPARE(survey->byStatus.at(ExecutionStatus::Completed), 6);
    QCOMPARE(survey->byStatus.at(ExecutionStatus::Failed), 1);
    QCOMPARE(survey->types.size(), std::size_t(2));
    QCOMPARE(survey->types[0], (CleanUpSurvey::Type{u"Ingest"_s, 5}));
    QCOMPARE(survey->types[1], (CleanUpSurvey::Type{u"Evaluate"_s, 2}));
    QCOMPARE(survey->newest.size(), std::size_t(7));
    QVERIFY(survey->oldest.empty()); // each run once
    QCOMPARE(survey->oldestClosed(), std::optional(at.clock.utc() - 40 * 24h));
    QCOMPARE(at.server.calls(listMethod), 1);
}

void TestCleanUpSurvey::findsTheOldestOfMany()
{
    CleanUpWorld at;
    QVERIFY(at.signIn());
    at.addClosed(4'000, 15 * 24h);
    at.addClosed(30, 500 * 24h, u"Evaluate"_s);
    at.serveRows();
    const auto survey = surveyed(at);
    QVERIFY(survey);
    QCOMPARE(survey->count, 4'030);
    QCOMPARE(survey->newest.front().closeTime, std::optional(at.clock.utc() - 15 * 24h));
    QCOMPARE(survey->oldest.size(), std::size_t(10));
    QCOMPARE(survey->oldestClosed(), std::optional(at.clock.utc() - 500 * 24h - 29h));
    QCOMPARE(survey->types.size(), std::size_t(2));
    QCOMPARE(survey->types[0], (CleanUpSurvey::Type{u"Ingest"_s, 4'000}));
    QCOMPARE(survey->types[1], (CleanUpSurvey::Type{u"Evaluate"_s, 30}));
    QCOMPARE(survey->otherTypes, 0);
    // Its namespace's budget is ten a second.
    const int calls = at.server.calls(listMethod) + at.server.calls(countMethod);
    QVERIFY2(calls <= 20, qPrintable(QString::number(calls)));
}

void TestCleanUpSurvey::namesSomeOfManyTypes()
{
    CleanUpWorld at;
    QVERIFY(at.signIn());
    at.addClosed(1'200, 15 * 24h);
    for (int i = 0; i < 12; ++i)
        at.addClosed(2, 100 * 24h, u"Type%1"_s.arg(i));
    at.serveRows();
    const auto survey = surveyed(at);
    QVERIFY(survey);
    QCOMPARE(survey->types.size(), std::size_t(8));
    QCOMPARE(survey->types[0], (CleanUpSurvey::Type{u"Ingest"_s, 1'200}));
    QCOMPARE(survey->otherTypes, 10);
}

void TestCleanUpSurvey::saysThatNothingWouldGo()
{
    CleanUpWorld at;
    QVERIFY(at.signIn());
    at.addClosed(3, 13 * 24h);
    at.serveRows();
    const auto survey = surveyed(at);
    QVERIFY(survey);
    QCOMPARE(survey->count, 0);
    QVERIFY(!survey->oldestClosed());
    QCOMPARE(at.server.calls(listMethod), 0);
}

void TestCleanUpSurvey::failsWithTheServer()
{
    CleanUpWorld at;
    QVERIFY(at.begin(3));
    at.server.failNext(listMethod, u"INTERNAL"_s, u"broken"_s, fake::TemporalServer::always);
    const auto survey = surveyed(at);
    QVERIFY(!survey);
    QVERIFY2(survey.error().detail.contains(u"broken"_s), qPrintable(survey.error().detail));
}

QTEST_GUILESS_MAIN(TestCleanUpSurvey)
#include "tst_cleanupsurvey.moc"
