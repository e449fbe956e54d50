// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalworld.h"

#include <algorithm>

namespace signalbox::fake {

void TemporalWorld::setListForgets(bool forgets)
{
    const std::scoped_lock lock(m_mutex);
    m_listForgets = forgets;
    for (auto rows = m_executions.begin(); forgets && rows != m_executions.end(); ++rows)
        std::erase_if(rows.value(), [&](const Execution &row) {
            return m_lost.contains({rows.key(), row.workflowId, row.runId});
        });
    m_prepared.clear();
}

/// As the real server: an open run goes too, without a run id it is the current one.
grpc::Status TemporalWorld::deleteRun(const api::DeleteWorkflowExecutionRequest &request,
                                      api::DeleteWorkflowExecutionResponse &)
{
    grpc::Status status;
    const Run *const run = findRun(request.namespace_(), request.workflow_execution().workflow_id(),
                                   request.workflow_execution().run_id(), status);
    if (!run)
        return status;
    const QString ns = QString::fromStdString(request.namespace_());
    const QString workflowId = run->description.execution.workflowId;
    const QString runId = run->description.execution.runId;
    m_runs.erase({ns, workflowId, runId});
    m_lost.insert({ns, workflowId, runId});
    if (m_listForgets)
        std::erase_if(m_executions[ns], [&](const Execution &row) {
            return row.workflowId == workflowId && row.runId == runId;
        });
    m_prepared.clear();
    return grpc::Status::OK;
}

} // namespace signalbox::fake
