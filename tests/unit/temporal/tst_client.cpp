// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "models/temporal/writes.h"
#include "tests/fake/failures.h"
#include "tests/unit/temporal/fixture.h"

using namespace signalbox;
using namespace Qt::StringLiterals;

/// Every call against the in-process server: values that arrive, and what was sent for them.
class TestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void systemInfo();
    void namespacesComeWhole();
    void namespacesArePagedToTheEnd();
    void oneNamespace();
    void queueStatistics();
    void aQueueNeverSeenIsEmptyNotAnError();
    void countAndListFollowTheQuery();
    void executionsArePaged();
    void aDescription();
    void anEmptyRunIdMeansTheCurrentRun();
    void historyBothWays();
    void terminateSendsTheRunIdAlone();
    void terminateAimsAtTheRunItNames();
    void completeSendsTheResultByteForByte();
    void everyCallSaysWhoAsks_data();
    void everyCallSaysWhoAsks();
    void pollingIsNotMarkedAsAPersonsCall();
    void systemInfoCarriesNoToken();
    void aNamespaceNameThatIsNoHeaderIsLeftOutOfTheHeader();
    void trafficIsCounted();
    void aDroppedReplyCancelsTheCall();
};

namespace {

Instant at(qint64 seconds)
{
    return Instant(std::chrono::seconds(1'700'000'000 + seconds));
}

Execution execution(const QString &workflowId, ExecutionStatus status = ExecutionStatus::Running)
{
    Execution result;
    result.workflowId = workflowId;
    result.runId = u"run-of-"_s + workflowId;
    result.type = u"OrderWorkflow"_s;
    result.taskQueue = u"orders"_s;
    result.status = status;
    result.startTime = at(1);
    if (status != ExecutionStatus::Running)
        result.closeTime = at(2);
    return result;
}

ExecutionDescription description(const QString &workflowId, const QString &runId)
{
    ExecutionDescription result;
    result.execution = execution(workflowId);
    result.execution.runId = runId;
    result.execution.historyLength = 12;
    result.execution.historySizeBytes = 3456;
    result.firstRunId = u"first"_s;
    PendingActivity activity;
    activity.activityId = u"5"_s;
    activity.type = u"upsert_vector"_s;
    activity.taskQueue = u"vectors"_s;
    activity.state = ActivityState::Started;
    activity.attempt = 17;
    activity.maximumAttempts = 20;
    activity.lastWorker = u"1@host"_s;
    activity.lastFailure = fake::failed({fake::link(u"503 from qdrant"_s)});
    activity.scheduledTime = at(3);
    activity.lastStartedTime = at(4);
    activity.nextAttemptTime = at(5);
    activity.expirationTime = at(36'000);
    result.pendingActivities = {activity};
    result.pendingChildren = {{u"child"_s, u"child-run"_s, u"ChildWorkflow"_s, u"Abandon"_s}};
    result.pendingWorkflowTask = PendingWorkflowTask{3, at(40), at(41)};
    result.cancelRequested = true;
    result.resetRunId = u"r3"_s;
    result.resetAt = Instant(std::chrono::seconds(1'800'000'000));
    return result;
}

HistoryEvent eventOf(qint64 id, const QString &type)
{
    HistoryEvent result;
    result.id = id;
    result.time = at(id);
    result.type = type;
    return result;
}

} // namespace

void TestClient::systemInfo()
{
    Fixture f;
    const auto info = await(f.client->systemInfo());
    QVERIFY(info);
    QCOMPARE(info->serverVersion, u"1.32.1"_s);
}

void TestClient::namespacesComeWhole()
{
    Fixture f;
    const NamespaceInfo prod{u"prod"_s,
                             u"id-1"_s,
                             u"the real one"_s,
                             u"ops@example"_s,
                             NamespaceState::Registered,
                             std::chrono::hours(720),
                             true,
                             false,
                             {},
                             {}};
    NamespaceInfo bare;
    bare.name = u"bare"_s;
    f.server.setNamespaces({prod, bare});
    const auto got = await(f.client->listNamespaces(Purpose::Background));
    QVERIFY(got);
    QVERIFY((*got == std::vector{prod, bare}));
}

void TestClient::namespacesArePagedToTheEnd()
{
    Fixture f;
    std::vector<NamespaceInfo> many(2'345);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i].name = u"tenant-%1"_s.arg(i);
    f.server.setNamespaces(many);
    const auto got = await(f.client->listNamespaces(Purpose::Background));
    QVERIFY(got);
    QVERIFY(*got == many);
    QCOMPARE(f.server.calls(u"ListNamespaces"_s), 3);
}

void TestClient::oneNamespace()
{
    Fixture f;
    NamespaceInfo dev;
    dev.name = u"dev"_s;
    dev.retention = std::chrono::hours(72);
    f.server.setNamespaces({dev});
    const auto got = await(f.client->describeNamespace(u"dev"_s, Purpose::Background));
    QVERIFY(got && *got == dev);
    const auto missing = await(f.client->describeNamespace(u"nowhere"_s, Purpose::Background));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    QCOMPARE(missing.error().method, u"DescribeNamespace"_s);
    QCOMPARE(missing.error().endpoint, f.server.address());
    QCOMPARE(missing.error().code, u"NOT_FOUND"_s);
    QCOMPARE(missing.error().detail, u"Namespace nowhere is not found."_s);
}

void TestClient::queueStatistics()
{
    Fixture f;
    TaskQueueStats stats{150, Milliseconds(7'500), 20.0, 4.5, {}, {}, {}, {}};
    stats.pollers = {{u"1@host"_s, TaskType::Activity, at(1), 100'000.0, u"ingest.v7"_s}};
    stats.limit = {0, RateLimitSource::Api, u"qdrant moves"_s, u"ada"_s, at(2)};
    stats.priorities = {{1, 50, Milliseconds(0), 0.5}, {5, 100, Milliseconds(7'500), 0.0}};
    stats.versions = {u"ingest.v7"_s, u"ingest.v8"_s, 20};
    f.server.setQueue({u"ns"_s, u"orders"_s}, TaskType::Activity, stats);
    const auto got =
        await(f.client->describeTaskQueue(u"ns"_s, u"orders"_s, TaskType::Activity, Purpose::Background));
    QVERIFY(got && *got == stats);
    const QString request = f.server.recorded(u"DescribeTaskQueue"_s).at(0).request;
    QVERIFY(request.contains(u"report_config: true"_s));
    QVERIFY2(request.contains(u"report_stats: true"_s) && request.contains(u"TASK_QUEUE_TYPE_ACTIVITY"_s),
             qPrintable(request));
}

void TestClient::aQueueNeverSeenIsEmptyNotAnError()
{
    Fixture f;
    const auto got =
        await(f.client->describeTaskQueue(u"ns"_s, u"none"_s, TaskType::Workflow, Purpose::Background));
    QVERIFY(got);
    QCOMPARE(got->backlog, qint64(0));
    QVERIFY(got->pollers.empty());
}

void TestClient::countAndListFollowTheQuery()
{
    Fixture f;
    f.server.setExecutions(
        u"ns"_s, {execution(u"a"_s), execution(u"b"_s, ExecutionStatus::Failed), execution(u"c"_s)});
    const QString query = u"ExecutionStatus = 'Running'"_s;
    QCOMPARE(await(f.client->countExecutions(u"ns"_s, query, Purpose::Background)).value(), qint64(2));
    const auto page = await(f.client->listExecutions(u"ns"_s, query, 100, {}, Purpose::Operator));
    QVERIFY(page);
    QCOMPARE(page->size(), std::size_t(2));
    QVERIFY(page->execution(0) == execution(u"a"_s));
    QVERIFY(page->execution(1) == execution(u"c"_s));
    QVERIFY(page->nextPageToken().isEmpty());
}

void TestClient::executionsArePaged()
{
    Fixture f;
    std::vector<Execution> rows;
    rows.reserve(250);
    for (int i = 0; i < 250; ++i)
        rows.push_back(execution(u"w%1"_s.arg(i)));
    f.server.setExecutions(u"ns"_s, rows);
    std::vector<Execution> got;
    QByteArray token;
    do {
        const auto page = await(f.client->listExecutions(u"ns"_s, {}, 100, token, Purpose::Operator));
        QVERIFY(page);
        for (std::size_t i = 0; i < page->size(); ++i)
            got.push_back(page->execution(i));
        token = page->nextPageToken();
    } while (!token.isEmpty());
    QVERIFY(got == rows);
    QCOMPARE(f.server.calls(u"ListWorkflowExecutions"_s), 3);
}

void TestClient::aDescription()
{
    Fixture f;
    const auto expected = description(u"order-1"_s, u"run-1"_s);
    f.server.setDescription(u"ns"_s, expected);
    const auto got = await(f.client->describeExecution(u"ns"_s, u"order-1"_s, u"run-1"_s, Purpose::Operator));
    QVERIFY(got && *got == expected);
}

void TestClient::anEmptyRunIdMeansTheCurrentRun()
{
    Fixture f;
    f.server.setDescription(u"ns"_s, description(u"order-1"_s, u"old"_s));
    f.server.setDescription(u"ns"_s, description(u"order-1"_s, u"new"_s));
    const auto got = await(f.client->describeExecution(u"ns"_s, u"order-1"_s, {}, Purpose::Operator));
    QVERIFY(got);
    QCOMPARE(got->execution.runId, u"new"_s);
    const auto wrong =
        await(f.client->describeExecution(u"ns"_s, u"order-1"_s, u"other"_s, Purpose::Operator));
    QCOMPARE(wrong.error().kind, ErrorKind::NotFound);
}

void TestClient::historyBothWays()
{
    Fixture f;
    auto scheduled = eventOf(2, u"ActivityTaskScheduled"_s);
    scheduled.activityId = u"upsert"_s;
    auto started = eventOf(3, u"ActivityTaskStarted"_s);
    started.scheduledEventId = 2;
    started.identity = u"worker"_s;
    f.server.setHistory(
        u"ns"_s, u"w"_s, u"r"_s,
        {eventOf(1, u"WorkflowExecutionStarted"_s), scheduled, started, eventOf(4, u"WorkflowTaskFailed"_s)});
    f.server.setHistoryPageSize(3);

    const auto forward = await(f.client->history(u"ns"_s, u"w"_s, u"r"_s, {}, Purpose::Operator));
    QVERIFY(forward);
    QCOMPARE(forward->events.size(), std::size_t(3));
    QCOMPARE(forward->events[0].type, u"WorkflowExecutionStarted"_s);
    QCOMPARE(forward->events[2].activityId, u"upsert"_s);
    QCOMPARE(forward->events[2].identity, u"worker"_s);
    QVERIFY(forward->events[2].time == at(3));
    const auto rest =
        await(f.client->history(u"ns"_s, u"w"_s, u"r"_s, forward->nextPageToken, Purpose::Operator));
    QVERIFY(rest);
    QCOMPARE(rest->events.size(), std::size_t(1));
    QVERIFY(rest->nextPageToken.isEmpty());

    const auto reverse = await(f.client->historyReverse(u"ns"_s, u"w"_s, u"r"_s, {}, Purpose::Operator));
    QVERIFY(reverse);
    QCOMPARE(reverse->events[0].id, qint64(4));
    QCOMPARE(reverse->events[1].activityId, u"upsert"_s);
    QVERIFY(!reverse->nextPageToken.isEmpty());
}

void TestClient::terminateSendsTheRunIdAlone()
{
    Fixture f;
    f.server.setPrincipal(u"sub-ada"_s);
    f.server.setDescription(u"ns"_s, description(u"w"_s, u"r"_s));
    const TerminateRequest request{
        u"ns"_s, u"w"_s, u"r"_s, u"stuck \"since\" noon"_s, u"ada@signalbox/op1"_s, u"op1 ä"_s};
    QVERIFY(await(writes::terminate(*f.client, f.writeToken(), request)));

    const auto sent = f.server.recorded(u"TerminateWorkflowExecution"_s).at(0);
    QVERIFY2(sent.request.contains(u"run_id: \"r\""_s), qPrintable(sent.request));
    QVERIFY2(!sent.request.contains(u"first_execution_run_id"_s), qPrintable(sent.request));
    QCOMPARE(sent.metadata.value("authorization"), QByteArray("Bearer write-token"));
    QCOMPARE(f.tokens.asked(), 0);

    const auto history = await(f.client->historyReverse(u"ns"_s, u"w"_s, u"r"_s, {}, Purpose::Operator));
    QVERIFY(history);
    const HistoryEvent last = history->events.at(0);
    QCOMPARE(last.type, u"WorkflowExecutionTerminated"_s);
    QCOMPARE(last.reason, request.reason);
    QCOMPARE(last.identity, request.identity);
    QCOMPARE(last.details, request.details);
    QCOMPARE(last.principalName, u"sub-ada"_s);
    const auto now = await(f.client->describeExecution(u"ns"_s, u"w"_s, u"r"_s, Purpose::Operator));
    QCOMPARE(now->execution.status, ExecutionStatus::Terminated);

    const auto again = await(writes::terminate(*f.client, f.writeToken(), request));
    QCOMPARE(again.error().kind, ErrorKind::NotFound);
    QCOMPARE(again.error().detail, u"workflow execution already completed"_s);
}

void TestClient::terminateAimsAtTheRunItNames()
{
    Fixture f;
    auto old = description(u"w"_s, u"old"_s);
    old.execution.status = ExecutionStatus::ContinuedAsNew;
    f.server.setDescription(u"ns"_s, old);
    f.server.setDescription(u"ns"_s, description(u"w"_s, u"successor"_s));
    const auto result =
        await(writes::terminate(*f.client, f.writeToken(), {u"ns"_s, u"w"_s, u"old"_s, u"why"_s, {}, {}}));
    QCOMPARE(result.error().kind, ErrorKind::NotFound);
    const auto successor =
        await(f.client->describeExecution(u"ns"_s, u"w"_s, u"successor"_s, Purpose::Operator));
    QCOMPARE(successor->execution.status, ExecutionStatus::Running);
}

void TestClient::completeSendsTheResultByteForByte()
{
    Fixture f;
    f.server.setDescription(u"ns"_s, description(u"w"_s, u"r"_s));
    const QByteArray json = "{ \"b\": 1.10, \"a\": 18446744073709551615, \"b\": null }\n";
    QVERIFY(await(writes::completeActivity(
        *f.client, f.writeToken(),
        {u"ns"_s, u"w"_s, u"r"_s, u"5"_s, {u"json/plain"_s, {}, json}, u"ada@signalbox/2"_s})));
    const auto sent = f.server.recorded(u"RespondActivityTaskCompletedById"_s).at(0);
    const QString inProtoText = QString::fromUtf8(json).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s);
    QVERIFY2(sent.request.contains(u"data: \"%1\""_s.arg(inProtoText)), qPrintable(sent.request));
    QVERIFY(sent.request.contains(u"json/plain"_s));
    QCOMPARE(sent.metadata.value("authorization"), QByteArray("Bearer write-token"));

    const auto now = await(f.client->describeExecution(u"ns"_s, u"w"_s, u"r"_s, Purpose::Operator));
    QVERIFY(now->pendingActivities.empty());
    const auto again = await(writes::completeActivity(
        *f.client, f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, u"5"_s, {u"json/plain"_s, {}, json}, {}}));
    QCOMPARE(again.error().kind, ErrorKind::NotFound);
}

void TestClient::everyCallSaysWhoAsks_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("token") << QByteArray("authorization") << QByteArray("Bearer read-token");
    QTest::newRow("name") << QByteArray("client-name") << QByteArray("signalbox");
    QTest::newRow("version") << QByteArray("client-version") << QByteArray(SIGNALBOX_VERSION);
    QTest::newRow("servers") << QByteArray("supported-server-versions") << QByteArray(">=1.0.0 <2.0.0");
    QTest::newRow("namespace") << QByteArray("temporal-namespace") << QByteArray("ns");
    QTest::newRow("a person") << QByteArray("caller-type") << QByteArray("operator");
}

void TestClient::everyCallSaysWhoAsks()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, value);
    Fixture f;
    QVERIFY(await(f.client->describeTaskQueue(u"ns"_s, u"q"_s, TaskType::Workflow, Purpose::Operator)));
    QVERIFY(await(f.client->countExecutions(u"ns"_s, {}, Purpose::Operator)));
    QCOMPARE(f.server.recorded(u"DescribeTaskQueue"_s).at(0).metadata.value(key), value);
    QCOMPARE(f.server.recorded(u"CountWorkflowExecutions"_s).at(0).metadata.value(key), value);
}

void TestClient::pollingIsNotMarkedAsAPersonsCall()
{
    Fixture f;
    QVERIFY(await(f.client->describeTaskQueue(u"ns"_s, u"q"_s, TaskType::Workflow, Purpose::Background)));
    QVERIFY(await(f.client->countExecutions(u"ns"_s, {}, Purpose::Background)));
    QVERIFY(!f.server.recorded(u"DescribeTaskQueue"_s).at(0).metadata.contains("caller-type"));
    QVERIFY(!f.server.recorded(u"CountWorkflowExecutions"_s).at(0).metadata.contains("caller-type"));
}

void TestClient::systemInfoCarriesNoToken()
{
    Fixture f;
    f.tokens.signOut();
    QVERIFY(await(f.client->systemInfo()));
    QVERIFY(!f.server.recorded(u"GetSystemInfo"_s).at(0).metadata.contains("authorization"));
}

void TestClient::aNamespaceNameThatIsNoHeaderIsLeftOutOfTheHeader()
{
    Fixture f;
    const QString odd = u"nämé\n\u202e"_s;
    f.server.setExecutions(odd, {execution(u"a"_s)});
    QCOMPARE(await(f.client->countExecutions(odd, {}, Purpose::Operator)).value(), qint64(1));
    QVERIFY(!f.server.recorded(u"CountWorkflowExecutions"_s).at(0).metadata.contains("temporal-namespace"));
}

void TestClient::trafficIsCounted()
{
    Fixture f;
    QVERIFY(f.client->trafficLastMinute().empty());
    QCOMPARE(f.client->roundTrip(), std::nullopt);
    for (int i = 0; i < 3; ++i)
        QVERIFY(await(f.client->systemInfo()));
    const std::vector<MethodTraffic> three{{"GetSystemInfo", 3, 0}};
    QCOMPARE(f.client->trafficLastMinute(), three);
    QVERIFY(f.client->roundTrip().has_value());
    f.server.failNext(u"DescribeTaskQueue"_s, u"RESOURCE_EXHAUSTED"_s);
    QVERIFY(await(f.client->describeTaskQueue(u"ns"_s, u"q"_s, TaskType::Workflow, Purpose::Background)));
    const std::vector<MethodTraffic> refused{{"GetSystemInfo", 3, 0}, {"DescribeTaskQueue", 2, 1}};
    QCOMPARE(f.client->trafficLastMinute(), refused);
}

void TestClient::aDroppedReplyCancelsTheCall()
{
    Fixture f;
    f.server.holdNext({}, fake::TemporalServer::always);
    {
        const auto dropped = f.client->describeNamespace(u"dropped"_s, Purpose::Operator);
        QTRY_COMPARE(f.server.held(), 1);
    }
    QTRY_COMPARE(f.server.held(), 0); // the server saw the cancellation

    auto receiver = std::make_unique<QObject>();
    f.client->describeNamespace(u"receiver died"_s, Purpose::Operator)
        .deliver(receiver.get(), [](const auto &) { QFAIL("delivered to the dead"); });
    QTRY_COMPARE(f.server.held(), 1);
    receiver.reset();
    QTRY_COMPARE(f.server.held(), 0);
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
