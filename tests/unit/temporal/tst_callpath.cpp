// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "models/temporal/callpath.h"
#include "models/temporal/writes.h"
#include "tests/unit/temporal/fixture.h"

#include <grpcpp/support/status.h>

#include <thread>

#include <QDeadlineTimer>
#include <QThread>

using namespace signalbox;
using namespace Qt::StringLiterals;

/// The way of a call: its token, its turn among the others, and its end when the client goes.
class TestCallPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void denialRefreshesTheTokenAndTriesOnce();
    void denialOfAFreshTokenWaitsAndTriesOnce();
    void denialThatStaysIsBelieved();
    void aDeniedWriteIsNotTriedAgain();
    void noTokenMeansNoCall();
    void aTokenThatComesTooLateIsTheIssuersFault();
    void atMostSoManyAreInFlight();
    void aPersonsCallGoesFirst();
    void hangingPollsDelayNoPersonsCall();
    void aNamespaceWithoutBudgetHoldsNoOtherBack();
    void answersAreConvertedOffTheOwnersThread();
    void aCallThatGrpcDoesNotEndIsGivenUp();
    void aRetryThatComesTooLateSaysWhatFailed();
    void aCallMadeWhileAnotherGetsItsTokenLosesNone();
    void aCallMadeWhileAnotherGetsItsTokenKeepsItsTurn();
    void destroyedWithCallsInFlight();
    void destroyedWhileWaitingToTryAgain();
    void destroyedWithinADelivery();
};

namespace {

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

/// The token has run out, and the issuer takes its time to renew it.
class RenewingTokenSource final : public TokenSource
{
public:
    [[nodiscard]] Reply<ReadToken> readToken() override { return m_waiters.emplace_back().reply(); }
    void reportDenied(const ReadToken &) override {}

private:
    std::vector<ReplyPromise<ReadToken>> m_waiters;
};

/// gRPC took it and keeps silent.
class SilentCall final : public Call
{
public:
    SilentCall()
        : Call(what, u"ns"_s, Purpose::Background)
    {
    }
    void send(grpc::ClientContext &, Ended ended) override { m_ended = std::move(ended); }
    Next succeed() override
    {
        ++succeeded;
        return Next::Nothing;
    }
    void fail(Error error) override { failures << error; }
    void endAfterAll() { std::exchange(m_ended, nullptr)(grpc::Status()); }

    QList<Error> failures;
    int succeeded = 0;

private:
    static constexpr Method what{.name = "DescribeTaskQueue"};
    Ended m_ended;
};

/// The owner's event loop stands still here: what comes in all the same was made on another thread.
template <class T>
std::optional<Result<T>> answerWithoutTheEventLoop(Reply<T> reply)
{
    for (const QDeadlineTimer deadline(30'000); !deadline.hasExpired(); QThread::yieldCurrentThread())
        if (auto result = reply.takeFinished())
            return result;
    return {};
}

} // namespace

void TestCallPath::denialRefreshesTheTokenAndTriesOnce()
{
    Limits limits = quickLimits();
    limits.tokenIsFreshFor = Milliseconds(0);
    Fixture f(limits);
    prepare(f);
    f.tokens.setNextAfterDenial("second-token");
    f.server.failNext(readMethod, u"PERMISSION_DENIED"_s);
    QVERIFY(await(readOf(f)));
    QCOMPARE(f.tokens.denied(), 1);
    const auto calls = f.server.recorded(readMethod);
    QCOMPARE(calls.size(), std::size_t(2));
    QCOMPARE(calls[0].metadata.value("authorization"), QByteArray("Bearer read-token"));
    QCOMPARE(calls[1].metadata.value("authorization"), QByteArray("Bearer second-token"));
}

void TestCallPath::denialOfAFreshTokenWaitsAndTriesOnce()
{
    Fixture f;
    prepare(f);
    f.server.failNext(readMethod, u"PERMISSION_DENIED"_s);
    QVERIFY(await(readOf(f)));
    QCOMPARE(f.server.calls(readMethod), 2);
    QCOMPARE(f.tokens.denied(), 0); // a token this young needs no refresh: the server's clock may be behind
}

void TestCallPath::denialThatStaysIsBelieved()
{
    Fixture f;
    prepare(f);
    f.server.failNext(readMethod, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
    const auto first = await(readOf(f));
    QCOMPARE(first.error().kind, ErrorKind::Denied);
    QCOMPARE(first.error().detail, u"Request unauthorized."_s);
    QCOMPARE(f.server.calls(readMethod), 2);
    QCOMPARE(await(readOf(f)).error().kind, ErrorKind::Denied);
    QCOMPARE(f.server.calls(readMethod), 3); // no second try, and no refresh for each poll
    f.server.clearFaults();
    QVERIFY(await(readOf(f)));
}

void TestCallPath::aDeniedWriteIsNotTriedAgain()
{
    Fixture f;
    f.server.failNext({}, u"PERMISSION_DENIED"_s);
    const auto result =
        await(writes::terminate(*f.client, f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, {}, {}, {}}));
    QCOMPARE(result.error().kind, ErrorKind::Denied);
    QCOMPARE(f.tokens.denied(), 0);
}

void TestCallPath::noTokenMeansNoCall()
{
    Fixture f;
    f.tokens.signOut();
    const auto result = await(readOf(f));
    QCOMPARE(result.error().kind, ErrorKind::Expired);
    QCOMPARE(result.error().method, QString(readMethod));
    QCOMPARE(f.server.calls(readMethod), 0);
    f.tokens.signIn();
    prepare(f);
    QVERIFY(await(readOf(f)));
}

void TestCallPath::aTokenThatComesTooLateIsTheIssuersFault()
{
    fake::TemporalServer server;
    Profile profile = server.profile();
    profile.oidc.issuer = QUrl(u"https://idp.test/realms/ops"_s);
    RenewingTokenSource tokens;
    const SystemClock clock;
    Limits limits = quickLimits();
    limits.readDeadline = Milliseconds(100);
    const auto client = Client::create(profile, tokens, clock, limits).value();
    const auto result = await(client->describeNamespace(u"ns"_s, Purpose::Operator));
    QCOMPARE(result.error().kind, ErrorKind::Unreachable);
    QCOMPARE(result.error().endpoint, u"https://idp.test/realms/ops"_s);
    QCOMPARE(result.error().method, QString(readMethod));
    QCOMPARE(server.calls(readMethod), 0);
}

void TestCallPath::atMostSoManyAreInFlight()
{
    Fixture f;
    f.server.holdNext({}, fake::TemporalServer::always);
    QObject receiver;
    int answered = 0;
    for (int i = 0; i < 200; ++i)
        f.client->describeTaskQueue(u"ns"_s, u"q%1"_s.arg(i), TaskType::Workflow, Purpose::Operator)
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

void TestCallPath::aPersonsCallGoesFirst()
{
    Limits limits = quickLimits();
    limits.inFlight = 1;
    limits.keptForOperator = 0;
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

void TestCallPath::hangingPollsDelayNoPersonsCall()
{
    Limits limits = quickLimits();
    limits.readDeadline = std::chrono::minutes(10); // no place comes free while the test looks
    Fixture f(limits);
    prepare(f);
    ExecutionDescription run;
    run.execution.workflowId = u"w"_s;
    run.execution.runId = u"r"_s;
    run.execution.status = ExecutionStatus::Running;
    f.server.setDescription(u"ns"_s, run);
    f.server.holdNext(u"DescribeTaskQueue"_s, fake::TemporalServer::always);
    std::vector<Reply<TaskQueueStats>> polls;
    polls.reserve(64);
    for (int i = 0; i < 64; ++i)
        polls.push_back(
            f.client->describeTaskQueue(u"ns"_s, u"q%1"_s.arg(i), TaskType::Workflow, Purpose::Background));
    QTRY_COMPARE(f.server.held(), 56);

    QVERIFY(await(f.client->describeExecution(u"ns"_s, u"w"_s, u"r"_s, Purpose::Operator)));
    QVERIFY(await(writes::terminate(*f.client, f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, {}, {}, {}})));
    QCOMPARE(f.server.held(), 56);
}

void TestCallPath::aNamespaceWithoutBudgetHoldsNoOtherBack()
{
    Limits limits = quickLimits();
    limits.visibilityBackgroundPerSecond = 1;
    Fixture f(limits);
    NamespaceInfo spent;
    spent.name = u"spent"_s;
    NamespaceInfo fresh;
    fresh.name = u"fresh"_s;
    f.server.setNamespaces({spent, fresh});
    QVERIFY(await(f.client->systemInfo()));
    QObject receiver;
    QStringList order;
    for (const QString &ns : {u"spent"_s, u"spent"_s, u"fresh"_s})
        f.client->countExecutions(ns, {}, Purpose::Background)
            .deliver(&receiver, [&order, ns](const Result<qint64> &count) {
                order << (count ? ns : count.error().detail);
            });
    QTRY_COMPARE(order.size(), 3);
    // The first two in either order: nothing holds them back.
    QCOMPARE(order.last(), u"spent"_s);
    QVERIFY(order.contains(u"fresh"_s));
}

void TestCallPath::answersAreConvertedOffTheOwnersThread()
{
    Fixture f;
    prepare(f);
    Execution run;
    run.workflowId = u"w"_s;
    run.runId = u"r"_s;
    run.status = ExecutionStatus::Running;
    f.server.setExecutions(u"ns"_s, {run});
    f.server.setHistory(u"ns"_s, u"w"_s, u"r"_s, {HistoryEvent()});
    constexpr auto why = Purpose::Background;
    const auto list = answerWithoutTheEventLoop(f.client->listExecutions(u"ns"_s, {}, 10, {}, why));
    QVERIFY(list && *list && (*list)->size() == 1);
    const auto history = answerWithoutTheEventLoop(f.client->history(u"ns"_s, u"w"_s, u"r"_s, {}, why));
    QVERIFY(history && *history && (*history)->events.size() == 1);
    const auto queue =
        answerWithoutTheEventLoop(f.client->describeTaskQueue(u"ns"_s, u"q"_s, TaskType::Workflow, why));
    QVERIFY(queue && *queue);
    const auto namespaces = answerWithoutTheEventLoop(f.client->listNamespaces(why));
    QVERIFY(namespaces && *namespaces && (*namespaces)->size() == 1);
}

void TestCallPath::aCallThatGrpcDoesNotEndIsGivenUp()
{
    Limits limits;
    limits.readDeadline = Milliseconds(100);
    limits.overdueAfter = Milliseconds(100);
    limits.inFlight = 1;
    limits.keptForOperator = 0;
    fake::StaticTokenSource tokens;
    const SystemClock clock;
    auto path = std::make_unique<CallPath>(Endpoint{u"127.0.0.1:1"_s, false}, nullptr, tokens, clock, limits);
    const auto silent = std::make_shared<SilentCall>();
    path->submit(silent);
    QTRY_COMPARE(silent->failures.size(), 1);
    QCOMPARE(silent->failures[0].kind, ErrorKind::Unreachable);
    QCOMPARE(silent->failures[0].code, u"DEADLINE_EXCEEDED"_s);
    QCOMPARE(silent->failures[0].method, u"DescribeTaskQueue"_s);

    // Its place is free, and its end, should it come, is no longer heard.
    const auto next = std::make_shared<SilentCall>();
    path->submit(next);
    QSignalSpy ends(path.get(), &CallPath::attemptEnded);
    silent->endAfterAll();
    next->endAfterAll();
    QTRY_COMPARE(ends.size(), 1);
    QCOMPARE(next->succeeded, 1);
    QCOMPARE(next->failures.size(), 0);
    QCOMPARE(silent->failures.size(), 1);

    // Nor does the end of the client wait for one for good.
    const auto last = std::make_shared<SilentCall>();
    path->submit(last);
    path.reset();
    QCOMPARE(last->failures.size(), 1);
    QCOMPARE(last->failures[0].kind, ErrorKind::Cancelled);
    last->endAfterAll();
}

void TestCallPath::aRetryThatComesTooLateSaysWhatFailed()
{
    Limits limits = quickLimits();
    limits.readDeadline = Milliseconds(1'000);
    limits.retryDelay = limits.retryDelayMax = Milliseconds(800);
    Fixture f(limits);
    prepare(f);
    f.server.failNext(readMethod, u"UNAVAILABLE"_s, u"still down"_s, fake::TemporalServer::always);
    std::optional<Result<NamespaceInfo>> got;
    QObject receiver;
    readOf(f).deliver(&receiver, [&got](Result<NamespaceInfo> result) { got.emplace(std::move(result)); });
    QTRY_COMPARE(f.server.calls(readMethod), 1);
    QTest::qWait(100);                                // its end is heard
    std::this_thread::sleep_for(limits.readDeadline); // a busy machine
    QTRY_VERIFY(got);
    QCOMPARE(got->error().kind, ErrorKind::Unreachable);
    QCOMPARE(got->error().detail, u"still down"_s);
}

void TestCallPath::aCallMadeWhileAnotherGetsItsTokenLosesNone()
{
    constexpr int reads = 20;
    fake::TemporalServer server;
    server.setNamespaces({{u"ns"_s, {}, {}, {}, NamespaceState::Registered, {}, false, false, {}, {}}});
    TellingTokenSource tokens;
    const SystemClock clock;
    const auto client = Client::create(server.profile(), tokens, clock, quickLimits()).value();
    QVERIFY(await(client->systemInfo()));
    // All of them are to go again at the same moment.
    server.failNext(readMethod, u"PERMISSION_DENIED"_s, {}, reads);
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
    QCOMPARE(server.calls(readMethod), 2 * reads);
    QTRY_COMPARE(told, reads);
}

void TestCallPath::aCallMadeWhileAnotherGetsItsTokenKeepsItsTurn()
{
    Limits limits = quickLimits();
    limits.visibilityBackgroundPerSecond = 4;
    fake::TemporalServer server;
    server.setNamespaces({{u"ns"_s, {}, {}, {}, NamespaceState::Registered, {}, false, false, {}, {}}});
    TellingTokenSource tokens;
    const SystemClock clock;
    const auto client = Client::create(server.profile(), tokens, clock, limits).value();
    const auto count = [&] { return client->countExecutions(u"ns"_s, {}, Purpose::Background); };
    for (int i = 0; i < 4; ++i)
        QVERIFY(await(count()));

    // It has to wait for its turn, made by a call that itself has nothing to wait for but its answer.
    server.holdNext(readMethod, 1);
    QObject receiver;
    std::optional<Result<qint64>> counted;
    bool told = false;
    tokens.tell = [&] {
        if (!std::exchange(told, true))
            count().deliver(&receiver, [&counted](const Result<qint64> &result) { counted = result; });
    };
    auto held = client->describeNamespace(u"ns"_s, Purpose::Operator);
    QVERIFY(!counted);
    QTRY_VERIFY(counted);
    QVERIFY2(*counted, counted->has_value() ? "" : qPrintable(counted->error().detail));
    QCOMPARE(server.held(), 1);
}

void TestCallPath::destroyedWithCallsInFlight()
{
    auto f = std::make_unique<Fixture>();
    f->server.holdNext({}, fake::TemporalServer::always);
    QObject receiver;
    int cancelled = 0;
    for (int i = 0; i < 100; ++i)
        f->client->describeTaskQueue(u"ns"_s, u"q"_s, TaskType::Workflow, Purpose::Operator)
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

void TestCallPath::destroyedWhileWaitingToTryAgain()
{
    Limits limits = quickLimits();
    limits.retryDelay = limits.retryDelayMax = Milliseconds(3'000);
    auto f = std::make_unique<Fixture>(limits);
    prepare(*f);
    f->server.failNext(readMethod, u"UNAVAILABLE"_s);
    std::optional<Result<NamespaceInfo>> got;
    QObject receiver;
    readOf(*f).deliver(&receiver, [&got](Result<NamespaceInfo> result) { got.emplace(std::move(result)); });
    QTRY_COMPARE(f->server.calls(readMethod), 1);
    f->client.reset();
    QTRY_VERIFY(got);
    QCOMPARE(got->error().kind, ErrorKind::Cancelled);
}

void TestCallPath::destroyedWithinADelivery()
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

QTEST_GUILESS_MAIN(TestCallPath)
#include "tst_callpath.moc"
