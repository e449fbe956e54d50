// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/readback.h"
#include "models/base/text.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// The longest history a server keeps (limit.historyCount.error, 51,200 events) in its pages of 256.
constexpr int maxPages = 200;

} // namespace

ReadBack::ReadBack(Client &client, const Lever &lever, QString identity, Purpose purpose, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_lever(lever)
    , m_identity(std::move(identity))
    , m_purpose(purpose)
{
}

/// The description first: what it says to be over, the history read after it must show.
Reply<Settlement> ReadBack::read()
{
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
    readPage({});
}

void ReadBack::readPage(const QByteArray &token)
{
    const Execution &run = m_lever.seen().execution;
    m_call = m_client.historyReverse(m_lever.ns(), run.workflowId, run.runId, token, m_purpose)
                 .deliver(this, [this](Result<HistoryPage> answer) { takePage(std::move(answer)); });
}

void ReadBack::takePage(Result<HistoryPage> answer)
{
    if (!answer)
        return m_promise.finish(tl::unexpected(answer.error()));
    const bool isLast = answer->events.empty() || answer->nextPageToken.isEmpty();
    std::move(answer->events.begin(), answer->events.end(), std::back_inserter(m_events));
    if (isLast || m_events.back().id <= m_lever.seen().execution.historyLength)
        return m_promise.finish(m_lever.settle(m_events, m_now, m_identity));
    if (++m_pages >= maxPages)
        return m_promise.finish(
            fail(ErrorKind::TooLarge, Text::tr("the history is longer than a server keeps")));
    readPage(answer->nextPageToken);
}

} // namespace signalbox
