// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/othersreader.h"

#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/monitor/watch.h"
#include "models/temporal/client.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Of the server's own services (1.32: history-service, history-resetter): what they end, ended with
/// something else.
const auto serversOwn = u"history-"_s;

} // namespace

OthersReader::OthersReader(Client &client, const Watch &watch, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_watch(watch)
{
}

OthersReader::~OthersReader() = default;

Reply<OthersDeeds> OthersReader::read(Instant since, const std::vector<Act> &own)
{
    m_call.cancel();
    m_promise = ReplyPromise<OthersDeeds>();
    m_since = since;
    m_own.clear();
    for (const Act &act : own)
        if (act.outcome == "done"_L1 || act.outcome.isEmpty()) // what was cut off may have been done
            m_own.emplace(act.ns, act.runId);
    std::vector<std::pair<qint64, QString>> namespaces;
    for (const NamespaceSample &sample : m_watch.namespaces())
        if (sample.readable)
            namespaces.emplace_back(-sample.running.value_or(0), sample.info.name);
    std::sort(namespaces.begin(), namespaces.end());
    m_skippedNamespaces = namespaces.size() - std::min(namespaces.size(), mostNamespaces);
    namespaces.resize(std::min(namespaces.size(), mostNamespaces));
    m_namespaces.clear();
    for (const auto &[running, name] : namespaces)
        m_namespaces.push_back(name);
    m_runs.clear();
    m_skippedRuns = m_failed = 0;
    m_hasMore = false;
    m_failure.clear();
    m_found = {};
    listOn();
    return m_promise.reply();
}

void OthersReader::listOn()
{
    if (m_namespaces.empty()) {
        chooseRuns();
        return;
    }
    const QString ns = m_namespaces.front();
    m_namespaces.pop_front();
    m_call = m_client
                 .listExecutions(
                     ns, u"ExecutionStatus='Terminated' AND CloseTime >= '%1'"_s.arg(formatIso(m_since)),
                     static_cast<int>(mostRuns), {}, Purpose::Paging)
                 .deliver(this, [this, ns](const Result<ExecutionPage> &page) { takeList(ns, page); });
}

void OthersReader::takeList(const QString &ns, const Result<ExecutionPage> &page)
{
    if (!page) {
        if (m_failed++ == 0)
            m_failure = explain(page.error()).sentence();
    } else {
        m_hasMore = m_hasMore || !page->nextPageToken().isEmpty();
        for (std::size_t i = 0; i < page->size(); ++i) {
            const Execution run = page->execution(i);
            // A server that takes the query for less than it is tells of others too.
            if (run.status == ExecutionStatus::Terminated && run.closeTime && *run.closeTime >= m_since &&
                !m_own.contains({ns, run.runId}))
                m_runs.push_back({ns, run.workflowId, run.runId, *run.closeTime});
        }
    }
    listOn();
}

void OthersReader::chooseRuns()
{
    std::sort(m_runs.begin(), m_runs.end(), [](const Run &a, const Run &b) { return a.closed > b.closed; });
    m_skippedRuns = m_runs.size() - std::min(m_runs.size(), mostRuns);
    m_runs.resize(std::min(m_runs.size(), mostRuns));
    lookOn();
}

void OthersReader::lookOn()
{
    if (m_runs.empty()) {
        finish();
        return;
    }
    const Run run = m_runs.front();
    m_runs.pop_front();
    m_call = m_client.newestEvent(run.ns, run.workflowId, run.runId, Purpose::Paging)
                 .deliver(this, [this, run](const Result<HistoryPage> &page) { takeEnd(run, page); });
}

/// A run that retention deleted meanwhile is one that can't be looked at.
void OthersReader::takeEnd(const Run &run, const Result<HistoryPage> &page)
{
    if (!page) {
        if (m_failed++ == 0)
            m_failure = explain(page.error()).sentence();
    } else {
        const auto end =
            std::find_if(page->events.begin(), page->events.end(), [](const HistoryEvent &event) {
                return event.type == "WorkflowExecutionTerminated"_L1;
            });
        if (end != page->events.end() && !end->identity.startsWith(serversOwn)) {
            const bool isProven = !end->principalName.isEmpty();
            m_found.deeds.push_back({end->time.value_or(run.closed),
                                     isProven ? end->principalName : end->identity, isProven, run.ns,
                                     run.workflowId, run.runId, end->reason});
        }
    }
    lookOn();
}

void OthersReader::finish()
{
    QStringList unseen;
    if (m_skippedNamespaces > 0)
        unseen
            << Text::tr("Not looked at: %1 more namespaces.").arg(formatCount(qint64(m_skippedNamespaces)));
    if (m_skippedRuns > 0 || m_hasMore)
        unseen << Text::tr("Of more runs that were terminated only the newest %1 were looked at.")
                      .arg(formatCount(qint64(mostRuns)));
    if (m_failed > 0)
        unseen << Text::tr("%1 of the questions were not answered: %2")
                      .arg(formatCount(qint64(m_failed)), m_failure);
    m_found.unseen = unseen.join(u' ');
    std::stable_sort(m_found.deeds.begin(), m_found.deeds.end(),
                     [](const OthersDeed &a, const OthersDeed &b) { return a.time < b.time; });
    m_promise.finish(std::move(m_found));
}

QString whoText(const OthersDeed &deed)
{
    if (deed.who.isEmpty())
        return Text::tr("nobody is named");
    return deed.isProven ? deed.who : Text::tr("%1, by their own word").arg(deed.who);
}

} // namespace signalbox
