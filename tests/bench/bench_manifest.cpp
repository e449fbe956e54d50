// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "models/recovery/manifesttaker.h"
#include "models/recovery/manifestverifier.h"
#include "models/temporal/client.h"
#include "tests/bench/meter.h"
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporalserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <grpcpp/grpcpp.h>

#include "temporal/api/workflowservice/v1/service.grpc.pb.h"

#include <iostream>

// A manifest of 100,000 runs taken and verified, against the bare loop that lists and describes them with as
// many calls under way. Server, loop, taker and verifier are processes of their own, so that each has its own
// memory.

using namespace signalbox;
using namespace Qt::StringLiterals;
namespace api = temporal::api::workflowservice::v1;

namespace {

constexpr int runs = 100'000;
constexpr int rounds = 3;
constexpr double mostTimes = 1.5;
constexpr double mostMegabytes = 150;
const QString ns = u"bench"_s;

/// As fast as the server goes.
Pace unpaced()
{
    Pace pace;
    pace.describesPerSecond = pace.queuesPerSecond = 1e9;
    return pace;
}

Limits unlimited()
{
    Limits limits;
    limits.visibilityPerSecond = limits.visibilityOperatorPerSecond = limits.visibilityBackgroundPerSecond =
        limits.visibilityPagingPerSecond = 1e6;
    return limits;
}

int serve()
{
    fake::TemporalServer server;
    std::vector<Execution> rows;
    const Instant start{std::chrono::milliseconds(1'790'000'000'000)};
    for (int i = 0; i < runs; ++i) {
        ExecutionDescription description;
        description.execution = {u"ingest-customer-%1"_s.arg(i, 24, 10, QChar(u'0')),
                                 u"00000000-0000-4000-8000-%1"_s.arg(i, 12, 10, QChar(u'0')),
                                 u"KnowledgeIngestWorkflow"_s,
                                 u"stratmaster-prod.knowledge_ingest"_s,
                                 ExecutionStatus::Running,
                                 start + Milliseconds(i),
                                 {},
                                 0,
                                 0};
        rows.push_back(description.execution);
        description.execution.historyLength = 12;
        server.setDescription(ns, description);
    }
    server.setNamespaces({{ns, {}, {}, {}, NamespaceState::Registered, {}, false, false, {}, {}}});
    server.setExecutions(ns, std::move(rows));
    std::cout << server.address().toStdString() << std::endl;
    std::string line;
    std::getline(std::cin, line); // until whoever started it is gone
    return 0;
}

/// Milliseconds, and the most memory that this process had, in MB.
int tell(qint64 milliseconds)
{
    QFile status(u"/proc/self/status"_s);
    double megabytes = 0;
    if (status.open(QIODevice::ReadOnly))
        for (const QByteArray &line : status.readAll().split('\n'))
            if (line.startsWith("VmHWM:"))
                megabytes = line.mid(6).simplified().split(' ').front().toDouble() / 1024;
    std::cout << milliseconds << ' ' << megabytes << std::endl;
    return 0;
}

struct BareCall
{
    grpc::ClientContext context;
    api::DescribeWorkflowExecutionResponse response;
    grpc::Status status;
    std::unique_ptr<grpc::ClientAsyncResponseReader<api::DescribeWorkflowExecutionResponse>> reader;
};

/// Whether all of the page were described.
bool describeAll(api::WorkflowService::Stub &stub, grpc::CompletionQueue &ended,
                 const api::ListWorkflowExecutionsResponse &page)
{
    const auto send = [&](int row) {
        auto *call = new BareCall;
        api::DescribeWorkflowExecutionRequest request;
        request.set_namespace_(ns.toStdString());
        *request.mutable_execution() = page.executions(row).execution();
        call->reader = stub.PrepareAsyncDescribeWorkflowExecution(&call->context, request, &ended);
        call->reader->StartCall();
        call->reader->Finish(&call->response, &call->status, call);
    };
    int sent = 0;
    for (; sent < std::min(Pace().describesAtOnce, page.executions_size()); ++sent)
        send(sent);
    for (int answered = 0; answered < page.executions_size(); ++answered) {
        void *tag = nullptr;
        bool ok = false;
        ended.Next(&tag, &ok);
        const std::unique_ptr<BareCall> call(static_cast<BareCall *>(tag));
        if (!call->status.ok() || call->response.workflow_execution_info().history_length() != 12)
            return false;
        if (sent < page.executions_size())
            send(sent++);
    }
    return true;
}

int bareLoop(const QString &address)
{
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(128 * 1024 * 1024);
    const auto channel =
        grpc::CreateCustomChannel(address.toStdString(), grpc::InsecureChannelCredentials(), arguments);
    const auto stub = api::WorkflowService::NewStub(channel);
    grpc::CompletionQueue ended;
    QElapsedTimer timer;
    timer.start();
    api::ListWorkflowExecutionsRequest request;
    request.set_namespace_(ns.toStdString());
    request.set_query("ExecutionStatus IN ('Running', 'Paused')");
    request.set_page_size(Pace().pageSize);
    int found = 0;
    do {
        grpc::ClientContext context;
        api::ListWorkflowExecutionsResponse page;
        if (!stub->ListWorkflowExecutions(&context, request, &page).ok() || !describeAll(*stub, ended, page))
            return 1;
        found += page.executions_size();
        request.set_next_page_token(page.next_page_token());
    } while (!request.next_page_token().empty());
    const qint64 taken = timer.elapsed();
    ended.Shutdown();
    return found == runs ? tell(taken) : 1;
}

std::unique_ptr<Client> clientOf(const QString &address, TokenSource &tokens, const Clock &clock)
{
    Profile profile;
    profile.name = u"bench"_s;
    profile.address = address;
    profile.environment = Environment::Development;
    return Client::create(profile, tokens, clock, unlimited()).value();
}

int take(const QString &address, const QString &file)
{
    const SystemClock clock;
    fake::StaticTokenSource tokens;
    const auto client = clientOf(address, tokens, clock);
    QElapsedTimer timer;
    timer.start();
    ManifestTaker taker(*client, clock, {file, u"bench"_s, {}, {}}, unpaced());
    QObject::connect(&taker, &ManifestTaker::taken, &taker, [&](const manifest::Counts &counts) {
        QCoreApplication::exit(counts.runs == runs && counts.gaps == 0 ? tell(timer.elapsed()) : 1);
    });
    QObject::connect(&taker, &ManifestTaker::failed, &taker, [] { QCoreApplication::exit(1); });
    taker.start();
    return QCoreApplication::exec();
}

int verify(const QString &address, const QString &file)
{
    const SystemClock clock;
    fake::StaticTokenSource tokens;
    const auto client = clientOf(address, tokens, clock);
    QElapsedTimer timer;
    timer.start();
    ManifestVerifier verifier(*client, clock, file, {}, unpaced());
    QObject::connect(&verifier, &ManifestVerifier::verified, &verifier, [&](const Verification &result) {
        const bool isWhole = result.namespaces.at(0).count(Fate::Intact) == runs;
        QCoreApplication::exit(isWhole ? tell(timer.elapsed()) : 1);
    });
    QObject::connect(&verifier, &ManifestVerifier::failed, &verifier, [] { QCoreApplication::exit(1); });
    verifier.start();
    return QCoreApplication::exec();
}

struct Measured
{
    double milliseconds = 1e12;
    double megabytes = 0;
};

/// The fastest of some rounds, after one that does not count: the server prepares its pages in it.
Measured measure(const QStringList &arguments)
{
    Measured best;
    for (int round = 0; round <= rounds; ++round) {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), arguments);
        if (!process.waitForFinished(300'000) || process.exitCode() != 0)
            qFatal("%s failed", qPrintable(arguments.front()));
        const QList<QByteArray> said = process.readAllStandardOutput().simplified().split(' ');
        best.megabytes = std::max(best.megabytes, said.at(1).toDouble());
        if (round > 0)
            best.milliseconds = std::min(best.milliseconds, said.at(0).toDouble());
    }
    return best;
}

int judge()
{
    const QString self = QCoreApplication::applicationFilePath();
    QProcess server;
    server.start(self, {u"--serve"_s});
    if (!server.waitForReadyRead(120'000))
        qFatal("no server");
    const QString address = QString::fromLatin1(server.readLine().trimmed());
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"m"_s);
    const Measured bare = measure({u"--bare"_s, address});
    const Measured taken = measure({u"--take"_s, address, file});
    const Measured verified = measure({u"--verify"_s, address, file});
    server.closeWriteChannel();
    server.waitForFinished();
    std::printf("the bare loop, ms %60.0f\n", bare.milliseconds);
    bool isGood = bench::isWithin("taking, times the bare loop", taken.milliseconds / bare.milliseconds,
                                  mostTimes * bench::slack());
    isGood &= bench::isWithin("taking, MB", taken.megabytes, mostMegabytes);
    isGood &= bench::isWithin("verifying, times the bare loop", verified.milliseconds / bare.milliseconds,
                              mostTimes * bench::slack());
    isGood &= bench::isWithin("verifying, MB", verified.megabytes, mostMegabytes);
    return isGood ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    dispatcher::init();
    const QStringList words = QCoreApplication::arguments();
    const QString role = words.value(1);
    if (role == u"--serve"_s)
        return serve();
    if (role == u"--bare"_s)
        return bareLoop(words.value(2));
    if (role == u"--take"_s)
        return take(words.value(2), words.value(3));
    if (role == u"--verify"_s)
        return verify(words.value(2), words.value(3));
    return judge();
}
