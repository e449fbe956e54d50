// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ratio.h"

#include "models/workflows/workflowtablemodel.h"
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporalserver.h"

#include <QApplication>
#include <QHeaderView>
#include <QTableView>

#include <benchmark/benchmark.h>
#include <grpcpp/grpcpp.h>

#include "temporal/api/workflowservice/v1/service.grpc.pb.h"

#include <limits>

// 100,000 executions in pages of 1,000 into the workflows model with a view on it, against the bare stub loop
// over the same prepared pages.

using namespace signalbox;
using namespace Qt::StringLiterals;
namespace api = temporal::api::workflowservice::v1;

namespace {

constexpr int executions = 100'000;
constexpr int pageSize = 1000;
const QString ns = u"bench"_s;

fake::TemporalServer &server()
{
    static fake::TemporalServer instance;
    return instance;
}

void fill()
{
    std::vector<Execution> rows;
    rows.reserve(executions);
    const Instant start{std::chrono::milliseconds(1'790'000'000'000)};
    for (int i = 0; i < executions; ++i)
        rows.push_back({u"ingest-customer-%1"_s.arg(i, 24, 10, QChar(u'0')),
                        u"00000000-0000-4000-8000-%1"_s.arg(i, 12, 10, QChar(u'0')),
                        u"KnowledgeIngestWorkflow"_s,
                        u"stratmaster-prod.knowledge_ingest"_s,
                        ExecutionStatus::Running,
                        start + Milliseconds(i),
                        {},
                        0,
                        0});
    server().setNamespaces({{ns, {}, {}, {}, NamespaceState::Registered, {}, false, false, {}, {}}});
    server().setExecutions(ns, std::move(rows));
}

/// The real server allows ten pages a second; this measures the client.
Limits unlimited()
{
    Limits limits;
    limits.visibilityPerSecond = limits.visibilityOperatorPerSecond = limits.visibilityBackgroundPerSecond =
        limits.visibilityPagingPerSecond = 1e6;
    return limits;
}

void stubLoop(benchmark::State &state)
{
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(128 * 1024 * 1024);
    const auto channel = grpc::CreateCustomChannel(server().address().toStdString(),
                                                   grpc::InsecureChannelCredentials(), arguments);
    const auto stub = api::WorkflowService::NewStub(channel);
    for (auto _ : state) {
        api::ListWorkflowExecutionsRequest request;
        request.set_namespace_(ns.toStdString());
        request.set_page_size(pageSize);
        int rows = 0;
        do {
            grpc::ClientContext context;
            api::ListWorkflowExecutionsResponse response;
            if (!stub->ListWorkflowExecutions(&context, request, &response).ok())
                return state.SkipWithError("the stub loop failed");
            rows += response.executions_size();
            request.set_next_page_token(response.next_page_token());
        } while (!request.next_page_token().empty());
        if (rows != executions)
            return state.SkipWithError("the stub loop lost rows");
    }
}

void modelWithView(benchmark::State &state)
{
    const SystemClock clock;
    const Profile profile = server().profile();
    fake::StaticTokenSource tokens;
    const auto client = Client::create(profile, tokens, clock, unlimited());
    WorkflowTableModel model(**client, clock);
    QTableView view;
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view.setModel(&model);
    view.resize(1200, 800);
    view.show();
    QCoreApplication::processEvents();
    // As in the stub loop, what is measured begins with the first request and a channel that has yet to
    // connect.
    for (auto _ : state) {
        model.load(ns, {});
        model.fetchAll(std::numeric_limits<int>::max());
        while (model.rowCount() < executions && model.state() != WorkflowTableModel::State::Failed)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (model.rowCount() != executions)
            return state.SkipWithError("the model lost rows");
    }
}

BENCHMARK(stubLoop)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();
BENCHMARK(modelWithView)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    dispatcher::init();
    fill();
    return bench::judge(argc, argv, {{"modelWithView", "stubLoop", 1.2}});
}
