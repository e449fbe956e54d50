// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/series.h"

#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const Instant start{1'800'000'000s};

QueueSample at(Milliseconds time, std::optional<qint64> workflow, std::optional<qint64> activity = 0)
{
    QueueSample sample;
    sample.time = start + time;
    sample.sinceBoot = time;
    sample.interval = 10s;
    sample.workflowBacklog = workflow;
    sample.activityBacklog = activity;
    return sample;
}

std::set<std::optional<qint64>> workflowsOf(const Series &series)
{
    std::set<std::optional<qint64>> values;
    for (const SeriesPoint &point : series.points())
        values.insert(point.sample.workflowBacklog);
    return values;
}

/// Stretches without a moment of which nothing is known.
int stretchesOf(const Series &series)
{
    int stretches = 0;
    Instant until = Instant::min();
    for (const SeriesPoint &point : series.points()) {
        stretches += point.sample.time > until ? 1 : 0;
        until = point.until;
    }
    return stretches;
}

} // namespace

class TestSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsAtItsEnd()
    {
        Series series;
        series.append(at(0s, 1));
        series.append(at(10s, 2));
        series.append(at(10s, 3)); // seen already
        series.append(at(5s, 4));
        series.append(at(60s, 5));
        QCOMPARE(series.points().size(), std::size_t(3));
        QCOMPARE(series.points()[0].until, start + 10s);
        QCOMPARE(series.points()[1].until, start + 40s); // twice its interval and 10 s
        QCOMPARE(series.points()[2].until, start + 90s);
        QCOMPARE(stretchesOf(series), 2);
    }

    void saysWhatHeldAtATime()
    {
        Series series;
        QVERIFY(!series.at(start));
        series.append(at(0s, 1));
        series.append(at(10s, 2));
        QVERIFY(!series.at(start - 1ms));
        QCOMPARE(series.at(start)->sample.workflowBacklog, 1);
        QCOMPARE(series.at(start + 10s)->sample.workflowBacklog, 2);
        QCOMPARE(series.at(start + 40s)->sample.workflowBacklog, 2);
        QVERIFY(!series.at(start + 41s));
    }

    void dropsAllButTheOneThatLeadsIn()
    {
        Series series;
        for (int i = 0; i < 6; ++i)
            series.append(at(i * Milliseconds(10s), i));
        series.dropBefore(start + 25s);
        QCOMPARE(series.points().front().sample.workflowBacklog, 2);
        series.dropBefore(start + 1h);
        QCOMPARE(series.points().size(), std::size_t(1));
    }

    void thinningKeepsWhatIsSeen()
    {
        Series series;
        constexpr int looks = 8640;
        for (int i = 0; i < looks; ++i)
            series.append(at(i * Milliseconds(10s), i * 7919 % 997, i * 104729 % 89));
        QueueSample spike = at(looks * Milliseconds(10s), 5000, 5000);
        series.append(spike);
        for (int i = looks + 1; i < looks + 10; ++i)
            series.append(at(i * Milliseconds(10s), 3));
        const Series thin = series.thinned(start, start + 24h, 500);
        QVERIFY2(thin.points().size() <= 6 * 502, qPrintable(QString::number(thin.points().size())));
        QCOMPARE(thin.points().front().sample, series.points().front().sample);
        QCOMPARE(thin.points().back(), series.points().back());
        QVERIFY(workflowsOf(thin).contains(5000));
        QVERIFY(workflowsOf(thin).contains(0));
        QVERIFY(workflowsOf(thin).contains(996));
        QCOMPARE(stretchesOf(thin), 1); // what is left out is no gap
    }

    void thinningKeepsGaps()
    {
        Series series;
        for (int i = 0; i < 1000; ++i)
            if (i % 250 != 0)
                series.append(
                    at(i * Milliseconds(30s), i % 300 == 0 ? std::nullopt : std::optional<qint64>(7)));
        const Series thin = series.thinned(start, start + 1000 * 30s, 10);
        QVERIFY(thin.points().size() < 100);
        QCOMPARE(stretchesOf(thin), stretchesOf(series));
        QVERIFY(workflowsOf(thin).contains(std::nullopt));
    }

    void aShortOneStaysAsItIs()
    {
        Series series;
        for (int i = 0; i < 100; ++i)
            series.append(at(i * Milliseconds(10s), i));
        QCOMPARE(series.thinned(start, start + 1000s, 20), series);
        QCOMPARE(series.thinned(start, start + 1000s, Series::everyLook), series);
        QCOMPARE(Series().thinned(start, start, 1), Series());
    }
};

QTEST_GUILESS_MAIN(TestSeries)
#include "tst_series.moc"
