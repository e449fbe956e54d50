// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/archivereader.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// More than the longest history has (51,200 events, 256 a page): an archive that doesn't end must not fill
/// the memory.
constexpr int mostPages = 400;

/// Only closed runs are archived.
ExecutionStatus statusBy(const QString &lastEvent)
{
    static const std::array<std::pair<QString, ExecutionStatus>, 6> ends{{
        {u"WorkflowExecutionCompleted"_s, ExecutionStatus::Completed},
        {u"WorkflowExecutionFailed"_s, ExecutionStatus::Failed},
        {u"WorkflowExecutionCanceled"_s, ExecutionStatus::Canceled},
        {u"WorkflowExecutionTerminated"_s, ExecutionStatus::Terminated},
        {u"WorkflowExecutionContinuedAsNew"_s, ExecutionStatus::ContinuedAsNew},
        {u"WorkflowExecutionTimedOut"_s, ExecutionStatus::TimedOut},
    }};
    const auto found =
        std::find_if(ends.begin(), ends.end(), [&](const auto &end) { return end.first == lastEvent; });
    return found == ends.end() ? ExecutionStatus::Unspecified : found->second;
}

} // namespace

ExecutionDescription describeArchived(const QString &workflowId, const QString &runId,
                                      const std::vector<HistoryEvent> &oldestFirst)
{
    ExecutionDescription run;
    run.execution.workflowId = workflowId;
    run.execution.runId = runId;
    if (oldestFirst.empty())
        return run;
    const HistoryEvent &start = oldestFirst.front();
    const HistoryEvent &end = oldestFirst.back();
    run.execution.type = start.subject;
    run.execution.taskQueue = start.taskQueue;
    run.execution.status = statusBy(end.type);
    run.execution.startTime = start.time;
    run.execution.closeTime = end.time;
    run.execution.historyLength = end.id;
    return run;
}

ArchiveReader::ArchiveReader(Client &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

Reply<ArchivedRun> ArchiveReader::read(const QString &ns, const QString &workflowId, const QString &runId)
{
    m_ns = ns;
    m_workflowId = workflowId;
    m_runId = runId;
    m_events.clear();
    m_pages = 0;
    m_promise = ReplyPromise<ArchivedRun>();
    readPage({});
    return m_promise.reply();
}

void ArchiveReader::readPage(const QByteArray &token)
{
    m_call = m_client.history(m_ns, m_workflowId, m_runId, token, Purpose::Operator)
                 .deliver(this, [this, token](Result<HistoryPage> answer) {
                     if (answer)
                         take(std::move(*answer), token);
                     else
                         takeFailure(answer.error());
                 });
}

/// A namespace without an archive, in a cluster that has one, is answered as a bad request (1.32.1).
void ArchiveReader::takeFailure(const Error &failure)
{
    const bool hasNone = failure.kind == ErrorKind::NotFound || failure.kind == ErrorKind::Invalid;
    m_events.clear();
    if (m_pages == 0 && hasNone)
        return m_promise.finish(fail(ErrorKind::NotFound, tr("the archive does not hold this run")));
    m_promise.finish(tl::unexpected(failure));
}

void ArchiveReader::take(HistoryPage page, const QByteArray &token)
{
    if (!page.isArchived)
        return m_promise.finish(fail(ErrorKind::NotFound, tr("the archive does not hold this run")));
    const bool goesRound = !page.nextPageToken.isEmpty() && page.nextPageToken == token;
    if (goesRound || ++m_pages > mostPages) {
        m_events.clear();
        return m_promise.finish(fail(ErrorKind::Internal, tr("the archived history does not end")));
    }
    const bool isLast = page.events.empty() || page.nextPageToken.isEmpty();
    std::move(page.events.begin(), page.events.end(), std::back_inserter(m_events));
    if (!isLast) {
        Q_EMIT readOn();
        return readPage(page.nextPageToken);
    }
    ArchivedRun run;
    run.description = describeArchived(m_workflowId, m_runId, m_events);
    run.newestFirst.assign(std::make_move_iterator(m_events.rbegin()),
                           std::make_move_iterator(m_events.rend()));
    m_events.clear();
    m_promise.finish(std::move(run));
}

} // namespace signalbox
