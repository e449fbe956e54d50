// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/attemptcount.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

constexpr Instant start{1'796'040'000s};

MetricSeries series(const QString &name, const std::vector<std::pair<int, double>> &points,
                    const QString &instance = u"a:1"_s)
{
    MetricSeries made;
    made.labels = {{u"__name__"_s, name}, {u"job"_s, u"temporal"_s}, {u"instance"_s, instance}};
    for (const auto &[second, value] : points)
        made.points.push_back({start + std::chrono::seconds(second), value});
    return made;
}

} // namespace

class TestAttemptCount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatCameWithinTheTime()
    {
        const auto counted = attemptsSince(
            start,
            {series(u"activity_success"_s, {{-30, 100}, {-10, 110}, {20, 130}, {50, 290}}),
             series(u"activity_task_fail"_s, {{-10, 7}, {50, 47}}),
             series(u"activity_task_timeout"_s, {{-10, 0}, {50, 3}}), series(u"other"_s, {{-10, 0}, {5, 9}})},
            {});
        QCOMPARE(counted, (AttemptCount{180, 40, 3, false}));
        QCOMPARE(counted.failedShare(), std::optional(43.0 / 223));
    }

    void bothDialectsAreCounted()
    {
        const auto counted = attemptsSince(start,
                                           {series(u"activity_success_total"_s, {{-1, 1}, {9, 4}}),
                                            series(u"activity_task_fail_total"_s, {{-1, 0}, {9, 1}})},
                                           {});
        QCOMPARE(counted, (AttemptCount{3, 1, 0, false}));
    }

    // `increase()` said 24.9 and 0 of such a queue's 40 and 6.
    void whatANewSeriesBeginsWithCounts()
    {
        const std::vector<MetricSeries> counters{series(u"activity_success"_s, {{30, 38}, {60, 40}}),
                                                 series(u"activity_task_fail"_s, {{30, 6}, {60, 6}})};
        const auto up = series(u"up"_s, {{-10, 1}, {15, 1}, {30, 1}, {60, 1}});
        QCOMPARE(attemptsSince(start, counters, {up}), (AttemptCount{40, 6, 0, false}));
    }

    void whatNobodySawBeginIsNotCounted()
    {
        const std::vector<MetricSeries> counters{series(u"activity_success"_s, {{30, 38}, {60, 40}})};
        const AttemptCount cut{2, 0, 0, true};
        QCOMPARE(attemptsSince(start, counters, {}), cut);
        QCOMPARE(attemptsSince(start, counters, {series(u"up"_s, {{15, 0}, {30, 1}})}), cut);
        QCOMPARE(attemptsSince(start, counters, {series(u"up"_s, {{15, 1}, {30, 1}}, u"b:1"_s)}), cut);
    }

    void aServersRestartCountsFromZero()
    {
        const auto counted = attemptsSince(
            start, {series(u"activity_success"_s, {{-10, 100}, {10, 120}, {20, 5}, {30, 9}, {40, 2}})}, {});
        QCOMPARE(counted, (AttemptCount{20 + 5 + 4 + 2, 0, 0, false}));
    }

    void ofNothingNothingIsKnown()
    {
        const auto counted = attemptsSince(start, {series(u"activity_success"_s, {})}, {});
        QCOMPARE(counted, AttemptCount());
        QCOMPARE(counted.failedShare(), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestAttemptCount)
#include "tst_attemptcount.moc"
