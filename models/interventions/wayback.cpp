// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/wayback.h"

#include "models/base/text.h"
#include "models/interventions/readback.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

bool ResetPointFinder::take(const HistoryEvent &event)
{
    if (event.type == "WorkflowExecutionCancelRequested"_L1) {
        m_sawRequest = true;
        m_completed.reset();
        m_scheduled.reset();
    } else if (event.type == "WorkflowTaskCompleted"_L1 && !m_completed) {
        m_completed = ResetPoint{event.id, event.time};
    } else if (event.type == "WorkflowTaskScheduled"_L1) {
        // The server takes any event from the one after it to the task's end (1.32).
        m_scheduled = ResetPoint{event.id + 1, event.time, true};
    }
    return !m_completed || (m_wasCancelled && !m_sawRequest);
}

std::optional<ResetPoint> ResetPointFinder::point() const
{
    std::optional<ResetPoint> found = m_completed ? m_completed : m_scheduled;
    if (found)
        found->leavesOutCancel = m_sawRequest;
    return found;
}

WayBackReading::WayBackReading(Client &client, QString ns, QString workflowId, QString runId, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_ns(std::move(ns))
    , m_workflowId(std::move(workflowId))
    , m_runId(std::move(runId))
{
}

Reply<WayBack> WayBackReading::read(ExecutionStatus status, Purpose purpose)
{
    m_call.cancel();
    m_promise = ReplyPromise<WayBack>();
    m_purpose = purpose;
    m_finder = ResetPointFinder(status);
    m_pages = 0;
    m_call = m_client.describeExecution(m_ns, m_workflowId, {}, purpose)
                 .deliver(this, [this](const Result<ExecutionDescription> &answer) { takeCurrent(answer); });
    return m_promise.reply();
}

void WayBackReading::takeCurrent(const Result<ExecutionDescription> &answer)
{
    if (!answer)
        return m_promise.finish(tl::unexpected(answer.error()));
    m_way.current = *answer;
    if (m_isPointKnown)
        return m_promise.finish(m_way);
    readPage({});
}

void WayBackReading::readPage(const QByteArray &token)
{
    m_call = m_client.historyReverse(m_ns, m_workflowId, m_runId, token, m_purpose)
                 .deliver(this, [this](const Result<HistoryPage> &answer) { takePage(answer); });
}

void WayBackReading::takePage(const Result<HistoryPage> &answer)
{
    if (!answer)
        return m_promise.finish(tl::unexpected(answer.error()));
    const auto &events = answer->events;
    const bool isFound = !std::all_of(events.begin(), events.end(),
                                      [this](const HistoryEvent &event) { return m_finder.take(event); });
    if (isFound || events.empty() || answer->nextPageToken.isEmpty()) {
        m_isPointKnown = true;
        m_way.point = m_finder.point();
        return m_promise.finish(m_way);
    }
    if (++m_pages >= maxHistoryPages)
        return m_promise.finish(
            fail(ErrorKind::TooLarge, Text::tr("the history is longer than a server keeps")));
    readPage(answer->nextPageToken);
}

} // namespace signalbox
