// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/consoleworld.h"

#include <QTest>

namespace signalbox::test {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Between two looks of a wait.
constexpr Milliseconds pace = 50ms;

NamespaceInfo registered(const QString &name, int days)
{
    NamespaceInfo info;
    info.name = name;
    info.state = NamespaceState::Registered;
    info.retention = std::chrono::hours(24 * days);
    return info;
}

std::vector<Execution> runs(const QueueKey &key, int count, Instant now)
{
    std::vector<Execution> all;
    for (int i = 0; i < count; ++i) {
        Execution run;
        run.workflowId = u"ingest-%1"_s.arg(2200 + i);
        run.runId = u"b1f3a0c2-6f0e-4f7c-9a53-%1"_s.arg(i, 12, 16, QChar(u'0'));
        run.type = u"KnowledgeIngestWorkflow"_s;
        run.taskQueue = key.queue;
        run.status = ExecutionStatus::Running;
        run.startTime = now - std::chrono::minutes(3 * i + 4);
        all.push_back(run);
    }
    return all;
}

} // namespace

ConsoleWorld::ConsoleWorld(Environment environment)
    : profile(server.profile())
{
    for (const char *variable :
         {"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(variable, home.path().toUtf8());
    qputenv("BROWSER", "true");
    qputenv("TZ", "UTC");
    idp.groups = {u"platform-team"_s};
    idp.writePermissions = {prod + u":write"_s};
    idp.permissions = {prod + u":read"_s, tenant + u":read"_s, staging + u":read"_s};
    idp.lifeSeconds = 36'000;
    profile.name = u"stratmaster-prod-eu"_s;
    profile.environment = environment;
    profile.oidc = idp.settings();
    profile.oidc.adminClaim = u"groups"_s;
    profile.oidc.adminValue = u"platform-team"_s;
    serveNamespaces();
    build();
}

void ConsoleWorld::build()
{
    session.reset();
    Limits limits;
    limits.visibilityBackgroundPerSecond = 100; // its own pace is of real time: 3 s for a first sweep
    session = std::move(Session::open(profile, keyring, clock, {}, sources, limits).value());
    tokens = &session->tokens();
    client = &session->client();
    watch = &session->watch();
    board = &session->board();
    alerts = &session->alerts();
    desk = &session->desk();
    connect(tokens, &TokenService::browserOpened, this, [this](const QUrl &address) {
        addresses << address;
        if (followsBrowser)
            browser.open(address);
    });
}

ConsoleWorld::~ConsoleWorld() = default;

Services ConsoleWorld::services()
{
    return servicesOf(*session);
}

QueueKey ConsoleWorld::queue(const QString &ns, const QString &name)
{
    return {ns, u"%1.%2"_s.arg(ns, name)};
}

void ConsoleWorld::serveNamespaces()
{
    server.setNamespaces({registered(prod, 30), registered(tenant, 30), registered(staging, 7)});
    std::vector<Execution> all;
    for (const auto &[key, count] :
         {std::pair(ingest, 81), std::pair(research, 23), std::pair(queue(prod, u"render_playwright"_s), 14)})
        for (Execution &run : runs(key, count, clock.utc()))
            all.push_back(std::move(run));
    server.setExecutions(prod, all);
    server.setExecutions(tenant, runs(queue(tenant, u"knowledge_ingest"_s), 11, clock.utc()));
    server.setExecutions(staging, runs(queue(staging, u"knowledge_ingest"_s), 3, clock.utc()));
    for (const QString &name : {u"knowledge_ingest"_s, u"research_workflows"_s, u"render_playwright"_s,
                                u"evals"_s, u"compression"_s})
        profile.queues.push_back(queue(prod, name));
    profile.queues.push_back(queue(staging, u"compression"_s));
    for (const QueueKey &key :
         {ingest, research, queue(prod, u"render_playwright"_s), queue(prod, u"compression"_s),
          queue(tenant, u"knowledge_ingest"_s), queue(staging, u"knowledge_ingest"_s)})
        setBacklog(key, 0, 1, 0s, 6, 6, 4);
}

Execution ConsoleWorld::serveRun()
{
    ExecutionDescription described;
    described.execution = runs(ingest, 1, clock.utc()).front();
    HistoryEvent started;
    started.id = described.execution.historyLength = 1;
    started.type = u"WorkflowExecutionStarted"_s;
    started.time = clock.utc();
    server.setExecutions(prod, {described.execution});
    server.setDescription(prod, described);
    server.setHistory(prod, described.execution.workflowId, described.execution.runId, {started});
    return described.execution;
}

void ConsoleWorld::setBacklog(const QueueKey &key, qint64 workflow, qint64 activity, Milliseconds oldest,
                              double in, double out, int pollers)
{
    std::vector<Poller> all;
    all.reserve(std::size_t(pollers));
    for (int i = 0; i < pollers; ++i)
        all.push_back(
            {u"%1@ingest-7c%2"_s.arg(812 + 7 * i).arg(i), TaskType::Workflow, clock.utc(), 4.0, {}});
    server.setQueue(key, TaskType::Workflow,
                    {workflow, workflow > 0 ? oldest : 0s, in, out, all, {}, {}, {}});
    for (Poller &poller : all)
        poller.type = TaskType::Activity;
    server.setQueue(key, TaskType::Activity,
                    {activity, activity > 0 ? oldest : 0s, 0.0, 0.0, all, {}, {}, {}});
}

bool ConsoleWorld::signIn()
{
    tokens->signIn();
    if (!QTest::qWaitFor([this] { return tokens->state() == TokenService::State::Fresh; }))
        return false;
    const bool swept = QTest::qWaitFor(
        [this] {
            clock.advance(pace); // budgets fill with time
            return watch->firstSweepDone();
        },
        20'000);
    tick();
    return swept;
}

void ConsoleWorld::tick()
{
    alerts->tick();
    board->tick();
}

bool ConsoleWorld::look(Milliseconds after)
{
    clock.advance(after);
    const Instant now = clock.utc();
    watch->refresh();
    // All of them: an answer still under way would be read by a later clock.
    const std::vector<QueueKey> served{ingest,
                                       research,
                                       queue(prod, u"render_playwright"_s),
                                       queue(prod, u"compression"_s),
                                       queue(tenant, u"knowledge_ingest"_s),
                                       queue(staging, u"knowledge_ingest"_s)};
    const bool came = QTest::qWaitFor([&] {
        clock.advance(pace);
        return std::all_of(served.begin(), served.end(), [&](const QueueKey &key) {
            return watch->latest(key) && watch->latest(key)->time >= now;
        });
    });
    tick();
    return came;
}

bool ConsoleWorld::liveThroughTrouble()
{
    for (int step = 0; step < 45; ++step) {
        const int bad = std::max(step - 18, 0);
        setBacklog(ingest, 10 + 15 * bad, 3, std::chrono::seconds(20 * bad), 46, bad > 0 ? 8 : 46,
                   bad > 0 ? 2 : 5);
        const int slow = std::max(step - 36, 0);
        setBacklog(research, 80 + 5 * slow, 3, 160s, 12, 9, 4);
        setBacklog(queue(prod, u"render_playwright"_s), step % 9 == 0 ? 1 : 0, 1, 0s, 6, 6, 12);
        setBacklog(queue(tenant, u"knowledge_ingest"_s), 4, 0, 3s, 1, 1, 2);
        for (const QueueKey &quiet : {queue(prod, u"compression"_s), queue(staging, u"knowledge_ingest"_s)})
            setBacklog(quiet, 0, 1, 0s, 6, 6, 4); // still polled
        if (!look(20s))
            return false;
    }
    return true;
}

} // namespace signalbox::test
