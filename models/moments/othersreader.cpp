// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/othersreader.h"

#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/interventions/records.h"
#include "models/monitor/watch.h"
#include "models/temporal/client.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// What the server's own services end, ended with something else. Anybody may call themselves much like
/// them, and who is proven is somebody.
bool isServersOwn(const HistoryEvent &end)
{
    return end.principalName.isEmpty() &&
           (end.identity == "history-service"_L1 || end.identity == "history-resetter"_L1); // 1.32
}

/// A reset ends the run that it resets. What was cut off, or is not known, may have been done.
bool mayHaveEndedItsRun(const Act &act)
{
    return (act.verb == terminateVerb || act.verb == resetVerb) &&
           act.outcome != outcomeWord(Outcome::Refused) && act.outcome != outcomeWord(Outcome::LostRace) &&
           act.outcome != outcomeWord(Outcome::GivenUp);
}

} // namespace

OthersReader::OthersReader(Client &client, const Watch &watch, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_watch(watch)
{
}

OthersReader::~OthersReader() = default;

Reply<OthersDeeds> OthersReader::read(Instant since, Instant until, const std::vector<Act> &own)
{
    m_call.cancel();
    m_promise = ReplyPromise<OthersDeeds>();
    m_since = since;
    m_until = until;
    m_own.clear();
    for (const Act &act : own)
        if (mayHaveEndedItsRun(act))
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
    m_skippedRuns = m_leftRuns = m_failed = 0;
    m_failedInRow = 0;
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
        takeFailure(page.error());
    } else {
        m_failedInRow = 0;
        m_hasMore = m_hasMore || !page->nextPageToken().isEmpty();
        for (std::size_t i = 0; i < page->size(); ++i) {
            const Execution run = page->execution(i);
            // A server that takes the query for less than it is tells of others too.
            if (run.status == ExecutionStatus::Terminated && run.closeTime && *run.closeTime >= m_since &&
                *run.closeTime <= m_until && !m_own.contains({ns, run.runId}))
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
        takeFailure(page.error());
    } else {
        m_failedInRow = 0;
        const auto end =
            std::find_if(page->events.begin(), page->events.end(), [](const HistoryEvent &event) {
                return event.type == "WorkflowExecutionTerminated"_L1;
            });
        if (end != page->events.end() && !isServersOwn(*end)) {
            const bool isProven = !end->principalName.isEmpty();
            m_found.deeds.push_back({end->time.value_or(run.closed),
                                     isProven ? end->principalName : end->identity, isProven, run.ns,
                                     run.workflowId, run.runId, end->reason});
        }
    }
    lookOn();
}

/// Who is refused, or asks for what is gone, is answered at once. One that is not waits for long, each time.
void OthersReader::takeFailure(const Error &error)
{
    if (m_failed++ == 0)
        m_failure = explain(error).sentence();
    if (error.kind == ErrorKind::Denied || error.kind == ErrorKind::NotFound)
        return;
    if (++m_failedInRow < mostFailures)
        return;
    m_skippedNamespaces += m_namespaces.size();
    m_namespaces.clear();
    m_leftRuns += m_runs.size();
    m_runs.clear();
}

void OthersReader::finish()
{
    QStringList unseen;
    if (m_skippedNamespaces > 0)
        unseen
            << Text::tr("Not looked at: %1 more namespaces.").arg(formatCount(qint64(m_skippedNamespaces)));
    if (m_leftRuns > 0)
        unseen << Text::tr("Not looked at: %1 more runs that were terminated.")
                      .arg(formatCount(qint64(m_leftRuns + m_skippedRuns)));
    else if (m_skippedRuns > 0 || m_hasMore)
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
