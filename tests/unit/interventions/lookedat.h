// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/records.h"
#include "models/interventions/runlever.h"

/// What a dialog shows in these tests: a running run of four events, one activity in retry, one running.
namespace signalbox::lookedat {

inline const QString ns = QStringLiteral("ns-a");
inline const QString workflowId = QStringLiteral("ingest-2231");
inline const QString runId = QStringLiteral("b1f3a0c2-6f0e-4f7c-9a53-0c7d1e889c44");

inline HistoryEvent runEvent(qint64 id, const QString &type, const QString &identity = {})
{
    HistoryEvent event;
    event.id = id;
    event.type = type;
    event.identity = identity;
    event.time = Instant(std::chrono::seconds(1'800'000'000 + id));
    return event;
}

inline HistoryEvent activityEvent(qint64 id, const QString &type, const QString &activityId,
                                  const QString &identity = {})
{
    HistoryEvent made = runEvent(id, type, identity);
    made.activityId = activityId;
    return made;
}

inline ExecutionDescription run()
{
    using namespace Qt::StringLiterals;
    ExecutionDescription run;
    run.execution.workflowId = workflowId;
    run.execution.runId = runId;
    run.execution.type = u"KnowledgeIngest"_s;
    run.execution.taskQueue = u"ns-a.ingest"_s;
    run.execution.status = ExecutionStatus::Running;
    run.execution.historyLength = 4;
    PendingActivity retrying;
    retrying.activityId = u"12"_s;
    retrying.type = u"upsert_vector"_s;
    retrying.taskQueue = u"ns-a.vectors"_s;
    retrying.state = ActivityState::Scheduled;
    retrying.attempt = 17;
    retrying.lastWorker = u"812@ingest-7c9"_s;
    retrying.scheduledTime = Instant(std::chrono::seconds(1'800'000'000));
    PendingActivity started = retrying;
    started.activityId = u"13"_s;
    started.state = ActivityState::Started;
    started.attempt = 2;
    run.pendingActivities = {retrying, started};
    return run;
}

inline std::vector<HistoryEvent> history()
{
    using namespace Qt::StringLiterals;
    return {runEvent(1, u"WorkflowExecutionStarted"_s), runEvent(2, u"WorkflowTaskCompleted"_s),
            activityEvent(3, u"ActivityTaskScheduled"_s, u"12"_s),
            activityEvent(4, u"ActivityTaskScheduled"_s, u"13"_s)};
}

/// The same run, terminated after a signal; its last completed workflow task is event 4.
inline ExecutionDescription closedRun()
{
    ExecutionDescription closed = run();
    closed.execution.status = ExecutionStatus::Terminated;
    closed.execution.closeTime = Instant(std::chrono::seconds(1'800'000'007));
    closed.execution.historyLength = 7;
    return closed;
}

inline std::vector<HistoryEvent> closedHistory()
{
    using namespace Qt::StringLiterals;
    return {runEvent(1, u"WorkflowExecutionStarted"_s),
            runEvent(2, u"WorkflowTaskScheduled"_s),
            runEvent(3, u"WorkflowTaskStarted"_s),
            runEvent(4, u"WorkflowTaskCompleted"_s),
            activityEvent(5, u"ActivityTaskScheduled"_s, u"12"_s),
            runEvent(6, u"WorkflowExecutionSignaled"_s),
            runEvent(7, u"WorkflowExecutionTerminated"_s)};
}

} // namespace signalbox::lookedat

namespace signalbox {

/// leverOf() of an intent that a run's lever wrote.
inline std::unique_ptr<RunLever> runLeverOf(const QJsonObject &intent)
{
    return std::unique_ptr<RunLever>(dynamic_cast<RunLever *>(leverOf(intent).release()));
}

} // namespace signalbox
