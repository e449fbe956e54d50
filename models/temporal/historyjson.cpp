// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/historyjson.h"

#include "models/temporal/client.h"
#include "models/temporal/rpc.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <array>

namespace signalbox {

namespace api = temporal::api::workflowservice::v1;
namespace enums = temporal::api::enums::v1;

namespace {

constexpr Method readHistoryWhole{.name = "GetWorkflowExecutionHistory", .large = true};

bool isEnd(enums::EventType type)
{
    constexpr std::array ends{enums::EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
                              enums::EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
                              enums::EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
                              enums::EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
                              enums::EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
                              enums::EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW};
    return std::find(ends.begin(), ends.end(), type) != ends.end();
}

HistoryJson jsonOf(const api::GetWorkflowExecutionHistoryResponse &response)
{
    HistoryJson page;
    page.nextPageToken = QByteArray::fromStdString(response.next_page_token());
    std::string json;
    for (const auto &event : response.history().events()) {
        json.clear();
        const auto written = google::protobuf::util::MessageToJsonString(event, &json);
        if (!written.ok()) {
            page.events.clear();
            page.trouble = convert::text(written.ToString());
            return page;
        }
        if (page.first == 0)
            page.first = event.event_id();
        else
            page.isUnbroken = page.isUnbroken && event.event_id() == page.last + 1;
        page.last = event.event_id();
        page.ends = isEnd(event.event_type());
        if (!page.events.isEmpty())
            page.events += ",\n";
        page.events.append(json.data(), static_cast<qsizetype>(json.size()));
    }
    return page;
}

} // namespace

Reply<HistoryJson> historyJson(Client &client, const QString &ns, const QString &workflowId,
                               const QString &runId, const QByteArray &pageToken, Purpose purpose)
{
    api::GetWorkflowExecutionHistoryRequest request;
    request.set_namespace_(ns.toStdString());
    request.mutable_execution()->set_workflow_id(workflowId.toStdString());
    request.mutable_execution()->set_run_id(runId.toStdString());
    request.set_next_page_token(pageToken.toStdString());
    Rpc &rpc = client.rpc();
    return rpc.call(rpc.workflow(), &WorkflowStub::PrepareAsyncGetWorkflowExecutionHistory, readHistoryWhole,
                    purpose, std::move(request), jsonOf);
}

} // namespace signalbox
