// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/fakeclock.h"
#include "tests/ui/look.h"
#include "ui/chart/chartaxis.h"
#include "ui/chart/thinline.h"
#include "ui/queue/backlogchart.h"
#include "ui/queue/charthistory.h"
#include "ui/theme/tokens.h"

#include <QChart>
#include <QLineSeries>
#include <QTest>

#include <algorithm>

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Instant start{std::chrono::sys_days{std::chrono::year(2026) / 11 / 24} + 10h};

QueueSample sampleAt(Milliseconds after, std::optional<qint64> workflow, std::optional<qint64> activity = 0)
{
    QueueSample sample;
    sample.time = start + after;
    sample.sinceBoot = 1h + after;
    sample.interval = 10s;
    sample.workflowBacklog = workflow;
    sample.activityBacklog = activity;
    return sample;
}

/// One sample every 10 s from `from` to `to`.
void addSamples(std::vector<QueueSample> &samples, Milliseconds from, Milliseconds to,
                std::optional<qint64> workflow)
{
    for (Milliseconds at = from; at <= to; at += 10s)
        samples.push_back(sampleAt(at, workflow));
}

ChartSpan span(Milliseconds from, Milliseconds to)
{
    return {chartTime(start + from), chartTime(start + to)};
}

ChartData chartOf(const std::vector<QueueSample> &samples, Milliseconds from, Milliseconds to,
                  int maxPoints = 600)
{
    const ChartSpan range = span(from, to);
    Series series;
    for (const QueueSample &sample : samples)
        series.append(sample);
    ChartHistory history(range.to - range.from, maxPoints);
    for (const SeriesPoint &look : series.points())
        history.append(look);
    return history.between(range, AlertRule());
}

QList<QPointF> thinned(const QList<QPointF> &points, double slice)
{
    ThinLine line(slice);
    for (const QPointF &point : points)
        line.append(point);
    return line.points();
}

bool isByTime(const QList<QPointF> &line)
{
    return std::is_sorted(line.begin(), line.end(),
                          [](const QPointF &a, const QPointF &b) { return a.x() < b.x(); });
}

/// A quarter of an hour without a sample, so that only what the test adds is painted.
ChartData quietData(double top = 100)
{
    ChartData data;
    data.range = span(0s, 15min);
    data.top = top;
    data.rule = AlertRule();
    return data;
}

QImage pictureOf(BacklogChart &chart, const ChartData &data)
{
    chart.setData(data);
    return chart.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

int pixelOf(const BacklogChart &chart, const ChartData &data, Milliseconds at)
{
    const QRectF plot = chart.chart()->plotArea();
    const double part = (chartTime(start + at) - data.range.from) / (data.range.to - data.range.from);
    return qRound(plot.left() + part * plot.width());
}

/// Whether the pixel is the ground with some of the ink over it, and nothing else. A thin line is never the
/// ink alone: it is translucent and smoothed.
bool isInked(QColor pixel, QColor ground, QColor ink)
{
    const std::array full{ink.red() - ground.red(), ink.green() - ground.green(), ink.blue() - ground.blue()};
    const std::array seen{pixel.red() - ground.red(), pixel.green() - ground.green(),
                          pixel.blue() - ground.blue()};
    double product = 0;
    double square = 0;
    for (std::size_t i = 0; i < full.size(); ++i) {
        product += full[i] * seen[i];
        square += full[i] * full[i];
    }
    const double share = product / square;
    for (std::size_t i = 0; i < full.size(); ++i)
        if (std::abs(seen[i] - share * full[i]) > 4)
            return false;
    return share > 0.2;
}

/// Pixels of a row that have ink where the other picture has none.
int inkedPixels(const QImage &picture, const QImage &without, int y, int left, int right, QColor ink)
{
    int inked = 0;
    for (int x = left; x < right; ++x)
        inked += isInked(picture.pixelColor(x, y), without.pixelColor(x, y), ink) ? 1 : 0;
    return inked;
}

/// Whether any pixel of the columns differs.
bool differ(const QImage &a, const QImage &b, int left, int right)
{
    const QRect columns(left, 0, right - left, a.height());
    return a.copy(columns) != b.copy(columns);
}

} // namespace

class TstBacklogChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::putOnLook(); }
    void thinningKeepsWhatIsSeen_data();
    void thinningKeepsWhatIsSeen();
    void shortLinesStayAsTheyAre();
    void aLineGrowsAndIsCut();
    void valueAxisIsRound_data();
    void valueAxisIsRound();
    void timeMarksAreRoundAndFew_data();
    void timeMarksAreRoundAndFew();
    void missingSamplesBreakTheLine();
    void unknownValueBreaksItsOwnLineOnly();
    void timeBeforeTheFirstSampleIsUnwatched();
    void phasesAreThoseOfTheRange();
    void theLineEntersFromTheLeft();
    void currentValueIsUnknownWhenOld();
    void pollersLeavingTogetherAreOneEvent();
    void seriesAreReused();
    void thresholdIsALineAtItsValue_data();
    void thresholdIsALineAtItsValue();
    void gapIsHatchedAndNothingElse();
};

void TstBacklogChart::thinningKeepsWhatIsSeen_data()
{
    QTest::addColumn<int>("points");
    QTest::addColumn<int>("columns");
    QTest::newRow("a day at the fast rate") << 8640 << 500;
    QTest::newRow("a column each third point") << 1000 << 333;
    QTest::newRow("one column") << 100 << 1;
}

void TstBacklogChart::thinningKeepsWhatIsSeen()
{
    QFETCH(int, points);
    QFETCH(int, columns);
    QList<QPointF> line;
    for (int i = 0; i < points; ++i)
        line << QPointF(i, i * 7919 % 104729 % 997);
    const int spike = points / 2 + 3;
    line[spike].setY(5000);
    line[spike + 1].setY(-5);

    const QList<QPointF> thin = thinned(line, double(points) / columns);
    QVERIFY2(thin.size() <= 2 * columns + 6, qPrintable(QString::number(thin.size())));
    QVERIFY(isByTime(thin));
    QCOMPARE(thin.first(), line.first());
    QCOMPARE(thin.last(), line.last());
    QVERIFY(thin.contains(line[spike]));
    QVERIFY(thin.contains(line[spike + 1]));
    for (const QPointF &point : thin)
        QVERIFY(line.contains(point));
}

void TstBacklogChart::shortLinesStayAsTheyAre()
{
    const QList<QPointF> line{{0, 1}, {5, 9}, {10, 1}};
    QCOMPARE(thinned(line, 0.1), line);
    QCOMPARE(thinned({}, 0.1), QList<QPointF>());
    QCOMPARE(thinned(line, 0), line);
}

void TstBacklogChart::aLineGrowsAndIsCut()
{
    ThinLine line(10);
    QList<QPointF> before;
    for (int i = 0; i < 200; ++i) {
        line.append({double(i), double(i * 7919 % 97)});
        const QList<QPointF> now = line.points();
        QCOMPARE(now.last(), QPointF(i, i * 7919 % 97));
        // What is in a finished slice stays as it is.
        const qsizetype finished = std::count_if(before.begin(), before.end(), [i](const QPointF &point) {
            return std::floor(point.x() / 10) < std::floor(i / 10.0) - 1;
        });
        QCOMPARE(now.mid(0, finished), before.mid(0, finished));
        before = now;
    }
    line.dropBefore(105);
    QVERIFY(line.points().first().x() < 105 && line.points()[1].x() >= 105);
    line.dropBefore(195);
    QVERIFY(line.points().first().x() < 195 && line.points()[1].x() >= 195);
    line.dropBefore(1000);
    QCOMPARE(line.points(), QList<QPointF>({{199, 199 * 7919 % 97}}));
}

void TstBacklogChart::valueAxisIsRound_data()
{
    QTest::addColumn<double>("highest");
    QTest::addColumn<double>("top");
    QTest::addColumn<double>("step");
    QTest::newRow("nothing, no threshold") << 0.0 << 5.0 << 1.0;
    QTest::newRow("the threshold alone") << 100.0 << 120.0 << 20.0;
    QTest::newRow("of the picture") << 412.0 << 500.0 << 100.0;
    QTest::newRow("at a round number") << 500.0 << 600.0 << 100.0;
    QTest::newRow("large") << 123456.0 << 150000.0 << 50000.0;
}

void TstBacklogChart::valueAxisIsRound()
{
    QFETCH(double, highest);
    const ValueScale scale = valueScale(highest);
    QTEST(scale.top, "top");
    QTEST(scale.step, "step");
}

void TstBacklogChart::timeMarksAreRoundAndFew_data()
{
    QTest::addColumn<int>("minutes");
    QTest::addColumn<int>("every");
    QTest::newRow("15 min") << 15 << 2;
    QTest::newRow("1 h") << 60 << 10;
    QTest::newRow("6 h") << 360 << 60;
    QTest::newRow("24 h") << 1440 << 180;
}

void TstBacklogChart::timeMarksAreRoundAndFew()
{
    QFETCH(int, minutes);
    QFETCH(int, every);
    const auto marks = timeMarks(span(37s, std::chrono::minutes(minutes) + 37s), 8);
    QVERIFY(!marks.empty() && marks.size() <= 9);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        QCOMPARE(std::fmod(marks[i], every * 60'000.0), 0.0);
        if (i > 0)
            QCOMPARE(marks[i] - marks[i - 1], every * 60'000.0);
    }
}

void TstBacklogChart::missingSamplesBreakTheLine()
{
    std::vector<QueueSample> samples;
    addSamples(samples, 0s, 2min, 5);
    addSamples(samples, 5min, 6min, 7);
    const ChartData shown = chartOf(samples, 0s, 6min);
    QCOMPARE(shown.workflow.size(), std::size_t(2));
    // A sample holds for twice its interval and 10 s.
    QCOMPARE(shown.workflow[0].last().x(), chartTime(start + 2min + 30s));
    QCOMPARE(shown.workflow[1].first().x(), chartTime(start + 5min));
    QCOMPARE(shown.gaps, (std::vector{ChartGap{span(2min + 30s, 5min), false}}));
}

void TstBacklogChart::unknownValueBreaksItsOwnLineOnly()
{
    std::vector<QueueSample> samples;
    addSamples(samples, 0s, 1min, 5);
    samples[3].activityBacklog.reset();
    const ChartData shown = chartOf(samples, 0s, 1min);
    QCOMPARE(shown.workflow.size(), std::size_t(1));
    QCOMPARE(shown.activity.size(), std::size_t(2));
    QVERIFY(shown.gaps.empty());
}

void TstBacklogChart::timeBeforeTheFirstSampleIsUnwatched()
{
    std::vector<QueueSample> samples;
    addSamples(samples, 10min, 15min, 5);
    QCOMPARE(chartOf(samples, 0s, 15min).gaps, (std::vector{ChartGap{span(0s, 10min), true}}));
    QCOMPARE(chartOf({}, 0s, 15min).gaps, (std::vector{ChartGap{span(0s, 15min), true}}));
}

void TstBacklogChart::phasesAreThoseOfTheRange()
{
    fake::FakeClock clock;
    clock.setUtc(start + 10min);
    const Milliseconds zero = clock.sinceBoot() - 10min;
    const std::vector<SignalPhase> phases{{zero - 1min, zero, Signal::Danger},
                                          {zero + 1min, zero + 6min, Signal::Caution},
                                          {zero + 6min, zero + 10min + 20s, Signal::Danger}};
    QCOMPARE(phasesIn(phases, clock, span(0s, 10min)),
             (std::vector{ChartPhase{span(1min, 6min), Signal::Caution},
                          ChartPhase{span(6min, 10min), Signal::Danger}}));
    QCOMPARE(phasesIn(phases, clock, span(8min, 10min)),
             (std::vector{ChartPhase{span(8min, 10min), Signal::Danger}}));
}

void TstBacklogChart::theLineEntersFromTheLeft()
{
    std::vector<QueueSample> samples;
    addSamples(samples, 0s, 20min, 300);
    const ChartData shown = chartOf(samples, 10min, 20min);
    QCOMPARE(shown.workflow.front().first(), QPointF(chartTime(start + 10min), 300));
    QCOMPARE(shown.top, 300.0);
}

void TstBacklogChart::currentValueIsUnknownWhenOld()
{
    const std::vector samples{sampleAt(0s, 12, 3)};
    QCOMPARE(chartOf(samples, 0s, 30s).lastWorkflow, std::optional<qint64>(12));
    QCOMPARE(chartOf(samples, 0s, 30s).lastActivity, std::optional<qint64>(3));
    QCOMPARE(chartOf(samples, 0s, 31s).lastWorkflow, std::nullopt);
}

void TstBacklogChart::pollersLeavingTogetherAreOneEvent()
{
    std::vector<QueueSample> samples;
    addSamples(samples, 0s, 15min, 5);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].workflowPollers = i < 30 ? 2 : 1;
        samples[i].activityPollers = i < 31 ? 3 : 1;
    }
    samples[80].activityPollers = 2; // came, and went with the next sample
    const ChartData shown = chartOf(samples, 0s, 15min);
    QCOMPARE(shown.pollerChanges, (std::vector{PollerChange{chartTime(start + 5min), 5, 2}}));
}

void TstBacklogChart::seriesAreReused()
{
    std::vector<QueueSample> samples;
    for (int part = 0; part < 5; ++part)
        addSamples(samples, part * 2min, part * 2min + 30s, part);
    BacklogChart chart;
    chart.resize(800, 300);
    chart.show();
    chart.setData(chartOf(samples, 0s, 10min));
    const auto series = chart.chart()->series().size();
    QCOMPARE(series, 10);
    for (int second = 0; second < 60; ++second)
        chart.setData(chartOf(samples, std::chrono::seconds(second), 10min));
    chart.setData(chartOf({}, 0s, 10min));
    QCOMPARE(chart.chart()->series().size(), series);
    for (const QAbstractSeries *each : chart.chart()->series())
        QVERIFY(qobject_cast<const QLineSeries *>(each)->points().isEmpty());
}

void TstBacklogChart::thresholdIsALineAtItsValue_data()
{
    QTest::addColumn<double>("top");
    QTest::addColumn<qint64>("threshold");
    QTest::newRow("quiet queue") << 100.0 << qint64(100);
    QTest::newRow("five times over it") << 500.0 << qint64(100);
    QTest::newRow("another threshold") << 500.0 << qint64(250);
}

void TstBacklogChart::thresholdIsALineAtItsValue()
{
    QFETCH(const double, top);
    QFETCH(const qint64, threshold);
    BacklogChart chart;
    chart.resize(800, 300);
    ChartData data = quietData(top);
    data.rule->threshold = 1'000'000; // far above what is shown
    const QImage without = pictureOf(chart, data);
    data.rule->threshold = threshold;
    const QImage picture = pictureOf(chart, data);
    const QRect plot = chart.chart()->plotArea().toRect();
    const int at =
        qRound(plot.bottom() + 1 - static_cast<double>(threshold) / valueScale(top).top * plot.height());
    // Its words stand at the left, over it.
    const int left = plot.left() + plot.width() / 2;
    const int right = plot.right();
    int lines = 0;
    for (int y = plot.top(); y < plot.bottom(); ++y) {
        const int inked = inkedPixels(picture, without, y, left, right, lightTokens().dangerText);
        if (y == at - 1 || y == at) // a smooth line may share two rows
            lines += 2 * inked > right - left ? 1 : 0;
        else
            QCOMPARE(picture.copy(left, y, right - left, 1), without.copy(left, y, right - left, 1));
    }
    QVERIFY(lines > 0);
}

void TstBacklogChart::gapIsHatchedAndNothingElse()
{
    BacklogChart chart;
    chart.resize(800, 300);
    ChartData data = quietData();
    const QImage whole = pictureOf(chart, data);
    data.gaps = {ChartGap{span(5min, 8min), false}};
    const QImage holed = pictureOf(chart, data);
    const int from = pixelOf(chart, data, 5min);
    const int to = pixelOf(chart, data, 8min);
    QVERIFY(to - from > 100);
    QVERIFY(!differ(whole, holed, 0, from - 1));
    QVERIFY(!differ(whole, holed, to + 1, whole.width()));
    constexpr int strokesApart = 8; // of Qt's pattern
    for (int x = from + 1; x + strokesApart < to; x += strokesApart)
        QVERIFY2(differ(whole, holed, x, x + strokesApart), qPrintable(QString::number(x)));
    // Hatched from top to bottom and not filled: each row below the words has both.
    const QRect plot = chart.chart()->plotArea().toRect();
    for (int y = plot.center().y(); y < plot.bottom() - 1; ++y) {
        const int inked = inkedPixels(holed, whole, y, from, to, lightTokens().secondary);
        QVERIFY2(inked > 0 && 2 * inked < to - from, qPrintable(u"row %1: %2"_s.arg(y).arg(inked)));
    }
}

QTEST_MAIN(TstBacklogChart)
#include "tst_backlogchart.moc"
