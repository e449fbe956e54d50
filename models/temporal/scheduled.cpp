// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/scheduled.h"

#include "models/temporal/client.h"
#include "models/temporal/rpc.h"

namespace signalbox {

namespace api = temporal::api::workflowservice::v1;

namespace {

constexpr Method readHistory{.name = "GetWorkflowExecutionHistory", .large = true};

std::vector<ScheduledActivity> scheduledIn(const api::GetWorkflowExecutionHistoryResponse &response)
{
    std::vector<ScheduledActivity> activities;
    for (const auto &event : response.history().events()) {
        if (!event.has_activity_task_scheduled_event_attributes())
            continue;
        const auto &said = event.activity_task_scheduled_event_attributes();
        ScheduledActivity activity{
            convert::text(said.activity_type().name()), convert::text(said.task_queue().name()), {}};
        const auto limit = convert::duration(said.schedule_to_close_timeout());
        if (limit && *limit > Milliseconds(0))
            activity.scheduleToClose = limit;
        activities.push_back(activity);
    }
    return activities;
}

} // namespace

Reply<std::vector<ScheduledActivity>> scheduledActivities(Client &client, const QString &ns,
                                                          const QString &workflowId, const QString &runId,
                                                          Purpose purpose)
{
    api::GetWorkflowExecutionHistoryRequest request;
    request.set_namespace_(ns.toStdString());
    request.mutable_execution()->set_workflow_id(workflowId.toStdString());
    request.mutable_execution()->set_run_id(runId.toStdString());
    Rpc &rpc = client.rpc();
    return rpc.call(rpc.workflow(), &WorkflowStub::PrepareAsyncGetWorkflowExecutionHistory, readHistory,
                    purpose, std::move(request), scheduledIn);
}

} // namespace signalbox
