// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/leverworld.h"

#include "tests/fake/failures.h"

#include <QTest>

namespace signalbox::test {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::minutes startedAgo{124};

std::vector<HistoryEvent> ingestHistory(Instant started)
{
    const auto event = [started](qint64 id, int second, const QString &type) {
        HistoryEvent made;
        made.id = id;
        made.time = started + std::chrono::seconds(second);
        made.type = type;
        return made;
    };
    std::vector<HistoryEvent> events{
        event(1, 0, u"WorkflowExecutionStarted"_s), event(2, 0, u"WorkflowTaskScheduled"_s),
        event(3, 1, u"WorkflowTaskStarted"_s),      event(4, 1, u"WorkflowTaskCompleted"_s),
        event(5, 1, u"ActivityTaskScheduled"_s),    event(6, 1, u"ActivityTaskScheduled"_s),
    };
    events[2].identity = u"812@ingest-7c9"_s;
    events[4].activityId = u"12"_s;
    events[5].activityId = u"13"_s;
    return events;
}

} // namespace

LeverWorld::LeverWorld(Environment environment, bool hasInterveneClient)
{
    qputenv("BROWSER", "true");
    for (const char *variable :
         {"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(variable, home.path().toUtf8());
    state = std::make_unique<UiState>(u"test"_s);
    idp.permissions = {ns + u":read"_s};
    idp.writePermissions = {ns + u":write"_s};
    profile = server.profile();
    profile.name = u"stratmaster-prod-eu"_s;
    profile.environment = environment;
    profile.oidc = idp.settings();
    if (!hasInterveneClient)
        profile.oidc.interveneClientId.clear();

    NamespaceInfo info;
    info.name = ns;
    info.state = NamespaceState::Registered;
    server.setNamespaces({info});
    server.setPrincipal(idp.subject);
    serve(ingest());

    session = std::move(Session::open(profile, keyring, clock).value());
    tokens = &session->tokens();
    client = &session->client();
    desk = &session->desk();
    watch = &session->watch();
    connect(tokens, &TokenService::browserOpened, this, [this](const QUrl &address) {
        addresses << address;
        if (followsBrowser)
            browser.open(address);
    });
}

LeverWorld::~LeverWorld() = default;

bool LeverWorld::signIn()
{
    tokens->signIn();
    return QTest::qWaitFor([this] { return tokens->state() == TokenService::State::Fresh; });
}

void LeverWorld::serve(const ExecutionDescription &description)
{
    const Execution &run = description.execution;
    server.setDescription(ns, description);
    server.setExecutions(ns, {run});
    server.setHistory(ns, run.workflowId, run.runId,
                      ingestHistory(run.startTime.value_or(SystemClock().utc())));
}

int LeverWorld::writes() const
{
    return server.calls(u"TerminateWorkflowExecution"_s) +
           server.calls(u"RespondActivityTaskCompletedById"_s) + server.calls(u"ResetWorkflowExecution"_s);
}

ExecutionDescription LeverWorld::ingest()
{
    static const Instant now = SystemClock().utc(); // the same run at every call
    ExecutionDescription run;
    run.execution = {workflowId,
                     runId,
                     u"KnowledgeIngestWorkflow"_s,
                     u"prod.knowledge_ingest"_s,
                     ExecutionStatus::Running,
                     now - startedAgo,
                     {},
                     6,
                     2140};
    run.firstRunId = runId;
    PendingActivity failing;
    failing.activityId = u"12"_s;
    failing.type = u"upsert_vector"_s;
    failing.taskQueue = u"prod.knowledge_ingest"_s;
    failing.state = ActivityState::Scheduled;
    failing.attempt = 17;
    failing.lastWorker = u"812@ingest-7c9"_s;
    failing.lastFailure = fake::failed({fake::link(u"503 from qdrant"_s)});
    failing.scheduledTime = now - startedAgo;
    failing.nextAttemptTime = now + std::chrono::minutes(41);
    PendingActivity started = failing;
    started.activityId = u"13"_s;
    started.type = u"upsert_keyword"_s;
    started.state = ActivityState::Started;
    started.attempt = 1;
    started.lastFailure = {};
    started.nextAttemptTime.reset();
    started.lastStartedTime = now - std::chrono::minutes(7);
    run.pendingActivities = {failing, started};
    run.pendingChildren = {{u"ingest-2231-index"_s, u"c0ffee00-0000-4000-8000-000000000000"_s,
                            u"IndexWorkflow"_s, u"Abandon"_s}};
    return run;
}

} // namespace signalbox::test
