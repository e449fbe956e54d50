// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "models/temporal/retry.h"
#include "tests/unit/temporal/fixture.h"

using namespace signalbox;
using namespace Qt::StringLiterals;

/// What the client makes of a server that fails, is silent, lies or overdoes it.
class TestClientFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void statusCodesBecomeKinds_data();
    void statusCodesBecomeKinds();
    void temporalsDetailsAreDecoded();
    void readsAreTriedAgain_data();
    void readsAreTriedAgain();
    void otherFailuresAreNotTriedAgain_data();
    void otherFailuresAreNotTriedAgain();
    void writesAreSentOnce_data();
    void writesAreSentOnce();
    void aLostReplyOfAWriteIsUnreachableAndApplied();
    void retriesEndAtTheDeadline();
    void retryDelaysGrow_data();
    void retryDelaysGrow();
    void aServerThatNeverAnswersRunsIntoTheDeadline();
    void garbageIsAnErrorNotACrash();
    void anotherMessageIsReadAsFarAsItGoes();
    void longAnswersAreTaken_data();
    void longAnswersAreTaken();
    void anAnswerOverTheLimitIsTooLargeAndNotTriedAgain();
    void aRequestOverTheServersLimitIsTooLarge();
    void denialRefreshesTheTokenAndTriesOnce();
    void denialOfAFreshTokenWaitsAndTriesOnce();
    void denialThatStaysIsBelieved();
    void aDeniedWriteIsNotTriedAgain();
    void noTokenMeansNoCall();
    void atMostSoManyAreInFlight();
    void aPersonsCallGoesFirst();
    void aCallMadeWhileAnotherGetsItsTokenLosesNone();
    void destroyedWithCallsInFlight();
    void destroyedWhileWaitingToTryAgain();
    void destroyedWithinADelivery();
};

namespace {

Reply<NamespaceInfo> readOf(Fixture &f)
{
    return f.client->describeNamespace(u"ns"_s, Purpose::Operator);
}

/// A fixture whose server knows "ns" and whose client is connected.
void prepare(Fixture &f)
{
    NamespaceInfo info;
    info.name = u"ns"_s;
    f.server.setNamespaces({info});
    QVERIFY(await(f.client->systemInfo()));
    QTRY_COMPARE(f.client->connection(), ConnectionState::Connected);
}

constexpr auto method = "DescribeNamespace"_L1;

/// Asked for a token, a session may find that it has to be renewed and says so; who hears that may call.
class TellingTokenSource final : public TokenSource
{
public:
    [[nodiscard]] Reply<ReadToken> readToken() override
    {
        if (tell)
            tell();
        return m_tokens.readToken();
    }
    void reportDenied(const ReadToken &token) override { m_tokens.reportDenied(token); }

    std::function<void()> tell;

private:
    fake::StaticTokenSource m_tokens;
};

} // namespace

void TestClientFaults::statusCodesBecomeKinds_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](const char *code, const QString &message, ErrorKind kind) {
        QTest::newRow(qPrintable(QLatin1StringView(code) + u' ' + message))
            << QString::fromLatin1(code) << message << kind;
    };
    row("CANCELLED", u"x"_s, ErrorKind::Cancelled);
    row("UNKNOWN", u"something went wrong, please retry (deadbeef)"_s, ErrorKind::Internal);
    row("INVALID_ARGUMENT", u"invalid search attribute: X"_s, ErrorKind::Invalid);
    row("INVALID_ARGUMENT", u"Blob data size exceeds limit."_s, ErrorKind::TooLarge);
    row("DEADLINE_EXCEEDED", u"x"_s, ErrorKind::Unreachable);
    row("NOT_FOUND", u"workflow execution already completed"_s, ErrorKind::NotFound);
    row("ALREADY_EXISTS", u"x"_s, ErrorKind::LostRace);
    row("FAILED_PRECONDITION", u"x"_s, ErrorKind::Internal);
    row("OUT_OF_RANGE", u"x"_s, ErrorKind::Internal);
    row("UNIMPLEMENTED", u"unknown method"_s, ErrorKind::Unsupported);
    row("INTERNAL", u"x"_s, ErrorKind::Internal);
    row("DATA_LOSS", u"x"_s, ErrorKind::Internal);
    row("RESOURCE_EXHAUSTED", u"grpc: received message larger than max (5000000 vs. 4194304)"_s,
        ErrorKind::TooLarge);
}

void TestClientFaults::statusCodesBecomeKinds()
{
    QFETCH(const QString, code);
    QFETCH(const QString, message);
    QFETCH(const ErrorKind, kind);
    Fixture f;
    f.server.failNext(method, code, message);
    const auto result = await(readOf(f));
    QVERIFY(!result);
    QCOMPARE(result.error(), (Error{kind, message, method, f.server.address(), code}));
    QCOMPARE(f.server.calls(method), 1);
}

void TestClientFaults::temporalsDetailsAreDecoded()
{
    Limits limits = quickLimits();
    limits.readDeadline = Milliseconds(300);
    limits.throttledDelay = Milliseconds(1'000);
    Fixture f(limits);
    f.server.failNext(method, u"RESOURCE_EXHAUSTED"_s);
    const auto result = await(readOf(f));
    QCOMPARE(result.error().kind, ErrorKind::Throttled);
    QCOMPARE(result.error().detail, u"namespace rate limit exceeded (rps limit, namespace)"_s);
}

void TestClientFaults::readsAreTriedAgain_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("unavailable") << u"UNAVAILABLE"_s;
    QTest::newRow("throttled") << u"RESOURCE_EXHAUSTED"_s;
    QTest::newRow("aborted") << u"ABORTED"_s;
}

void TestClientFaults::readsAreTriedAgain()
{
    QFETCH(const QString, code);
    Fixture f;
    prepare(f);
    f.server.failNext(method, code, {}, 3);
    QVERIFY(await(readOf(f)));
    QCOMPARE(f.server.calls(method), 4);
}

void TestClientFaults::otherFailuresAreNotTriedAgain_data()
{
    QTest::addColumn<QString>("code");
    for (const char *code :
         {"UNKNOWN", "INTERNAL", "NOT_FOUND", "INVALID_ARGUMENT", "UNIMPLEMENTED", "DEADLINE_EXCEEDED"})
        QTest::newRow(code) << QString::fromLatin1(code);
}

void TestClientFaults::otherFailuresAreNotTriedAgain()
{
    QFETCH(const QString, code);
    Fixture f;
    prepare(f);
    f.server.failNext(method, code);
    QCOMPARE(await(readOf(f)).error().code, code);
    QCOMPARE(f.server.calls(method), 1);
}

void TestClientFaults::writesAreSentOnce_data()
{
    QTest::addColumn<QString>("code");
    for (const char *code :
         {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED", "PERMISSION_DENIED", "DEADLINE_EXCEEDED"})
        QTest::newRow(code) << QString::fromLatin1(code);
}

void TestClientFaults::writesAreSentOnce()
{
    QFETCH(const QString, code);
    Fixture f;
    prepare(f);
    f.server.failNext({}, code);
    QCOMPARE(
        await(f.client->terminate(f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, u"why"_s, {}, {}})).error().code,
        code);
    QCOMPARE(f.server.calls(u"TerminateWorkflowExecution"_s), 1);
    f.server.failNext({}, code);
    QCOMPARE(await(f.client->completeActivity(f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, u"1"_s, "null", {}}))
                 .error()
                 .code,
             code);
    QCOMPARE(f.server.calls(u"RespondActivityTaskCompletedById"_s), 1);
}

void TestClientFaults::aLostReplyOfAWriteIsUnreachableAndApplied()
{
    Fixture f;
    prepare(f);
    ExecutionDescription run;
    run.execution.workflowId = u"w"_s;
    run.execution.runId = u"r"_s;
    run.execution.status = ExecutionStatus::Running;
    f.server.setDescription(u"ns"_s, run);
    f.server.loseReplyNext(u"TerminateWorkflowExecution"_s);
    const auto result =
        await(f.client->terminate(f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, u"why"_s, u"ada/7"_s, {}}));
    QCOMPARE(result.error().kind, ErrorKind::Unreachable);
    const auto history = await(f.client->historyReverse(u"ns"_s, u"w"_s, u"r"_s, {}, Purpose::Operator));
    QCOMPARE(history->events.at(0).identity, u"ada/7"_s);
    QCOMPARE(f.server.calls(u"TerminateWorkflowExecution"_s), 1);
}

void TestClientFaults::retriesEndAtTheDeadline()
{
    Limits limits = quickLimits();
    limits.readDeadline = Milliseconds(400);
    Fixture f(limits);
    prepare(f);
    f.server.failNext(method, u"UNAVAILABLE"_s, u"still down"_s, fake::TemporalServer::always);
    const auto result = await(readOf(f));
    QCOMPARE(result.error().kind, ErrorKind::Unreachable);
    QCOMPARE(result.error().detail, u"still down"_s);
    QVERIFY(f.server.calls(method) > 2);
}

void TestClientFaults::retryDelaysGrow_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<int>("expectedMs"); // at random 0.5; -1: not again
    const auto error = [](ErrorKind kind, const QString &code, const QString &detail = {}) {
        return Error{kind, detail, {}, {}, code};
    };
    const Error unavailable = error(ErrorKind::Unreachable, u"UNAVAILABLE"_s);
    const Error throttled = error(ErrorKind::Throttled, u"RESOURCE_EXHAUSTED"_s);
    QTest::newRow("first") << unavailable << 1 << 200;
    QTest::newRow("second") << unavailable << 2 << 400;
    QTest::newRow("third") << unavailable << 3 << 800;
    QTest::newRow("capped") << unavailable << 30 << 2'000;
    QTest::newRow("throttled") << throttled << 1 << 1'000;
    QTest::newRow("throttled again") << throttled << 2 << 2'000;
    QTest::newRow("concurrent limit")
        << error(ErrorKind::Throttled, u"RESOURCE_EXHAUSTED"_s,
                 u"Max concurrent batch operations (concurrent limit, namespace)"_s)
        << 1 << -1;
    QTest::newRow("too large") << error(ErrorKind::TooLarge, u"RESOURCE_EXHAUSTED"_s) << 1 << -1;
    QTest::newRow("deadline") << error(ErrorKind::Unreachable, u"DEADLINE_EXCEEDED"_s) << 1 << -1;
    QTest::newRow("unknown") << error(ErrorKind::Internal, u"UNKNOWN"_s) << 1 << -1;
}

void TestClientFaults::retryDelaysGrow()
{
    QFETCH(const Error, error);
    QFETCH(const int, attempt);
    QFETCH(const int, expectedMs);
    const auto expected = expectedMs < 0 ? std::nullopt : std::optional(Milliseconds(expectedMs));
    QCOMPARE(retryDelay(error, attempt, 0.5, Limits{}), expected);
    if (!expected)
        return;
    QVERIFY(*retryDelay(error, attempt, 0.0, Limits{}) >= *expected * 8 / 10);
    QVERIFY(*retryDelay(error, attempt, 0.999, Limits{}) <= *expected * 12 / 10);
}

void TestClientFaults::aServerThatNeverAnswersRunsIntoTheDeadline()
{
    Limits limits = quickLimits();
    limits.readDeadline = Milliseconds(200);
    limits.writeDeadline = Milliseconds(300);
    Fixture f(limits);
    f.server.holdNext({}, fake::TemporalServer::always);
    const auto read = await(readOf(f));
    QCOMPARE(read.error().kind, ErrorKind::Unreachable);
    QCOMPARE(read.error().code, u"DEADLINE_EXCEEDED"_s);
    const auto write = await(f.client->terminate(f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, {}, {}, {}}));
    QCOMPARE(write.error().code, u"DEADLINE_EXCEEDED"_s);
    QCOMPARE(f.server.calls(u"TerminateWorkflowExecution"_s), 1);
}

void TestClientFaults::garbageIsAnErrorNotACrash()
{
    Fixture f;
    f.server.answerNext(method, "\xff\xff\xff\xff not a message");
    const auto result = await(readOf(f));
    QCOMPARE(result.error().kind, ErrorKind::Internal);
    QCOMPARE(result.error().detail, u"the answer can't be read"_s);
}

void TestClientFaults::anotherMessageIsReadAsFarAsItGoes()
{
    Fixture f;
    // GetSystemInfoResponse{server_version} where a DescribeNamespaceResponse{namespace_info} is due:
    // "1.32.1" is no message, so it is refused; an empty answer is an empty value.
    f.server.answerNext(method, QByteArray("\x0a\x06"
                                           "1.32.1"));
    QCOMPARE(await(readOf(f)).error().kind, ErrorKind::Internal);
    f.server.answerNext(method, {});
    const auto empty = await(readOf(f));
    QVERIFY(empty && empty->name.isEmpty());
}

void TestClientFaults::longAnswersAreTaken_data()
{
    QTest::addColumn<int>("bytes");
    QTest::newRow("4 MiB, gRPC's own limit") << (4 << 20) + 1;
    QTest::newRow("64 MiB") << (64 << 20);
}

void TestClientFaults::longAnswersAreTaken()
{
    QFETCH(const int, bytes);
    Limits limits = quickLimits();
    limits.readDeadline = Milliseconds(60'000); // a busy machine under a sanitizer
    Fixture f(limits);
    prepare(f);
    f.server.padNext(method, bytes);
    const auto result = await(readOf(f));
    QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
    QCOMPARE(result->name, u"ns"_s);
}

void TestClientFaults::anAnswerOverTheLimitIsTooLargeAndNotTriedAgain()
{
    Limits limits = quickLimits();
    limits.receiveBytes = 1 << 20;
    Fixture f(limits);
    prepare(f);
    f.server.padNext(method, 2 << 20, fake::TemporalServer::always);
    const auto result = await(readOf(f));
    QCOMPARE(result.error().kind, ErrorKind::TooLarge);
    QCOMPARE(f.server.calls(method), 1);
}

void TestClientFaults::aRequestOverTheServersLimitIsTooLarge()
{
    Fixture f;
    prepare(f);
    const QByteArray result = '"' + QByteArray(5 << 20, 'x') + '"';
    const auto reply =
        await(f.client->completeActivity(f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, u"1"_s, result, {}}));
    QCOMPARE(reply.error().kind, ErrorKind::TooLarge);
}

void TestClientFaults::denialRefreshesTheTokenAndTriesOnce()
{
    Limits limits = quickLimits();
    limits.tokenIsFreshFor = Milliseconds(0);
    Fixture f(limits);
    prepare(f);
    f.tokens.setNextAfterDenial("second-token");
    f.server.failNext(method, u"PERMISSION_DENIED"_s);
    QVERIFY(await(readOf(f)));
    QCOMPARE(f.tokens.denied(), 1);
    const auto calls = f.server.recorded(method);
    QCOMPARE(calls.size(), std::size_t(2));
    QCOMPARE(calls[0].metadata.value("authorization"), QByteArray("Bearer read-token"));
    QCOMPARE(calls[1].metadata.value("authorization"), QByteArray("Bearer second-token"));
}

void TestClientFaults::denialOfAFreshTokenWaitsAndTriesOnce()
{
    Fixture f;
    prepare(f);
    f.server.failNext(method, u"PERMISSION_DENIED"_s);
    QVERIFY(await(readOf(f)));
    QCOMPARE(f.server.calls(method), 2);
    QCOMPARE(f.tokens.denied(), 0); // a token this young needs no refresh: the server's clock may be behind
}

void TestClientFaults::denialThatStaysIsBelieved()
{
    Fixture f;
    prepare(f);
    f.server.failNext(method, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    const auto first = await(readOf(f));
    QCOMPARE(first.error().kind, ErrorKind::Denied);
    QCOMPARE(first.error().detail, u"Request unauthorized."_s);
    QCOMPARE(f.server.calls(method), 2);
    QCOMPARE(await(readOf(f)).error().kind, ErrorKind::Denied);
    QCOMPARE(f.server.calls(method), 3); // no second try, and no refresh for each poll
    f.server.clearFaults();
    QVERIFY(await(readOf(f)));
}

void TestClientFaults::aDeniedWriteIsNotTriedAgain()
{
    Fixture f;
    f.server.failNext({}, u"PERMISSION_DENIED"_s);
    const auto result = await(f.client->terminate(f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, {}, {}, {}}));
    QCOMPARE(result.error().kind, ErrorKind::Denied);
    QCOMPARE(f.tokens.denied(), 0);
}

void TestClientFaults::noTokenMeansNoCall()
{
    Fixture f;
    f.tokens.signOut();
    const auto result = await(readOf(f));
    QCOMPARE(result.error().kind, ErrorKind::Expired);
    QCOMPARE(result.error().method, QString(method));
    QCOMPARE(f.server.calls(method), 0);
    f.tokens.signIn();
    prepare(f);
    QVERIFY(await(readOf(f)));
}

void TestClientFaults::atMostSoManyAreInFlight()
{
    Fixture f;
    f.server.holdNext({}, fake::TemporalServer::always);
    QObject receiver;
    int answered = 0;
    for (int i = 0; i < 200; ++i)
        f.client->describeTaskQueue(u"ns"_s, u"q%1"_s.arg(i), TaskType::Workflow, Purpose::Background)
            .deliver(&receiver,
                     [&answered](const Result<TaskQueueStats> &result) { answered += result.has_value(); });
    QTRY_COMPARE(f.server.held(), 64);
    QVERIFY(await(Fixture().client->systemInfo())); // time for a sixty-fifth to show itself
    QCOMPARE(f.server.held(), 64);
    f.server.clearFaults();
    f.server.releaseHeld();
    QTRY_COMPARE(answered, 200);
    QCOMPARE(f.server.calls(u"DescribeTaskQueue"_s), 200);
}

void TestClientFaults::aPersonsCallGoesFirst()
{
    Limits limits = quickLimits();
    limits.inFlight = 1;
    Fixture f(limits);
    f.server.holdNext({}, 1);
    QObject receiver;
    QStringList order;
    const auto ask = [&](const QString &name, Purpose purpose) {
        f.client->describeTaskQueue(u"ns"_s, name, TaskType::Workflow, purpose)
            .deliver(&receiver, [&order, name](const auto &) { order << name; });
    };
    ask(u"under way"_s, Purpose::Background);
    QTRY_COMPARE(f.server.held(), 1);
    ask(u"poll 1"_s, Purpose::Background);
    ask(u"poll 2"_s, Purpose::Background);
    ask(u"person"_s, Purpose::Operator);
    f.server.releaseHeld();
    QTRY_COMPARE(order, (QStringList{u"under way"_s, u"person"_s, u"poll 1"_s, u"poll 2"_s}));
}

void TestClientFaults::aCallMadeWhileAnotherGetsItsTokenLosesNone()
{
    constexpr int reads = 20;
    fake::TemporalServer server;
    server.setNamespaces({{u"ns"_s, {}, {}, {}, NamespaceState::Registered, {}, false, false}});
    TellingTokenSource tokens;
    const SystemClock clock;
    const auto client = Client::create(server.profile(), tokens, clock, quickLimits()).value();
    QVERIFY(await(client->systemInfo()));
    // All of them are to go again at the same moment.
    server.failNext(method, u"PERMISSION_DENIED"_s, {}, reads);
    QObject receiver;
    int good = 0;
    int answered = 0;
    for (int i = 0; i < reads; ++i)
        client->describeNamespace(u"ns"_s, Purpose::Operator)
            .deliver(&receiver, [&](const Result<NamespaceInfo> &info) {
                ++answered;
                good += info ? 1 : 0;
            });
    int told = 0;
    tokens.tell = [&] {
        client->systemInfo().deliver(&receiver, [&told](const Result<SystemInfo> &) { ++told; });
    };
    QTRY_COMPARE(answered, reads);
    QCOMPARE(good, reads);
    QCOMPARE(server.calls(method), 2 * reads);
    QTRY_COMPARE(told, reads);
}

void TestClientFaults::destroyedWithCallsInFlight()
{
    auto f = std::make_unique<Fixture>();
    f->server.holdNext({}, fake::TemporalServer::always);
    QObject receiver;
    int cancelled = 0;
    for (int i = 0; i < 100; ++i)
        f->client->describeTaskQueue(u"ns"_s, u"q"_s, TaskType::Workflow, Purpose::Background)
            .deliver(&receiver, [&cancelled](const Result<TaskQueueStats> &result) {
                cancelled += !result && result.error().kind == ErrorKind::Cancelled;
            });
    f->client->listNamespaces(Purpose::Operator).deliver(&receiver, [&cancelled](const auto &result) {
        cancelled += !result && result.error().kind == ErrorKind::Cancelled;
    });
    QTRY_COMPARE(f->server.held(), 64);
    f->client.reset();
    QTRY_COMPARE(cancelled, 101);
}

void TestClientFaults::destroyedWhileWaitingToTryAgain()
{
    Limits limits = quickLimits();
    limits.retryDelay = limits.retryDelayMax = Milliseconds(3'000);
    auto f = std::make_unique<Fixture>(limits);
    prepare(*f);
    f->server.failNext(method, u"UNAVAILABLE"_s);
    std::optional<Result<NamespaceInfo>> got;
    QObject receiver;
    readOf(*f).deliver(&receiver, [&got](Result<NamespaceInfo> result) { got.emplace(std::move(result)); });
    QTRY_COMPARE(f->server.calls(method), 1);
    f->client.reset();
    QTRY_VERIFY(got);
    QCOMPARE(got->error().kind, ErrorKind::Cancelled);
}

void TestClientFaults::destroyedWithinADelivery()
{
    auto f = std::make_unique<Fixture>();
    QObject receiver;
    bool done = false;
    f->client->systemInfo().deliver(&receiver, [&](const auto &) {
        f->client.reset();
        done = true;
    });
    QTRY_VERIFY(done);
}

QTEST_GUILESS_MAIN(TestClientFaults)
#include "tst_clientfaults.moc"
