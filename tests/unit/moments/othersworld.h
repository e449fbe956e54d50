// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fake/failures.h"
#include "tests/unit/monitor/watchworld.h"

namespace signalbox::test {

/// A watched server at which other people do things to runs.
struct OthersWorld : WatchWorld
{
    OthersWorld() { serve(); }

    /// Terminated so long after what the clock says.
    void terminate(const QString &ns, const QString &id, Milliseconds after, const QString &identity,
                   const QString &principal = {}, const QString &reason = QStringLiteral("stuck"),
                   const QString &principalType = QStringLiteral("jwt"))
    {
        ExecutionDescription described;
        Execution &run = described.execution;
        run.workflowId = id;
        run.runId = QStringLiteral("run-of-") + id;
        run.taskQueue = QStringLiteral("ns.busy");
        run.status = ExecutionStatus::Terminated;
        run.startTime = clock.utc() - std::chrono::hours(1);
        run.closeTime = clock.utc() + after;
        m_runs[ns].push_back(run);
        server.setExecutions(ns, m_runs[ns]);
        server.setDescription(ns, described);
        m_described[id] = described;
        HistoryEvent end;
        end.id = 2;
        end.type = QStringLiteral("WorkflowExecutionTerminated");
        end.time = run.closeTime;
        end.identity = identity;
        end.principalName = principal;
        end.principalType = principal.isEmpty() ? QString() : principalType;
        end.reason = reason;
        server.setHistory(ns, id, run.runId, {started(run), end});
    }
    /// A run that was terminated is reset so long after what the clock says, to "made-of-" it. Of many events
    /// since then the one that says so is not on the newest page.
    void reset(const QString &ns, const QString &id, Milliseconds after, const QString &reason,
               const QString &principal = {}, int eventsSince = 0)
    {
        ExecutionDescription base = m_described[id];
        base.resetRunId = QStringLiteral("made-of-") + id;
        ExecutionDescription made = base;
        made.execution.runId = base.resetRunId;
        made.execution.status = ExecutionStatus::Running;
        made.execution.closeTime.reset();
        made.resetRunId.clear();
        made.resetAt = clock.utc() + after;
        HistoryEvent failed;
        failed.id = 2;
        failed.type = QStringLiteral("WorkflowTaskFailed");
        failed.time = made.resetAt;
        failed.identity = QStringLiteral("history-service");
        failed.baseRunId = base.execution.runId;
        failed.newRunId = made.execution.runId;
        failed.principalName = principal;
        failed.principalType = principal.isEmpty() ? QString() : QStringLiteral("jwt");
        failed.failure = fake::failed({fake::linkOf(FailureKind::Reset, reason)});
        std::vector<HistoryEvent> events{started(made.execution), failed};
        for (int i = 0; i < eventsSince; ++i) {
            HistoryEvent scheduled;
            scheduled.id = 3 + i;
            scheduled.type = QStringLiteral("WorkflowTaskScheduled");
            scheduled.time = made.resetAt;
            events.push_back(scheduled);
        }
        server.setDescription(ns, base);
        server.setDescription(ns, made);
        server.setHistory(ns, id, made.execution.runId, events);
    }

private:
    [[nodiscard]] static HistoryEvent started(const Execution &run)
    {
        HistoryEvent event;
        event.id = 1;
        event.type = QStringLiteral("WorkflowExecutionStarted");
        event.time = run.startTime;
        return event;
    }

    std::map<QString, std::vector<Execution>> m_runs;
    std::map<QString, ExecutionDescription> m_described;
};

} // namespace signalbox::test
