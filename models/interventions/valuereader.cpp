// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/valuereader.h"

#include "models/workflows/runfinder.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostPages = 4; // of 256 events
constexpr int mostOthers = 4;

} // namespace

ValueReader::ValueReader(Client &client, QString ns, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_ns(std::move(ns))
{
}

void ValueReader::read(const ExecutionDescription &run, const QString &activityId)
{
    const auto &pending = run.pendingActivities;
    const auto activity = std::find_if(pending.begin(), pending.end(), [&](const PendingActivity &each) {
        return each.activityId == activityId;
    });
    const bool isRead = m_forms && !m_forms->failure;
    if (isRead || activity == pending.end() || std::exchange(m_isUnderWay, true))
        return;
    m_run = run.execution;
    m_activityType = activity->type;
    m_reading = {};
    addForms(m_reading, activity->heartbeatDetails);
    m_events.clear();
    m_pages = 0;
    readPage({});
}

void ValueReader::readPage(const QByteArray &token)
{
    m_call = m_client.historyReverse(m_ns, m_run.workflowId, m_run.runId, token, Purpose::Operator)
                 .deliver(this, [this](Result<HistoryPage> answer) { takePage(std::move(answer)); });
}

void ValueReader::takePage(Result<HistoryPage> answer)
{
    if (!answer)
        return finish(answer.error());
    std::move(answer->events.begin(), answer->events.end(), std::back_inserter(m_events));
    if (answer->events.empty() || answer->nextPageToken.isEmpty())
        return takeOwn();
    if (++m_pages >= mostPages)
        return readStart();
    readPage(answer->nextPageToken);
}

/// What began a long run has its input.
void ValueReader::readStart()
{
    m_call = m_client.history(m_ns, m_run.workflowId, m_run.runId, {}, Purpose::Operator)
                 .deliver(this, [this](Result<HistoryPage> answer) {
                     if (!answer)
                         return finish(answer.error());
                     std::move(answer->events.rbegin(), answer->events.rend(), std::back_inserter(m_events));
                     takeOwn();
                 });
}

void ValueReader::takeOwn()
{
    addForms(m_reading, m_events, m_activityType, {});
    m_events.clear();
    if (m_reading.results.empty())
        return readOthers();
    finish();
}

void ValueReader::readOthers()
{
    const QString query = u"WorkflowType = %1 AND TaskQueue = %2 AND ExecutionStatus = 'Completed'"_s.arg(
        quotedInQuery(m_run.type), quotedInQuery(m_run.taskQueue));
    m_call = m_client.listExecutions(m_ns, query, mostOthers, {}, Purpose::Operator)
                 .deliver(this, [this](const Result<ExecutionPage> &answer) {
                     if (!answer)
                         return finish(answer.error());
                     m_others.clear();
                     for (std::size_t i = 0; i < answer->size(); ++i)
                         m_others.push_back(answer->execution(i));
                     readNextOther();
                 });
}

void ValueReader::readNextOther()
{
    if (m_others.empty() || !m_reading.results.empty())
        return finish();
    const Execution other = m_others.front();
    m_others.pop_front();
    m_call = m_client.historyReverse(m_ns, other.workflowId, other.runId, {}, Purpose::Operator)
                 .deliver(this, [this, id = other.workflowId](const Result<HistoryPage> &answer) {
                     if (answer)
                         addForms(m_reading, answer->events, m_activityType, id);
                     else if (answer.error().kind != ErrorKind::NotFound) // its retention is over
                         return finish(answer.error());
                     readNextOther();
                 });
}

void ValueReader::finish(std::optional<Error> failure)
{
    m_isUnderWay = false;
    m_reading.failure = std::move(failure);
    m_forms = m_reading;
    Q_EMIT changed();
}

} // namespace signalbox
