// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "ui/queue/backlogchart.h"
#include "ui/queue/charthistory.h"

#include <QChart>
#include <QLineSeries>
#include <QSignalSpy>
#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Instant start{1'790'000'000s};
constexpr double hour = 3'600'000;

/// An hour of a line through these values, on a chart that has the keyboard.
class Shown
{
public:
    explicit Shown(std::vector<double> values, bool isLog = false)
    {
        data.range = {chartTime(start), chartTime(start) + hour};
        data.isLog = isLog;
        ChartData::Line line;
        for (std::size_t i = 0; i < values.size(); ++i) {
            line << QPointF(data.range.from + hour * static_cast<double>(i) / 10, values[i]);
            data.top = std::max(data.top, values[i]);
        }
        data.workflow = {line};
        chart.resize(1000, 400);
        chart.setReader([this](double time) {
            read = time;
            return QStringList{u"workflow 7"_s, u"activity 5"_s};
        });
        chart.show();
        chart.setData(data);
        QVERIFY(QTest::qWaitForWindowExposed(&chart, 30'000));
    }

    [[nodiscard]] QPoint at(double part) const
    {
        const QRectF plot = chart.chart()->plotArea();
        return QPointF(plot.left() + part * plot.width(), plot.center().y()).toPoint();
    }
    [[nodiscard]] double part(double time) const { return (time - data.range.from) / hour; }

    ChartData data;
    BacklogChart chart;
    double read = 0; ///< the moment that was asked for last
};

} // namespace

class TstQueueChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "Europe/Berlin");
        test::putOnLook();
    }
    void aLogScaleShowsZeroAndEveryDecade();
    void daysAreMarkedAtTheirMidnights();
    void aThousandShortGapsAreOneLine();
    void arrowsReadTheChart();
    void aDragChoosesAStretch();
    void aClickChoosesNothing();
    void keysLookCloserAndBack();
};

void TstQueueChart::aLogScaleShowsZeroAndEveryDecade()
{
    const ValueAxis axis = valueAxis(70'000, true);
    QCOMPARE(axis.marks, (std::vector<double>{0, 1, 10, 100, 1000, 10'000}));
    QCOMPARE(axis.place(0), 0.0);
    QCOMPARE(axis.place(999), 3.0);
    QVERIFY(axis.place(axis.top) > axis.place(70'000));
    const Shown shown({0, 9, 99'999}, true);
    const auto *line = qobject_cast<const QLineSeries *>(shown.chart.chart()->series().first());
    QCOMPARE(line->at(0).y(), 0.0);
    QCOMPARE(line->at(1).y(), 1.0);
    QCOMPARE(line->at(2).y(), 5.0);
    QCOMPARE(valueAxis(412, false).marks, (std::vector<double>{0, 100, 200, 300, 400, 500}));
}

void TstQueueChart::daysAreMarkedAtTheirMidnights()
{
    // The clocks go back on 25 October 2026: that day has 25 hours.
    const auto at = [](int day) {
        return static_cast<double>(QDate(2026, 10, day).startOfDay().toMSecsSinceEpoch());
    };
    const ChartSpan week{at(22) + hour, at(29) + hour};
    QCOMPARE(timeMarks(week, 10),
             (std::vector<double>{at(23), at(24), at(25), at(26), at(27), at(28), at(29)}));
    QVERIFY(timeMarks({at(1), at(31)}, 8).size() <= 8);
    QCOMPARE(timeMarkText(at(25), week), u"25 Oct"_s);
    QCOMPARE(timeMarkText(at(25), {at(25), at(26)}), u"00:00"_s);
}

/// Of a month, a gap of two minutes is no pixel wide.
void TstQueueChart::aThousandShortGapsAreOneLine()
{
    constexpr Milliseconds month = 30 * 24h;
    ChartHistory history(static_cast<double>(month.count()), 1000);
    for (Milliseconds at = 0min; at < month; at += 10min) {
        QueueSample sample;
        sample.time = start + at;
        sample.workflowBacklog = 3;
        history.append(SeriesPoint{sample, start + at + 8min});
    }
    const ChartData shown = history.between({chartTime(start), chartTime(start + month)}, AlertRule());
    QCOMPARE(shown.workflow.size(), std::size_t(1));
    QCOMPARE(shown.gaps.size(), std::size_t(month / 10min));
}

void TstQueueChart::arrowsReadTheChart()
{
    Shown shown({1, 2, 3});
    shown.chart.setFocus();
    QTest::keyClick(&shown.chart, Qt::Key_Left);
    QVERIFY(std::abs(shown.part(shown.read) - 0.99) < 1e-6);
    QCOMPARE(shown.chart.accessibleDescription(), u"workflow 7, activity 5"_s);
    QTest::keyClick(&shown.chart, Qt::Key_Home);
    QCOMPARE(shown.part(shown.read), 0.0);
    QTest::keyClick(&shown.chart, Qt::Key_PageDown);
    QTest::keyClick(&shown.chart, Qt::Key_Right);
    QVERIFY(std::abs(shown.part(shown.read) - 0.11) < 1e-6);
    QTest::keyClick(&shown.chart, Qt::Key_End);
    QTest::keyClick(&shown.chart, Qt::Key_Right); // and no farther
    QCOMPARE(shown.part(shown.read), 1.0);
}

void TstQueueChart::aDragChoosesAStretch()
{
    const Shown shown({1, 2, 3});
    QSignalSpy chosen(&shown.chart, &BacklogChart::spanChosen);
    QWidget *viewport = shown.chart.viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, shown.at(0.75));
    QTest::mouseMove(viewport, shown.at(0.5));
    QTest::mouseMove(viewport, shown.at(0.25));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, shown.at(0.25));
    QCOMPARE(chosen.size(), 1);
    const auto span = chosen[0][0].value<ChartSpan>();
    QVERIFY(std::abs(shown.part(span.from) - 0.25) < 0.01);
    QVERIFY(std::abs(shown.part(span.to) - 0.75) < 0.01);
}

void TstQueueChart::aClickChoosesNothing()
{
    const Shown shown({1, 2, 3});
    QSignalSpy chosen(&shown.chart, &BacklogChart::spanChosen);
    QSignalSpy whole(&shown.chart, &BacklogChart::wholeAsked);
    QTest::mouseClick(shown.chart.viewport(), Qt::LeftButton, {}, shown.at(0.5));
    QCOMPARE(chosen.size(), 0);
    QTest::mouseDClick(shown.chart.viewport(), Qt::LeftButton, {}, shown.at(0.5));
    QCOMPARE(whole.size(), 1);
}

void TstQueueChart::keysLookCloserAndBack()
{
    Shown shown({1, 2, 3});
    QSignalSpy chosen(&shown.chart, &BacklogChart::spanChosen);
    QSignalSpy whole(&shown.chart, &BacklogChart::wholeAsked);
    QTest::keyClick(&shown.chart, Qt::Key_Home);
    QTest::keyClick(&shown.chart, Qt::Key_PageDown);
    QTest::keyClick(&shown.chart, Qt::Key_Plus);
    QCOMPARE(chosen.size(), 1);
    const auto span = chosen[0][0].value<ChartSpan>();
    QVERIFY(std::abs((span.to + span.from) / 2 - shown.read) < 1);
    QVERIFY(std::abs(span.to - span.from - hour / 2) < 1);
    QTest::keyClick(&shown.chart, Qt::Key_Escape);
    QCOMPARE(whole.size(), 1);
}

QTEST_MAIN(TstQueueChart)
#include "tst_queuechart.moc"
