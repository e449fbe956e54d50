// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/callkind.h"

#include <algorithm>
#include <utility>

namespace signalbox {

CallKind callKindOf(std::string_view method)
{
    static constexpr std::array<std::pair<std::string_view, CallKind>, 13> kinds{{
        {"DescribeTaskQueue", CallKind::Looks},
        {"CountWorkflowExecutions", CallKind::Counts},
        {"ListWorkflowExecutions", CallKind::Lists},
        {"ListArchivedWorkflowExecutions", CallKind::Lists},
        {"ListActivityExecutions", CallKind::Lists},
        {"ListWorkers", CallKind::Workers},
        {"ListWorkerDeployments", CallKind::Workers},
        {"DescribeWorkerDeploymentVersion", CallKind::Workers},
        {"ListNamespaces", CallKind::Namespaces},
        {"DescribeNamespace", CallKind::Namespaces},
        {"DescribeWorkflowExecution", CallKind::Runs},
        {"GetWorkflowExecutionHistory", CallKind::Runs},
        {"GetWorkflowExecutionHistoryReverse", CallKind::Runs},
    }};
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [method](const auto &kind) { return kind.first == method; });
    return found == kinds.end() ? CallKind::Others : found->second;
}

} // namespace signalbox
