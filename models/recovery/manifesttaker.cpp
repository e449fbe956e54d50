// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/manifesttaker.h"

#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/recovery/openruns.h"
#include "models/temporal/client.h"
#include "models/temporal/inventoryreads.h"
#include "models/workflows/executiontext.h"

#include <algorithm>

namespace signalbox {

using manifest::Part;

namespace {

constexpr int workersAPage = 100;
/// Looking at them takes a minute; more are in no cluster's one namespace but by names made up in a loop.
constexpr std::size_t mostQueues = 1000;

manifest::Run runOf(const ExecutionPage &page, std::size_t index)
{
    const Execution row = page.execution(index);
    return {row.workflowId, row.runId, row.type, row.taskQueue, row.startTime, {}};
}

} // namespace

ManifestTaker::ManifestTaker(Client &client, const Clock &clock, TakeOrder order, const Pace &pace,
                             QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_order(std::move(order))
    , m_pace(pace)
    , m_look(client)
    , m_runs(client, clock, pace)
    , m_queues(client, clock, pace)
    , m_writer(m_order.file)
{
}

void ManifestTaker::start()
{
    m_head = {m_order.profile, m_client.address(), m_clock.utc(), {}, m_order.namespaces};
    inventory::cluster(m_client, Purpose::Paging).deliver(this, [this](const Result<ClusterInfo> &cluster) {
        takeCluster(cluster);
    });
}

void ManifestTaker::takeCluster(const Result<ClusterInfo> &cluster)
{
    if (!cluster && fails(cluster.error()))
        return;
    if (cluster)
        m_head.cluster = *cluster;
    m_lines.emplace_back(m_head);
    if (!cluster)
        note(Part::Cluster, explain(cluster.error()).sentence());
    if (!m_order.namespaces.isEmpty())
        return takeNames(LiveNames{m_order.namespaces, {}});
    m_client.listNamespaces(Purpose::Paging)
        .deliver(this, [this](const Result<std::vector<NamespaceInfo>> &list) {
            takeNames(liveNames(list, m_order.ofToken));
        });
}

void ManifestTaker::takeNames(const Result<LiveNames> &live)
{
    if (!live)
        return Q_EMIT failed(live.error());
    if (live->gap)
        m_lines.emplace_back(*live->gap);
    m_toRead = live->names;
    std::reverse(m_toRead.begin(), m_toRead.end());
    m_progress.namespaces = m_toRead.size();
    write(std::exchange(m_lines, {}), &ManifestTaker::nextNamespace);
}

void ManifestTaker::nextNamespace()
{
    if (m_toRead.isEmpty())
        return finish();
    m_progress.ns = m_toRead.takeLast();
    m_progress.namespacesRead = m_progress.namespaces - m_toRead.size() - 1;
    m_names.clear();
    m_undescribed = 0;
    m_undescribedBecause.reset();
    Q_EMIT progressed(m_progress);
    m_look.look(m_progress.ns).deliver(this, [this](const Result<NamespaceLook::Seen> &seen) {
        takeNamespace(seen);
    });
}

void ManifestTaker::takeNamespace(const Result<NamespaceLook::Seen> &seen)
{
    if (!seen)
        return Q_EMIT failed(seen.error());
    m_lines.emplace_back(seen->ns);
    m_lines.insert(m_lines.end(), seen->gaps.begin(), seen->gaps.end());
    m_lines.insert(m_lines.end(), seen->schedules.begin(), seen->schedules.end());
    if (!seen->ns.config)
        return write(std::exchange(m_lines, {}), &ManifestTaker::nextNamespace);
    m_hasHeartbeats = seen->ns.config->info.workerHeartbeats;
    askPage({});
}

void ManifestTaker::askPage(const QByteArray &token)
{
    m_client.listExecutions(m_progress.ns, openRuns(), m_pace.pageSize, token, Purpose::Paging)
        .deliver(this, [this](const Result<ExecutionPage> &page) { takePage(page); });
}

void ManifestTaker::takePage(const Result<ExecutionPage> &page)
{
    if (!page) {
        if (fails(page.error()))
            return;
        note(Part::Runs, explain(page.error()).sentence());
        return endRuns();
    }
    m_page = *page;
    std::vector<RunId> ids;
    ids.reserve(m_page.size());
    for (std::size_t i = 0; i < m_page.size(); ++i) {
        const Execution row = m_page.execution(i);
        ids.push_back({row.workflowId, row.runId});
        m_names[row.taskQueue].workflow = true;
    }
    m_runs.look(m_progress.ns, std::move(ids)).deliver(this, [this](const Result<RunLooks::Facts> &facts) {
        takeFacts(facts);
    });
}

void ManifestTaker::takeFacts(const Result<RunLooks::Facts> &facts)
{
    if (!facts)
        return Q_EMIT failed(facts.error());
    for (std::size_t i = 0; i < facts->size(); ++i) {
        const Result<RunFacts> &one = (*facts)[i];
        // What has closed since it was listed is not lost if it is not found running again; a row without a
        // run was there before any disaster.
        if ((one && !isOpen(one->status)) || (!one && one.error().kind == ErrorKind::NotFound))
            continue;
        manifest::Run run = runOf(m_page, i);
        if (one) {
            run.historyLength = one->historyLength;
            for (const PendingWork &work : one->activities)
                m_names[work.taskQueue].activity = true;
        } else {
            ++m_undescribed;
            m_undescribedBecause = one.error();
        }
        m_lines.emplace_back(std::move(run));
        ++m_progress.runs;
    }
    Q_EMIT progressed(m_progress);
    write(std::exchange(m_lines, {}), &ManifestTaker::goOn);
}

void ManifestTaker::goOn()
{
    const QByteArray token = m_page.nextPageToken();
    m_page = {};
    if (token.isEmpty())
        endRuns();
    else
        askPage(token);
}

void ManifestTaker::endRuns()
{
    if (m_undescribedBecause)
        note(Part::History, Text::tr("How far %1 runs are is not known: %2")
                                .arg(formatCount(m_undescribed), explain(*m_undescribedBecause).sentence()));
    if (m_hasHeartbeats)
        askWorkers({});
    else
        askQueues();
}

void ManifestTaker::askWorkers(const QByteArray &token)
{
    m_client.listWorkers(m_progress.ns, workersAPage, token, Purpose::Paging)
        .deliver(this, [this](const Result<WorkerPage> &page) { takeWorkers(page); });
}

void ManifestTaker::takeWorkers(const Result<WorkerPage> &page)
{
    if (!page) {
        if (fails(page.error()))
            return;
        note(Part::Queues, explain(page.error()).sentence());
        return askQueues();
    }
    for (const WorkerHeartbeat &beat : page->workers) {
        QueueTypes &types = m_names[beat.taskQueue];
        types.workflow = types.workflow || beat.workflowSlots;
        types.activity = types.activity || beat.activitySlots;
    }
    if (page->nextPage.isEmpty() || m_names.size() > mostQueues)
        askQueues();
    else
        askWorkers(page->nextPage);
}

void ManifestTaker::askQueues()
{
    m_names.erase(QString());
    if (m_names.size() > mostQueues) {
        note(Part::Queues, Text::tr("Of %1 queues the first %2 by name were looked at.")
                               .arg(formatCount(static_cast<qint64>(m_names.size())),
                                    formatCount(static_cast<qint64>(mostQueues))));
        m_names.erase(std::next(m_names.begin(), mostQueues), m_names.end());
    }
    m_queues.look(m_progress.ns, m_names).deliver(this, [this](const Result<QueueLooks::Seen> &seen) {
        takeQueues(seen);
    });
}

void ManifestTaker::takeQueues(const Result<QueueLooks::Seen> &seen)
{
    m_lines.insert(m_lines.end(), seen->queues.begin(), seen->queues.end());
    if (seen->failure) {
        if (fails(*seen->failure))
            return;
        note(Part::Queues, explain(*seen->failure).sentence());
    }
    write(std::exchange(m_lines, {}), &ManifestTaker::nextNamespace);
}

void ManifestTaker::write(std::vector<manifest::Line> lines, void (ManifestTaker::*next)())
{
    for (const manifest::Line &line : lines)
        if (const auto *gap = std::get_if<manifest::Gap>(&line))
            m_unread.push_back({m_progress.ns, *gap});
    m_writer.write(std::move(lines)).deliver(this, [this, next](const Result<qint64> &bytes) {
        if (bytes)
            (this->*next)();
        else
            Q_EMIT failed(bytes.error());
    });
}

void ManifestTaker::note(Part part, const QString &why)
{
    m_lines.emplace_back(manifest::Gap{part, why});
}

void ManifestTaker::finish()
{
    m_writer.finish(m_clock.utc()).deliver(this, [this](const Result<manifest::Counts> &counts) {
        if (counts)
            Q_EMIT taken(*counts, m_unread);
        else
            Q_EMIT failed(counts.error());
    });
}

bool ManifestTaker::fails(const Error &error)
{
    if (isOfTheCluster(error))
        Q_EMIT failed(error);
    return isOfTheCluster(error);
}

} // namespace signalbox
