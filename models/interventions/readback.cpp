// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/readback.h"
#include "models/base/text.h"

namespace signalbox {

using namespace Qt::StringLiterals;

ReadBack::ReadBack(Client &client, const RunLever &lever, QString identity, Purpose purpose, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_lever(lever)
    , m_identity(std::move(identity))
    , m_purpose(purpose)
{
}

/// The description first: what it says to be over, the history read after it must show.
Reply<Settlement> ReadBack::read(const QString &madeRun)
{
    m_madeRun = madeRun;
    m_call.cancel();
    m_promise = ReplyPromise<Settlement>();
    m_events.clear();
    m_pages = 0;
    const Execution &run = m_lever.seen().execution;
    m_call =
        m_client.describeExecution(m_lever.ns(), run.workflowId, run.runId, m_purpose)
            .deliver(this, [this](const Result<ExecutionDescription> &answer) { takeDescription(answer); });
    return m_promise.reply();
}

void ReadBack::takeDescription(const Result<ExecutionDescription> &answer)
{
    if (!answer)
        return m_promise.finish(tl::unexpected(answer.error()));
    m_now = *answer;
    m_trace = m_lever.trace(m_now, m_madeRun);
    if (m_trace.runId.isEmpty())
        return m_promise.finish(m_lever.settle({}, m_now, m_identity));
    readPage({});
}

void ReadBack::readPage(const QByteArray &token)
{
    const QString &workflowId = m_lever.seen().execution.workflowId;
    m_call = m_client.historyReverse(m_lever.ns(), workflowId, m_trace.runId, token, m_purpose)
                 .deliver(this, [this](Result<HistoryPage> answer) { takePage(std::move(answer)); });
}

void ReadBack::takePage(Result<HistoryPage> answer)
{
    if (!answer)
        return m_promise.finish(tl::unexpected(answer.error()));
    const bool isLast = answer->events.empty() || answer->nextPageToken.isEmpty();
    std::move(answer->events.begin(), answer->events.end(), std::back_inserter(m_events));
    if (isLast || m_events.back().id <= m_trace.after)
        return m_promise.finish(m_lever.settle(m_events, m_now, m_identity));
    if (++m_pages >= maxHistoryPages)
        return m_promise.finish(
            fail(ErrorKind::TooLarge, Text::tr("the history is longer than a server keeps")));
    readPage(answer->nextPageToken);
}

} // namespace signalbox
