// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalmessages.h"
#include "tests/fake/temporalworld.h"

#include <algorithm>

namespace signalbox::fake {

void TemporalWorld::archiveRun(const QString &ns, const QString &workflowId, const QString &runId)
{
    const std::scoped_lock lock(m_mutex);
    auto node = m_runs.extract({ns, workflowId, runId});
    Run &run = m_archive[ns].emplace_back(std::move(node.mapped()));
    auto &rows = m_executions[ns];
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Execution &one) {
        return one.workflowId == workflowId && one.runId == runId;
    });
    if (row != rows.end()) {
        run.description.execution = *row;
        rows.erase(row);
    }
    m_currentRuns.erase({ns, workflowId});
    m_prepared.clear();
}

grpc::Status TemporalWorld::listArchived(const api::ListArchivedWorkflowExecutionsRequest &request,
                                         api::ListArchivedWorkflowExecutionsResponse &response)
{
    const QString ns = QString::fromStdString(request.namespace_());
    const auto known = std::find_if(m_namespaces.begin(), m_namespaces.end(),
                                    [&](const NamespaceInfo &one) { return one.name == ns; });
    if (known != m_namespaces.end() && !known->visibilityArchival)
        return {grpc::StatusCode::INVALID_ARGUMENT, "Namespace is not configured for visibility archival."};
    const QString query = QString::fromStdString(request.query());
    for (const Run &run : m_archive[ns])
        if (query.isEmpty() ||
            query == QStringLiteral("WorkflowId='%1'").arg(run.description.execution.workflowId))
            fill(*response.add_executions(), run.description.execution);
    return knownNamespace(request.namespace_());
}

/// Only with a run id, and only oldest first.
const TemporalWorld::Run *TemporalWorld::findArchived(const QString &ns, const QString &workflowId,
                                                      const QString &runId) const
{
    const auto runs = m_archive.constFind(ns);
    if (runs == m_archive.constEnd())
        return nullptr;
    const auto found = std::find_if(runs->begin(), runs->end(), [&](const Run &run) {
        const Execution &one = run.description.execution;
        return one.workflowId == workflowId && one.runId == runId;
    });
    return found == runs->end() ? nullptr : &*found;
}

} // namespace signalbox::fake
