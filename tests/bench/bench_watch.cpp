// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/meter.h"
#include "tests/bench/yardstick.h"

#include "models/alerts/alertengine.h"
#include "models/alerts/alertmarks.h"
#include "models/board/boardmodel.h"
#include "models/board/liveboard.h"
#include "models/identity/memorykeyring.h"
#include "models/metrics/metricclients.h"
#include "models/monitor/watch.h"
#include "models/policy/runbook.h"
#include "models/profile/watchedbyhand.h"
#include "models/store/past.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporalserver.h"
#include "ui/alerts/alertspage.h"
#include "ui/board/boardpage.h"
#include "ui/state/uistate.h"

#include <QAbstractItemView>
#include <QDeadlineTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <tuple>

// A board of 1,000 namespaces with 5 queues each over a server that answers at once: watch, rules, board,
// proxy and a shown view. Simulated time runs second by second; what is measured is the UI thread's own
// processor time, and the longest single event it handled. The limits are those of the board's size, in
// milliseconds by the yardstick.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using bench::isWithin;
using bench::MeteredApplication;
using bench::threadMilliseconds;

namespace {

constexpr int namespaces = 1000;
constexpr int queues = 5;
constexpr double looksPerSecond = 20;
constexpr double countsPerSecond = 10;

struct World
{
    World()
    {
        std::vector<NamespaceInfo> infos;
        for (int n = 0; n < namespaces; ++n) {
            const QString ns = u"ns-%1"_s.arg(n, 4, 10, QChar(u'0'));
            infos.push_back({ns,
                             u"id-"_s + ns,
                             {},
                             {},
                             NamespaceState::Registered,
                             std::chrono::hours(72),
                             false,
                             false,
                             {},
                             {}});
            std::vector<Execution> running;
            for (int i = 0; i < queues; ++i) {
                const QueueKey key{ns, u"%1.queue-%2"_s.arg(ns).arg(i)};
                Execution execution;
                execution.workflowId = execution.runId = u"w-%1"_s.arg(i);
                execution.taskQueue = key.queue;
                execution.status = ExecutionStatus::Running;
                running.push_back(execution);
                setBacklog(key, i % 4 == 3 ? 0 : i * 3);
            }
            server.setExecutions(ns, running);
        }
        server.setNamespaces(infos);
        Limits limits;
        limits.visibilityPerSecond = limits.visibilityOperatorPerSecond =
            limits.visibilityBackgroundPerSecond = 1e6;
        client = Client::create(server.profile(), tokens, clock, limits).value();
        watch = std::make_unique<Watch>(*client, clock, server.profile());
        alerts = std::make_unique<AlertEngine>(*watch, runbook, clock);
        present = std::make_unique<LiveBoard>(*watch, *alerts, clock);
        board = std::make_unique<BoardModel>(*present, runbook);
        page = std::make_unique<BoardPage>(*board, *watch, byHand, state);
        page->resize(1284, 790);
        page->show();
        page->setActive(true);
        watch->start({});
    }

    void setBacklog(const QueueKey &key, qint64 backlog)
    {
        TaskQueueStats stats;
        stats.backlog = backlog;
        stats.oldestTask = 3s;
        stats.addRate = stats.dispatchRate = 1;
        server.setQueue(key, TaskType::Workflow, stats);
        server.setQueue(key, TaskType::Activity, stats);
    }

    /// A second of simulated time and all that comes of it.
    void live()
    {
        clock.advance(1s);
        watch->setVisibleQueues({}); // looks what is due, as the timer would
        alerts->tick();
        board->tick();
        for (int quiet = 0, before = -1; quiet < 3;) {
            QThread::msleep(2); // the server's threads answer
            QCoreApplication::processEvents();
            const int now = server.calls(u"DescribeTaskQueue"_s) +
                            server.calls(u"CountWorkflowExecutions"_s) +
                            server.calls(u"ListWorkflowExecutions"_s);
            quiet = now == before ? quiet + 1 : 0;
            before = now;
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
    std::unique_ptr<AlertEngine> alerts;
    std::unique_ptr<LiveBoard> present;
    std::unique_ptr<BoardModel> board;
    std::unique_ptr<BoardPage> page;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

template <class Work>
double measured(Work work)
{
    const double before = threadMilliseconds();
    work();
    return threadMilliseconds() - before;
}

/// What the timers of views and what they lead to cost in a second, without the waiting.
double passASecond(MeteredApplication &application)
{
    const std::size_t before = application.events().size();
    for (const QDeadlineTimer end(1s); !end.hasExpired(); QThread::msleep(10))
        QCoreApplication::processEvents();
    return std::accumulate(application.events().begin() + static_cast<std::ptrdiff_t>(before),
                           application.events().end(), 0.0);
}

/// Nothing more is heard, and in time nothing is known of any queue.
bool alertsAreWithin(World &world, MeteredApplication &application, bench::Yardstick &yardstick)
{
    const auto slack = [&] { return bench::slack() * yardstick.takeFactor(); };
    const QTemporaryDir folder;
    const QString store = folder.filePath(u"past.sqlite"_s);
    AlertMarks marks(store, world.clock);
    Past past(*world.watch, store);
    MemoryKeyring keyring;
    MetricClients metrics({}, u"bench"_s, keyring, world.clock);
    AlertsPage alerts(*world.alerts, marks, *world.watch, past, world.runbook, world.clock, metrics,
                      world.state);
    world.page->setActive(false);
    world.page->hide();
    alerts.resize(1284, 790);
    alerts.show();
    alerts.setActive(true);
    world.clock.advance(1h);
    for (int i = 0; i < 5; ++i) {
        world.clock.advance(1s);
        world.alerts->tick();
        std::ignore = passASecond(application);
        yardstick.measure();
    }
    std::ignore = application.takeEvents();
    std::ignore = slack();
    std::vector<double> seconds;
    std::vector<double> ticks;
    for (int i = 0; i < 5; ++i) {
        world.clock.advance(1s);
        ticks.push_back(measured([&] { world.alerts->tick(); }));
        seconds.push_back(passASecond(application));
        yardstick.measure();
    }
    const int listed = alerts.findChild<QAbstractItemView *>(u"alertTable"_s)->model()->rowCount();
    std::printf("%d alerts are listed\n", listed);
    bool good = listed >= namespaces * queues;
    const double limits = slack();
    good &= isWithin("a second of rules that know nothing of 5,000 queues, ms", median(ticks), 16 * limits);
    good &= isWithin("a second of the alerts of 5,000 queues, ms", median(seconds), 60 * limits);
    const auto events = application.takeEvents();
    // 13,298 alerts, two or three a queue, took 55 ms where the page made its list anew each second.
    good &= isWithin("longest event of these seconds, ms", *std::max_element(events.begin(), events.end()),
                     16 * limits);
    return good;
}

} // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir home;
    qputenv("XDG_STATE_HOME", home.path().toLocal8Bit());
    MeteredApplication application(argc, argv);
    dispatcher::init();
    bench::Yardstick yardstick;
    const auto slack = [&] { return bench::slack() * yardstick.takeFactor(); };
    World world;
    bool good = true;

    std::vector<double> seconds;
    int sweep = 0;
    for (; !world.watch->firstSweepDone() && sweep < 3000; ++sweep) {
        seconds.push_back(measured([&] { world.live(); }));
        if (sweep % 10 == 0)
            yardstick.measure();
    }
    const auto calls = [&](const char *method) { return world.server.calls(QString::fromLatin1(method)); };
    const double looks = calls("DescribeTaskQueue");
    const double counts = calls("CountWorkflowExecutions") + calls("ListWorkflowExecutions");
    const double allowed = std::max(looks / looksPerSecond, counts / countsPerSecond);
    std::printf("first sweep: %d s, %.0f looks, %.0f counts and walks, %d queues\n", sweep, looks, counts,
                static_cast<int>(world.watch->queues().size()));
    good &= isWithin("first sweep over what the budget alone allows", sweep / allowed, 1.2);
    good &= world.watch->queues().size() == std::size_t(namespaces) * queues;
    double limits = slack();
    good &= isWithin("a second of the first sweep, ms", median(seconds), 60 * limits);
    const auto sweepEvents = application.takeEvents();
    good &= isWithin("longest event of the first sweep, ms",
                     *std::max_element(sweepEvents.begin(), sweepEvents.end()), 16 * limits);

    seconds.clear();
    for (int i = 0; i < 10; ++i) {
        world.setBacklog(
            {u"ns-%1"_s.arg(i, 4, 10, QChar(u'0')), u"ns-%1.queue-1"_s.arg(i, 4, 10, QChar(u'0'))}, 500);
        seconds.push_back(measured([&] { world.live(); }) + passASecond(application));
        yardstick.measure();
    }
    limits = slack();
    good &= isWithin("a busy second, ms", median(seconds), 60 * limits);
    const auto busyEvents = application.takeEvents();
    good &= isWithin("longest event of busy seconds, ms",
                     *std::max_element(busyEvents.begin(), busyEvents.end()), 16 * limits);

    world.watch->stop();
    QCoreApplication::processEvents();
    seconds.clear();
    for (int i = 0; i < 5; ++i) {
        const double ticks = measured([&] {
            world.clock.advance(10ms); // nothing is heard, and nothing grows old
            world.alerts->tick();
            world.board->tick();
        });
        seconds.push_back(ticks + passASecond(application));
        yardstick.measure();
    }
    good &= isWithin("an unchanged second, ms", median(seconds), 1 * slack());

    seconds.clear();
    for (int i = 0; i < 5; ++i) {
        world.page->setActive(false);
        world.page->hide();
        QCoreApplication::processEvents();
        seconds.push_back(measured([&] {
            world.page->show();
            world.page->setActive(true);
            QCoreApplication::processEvents();
            world.page->repaint();
        }));
        yardstick.measure();
    }
    good &= isWithin("the board brought to the front, ms", median(seconds), 50 * slack());

    auto *filter = world.page->findChild<QLineEdit *>(u"boardFilter"_s);
    std::ignore = application.takeEvents();
    for (const QChar letter : u"ns-0042.queue-3"_s) {
        QKeyEvent press(QEvent::KeyPress, letter.toUpper().unicode(), Qt::NoModifier, letter);
        application.notify(filter, &press);
        for (int i = 0; i < 20; ++i) { // what waits for a pause in the typing comes too
            QThread::msleep(10);
            QCoreApplication::processEvents();
        }
        yardstick.measure();
    }
    const auto keystrokes = application.takeEvents();
    good &= isWithin("a keystroke in the filter, ms", *std::max_element(keystrokes.begin(), keystrokes.end()),
                     16 * slack());
    return alertsAreWithin(world, application, yardstick) && good ? 0 : 1;
}
