// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ratio.h"

#include "models/alerts/alertengine.h"
#include "models/board/boardmodel.h"
#include "models/board/liveboard.h"
#include "models/monitor/watch.h"
#include "models/policy/runbook.h"
#include "models/profile/watchedbyhand.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporalserver.h"
#include "ui/board/boardpage.h"
#include "ui/board/sparkline.h"
#include "ui/state/uistate.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <cmath>
#include <ctime>

// What the UI thread does in a second of a board of 200 queues while the watch is at its fastest: it asks,
// takes the answers in, judges the rules, ticks the board and paints it. Counted is the thread's own time.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

constexpr int queues = 200;
constexpr int looksASecond = 10; // two calls each: the watch makes 20 a second at most
const QString ns = u"bench"_s;

struct World
{
    World()
    {
        server.setNamespaces(
            {{ns, {}, {}, {}, NamespaceState::Registered, std::chrono::hours(72), false, false, {}, {}}});
        profile = server.profile();
        for (int i = 0; i < queues; ++i) {
            const QueueKey key{ns, u"bench.queue-%1"_s.arg(i)};
            profile.queues.push_back(key);
            TaskQueueStats stats;
            stats.backlog = i % 3 == 0 ? 150 + i : i % 7;
            stats.oldestTask = std::chrono::seconds(i);
            stats.addRate = 1.5;
            stats.dispatchRate = 1;
            server.setQueue(key, TaskType::Workflow, stats);
            server.setQueue(key, TaskType::Activity, stats);
        }
        client = std::move(*Client::create(profile, tokens, clock));
        watch = std::make_unique<Watch>(*client, clock, profile);
        alerts = std::make_unique<AlertEngine>(*watch, runbook, clock);
        present = std::make_unique<LiveBoard>(*watch, *alerts, clock);
        board = std::make_unique<BoardModel>(*present, runbook);
        state = std::make_unique<UiState>(u"bench"_s);
        byHand = std::make_unique<WatchedByHand>(watchedByHandPath(u"bench"_s));
        page = std::make_unique<BoardPage>(*board, *watch, *byHand, *state);
        page->resize(1284, 790);
        page->show();
        page->setActive(true);
        watch->start({ns});
    }

    /// One second of the watch at its fastest: as many looks as its budget allows are asked for and answered.
    void liveASecond()
    {
        int sampled = 0;
        const auto count =
            QObject::connect(watch.get(), &Watch::queueSampled, page.get(), [&sampled] { ++sampled; });
        clock.advance(std::chrono::seconds(1));
        watch->refresh();
        while (sampled < looksASecond)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QObject::disconnect(count);
    }

    fake::TemporalServer server;
    fake::StaticTokenSource tokens;
    fake::FakeClock clock;
    Runbook runbook;
    Profile profile;
    std::unique_ptr<Client> client;
    std::unique_ptr<Watch> watch;
    std::unique_ptr<AlertEngine> alerts;
    std::unique_ptr<LiveBoard> present;
    std::unique_ptr<BoardModel> board;
    std::unique_ptr<UiState> state;
    std::unique_ptr<WatchedByHand> byHand;
    std::unique_ptr<BoardPage> page;
};

World *world = nullptr; // NOLINT(*-avoid-non-const-global-variables): a benchmark takes no argument of ours

std::chrono::nanoseconds threadTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

void boardTick(benchmark::State &state)
{
    for (auto _ : state) {
        const auto before = threadTime();
        world->liveASecond();
        world->alerts->tick();
        world->board->tick();
        world->page->repaint();
        state.SetIterationTime(std::chrono::duration<double>(threadTime() - before).count());
    }
}

/// A quarter of an hour in steps, with a gap.
QList<double> quarterOfAnHour(int row)
{
    QList<double> points;
    for (int i = 0; i < 60; ++i)
        points << (i / 5 == row % 12 ? std::nan("") : (i * (row + 7)) % 130);
    return points;
}

constexpr int rowsSeen = 40;
const QSize cell(82, 22);

void sparklines(benchmark::State &state)
{
    QImage viewport(cell.width(), rowsSeen * cell.height(), QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&viewport);
    for (auto _ : state)
        for (int row = 0; row < rowsSeen; ++row)
            paintSparkline(painter, {{0, row * cell.height()}, cell}, quarterOfAnHour(row), 100,
                           Qt::darkGreen);
}

void barePolylines(benchmark::State &state)
{
    QImage viewport(cell.width(), rowsSeen * cell.height(), QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&viewport);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::darkGreen, 1.5));
    for (auto _ : state)
        for (int row = 0; row < rowsSeen; ++row) {
            const QList<double> points = quarterOfAnHour(row);
            QPolygonF line;
            for (qsizetype i = 0; i <= points.size(); ++i) {
                if (i < points.size() && !std::isnan(points[i])) {
                    line << QPointF(double(i) * cell.width() / 59, (row + 1) * cell.height() - points[i] / 7);
                } else {
                    painter.drawPolyline(line);
                    line.clear();
                }
            }
        }
}

BENCHMARK(sparklines)->Unit(benchmark::kMillisecond)->Iterations(200);
BENCHMARK(barePolylines)->Unit(benchmark::kMillisecond)->Iterations(200);
BENCHMARK(boardTick)->Unit(benchmark::kMillisecond)->Iterations(20)->UseManualTime();

} // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir home;
    qputenv("XDG_STATE_HOME", home.path().toLocal8Bit());
    const QApplication application(argc, argv);
    dispatcher::init();
    World board;
    world = &board;
    for (int i = 0; i < queues / looksASecond; ++i)
        board.liveASecond();
    return bench::judge(argc, argv, {{"boardTick", "", 16.0}, {"sparklines", "barePolylines", 1.2}});
}
