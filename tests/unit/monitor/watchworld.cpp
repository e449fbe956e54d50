// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/monitor/watchworld.h"

#include "models/monitor/queuewalk.h"
#include "models/temporal/limits.h"

#include <QEventLoop>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTimer>

namespace signalbox::test {

using namespace Qt::StringLiterals;

namespace {

/// The client's own budget is tested elsewhere; retries would hide what the watch does.
Limits wideLimits()
{
    Limits limits;
    limits.readDeadline = Milliseconds(3'000);
    limits.retryDelay = Milliseconds(10);
    limits.retryDelayMax = Milliseconds(20);
    limits.throttledDelay = Milliseconds(10'000);
    limits.freshTokenSettling = Milliseconds(0);
    limits.visibilityPerSecond = 100'000;
    limits.visibilityOperatorPerSecond = 100'000;
    limits.visibilityBackgroundPerSecond = 100'000;
    return limits;
}

NamespaceInfo registered(const QString &name)
{
    NamespaceInfo info;
    info.name = name;
    info.id = u"id-"_s + name;
    info.state = NamespaceState::Registered;
    info.retention = std::chrono::hours(72);
    return info;
}

QString fieldOf(const QString &request, const QString &field)
{
    const QRegularExpression form(u"\\b%1: \"?([^\"\\n]*)"_s.arg(field));
    return form.match(request).captured(1);
}

Look lookOf(const fake::RecordedCall &call)
{
    const bool activity = call.request.contains("TASK_QUEUE_TYPE_ACTIVITY"_L1);
    return {{fieldOf(call.request, u"namespace"_s), fieldOf(call.request, u"name"_s)},
            activity ? TaskType::Activity : TaskType::Workflow};
}

} // namespace

WatchWorld::WatchWorld()
    : profile(server.profile())
{
}

void WatchWorld::serve(bool isNew)
{
    std::vector<NamespaceInfo> namespaces{registered(u"temporal-system"_s), registered(u"ns"_s),
                                          registered(u"other"_s)};
    for (NamespaceInfo &info : namespaces)
        info.workerHeartbeats = info.standaloneActivities = isNew;
    server.setNamespaces(std::move(namespaces));
    setRunning(u"ns"_s, {busy.queue, calm.queue});
    setQueue(busy, 3, 2);
    setQueue(calm, 0, 0);
}

void WatchWorld::setQueue(const QueueKey &key, qint64 workflowBacklog, std::optional<qint64> activityBacklog,
                          Milliseconds oldest, int pollers)
{
    const auto statsOf = [&](TaskType type, qint64 backlog) {
        TaskQueueStats stats;
        stats.backlog = backlog;
        stats.oldestTask = backlog > 0 ? oldest : Milliseconds(0);
        stats.addRate = 0;
        stats.dispatchRate = 0;
        for (int i = 0; i < pollers; ++i)
            stats.pollers.push_back({u"worker-%1"_s.arg(i), type, clock.utc(), 0, {}});
        return stats;
    };
    server.setQueue(key, TaskType::Workflow, statsOf(TaskType::Workflow, workflowBacklog));
    if (activityBacklog)
        server.setQueue(key, TaskType::Activity, statsOf(TaskType::Activity, *activityBacklog));
}

void WatchWorld::setRunning(const QString &ns, const std::vector<QString> &queues)
{
    std::vector<Execution> executions;
    for (const QString &queue : queues) {
        Execution execution;
        execution.workflowId = u"w-%1"_s.arg(executions.size());
        execution.runId = u"r-%1"_s.arg(executions.size());
        execution.type = u"T"_s;
        execution.taskQueue = queue;
        execution.status = ExecutionStatus::Running;
        executions.push_back(execution);
    }
    server.setExecutions(ns, executions);
}

void WatchWorld::setWorkers(const std::vector<QString> &queues)
{
    std::vector<WorkerHeartbeat> workers;
    for (const QString &queue : queues) {
        WorkerHeartbeat beat;
        beat.instanceKey = u"key-%1"_s.arg(workers.size());
        beat.identity = u"worker-%1"_s.arg(workers.size());
        beat.taskQueue = queue;
        beat.status = WorkerStatus::Running;
        beat.time = clock.utc();
        workers.push_back(beat);
    }
    server.setWorkers(u"ns"_s, workers);
}

void WatchWorld::create()
{
    client = Client::create(profile, tokens, realClock, wideLimits()).value();
    watch = std::make_unique<Watch>(*client, clock, profile);
}

void WatchWorld::start(const QStringList &tokenNamespaces)
{
    create();
    QSignalSpy swept(watch.get(), &Watch::firstSweepFinished);
    watch->start(tokenNamespaces);
    constexpr int rounds = 20; // more than any answer leads to another question
    for (int i = 1; swept.isEmpty() && i < 60 * rounds; ++i) {
        settle();
        if (swept.isEmpty() && i % rounds == 0)
            run(std::chrono::seconds(1));
    }
    QCOMPARE(swept.size(), 1);
    settle();
    noteLooks();
}

/// Setting the visible rows makes the watch look what is due; the extra call comes back after most of what it
/// sent: the server handles calls side by side.
/// Waits in the event loop: QTest::qWaitFor looks every 10 ms, which adds up over thousands of rounds.
void WatchWorld::nudge()
{
    watch->setVisibleQueues(visible);
    QEventLoop waiting;
    bool answered = false;
    client->systemInfo().deliver(&waiting, [&](const Result<SystemInfo> &) {
        answered = true;
        waiting.quit();
    });
    QTimer::singleShot(std::chrono::seconds(30), &waiting, &QEventLoop::quit);
    if (!answered)
        waiting.exec();
    QVERIFY(answered);
}

/// Answers lead to questions: namespaces to counts, counts to walks, walks to looks. Done when two rounds
/// brought no call and found none that waits for its answer.
void WatchWorld::settle()
{
    for (int quiet = 0, before = -1; quiet < 2;) {
        const bool isOpen = server.inProgress() > 0;
        nudge();
        const int now = asked();
        quiet = now == before && !isOpen ? quiet + 1 : 0;
        before = now;
    }
}

int WatchWorld::asked() const
{
    int calls = 0;
    for (const QString &method : {u"ListNamespaces"_s, u"DescribeNamespace"_s, u"CountWorkflowExecutions"_s,
                                  u"ListWorkflowExecutions"_s, u"DescribeTaskQueue"_s, u"ListWorkers"_s,
                                  u"DescribeWorkflowExecution"_s, u"ListActivityExecutions"_s,
                                  u"ListWorkerDeployments"_s, u"DescribeWorkerDeploymentVersion"_s})
        calls += server.calls(method);
    return calls;
}

void WatchWorld::run(Milliseconds duration, Milliseconds step)
{
    for (const Milliseconds end = m_elapsed + duration; m_elapsed < end;) {
        m_elapsed += step;
        clock.advance(step);
        settle();
        noteLooks();
    }
    settle();
    noteLooks();
}

/// Reading the recorded calls costs as many again as there were, so only when there are new ones.
void WatchWorld::noteLooks()
{
    if (server.calls(u"DescribeTaskQueue"_s) == m_noted)
        return;
    const auto calls = server.recorded(u"DescribeTaskQueue"_s);
    const int known = m_noted > static_cast<int>(calls.size()) ? 0 : m_noted;
    m_noted = static_cast<int>(calls.size());
    for (auto i = static_cast<std::size_t>(known); i < calls.size(); ++i)
        m_looks[lookOf(calls[i])].push_back(m_elapsed);
}

std::vector<Milliseconds> WatchWorld::looksAt(const QueueKey &key, TaskType type) const
{
    const auto found = m_looks.find({key, type});
    return found == m_looks.end() ? std::vector<Milliseconds>() : found->second;
}

std::map<Look, int> WatchWorld::looks() const
{
    std::map<Look, int> counts;
    for (const fake::RecordedCall &call : server.recorded(u"DescribeTaskQueue"_s))
        ++counts[lookOf(call)];
    return counts;
}

QStringList WatchWorld::listQueries() const
{
    QStringList queries;
    for (const fake::RecordedCall &call : server.recorded(u"ListWorkflowExecutions"_s))
        if (fieldOf(call.request, u"page_size"_s).toInt() == QueueWalk::pageSize)
            queries << fieldOf(call.request, u"query"_s);
    return queries;
}

} // namespace signalbox::test
