// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/namespaceverifier.h"

#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/recovery/compare.h"
#include "models/recovery/openruns.h"
#include "models/temporal/client.h"
#include "models/workflows/executiontext.h"

#include <algorithm>

namespace signalbox {

using manifest::Part;

namespace {

/// Of each fate; the others are counted.
constexpr qint64 mostNamed = 1000;

/// What a restore brings back as it was needs no name.
bool isNamed(Fate fate)
{
    return fate != Fate::Intact && fate != Fate::Advanced;
}

std::vector<RunId> idsOf(const std::vector<manifest::Run> &runs)
{
    std::vector<RunId> ids;
    ids.reserve(runs.size());
    for (const manifest::Run &run : runs)
        ids.push_back({run.workflowId, run.runId});
    return ids;
}

} // namespace

NamespaceVerifier::NamespaceVerifier(Client &client, const Clock &clock, const Pace &pace,
                                     ReadingThread &thread, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_pace(pace)
    , m_thread(thread)
    , m_look(client)
    , m_runs(client, clock, pace)
    , m_queues(client, clock, pace)
    , m_suspects(client, m_runs, pace)
{
}

void NamespaceVerifier::start(const Source &source, std::size_t section)
{
    m_source = source;
    m_section = section;
    m_result = {};
    m_result.name = this->section().ns.name;
    m_standing.clear();
    m_again.clear();
    m_listed.assign(this->section().keys.size(), false);
    m_isListKnown = true;
    m_comparedInAll = 0;
    m_unreadBecause.reset();
    m_suspects.begin(m_result.name);
    for (const manifest::Gap &gap : this->section().gaps)
        note(gap.part, Text::tr("It was not known when the manifest was taken: %1").arg(gap.why));
    m_look.look(m_result.name).deliver(this, [this](const Result<NamespaceLook::Seen> &seen) {
        takeNamespace(seen);
    });
}

void NamespaceVerifier::takeNamespace(const Result<NamespaceLook::Seen> &seen)
{
    if (!seen)
        return Q_EMIT failed(seen.error());
    using State = NamespaceVerification::State;
    if (seen->isMissing) {
        // One that was not there when the manifest was taken is not lost.
        m_result.state = section().ns.config ? State::Missing : State::Unread;
        m_result.counts[Fate::Missing] = static_cast<qint64>(section().keys.size());
        return Q_EMIT verified(m_result, {});
    }
    for (const manifest::Gap &gap : seen->gaps)
        note(gap.part, gap.why);
    if (!seen->ns.config) {
        m_result.state = State::Unread;
        m_result.counts[Fate::Unread] = static_cast<qint64>(section().keys.size());
        return Q_EMIT verified(m_result, {});
    }
    compareSettings(*seen);
    askPage({});
}

void NamespaceVerifier::compareSettings(const NamespaceLook::Seen &seen)
{
    const auto add = [this](const std::vector<Change> &changes) {
        m_result.changes.insert(m_result.changes.end(), changes.begin(), changes.end());
    };
    const manifest::Namespace &then = section().ns;
    if (then.config)
        add(compare::changes(*then.config, *seen.ns.config));
    if (then.attributes && seen.ns.attributes)
        add(compare::changes(*then.attributes, *seen.ns.attributes));
    const bool isScheduleUnread =
        std::any_of(seen.gaps.begin(), seen.gaps.end(),
                    [](const manifest::Gap &gap) { return gap.part == Part::Schedules; });
    if (!isScheduleUnread)
        add(compare::changes(section().schedules, seen.schedules));
}

void NamespaceVerifier::askPage(const QByteArray &token)
{
    m_client.listExecutions(m_result.name, openRuns(), m_pace.pageSize, token, Purpose::Paging)
        .deliver(this, [this](const Result<ExecutionPage> &page) { takePage(page); });
}

void NamespaceVerifier::takePage(const Result<ExecutionPage> &page)
{
    if (!page) {
        if (isOfTheCluster(page.error()))
            return Q_EMIT failed(page.error());
        note(Part::Runs, explain(page.error()).sentence());
        m_isListKnown = false;
        return readRuns();
    }
    m_nextPage = page->nextPageToken();
    m_strangers.clear();
    std::vector<RunId> ids;
    const std::vector<manifest::RunKey> &keys = section().keys;
    for (std::size_t i = 0; i < page->size(); ++i) {
        const manifest::RunKey key = manifest::keyOf(page->runId(i));
        const auto known = std::lower_bound(keys.begin(), keys.end(), key);
        if (known != keys.end() && *known == key) {
            m_listed[static_cast<std::size_t>(known - keys.begin())] = true;
            continue;
        }
        m_strangers.push_back(page->execution(i));
        ids.push_back({m_strangers.back().workflowId, m_strangers.back().runId});
    }
    m_runs.look(m_result.name, std::move(ids)).deliver(this, [this](const Result<RunLooks::Facts> &facts) {
        takeStrangers(facts);
    });
}

void NamespaceVerifier::takeStrangers(const Result<RunLooks::Facts> &facts)
{
    if (!facts)
        return Q_EMIT failed(facts.error());
    for (std::size_t i = 0; i < facts->size(); ++i)
        judgeStranger(m_strangers[i], (*facts)[i]);
    if (m_nextPage.isEmpty())
        readRuns();
    else
        askPage(m_nextPage);
}

void NamespaceVerifier::judgeStranger(const Execution &row, const Result<RunFacts> &facts)
{
    RunFate verdict{Fate::New, row.workflowId, row.runId, row.type, {}, {}, row.status};
    if (!facts && facts.error().kind != ErrorKind::NotFound) {
        verdict.fate = Fate::Unread;
        m_unreadBecause = facts.error();
        return add(verdict);
    }
    if (!facts || !isOpen(facts->status))
        return m_suspects.add(verdict);
    verdict.now = facts->historyLength;
    verdict.status = facts->status;
    // Where the runs of then are not all known, a run that is not among them may be one of them.
    if (!section().lacks(Part::Runs) && section().ns.config)
        verdict.fate = compare::fate(*facts, m_source.contents->head.begun, section().newestStart);
    if (verdict.fate == Fate::Reopened) {
        m_standing.push_back({m_result.name, row.workflowId, row.runId, facts->historyLength, facts->isDue});
        noteWork(row.workflowId, facts->activities);
    }
    add(verdict);
}

Reply<std::vector<manifest::Run>> NamespaceVerifier::nextRuns()
{
    return m_thread.read<std::vector<manifest::Run>>(
        [source = m_source, section = m_section, most = m_pace.pageSize] {
            return source.reader->runsOf(source.contents->sections[section], most);
        });
}

void NamespaceVerifier::readRuns()
{
    auto runs = m_ahead ? std::move(*m_ahead) : nextRuns();
    m_ahead.reset();
    runs.deliver(this, [this](const Result<std::vector<manifest::Run>> &some) { takeRuns(some); });
}

void NamespaceVerifier::takeRuns(const Result<std::vector<manifest::Run>> &runs)
{
    if (!runs)
        return Q_EMIT failed(runs.error());
    if (runs->empty())
        return askSuspects();
    m_compared = *runs;
    m_ahead.emplace(nextRuns()); // read while these are described
    m_runs.look(m_result.name, idsOf(m_compared)).deliver(this, [this](const Result<RunLooks::Facts> &facts) {
        takeFacts(facts);
    });
}

void NamespaceVerifier::takeFacts(const Result<RunLooks::Facts> &facts)
{
    if (!facts)
        return Q_EMIT failed(facts.error());
    for (std::size_t i = 0; i < facts->size(); ++i)
        judge(m_compared[i], (*facts)[i]);
    m_comparedInAll += static_cast<qint64>(m_compared.size());
    Q_EMIT progressed(m_comparedInAll);
    readRuns();
}

void NamespaceVerifier::judge(const manifest::Run &run, const Result<RunFacts> &facts)
{
    RunFate verdict{compare::fate(run, facts),   run.workflowId, run.runId, run.type, run.historyLength, {},
                    ExecutionStatus::Unspecified};
    const std::vector<manifest::RunKey> &keys = section().keys;
    const auto key = std::lower_bound(keys.begin(), keys.end(), manifest::keyOf(run.runId.toStdString()));
    const bool isListed = m_listed[static_cast<std::size_t>(key - keys.begin())];
    const bool isRunning = facts && isOpen(facts->status);
    if (facts) {
        verdict.now = facts->historyLength;
        verdict.status = facts->status;
    } else if (verdict.fate == Fate::Unread) {
        m_unreadBecause = facts.error();
    }
    if (m_isListKnown && verdict.fate != Fate::Unread && isListed != isRunning)
        m_suspects.add(verdict);
    if (isRunning && verdict.fate != Fate::Advanced)
        m_standing.push_back({m_result.name, run.workflowId, run.runId, facts->historyLength, facts->isDue});
    if (isRunning)
        noteWork(run.workflowId, facts->activities);
    add(std::move(verdict));
}

void NamespaceVerifier::add(RunFate verdict)
{
    const qint64 count = ++m_result.counts[verdict.fate];
    if (isNamed(verdict.fate) && count <= mostNamed)
        m_result.named.push_back(std::move(verdict));
}

void NamespaceVerifier::noteWork(const QString &workflowId, const std::vector<PendingWork> &work)
{
    for (const PendingWork &one : work)
        if (one.wasStarted) {
            Rerun &again = m_again[{one.type, one.taskQueue}];
            if (++again.activities == 1)
                again = {one.type, one.taskQueue, 1, workflowId};
        }
}

void NamespaceVerifier::askSuspects()
{
    if (m_unreadBecause)
        note(Part::History, explain(*m_unreadBecause).sentence());
    m_suspects.lookAgain().deliver(this,
                                   [this](const Result<Suspects::Found> &found) { takeSuspects(found); });
}

void NamespaceVerifier::takeSuspects(const Result<Suspects::Found> &found)
{
    for (const RunFate &verdict : found->runs)
        add(verdict);
    if (m_suspects.left() > 0)
        note(Part::Runs, Text::tr("%1 more runs were not looked at again of which list and run contradicted "
                                  "each other.")
                             .arg(formatCount(m_suspects.left())));
    if (found->failure && isOfTheCluster(*found->failure))
        return Q_EMIT failed(*found->failure);
    if (found->failure)
        note(Part::Runs, explain(*found->failure).sentence());
    askQueues();
}

void NamespaceVerifier::askQueues()
{
    QueuesByName names;
    for (const manifest::Queue &queue : section().queues) {
        const QueueTypes types{queue.workflowPollers.value_or(0) > 0, queue.activityPollers.value_or(0) > 0};
        if (types.workflow || types.activity)
            names[queue.name] = types;
    }
    m_queues.look(m_result.name, names).deliver(this, [this](const Result<QueueLooks::Seen> &seen) {
        takeQueues(seen);
    });
}

void NamespaceVerifier::takeQueues(const Result<QueueLooks::Seen> &seen)
{
    if (seen->failure && isOfTheCluster(*seen->failure))
        return Q_EMIT failed(*seen->failure);
    if (seen->failure)
        note(Part::Queues, explain(*seen->failure).sentence());
    m_result.queues = compare::queues(section().queues, seen->queues);
    for (const auto &[key, again] : m_again)
        m_result.again.push_back(again);
    Q_EMIT verified(m_result, m_standing);
}

void NamespaceVerifier::note(Part part, const QString &why)
{
    m_result.gaps.push_back({part, why});
}

} // namespace signalbox
