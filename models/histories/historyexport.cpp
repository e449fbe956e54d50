// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/histories/historyexport.h"

#include "models/base/explain.h"
#include "models/base/text.h"
#include "models/temporal/client.h"
#include "models/workflows/closedruns.h"

namespace signalbox {

namespace {

/// Of a page that the server has no time for, each after the client's own of ten seconds.
constexpr int mostTries = 5;
constexpr std::size_t mostFaults = 20;

/// It would be the same with the next run.
bool isOfAll(const Error &error)
{
    return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Expired ||
           error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Denied ||
           error.kind == ErrorKind::Unsupported;
}

} // namespace

HistoryExport::HistoryExport(Client &client, const Clock &clock, HistoryOrder order, const HistoryPace &pace,
                             QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_order(std::move(order))
    , m_pace(pace)
    , m_folder(m_order.folder)
    , m_budget(pace.readsPerSecond)
    , m_calls(std::make_unique<QObject>())
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &HistoryExport::pump);
}

void HistoryExport::start()
{
    m_folder.open().deliver(m_calls.get(), [this](const Result<bool> &opened) {
        if (!opened)
            return fail(opened.error());
        m_client.countExecutions(m_order.ns, closedRuns(m_order.closedBefore), Purpose::Paging)
            .deliver(m_calls.get(), [this](const Result<qint64> &count) { takeCount(count); });
    });
}

/// Without a number it is as well done, and nobody knows how far it is.
void HistoryExport::takeCount(const Result<qint64> &count)
{
    if (!count && isOfAll(count.error()))
        return fail(count.error());
    m_counts.known = count.value_or(0);
    Q_EMIT progressed();
    askPage({});
}

void HistoryExport::askPage(const QByteArray &token)
{
    m_client
        .listExecutions(m_order.ns, closedRuns(m_order.closedBefore), m_pace.pageSize, token, Purpose::Paging)
        .deliver(m_calls.get(), [this](const Result<ExecutionPage> &page) { takePage(page); });
}

void HistoryExport::takePage(const Result<ExecutionPage> &page)
{
    if (!page)
        return fail(page.error());
    m_page = *page;
    QStringList names;
    for (std::size_t i = 0; i < m_page.size(); ++i) {
        const Execution row = m_page.execution(i);
        names << historyFileName(row.workflowId, row.runId);
    }
    m_folder.look(names).deliver(
        m_calls.get(), [this](const Result<std::vector<HistoryThere>> &there) { takeThere(there); });
}

void HistoryExport::takeThere(const Result<std::vector<HistoryThere>> &there)
{
    for (std::size_t i = 0; i < there->size(); ++i) {
        const Execution row = m_page.execution(i);
        const QString name = historyFileName(row.workflowId, row.runId);
        if ((*there)[i] == HistoryThere::Whole)
            ++m_counts.kept;
        else if ((*there)[i] == HistoryThere::Another)
            note(row.workflowId, row.runId,
                 Text::tr("%1 is there already and is no whole history; it was left alone.").arg(name));
        else
            m_toBegin.push_back(std::make_shared<Run>(Run{row.workflowId, row.runId, m_folder.begin(name)}));
    }
    Q_EMIT progressed();
    pump();
}

void HistoryExport::pump()
{
    while (!m_toBegin.empty() && m_begun < m_pace.atOnce) {
        m_toRead.push_back(m_toBegin.front());
        m_toBegin.pop_front();
        ++m_begun;
    }
    const Milliseconds now = m_clock.sinceBoot();
    while (!m_toRead.empty() && m_budget.take(1, now)) {
        const RunPtr run = m_toRead.front();
        m_toRead.pop_front();
        read(run);
    }
    if (!m_toRead.empty())
        return m_wake.start(std::max(m_budget.nextAt(now) - now, Milliseconds(1)));
    m_wake.stop(); // once it is for nothing it would find the next page being asked for, and take this one as
                   // the last
    if (m_begun > 0)
        return;
    const QByteArray token = m_page.nextPageToken();
    m_page = {};
    if (!token.isEmpty())
        return askPage(token);
    m_calls.reset();
    Q_EMIT ended();
}

void HistoryExport::read(const RunPtr &run)
{
    historyJson(m_client, m_order.ns, run->workflowId, run->runId, run->nextPage, Purpose::Background)
        .deliver(m_calls.get(), [this, run](const Result<HistoryJson> &page) { take(run, page); });
}

void HistoryExport::take(const RunPtr &run, const Result<HistoryJson> &page)
{
    if (!page)
        return refuse(run, page.error());
    run->tries = 0;
    if (!page->trouble.isEmpty())
        return giveUp(run, Text::tr("An event could not be written as JSON: %1").arg(page->trouble));
    if (page->first != 0 && (page->first != run->last + 1 || !page->isUnbroken))
        return giveUp(run, Text::tr("The server left out events after event %1.").arg(run->last));
    write(run, *page);
}

void HistoryExport::refuse(const RunPtr &run, const Error &error)
{
    if (isOfAll(error))
        return fail(error);
    if (error.kind == ErrorKind::Throttled && ++run->tries < mostTries) {
        m_budget.refused(m_clock.sinceBoot());
        m_toRead.push_back(run);
        return pump();
    }
    if (error.kind != ErrorKind::NotFound)
        return giveUp(run, explain(error).sentence());
    ++m_counts.gone;
    settled();
}

void HistoryExport::write(const RunPtr &run, const HistoryJson &page)
{
    if (page.first != 0) {
        run->last = page.last;
        run->ends = page.ends;
    }
    run->nextPage = page.nextPageToken;
    m_folder.append(run->draft, page.events).deliver(m_calls.get(), [this, run](const Result<bool> &written) {
        if (!written)
            return fail(written.error());
        if (run->nextPage.isEmpty())
            return finish(run);
        m_toRead.push_back(run);
        pump();
    });
}

void HistoryExport::finish(const RunPtr &run)
{
    if (!run->ends)
        return giveUp(run, Text::tr("The server's history of it has no end."));
    m_folder.finish(run->draft).deliver(m_calls.get(), [this](const Result<qint64> &bytes) {
        if (!bytes)
            return fail(bytes.error());
        ++m_counts.written;
        m_counts.bytes += *bytes;
        settled();
    });
}

void HistoryExport::giveUp(const RunPtr &run, const QString &why)
{
    note(run->workflowId, run->runId, why);
    settled();
}

void HistoryExport::note(const QString &workflowId, const QString &runId, const QString &why)
{
    ++m_counts.failed;
    if (m_faults.size() < mostFaults)
        m_faults.push_back({workflowId, runId, why});
}

void HistoryExport::settled()
{
    --m_begun;
    Q_EMIT progressed();
    pump();
}

void HistoryExport::fail(const Error &error)
{
    m_wake.stop();
    m_calls.reset();
    Q_EMIT failed(error);
}

} // namespace signalbox
