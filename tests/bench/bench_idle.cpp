// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowservices.h"
#include "models/base/dispatcher.h"
#include "models/identity/memorykeyring.h"
#include "models/monitor/watch.h"
#include "tests/bench/meter.h"
#include "tests/fake/idp.h"
#include "tests/fake/idpbrowser.h"
#include "tests/fake/temporalserver.h"
#include "ui/board/boardview.h"
#include "ui/window/mainwindow.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <iostream>

// A window that nobody touches, at a board of 200 queues that all are in view, with workers that poll: what
// the console's process takes of a core, all its threads together. The server is a process of its own, time
// goes as it does, and what is seen is recorded.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int queues = 200;
constexpr Milliseconds warmUp = 45s;   ///< past the first sweep and the burst of its budget
constexpr Milliseconds measured = 60s; ///< each queue six times
constexpr double mostPercent = 2;      ///< 1.3 were measured, beside other work
const QString ns = u"bench"_s;

QueueKey queueAt(int i)
{
    return {ns, u"bench.queue-%1"_s.arg(i, 3, 10, QChar(u'0'))};
}

Instant wallClock()
{
    return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

/// Until whoever started it is gone.
int serve()
{
    fake::TemporalServer server;
    server.setNamespaces(
        {{ns, {}, {}, {}, NamespaceState::Registered, std::chrono::hours(72), false, false, {}, {}}});
    std::vector<Execution> running;
    for (int i = 0; i < queues; ++i) {
        Execution run;
        run.workflowId = run.runId = u"run-%1"_s.arg(i);
        run.type = u"Ingest"_s;
        run.taskQueue = queueAt(i).queue;
        run.status = ExecutionStatus::Running;
        run.startTime = wallClock() - 10min;
        running.push_back(run);
        for (const TaskType type : {TaskType::Workflow, TaskType::Activity})
            server.setQueue(queueAt(i), type,
                            {0, 0s, 1.0, 1.0, {{u"1@worker"_s, type, wallClock(), 1.0, {}}}, {}, {}, {}});
    }
    server.setExecutions(ns, running);
    std::cout << server.address().toStdString() << std::endl;
    std::string line;
    std::getline(std::cin, line);
    return 0;
}

double processMilliseconds()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto of = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return of(used.ru_utime) + of(used.ru_stime);
}

void live(Milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

template <class Condition>
bool waitFor(Condition condition)
{
    for (const QDeadlineTimer end(60s); !condition(); live(50ms))
        if (end.hasExpired())
            return false;
    return true;
}

int rowsSeen(const BoardView &view)
{
    int seen = 0;
    const QModelIndex group = view.model()->index(0, 0);
    for (int row = 0; row < view.model()->rowCount(group); ++row) {
        const QRect at = view.visualRect(view.model()->index(row, 0, group));
        seen += at.isValid() && view.viewport()->rect().contains(at.center()) ? 1 : 0;
    }
    return seen;
}

int judge(const QString &address)
{
    const SystemClock clock;
    fake::FakeIdp idp(clock);
    fake::IdpBrowser browser;
    MemoryKeyring keyring;
    idp.permissions = {ns + u":read"_s};
    idp.lifeSeconds = 36'000;
    Profile profile;
    profile.name = u"bench"_s;
    profile.address = address;
    profile.environment = Environment::Production;
    profile.oidc = idp.settings();
    for (int i = 0; i < queues; ++i)
        profile.queues.push_back(queueAt(i));
    const auto session = Session::open(profile, keyring, clock).value();
    QObject::connect(&session->tokens(), &TokenService::browserOpened, &browser, &fake::IdpBrowser::open);
    session->recorder().start();
    MainWindow window(servicesOf(*session));
    window.resize(1600, 7000);
    window.show();
    session->tokens().signIn();
    const BoardView *view = nullptr; // comes with the sign-in
    const auto seen = [&] {
        view = view ? view : window.findChild<BoardView *>();
        return view ? rowsSeen(*view) : 0;
    };
    if (!waitFor([&] { return session->watch().firstSweepDone() && seen() == queues; }))
        qFatal("%d of the %d queues are in view", seen(), queues);
    live(warmUp);
    const double before = processMilliseconds();
    QElapsedTimer elapsed;
    elapsed.start();
    live(measured);
    const double taken = (processMilliseconds() - before) / static_cast<double>(elapsed.elapsed()) * 100;
    // It idled, and slept on none of them.
    for (int i = 0; i < queues; ++i)
        if (const auto latest = session->watch().latest(queueAt(i));
            !latest || clock.utc() - latest->time > 30s)
            qFatal("queue %d was not looked at for half a minute", i);
    return bench::isWithin("idle with 200 queues in view, percent of a core", taken,
                           mostPercent * bench::slack())
               ? 0
               : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir home;
    for (const char *variable : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        qputenv(variable, home.path().toLocal8Bit());
    qputenv("BROWSER", "true");
    const QApplication application(argc, argv);
    dispatcher::init();
    if (QApplication::arguments().contains(u"--serve"_s))
        return serve();
    QProcess server;
    server.start(QCoreApplication::applicationFilePath(), {u"--serve"_s});
    if (!server.waitForReadyRead(60'000))
        qFatal("no server");
    const int result = judge(QString::fromLatin1(server.readLine().trimmed()));
    server.closeWriteChannel();
    server.waitForFinished();
    return result;
}
