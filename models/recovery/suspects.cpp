// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/suspects.h"

#include "models/monitor/queuewalk.h"
#include "models/recovery/openruns.h"
#include "models/temporal/client.h"
#include "models/workflows/executiontext.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {
/// A query of that many run ids is 2 KB long.
constexpr std::size_t idsAQuery = 50;
} // namespace

Suspects::Suspects(Client &client, RunLooks &runs, const Pace &pace, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_runs(runs)
    , m_after(pace.secondLookAfter)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &Suspects::list);
}

void Suspects::begin(const QString &ns)
{
    m_ns = ns;
    m_suspects.clear();
    m_listed.clear();
    m_left = 0;
    m_asked = 0;
}

void Suspects::add(const RunFate &run)
{
    if (m_suspects.size() < most)
        m_suspects.push_back(run);
    else
        ++m_left;
}

Reply<Suspects::Found> Suspects::lookAgain()
{
    if (m_suspects.empty())
        return finishedReply<Found>(Found());
    m_promise.emplace();
    m_later.start(m_after);
    return m_promise->reply();
}

void Suspects::list()
{
    QStringList ids;
    for (; m_asked < m_suspects.size() && std::cmp_less(ids.size(), idsAQuery); ++m_asked)
        ids << quotedName(m_suspects[m_asked].runId);
    if (ids.isEmpty())
        return describe();
    const QString query = openRuns() + u" AND RunId IN (%1)"_s.arg(ids.join(u", "_s));
    m_client.listExecutions(m_ns, query, static_cast<int>(idsAQuery), {}, Purpose::Paging)
        .deliver(this, [this](const Result<ExecutionPage> &page) { takeList(page); });
}

void Suspects::takeList(const Result<ExecutionPage> &page)
{
    if (!page)
        return fail(page.error());
    for (std::size_t i = 0; i < page->size(); ++i)
        m_listed.insert(page->execution(i).runId);
    list();
}

void Suspects::describe()
{
    std::vector<RunId> ids;
    for (const RunFate &run : m_suspects)
        ids.push_back({run.workflowId, run.runId});
    m_runs.look(m_ns, std::move(ids)).deliver(this, [this](const Result<RunLooks::Facts> &facts) {
        judge(facts);
    });
}

void Suspects::judge(const Result<RunLooks::Facts> &facts)
{
    if (!facts)
        return fail(facts.error());
    Found found;
    for (std::size_t i = 0; i < m_suspects.size(); ++i) {
        RunFate run = m_suspects[i];
        const Result<RunFacts> &now = (*facts)[i];
        const bool isListed = m_listed.contains(run.runId);
        if (!now && now.error().kind != ErrorKind::NotFound) {
            found.failure = now.error();
            continue;
        }
        if (isListed == (now && isOpen(now->status)))
            continue;
        run.fate = now ? Fate::WrongStatus : Fate::Ghost;
        run.now = now ? std::optional(now->historyLength) : std::nullopt;
        run.status = now ? now->status : ExecutionStatus::Unspecified;
        found.runs.push_back(run);
    }
    std::exchange(m_promise, std::nullopt)->finish(std::move(found));
}

void Suspects::fail(const Error &error)
{
    Found found;
    found.failure = error;
    std::exchange(m_promise, std::nullopt)->finish(std::move(found));
}

} // namespace signalbox
