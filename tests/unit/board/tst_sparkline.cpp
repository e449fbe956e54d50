// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/sparkline.h"

#include <QTest>

#include <cmath>

using namespace signalbox;
using namespace std::chrono_literals;

namespace {

const Instant now{1'800'000'014s}; // one second before a step ends

QueueSample at(Milliseconds before, qint64 workflow, std::optional<qint64> activity = {},
               Milliseconds interval = 10s)
{
    QueueSample sample;
    sample.time = now - before;
    sample.interval = interval;
    sample.workflowBacklog = workflow;
    sample.activityBacklog = activity;
    return sample;
}

qsizetype knownPoints(const QList<double> &line)
{
    return std::count_if(line.begin(), line.end(), [](double value) { return !std::isnan(value); });
}

} // namespace

class TestSparkline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isUnknownWithoutSamples()
    {
        const auto line = sparkline::points({}, now);
        QCOMPARE(line.size(), 60);
        QCOMPARE(knownPoints(line), 0);
    }

    void endsWithTheLastSample()
    {
        const auto line = sparkline::points({at(5s, 7)}, now);
        QCOMPARE(line.back(), 7.0);
        QCOMPARE(knownPoints(line), 1);
    }

    void takesTheLargerOfBothTypesNeverTheSum()
    {
        QCOMPARE(sparkline::points({at(5s, 7, 40)}, now).back(), 40.0);
        QCOMPARE(sparkline::points({at(5s, 70, 40)}, now).back(), 70.0);
    }

    void takesTheHighestOfAStep()
    {
        QCOMPARE(sparkline::points({at(12s, 3), at(8s, 300), at(2s, 1)}, now).back(), 300.0);
    }

    void holdsAValueWhileItIsValid()
    {
        // Every 10 s: valid for 30 s.
        const auto line = sparkline::points({at(89s, 7)}, now);
        QCOMPARE(knownPoints(line), 3);
        QVERIFY(std::isnan(line.back()));
        QCOMPARE(line[54], 7.0);
        QCOMPARE(line[56], 7.0);
    }

    void aSlowlyWatchedQueueIsALine()
    {
        const auto line = sparkline::points(
            {at(25min, 2, {}, 10min), at(15min, 4, {}, 10min), at(5min, 3, {}, 10min)}, now);
        QCOMPARE(knownPoints(line), 60);
        QCOMPARE(line.front(), 4.0);
        QCOMPARE(line.back(), 3.0);
    }

    void aGapIsAGap()
    {
        const auto line = sparkline::points({at(10min, 2), at(5s, 3)}, now);
        QVERIFY(std::isnan(line[40]));
        QCOMPARE(line.back(), 3.0);
    }

    void aSampleWithoutValuesIsAGap()
    {
        QueueSample unknown = at(5s, 0);
        unknown.workflowBacklog.reset();
        QCOMPARE(knownPoints(sparkline::points({unknown}, now)), 0);
    }

    void standsStillWithinAStep()
    {
        const std::vector<QueueSample> samples{at(200s, 2, {}, 60s), at(100s, 3, {}, 60s)};
        QVERIFY(sparkline::isSame(sparkline::points(samples, now), sparkline::points(samples, now - 14s)));
        QVERIFY(!sparkline::isSame(sparkline::points(samples, now), sparkline::points(samples, now + 1s)));
    }
};

QTEST_GUILESS_MAIN(TestSparkline)
#include "tst_sparkline.moc"
