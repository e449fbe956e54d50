// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ratio.h"

#include "models/temporal/client.h"
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporalserver.h"

#include <QCoreApplication>

#include <benchmark/benchmark.h>
#include <grpcpp/grpcpp.h>

#include "temporal/api/workflowservice/v1/service.grpc.pb.h"

// 200 queues described through the client, against a bare loop that keeps as many calls under way. The server
// answers at once, so this is what the client's own work costs at the most: of a real server, which takes
// eight times as long, it is a tenth (1.10, Temporal 1.32.1 on the same two cores).

using namespace signalbox;
using namespace Qt::StringLiterals;
namespace api = temporal::api::workflowservice::v1;

namespace {

constexpr int queues = 200;
const QString ns = u"bench"_s;

fake::TemporalServer &server()
{
    static fake::TemporalServer instance;
    return instance;
}

QString nameOf(int queue)
{
    return u"bench.queue-%1"_s.arg(queue);
}

void fill()
{
    server().setNamespaces({{ns, {}, {}, {}, NamespaceState::Registered, {}, false, false, {}, {}}});
    for (int i = 0; i < queues; ++i) {
        TaskQueueStats stats;
        stats.backlog = i;
        stats.oldestTask = std::chrono::seconds(i);
        stats.addRate = stats.dispatchRate = 1;
        for (int poller = 0; poller < 4; ++poller)
            stats.pollers.push_back(
                {u"812@worker-%1"_s.arg(poller), TaskType::Workflow, SystemClock().utc(), 4.0, {}});
        server().setQueue({ns, nameOf(i)}, TaskType::Workflow, stats);
    }
}

struct BareCall
{
    grpc::ClientContext context;
    api::DescribeTaskQueueResponse response;
    grpc::Status status;
    std::unique_ptr<grpc::ClientAsyncResponseReader<api::DescribeTaskQueueResponse>> reader;
};

void bareLoop(benchmark::State &state)
{
    const auto channel =
        grpc::CreateChannel(server().address().toStdString(), grpc::InsecureChannelCredentials());
    const auto stub = api::WorkflowService::NewStub(channel);
    grpc::CompletionQueue ended;
    const auto send = [&](int queue) {
        auto *call = new BareCall;
        api::DescribeTaskQueueRequest request;
        request.set_namespace_(ns.toStdString());
        request.mutable_task_queue()->set_name(nameOf(queue).toStdString());
        request.set_task_queue_type(temporal::api::enums::v1::TASK_QUEUE_TYPE_WORKFLOW);
        request.set_report_stats(true);
        request.set_report_config(true);
        call->reader = stub->PrepareAsyncDescribeTaskQueue(&call->context, request, &ended);
        call->reader->StartCall();
        call->reader->Finish(&call->response, &call->status, call);
    };
    for (auto _ : state) {
        int sent = 0;
        for (; sent < Limits().inFlight; ++sent)
            send(sent);
        for (int answered = 0; answered < queues; ++answered) {
            void *tag = nullptr;
            bool ok = false;
            ended.Next(&tag, &ok);
            const std::unique_ptr<BareCall> call(static_cast<BareCall *>(tag));
            if (!call->status.ok())
                return state.SkipWithError("the bare loop failed");
            if (sent < queues)
                send(sent++);
        }
    }
    ended.Shutdown();
}

void throughTheClient(benchmark::State &state)
{
    const SystemClock clock;
    fake::StaticTokenSource tokens;
    const auto client = Client::create(server().profile(), tokens, clock).value();
    QObject receiver;
    for (auto _ : state) {
        int answered = 0;
        bool good = true;
        for (int i = 0; i < queues; ++i)
            client->describeTaskQueue(ns, nameOf(i), TaskType::Workflow, Purpose::Background)
                .deliver(&receiver, [&](const Result<TaskQueueStats> &stats) {
                    ++answered;
                    good &= stats.has_value();
                });
        while (answered < queues)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (!good)
            return state.SkipWithError("the client failed");
    }
}

BENCHMARK(bareLoop)->Unit(benchmark::kMillisecond)->Iterations(20)->UseRealTime();
BENCHMARK(throughTheClient)->Unit(benchmark::kMillisecond)->Iterations(20)->UseRealTime();

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    dispatcher::init();
    fill();
    return bench::judge(argc, argv, {{"throughTheClient", "bareLoop", 1.6}});
}
