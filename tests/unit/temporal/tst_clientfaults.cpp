// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "models/temporal/retry.h"
#include "models/temporal/writes.h"
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
    void aListThatGoesRoundEnds();
    void aListThatGoesOnForEverEnds();
    void anotherMessageIsReadAsFarAsItGoes();
    void longAnswersAreTaken_data();
    void longAnswersAreTaken();
    void anAnswerOverTheLimitIsTooLargeAndNotTriedAgain();
    void aRequestOverTheServersLimitIsTooLarge();
};

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
    f.server.failNext(readMethod, code, message);
    const auto result = await(readOf(f));
    QVERIFY(!result);
    QCOMPARE(result.error(), (Error{kind, message, readMethod, f.server.address(), code}));
    QCOMPARE(f.server.calls(readMethod), 1);
}

void TestClientFaults::temporalsDetailsAreDecoded()
{
    Limits limits = quickLimits();
    limits.readDeadline = Milliseconds(300);
    limits.throttledDelay = Milliseconds(1'000);
    Fixture f(limits);
    f.server.failNext(readMethod, u"RESOURCE_EXHAUSTED"_s);
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
    f.server.failNext(readMethod, code, {}, 3);
    QVERIFY(await(readOf(f)));
    QCOMPARE(f.server.calls(readMethod), 4);
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
    f.server.failNext(readMethod, code);
    QCOMPARE(await(readOf(f)).error().code, code);
    QCOMPARE(f.server.calls(readMethod), 1);
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
    QCOMPARE(await(writes::terminate(*f.client, f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, u"why"_s, {}, {}}))
                 .error()
                 .code,
             code);
    QCOMPARE(f.server.calls(u"TerminateWorkflowExecution"_s), 1);
    f.server.failNext({}, code);
    QCOMPARE(
        await(writes::completeActivity(*f.client, f.writeToken(),
                                       {u"ns"_s, u"w"_s, u"r"_s, u"1"_s, {u"json/plain"_s, {}, "null"}, {}}))
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
    const auto result = await(
        writes::terminate(*f.client, f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, u"why"_s, u"ada/7"_s, {}}));
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
    f.server.failNext(readMethod, u"UNAVAILABLE"_s, u"still down"_s, fake::TemporalServer::always);
    const auto result = await(readOf(f));
    QCOMPARE(result.error().kind, ErrorKind::Unreachable);
    QCOMPARE(result.error().detail, u"still down"_s);
    QVERIFY(f.server.calls(readMethod) > 2);
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
    const auto write =
        await(writes::terminate(*f.client, f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, {}, {}, {}}));
    QCOMPARE(write.error().code, u"DEADLINE_EXCEEDED"_s);
    QCOMPARE(f.server.calls(u"TerminateWorkflowExecution"_s), 1);
}

void TestClientFaults::garbageIsAnErrorNotACrash()
{
    Fixture f;
    f.server.answerNext(readMethod, "\xff\xff\xff\xff not a message");
    const auto result = await(readOf(f));
    QCOMPARE(result.error().kind, ErrorKind::Internal);
    QCOMPARE(result.error().detail, u"the answer can't be read"_s);
}

void TestClientFaults::aListThatGoesRoundEnds()
{
    Fixture f;
    // ListNamespacesResponse{next_page_token: "on"}, whichever page is asked for.
    f.server.answerNext(u"ListNamespaces"_s, QByteArray("\x12\x02on"), 1000);
    const auto result = await(f.client->listNamespaces(Purpose::Background));
    QVERIFY(!result);
    QCOMPARE(result.error().detail, u"the list of namespaces does not end"_s);
    QCOMPARE(f.server.calls(u"ListNamespaces"_s), 2);
}

void TestClientFaults::aListThatGoesOnForEverEnds()
{
    Fixture f;
    // ListNamespacesResponse{next_page_token}, another one on each page.
    for (int page = 0; page < 300; ++page)
        f.server.answerNext(u"ListNamespaces"_s, "\x12\x04" + QByteArray::number(page + 1'000));
    const auto result = await(f.client->listNamespaces(Purpose::Background));
    QVERIFY(!result);
    QCOMPARE(result.error().detail, u"the list of namespaces does not end"_s);
    QVERIFY(f.server.calls(u"ListNamespaces"_s) < 300);
}

void TestClientFaults::anotherMessageIsReadAsFarAsItGoes()
{
    Fixture f;
    // GetSystemInfoResponse{server_version} where a DescribeNamespaceResponse{namespace_info} is due:
    // "1.32.1" is no message, so it is refused; an empty answer is an empty value.
    f.server.answerNext(readMethod, QByteArray("\x0a\x06"
                                               "1.32.1"));
    QCOMPARE(await(readOf(f)).error().kind, ErrorKind::Internal);
    f.server.answerNext(readMethod, {});
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
    f.server.padNext(readMethod, bytes);
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
    f.server.padNext(readMethod, 2 << 20, fake::TemporalServer::always);
    const auto result = await(readOf(f));
    QCOMPARE(result.error().kind, ErrorKind::TooLarge);
    QCOMPARE(f.server.calls(readMethod), 1);
}

void TestClientFaults::aRequestOverTheServersLimitIsTooLarge()
{
    Fixture f;
    prepare(f);
    const QByteArray result = '"' + QByteArray(5 << 20, 'x') + '"';
    const auto reply = await(writes::completeActivity(
        *f.client, f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, u"1"_s, {u"json/plain"_s, {}, result}, {}}));
    QCOMPARE(reply.error().kind, ErrorKind::TooLarge);
}

QTEST_GUILESS_MAIN(TestClientFaults)
#include "tst_clientfaults.moc"
