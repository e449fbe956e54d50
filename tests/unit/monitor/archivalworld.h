// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fake/temporalserver.h"

namespace signalbox::test {

inline NamespaceInfo archivingInfo(const QString &name, std::chrono::seconds retention, bool archives = true)
{
    NamespaceInfo info;
    info.name = name;
    info.id = QStringLiteral("id-") + name;
    info.state = NamespaceState::Registered;
    info.retention = retention;
    info.historyArchival = info.visibilityArchival = archives;
    return info;
}

/// One that closed then.
inline Execution closedRun(Instant at, ExecutionStatus status = ExecutionStatus::Completed)
{
    Execution run;
    run.workflowId = run.runId =
        QStringLiteral("closed-%1-%2").arg(int(status)).arg(at.time_since_epoch().count());
    run.type = QStringLiteral("T");
    run.taskQueue = QStringLiteral("ns.calm");
    run.status = status;
    run.closeTime = at;
    return run;
}

/// How often executions were counted by when they closed, with nothing else or with how they ended.
inline int countsOfClosed(const fake::TemporalServer &server, bool isOfBadEnds)
{
    int calls = 0;
    for (const fake::RecordedCall &call : server.recorded(QStringLiteral("CountWorkflowExecutions"))) {
        const bool isOfClosed = call.request.contains(QLatin1StringView("CloseTime <")) &&
                                !call.request.contains(QLatin1StringView("CloseTime >="));
        const bool hasStatus = call.request.contains(QLatin1StringView("ExecutionStatus IN"));
        calls += isOfClosed && hasStatus == isOfBadEnds ? 1 : 0;
    }
    return calls;
}

} // namespace signalbox::test
