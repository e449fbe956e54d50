// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/meter.h"

#include "models/alerts/alertengine.h"
#include "models/board/boardmodel.h"
#include "models/board/liveboard.h"
#include "models/monitor/watch.h"
#include "models/policy/runbook.h"
#include "models/profile/watchedbyhand.h"
#include "models/store/recorder.h"
#include "models/store/storefile.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporalserver.h"
#include "ui/board/boardpage.h"
#include "ui/state/uistate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QThread>

#include <array>
#include <cstdio>
#include <cstdlib>

// What memory a console takes as hours pass over sixty queues that fill and drain: watch, rules, store, board
// and a shown view, by simulated time. The program holds the server too. `tests/run.sh --soak` does the same
// with a whole console on real servers, by the wall clock.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int queues = 60;
constexpr Milliseconds step = 2s;
constexpr Milliseconds settling = 10min;
constexpr double mostMegabytesAnHour = 1;
const std::array namespaces{u"orders"_s, u"billing"_s, u"shipping"_s};

struct World
{
    World()
    {
        std::vector<NamespaceInfo> infos;
        for (const QString &ns : namespaces) {
            infos.push_back(
                {ns, u"id-"_s + ns, {}, {}, NamespaceState::Registered, 72h, false, false, {}, {}});
            std::vector<Execution> running;
            for (int i = 0; i < queues; ++i)
                if (namespaceOf(i) == ns) {
                    Execution execution;
                    execution.workflowId = execution.runId = u"w-%1"_s.arg(i);
                    execution.taskQueue = nameOf(i);
                    execution.status = ExecutionStatus::Running;
                    running.push_back(execution);
                }
            server.setExecutions(ns, running);
        }
        server.setNamespaces(infos);
        flow();
        client = Client::create(server.profile(), tokens, clock, Limits()).value();
        watch = std::make_unique<Watch>(*client, clock, server.profile());
        recorder = std::make_unique<Recorder>(*watch, *client, clock, storefile::path(u"bench"_s));
        alerts = std::make_unique<AlertEngine>(*watch, runbook, clock);
        present = std::make_unique<LiveBoard>(*watch, *alerts, clock);
        board = std::make_unique<BoardModel>(*present, runbook);
        page = std::make_unique<BoardPage>(*board, *watch, byHand, state);
        QObject::connect(alerts.get(), &AlertEngine::changed, recorder.get(),
                         qOverload<const Transition &>(&Recorder::note));
        QObject::connect(alerts.get(), &AlertEngine::showed, recorder.get(),
                         qOverload<const Judgement &>(&Recorder::note));
        page->resize(1284, 790);
        page->show();
        page->setActive(true);
        recorder->start();
        watch->start({});
    }

    static QString nameOf(int queue) { return u"%1.queue-%2"_s.arg(namespaceOf(queue)).arg(queue); }
    static const QString &namespaceOf(int queue) { return namespaces.at(queue % namespaces.size()); }

    /// A backlog rises to 300 and falls again in forty minutes, each queue a little after the one before.
    void flow()
    {
        const auto minute = std::chrono::floor<std::chrono::minutes>(clock.sinceBoot()).count();
        for (int i = 0; i < queues; ++i) {
            const auto phase = (minute + i) % 40;
            const bool fills = phase < 20;
            TaskQueueStats stats;
            stats.backlog = 15 * (fills ? phase : 40 - phase);
            stats.oldestTask = std::chrono::minutes(phase);
            stats.addRate = fills ? 1.5 : 0.5;
            stats.dispatchRate = 1;
            for (int poller = 0; poller < 4; ++poller)
                stats.pollers.push_back(
                    {u"%1@worker-%2"_s.arg(i).arg(poller), TaskType::Workflow, clock.utc(), 4.0, {}});
            server.setQueue({namespaceOf(i), nameOf(i)}, TaskType::Workflow, stats);
            server.setQueue({namespaceOf(i), nameOf(i)}, TaskType::Activity, stats);
        }
    }

    void live()
    {
        clock.advance(step);
        watch->setVisibleQueues({}); // looks what is due, as the timer would
        alerts->tick();
        board->tick();
        for (int quiet = 0; quiet != 2;) {
            QThread::msleep(1); // the server's threads answer
            QCoreApplication::processEvents();
            quiet = server.inProgress() == 0 ? quiet + 1 : 0;
        }
    }

    fake::TemporalServer server;
    fake::StaticTokenSource tokens;
    fake::FakeClock clock;
    Runbook runbook;
    UiState state{u"bench"_s};
    WatchedByHand byHand{watchedByHandPath(u"bench"_s)};
    std::unique_ptr<Client> client;
    std::unique_ptr<Watch> watch;
    std::unique_ptr<Recorder> recorder;
    std::unique_ptr<AlertEngine> alerts;
    std::unique_ptr<LiveBoard> present;
    std::unique_ptr<BoardModel> board;
    std::unique_ptr<BoardPage> page;
};

/// The straight line nearest to points, by least squares.
class Line
{
public:
    void add(double x, double y)
    {
        ++m_points;
        m_x += x;
        m_y += y;
        m_xx += x * x;
        m_xy += x * y;
    }
    [[nodiscard]] double slope() const
    {
        return (m_points * m_xy - m_x * m_y) / (m_points * m_xx - m_x * m_x);
    }

private:
    double m_points = 0;
    double m_x = 0;
    double m_y = 0;
    double m_xx = 0;
    double m_xy = 0;
};

double residentMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        std::abort();
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    std::abort();
}

} // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir home;
    qputenv("XDG_STATE_HOME", home.path().toLocal8Bit());
    const QApplication application(argc, argv);
    dispatcher::init();
    bool isTold = false;
    const int told = qEnvironmentVariableIntValue("SIGNALBOX_MINUTES", &isTold);
    const Milliseconds end = std::chrono::minutes(isTold ? told : 480);
    World world;

    Line line;
    int fired = 0;
    int looks = 0;
    QObject::connect(world.alerts.get(), &AlertEngine::changed, &application, [&](const auto &) { ++fired; });
    for (Milliseconds lived = 0s; lived < end; lived += step) {
        world.live();
        if (lived % 60'000 != 0s)
            continue;
        world.flow();
        looks += world.server.calls(u"DescribeTaskQueue"_s);
        world.server.forgetCalls();
        if (lived >= settling)
            line.add(std::chrono::duration<double, std::ratio<3600>>(lived).count(), residentMegabytes());
        if (lived % 1'800'000 == 0s)
            std::printf("%4d min %8.1f MB\n", static_cast<int>(lived / 1min), residentMegabytes()),
                std::fflush(stdout);
    }
    std::printf("%d looks, %d transitions\n", looks, fired);
    const bool good =
        bench::isWithin("growth after ten minutes, MB an hour", line.slope(), mostMegabytesAnHour);
    return good && looks > 0 && fired > 0 ? 0 : 1;
}
