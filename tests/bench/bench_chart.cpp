// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/meter.h"
#include "tests/bench/ratio.h"

#include "ui/queue/backlogchart.h"
#include "ui/queue/charthistory.h"

#include <QApplication>
#include <QChart>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>

// A day of one queue at the fast rate, on a page's chart: what the next look costs until it is painted, and
// what the pointer costs, against a bare chart of Qt Charts with axes that is given the same points and
// painted. Counted is the UI thread's own time.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QSize size(1252, 400);
constexpr Milliseconds span = 24h;
constexpr Milliseconds interval = 10s;

/// Two backlogs that wander, the same in each run.
class Backlogs
{
public:
    [[nodiscard]] SeriesPoint next()
    {
        SeriesPoint look;
        look.sample.time = m_time += interval;
        look.sample.interval = interval;
        look.sample.workflowBacklog = m_workflow = std::max<qint64>(m_workflow + step(20), 0);
        look.sample.activityBacklog = m_activity = std::max<qint64>(m_activity + step(10), 0);
        look.sample.workflowPollers = look.sample.activityPollers = 4;
        look.until = m_time + interval;
        return look;
    }

private:
    [[nodiscard]] qint64 step(qint64 most)
    {
        m_random = m_random * 1'103'515'245U + 12'345U;
        return static_cast<qint64>((m_random >> 16U) % static_cast<quint32>(2 * most + 1)) - most;
    }

    Instant m_time{1'790'000'000s};
    quint32 m_random = 1;
    qint64 m_workflow = 50;
    qint64 m_activity = 20;
};

struct World
{
    World()
    {
        chart.resize(size);
        chart.setReader([](double) { return QStringList{u"10:02:13"_s, u"workflow 118"_s}; });
        chart.show();
        QCoreApplication::processEvents();
        history = ChartHistory(static_cast<double>(span.count()), chart.plotWidth());
        for (int i = 0; i < span / interval; ++i)
            live();

        view.resize(size);
        view.setRenderHint(QPainter::Antialiasing);
        for (QLineSeries *series : {workflow, activity})
            view.chart()->addSeries(series);
        view.chart()->createDefaultAxes();
        view.show();
        QCoreApplication::processEvents();
    }

    void live()
    {
        const SeriesPoint look = backlogs.next();
        const double now = chartTime(look.sample.time);
        const double from = now - static_cast<double>(span.count());
        history.append(look);
        history.dropBefore(from);
        shown = history.between({from, now}, AlertRule());
    }

    void paintBare() const
    {
        const auto axes = view.chart()->axes();
        axes[0]->setRange(shown.range.from, shown.range.to);
        axes[1]->setRange(0, shown.top);
        workflow->replace(shown.workflow.front());
        activity->replace(shown.activity.front());
        view.viewport()->repaint();
    }

    Backlogs backlogs;
    ChartHistory history;
    ChartData shown;
    BacklogChart chart;
    QChartView view;
    QLineSeries *workflow = new QLineSeries(&view);
    QLineSeries *activity = new QLineSeries(&view);
};

World *world = nullptr; // NOLINT(*-avoid-non-const-global-variables): a benchmark takes no argument of ours

template <class Work>
void measure(benchmark::State &state, Work work)
{
    for (auto _ : state) {
        const double before = bench::threadMilliseconds();
        work();
        state.SetIterationTime((bench::threadMilliseconds() - before) / 1000);
    }
}

void chartTick(benchmark::State &state)
{
    measure(state, [] {
        world->live();
        world->chart.setData(world->shown);
        world->chart.viewport()->repaint();
    });
}

void bareTick(benchmark::State &state)
{
    for (auto _ : state) {
        world->live(); // the same points, and none of their cost
        const double before = bench::threadMilliseconds();
        world->paintBare();
        state.SetIterationTime((bench::threadMilliseconds() - before) / 1000);
    }
}

void pointerMove(benchmark::State &state)
{
    int x = 100;
    measure(state, [&x] {
        QWidget *viewport = world->chart.viewport();
        const QPointF at(x = x % 1000 + 7, 150);
        QMouseEvent move(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
        QCoreApplication::sendEvent(viewport, &move);
        viewport->repaint();
    });
}

void bareRepaint(benchmark::State &state)
{
    measure(state, [] { world->view.viewport()->repaint(); });
}

BENCHMARK(chartTick)->Unit(benchmark::kMillisecond)->Iterations(20)->UseManualTime();
BENCHMARK(bareTick)->Unit(benchmark::kMillisecond)->Iterations(20)->UseManualTime();
BENCHMARK(pointerMove)->Unit(benchmark::kMillisecond)->Iterations(20)->UseManualTime();
BENCHMARK(bareRepaint)->Unit(benchmark::kMillisecond)->Iterations(20)->UseManualTime();

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    World day;
    world = &day;
    day.chart.setData(day.shown);
    day.paintBare();
    return bench::judge(argc, argv, {{"chartTick", "bareTick", 1.2}, {"pointerMove", "bareRepaint", 1.2}});
}
