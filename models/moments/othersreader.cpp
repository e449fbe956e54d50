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

/// As the server's own calls are named where principals are kept: of whom they were made it does not say.
constexpr auto serversPrincipal = "temporal"_L1; // common/authorization/principal.go, 1.32.1

bool isProvenPerson(const HistoryEvent &event)
{
    return !event.principalName.isEmpty() && event.principalType != serversPrincipal;
}

/// What the server's own services end, ended with something else: few children by the first, many by the
/// second. Anybody may call themselves much like them, and who is proven is somebody.
bool isServersOwn(const HistoryEvent &end)
{
    return !isProvenPerson(end) && (end.identity == "history-service"_L1 ||
                                    end.identity == "temporal-sys-parent-close-policy-workflow"_L1); // 1.32.1
}

/// A reset ends the run that it resets, or whichever is open. By the name alone it is not proven.
bool isByReset(const HistoryEvent &end)
{
    return end.identity == "history-resetter"_L1; // 1.32.1
}

/// What was cut off, or is not known, may have been done.
bool mayHaveBeenDone(const Act &act)
{
    return act.outcome != outcomeWord(Outcome::Refused) && act.outcome != outcomeWord(Outcome::LostRace) &&
           act.outcome != outcomeWord(Outcome::GivenUp);
}

const HistoryEvent *find(const Result<HistoryPage> &page, QLatin1StringView type)
{
    const auto found = std::find_if(page->events.begin(), page->events.end(),
                                    [type](const HistoryEvent &event) { return event.type == type; });
    return found == page->events.end() ? nullptr : &*found;
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
    takeOwn(own);
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
    m_skippedRuns = m_skippedOwn = m_leftRuns = m_failed = 0;
    m_failedInRow = 0;
    m_hasMore = false;
    m_failure.clear();
    m_found = {};
    listOn();
    return m_promise.reply();
}

void OthersReader::takeOwn(const std::vector<Act> &own)
{
    m_ownEnds.clear();
    m_ownResets.clear();
    m_ownMarks.clear();
    for (const Act &act : own) {
        if (!mayHaveBeenDone(act))
            continue;
        if (act.verb == terminateVerb) {
            m_ownEnds.emplace(act.ns, act.runId);
        } else if (act.verb == resetVerb) { // of a run that had ended, by whomever
            m_ownResets.emplace(act.ns, act.runId);
            if (!act.op.isEmpty())
                m_ownMarks << operationMark(act.op);
        }
    }
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
                *run.closeTime <= m_until)
                m_runs.push_back(
                    {ns, run.workflowId, run.runId, *run.closeTime, m_ownEnds.contains({ns, run.runId})});
        }
    }
    listOn();
}

/// Those that were ended here come last: of them only a reset can be another's.
void OthersReader::chooseRuns()
{
    std::sort(m_runs.begin(), m_runs.end(), [](const Run &a, const Run &b) {
        return a.isOurs != b.isOurs ? b.isOurs : a.closed > b.closed;
    });
    const auto others = static_cast<std::size_t>(
        std::count_if(m_runs.begin(), m_runs.end(), [](const Run &run) { return !run.isOurs; }));
    m_skippedRuns = others - std::min(others, mostRuns);
    m_skippedOwn += m_runs.size() - std::min(m_runs.size(), mostRuns) - m_skippedRuns;
    m_runs.resize(std::min(m_runs.size(), mostRuns));
    lookOn();
}

void OthersReader::lookOn()
{
    if (m_runs.empty()) {
        finish();
        return;
    }
    m_run = m_runs.front();
    m_runs.pop_front();
    m_isEndedByReset = false;
    if (m_run.isOurs)
        describe();
    else
        m_call = m_client.newestEvent(m_run.ns, m_run.workflowId, m_run.runId, Purpose::Paging)
                     .deliver(this, [this](const Result<HistoryPage> &page) { takeEnd(page); });
}

/// To its end: the server answers.
void OthersReader::lookedAt()
{
    m_failedInRow = 0;
    lookOn();
}

/// A run that retention deleted meanwhile is one that can't be looked at.
void OthersReader::takeEnd(const Result<HistoryPage> &page)
{
    if (!page) {
        takeFailure(page.error());
        lookOn();
        return;
    }
    if (const HistoryEvent *const end = find(page, "WorkflowExecutionTerminated"_L1)) {
        m_isEndedByReset = isByReset(*end);
        if (m_isEndedByReset && isOurReset(end->reason)) {
            lookedAt(); // of an earlier run of the workflow
            return;
        }
        if (!isServersOwn(*end))
            m_found.deeds.push_back(deedOn(*end, m_run.closed));
    }
    describe();
}

void OthersReader::describe()
{
    m_call = m_client.describeExecution(m_run.ns, m_run.workflowId, m_run.runId, Purpose::Paging)
                 .deliver(this, [this](const Result<ExecutionDescription> &run) { takeDescription(run); });
}

/// A reset that ended its run stands there already, by a name that anybody may use. Where the run was reset
/// from here since, the newest one that came of it is ours, and proves no earlier reset.
void OthersReader::takeDescription(const Result<ExecutionDescription> &run)
{
    if (!run) {
        takeFailure(run.error());
        lookOn();
        return;
    }
    if (run->resetRunId.isEmpty()) {
        lookedAt();
        return;
    }
    if (m_isEndedByReset && !m_ownResets.contains({m_run.ns, m_run.runId})) {
        OthersDeed &deed = m_found.deeds.back();
        deed.kind = OthersDeed::Kind::Reset;
        deed.madeRunId = run->resetRunId;
        if (!deed.isProven)
            deed.who.clear(); // it is the server's
        lookedAt();
        return;
    }
    m_reset = {
        {}, {}, false, m_run.ns, m_run.workflowId, m_run.runId, {}, OthersDeed::Kind::Reset, run->resetRunId};
    m_call = m_client.describeExecution(m_run.ns, m_run.workflowId, m_reset.madeRunId, Purpose::Paging)
                 .deliver(this, [this](const Result<ExecutionDescription> &made) { takeMade(made); });
}

void OthersReader::takeMade(const Result<ExecutionDescription> &made)
{
    if (!made) {
        takeFailure(made.error());
        lookOn();
        return;
    }
    if (!made->resetAt || *made->resetAt < m_since || *made->resetAt > m_until) {
        lookedAt();
        return;
    }
    m_reset.time = *made->resetAt;
    m_call = m_client.historyReverse(m_run.ns, m_run.workflowId, m_reset.madeRunId, {}, Purpose::Paging)
                 .deliver(this, [this](const Result<HistoryPage> &page) { takeReset(page); });
}

/// Why, and where principals are kept by whom, stands in the new run; where it is long, before this page.
void OthersReader::takeReset(const Result<HistoryPage> &page)
{
    bool isOurs = m_ownResets.contains({m_run.ns, m_run.runId});
    if (!page) {
        takeFailure(page.error());
    } else {
        if (const HistoryEvent *const reset = resetEvent(page->events, m_run.runId)) {
            m_reset.reason = reset->failure.isEmpty() ? QString() : reset->failure.links.front().message;
            m_reset.isProven = isProvenPerson(*reset);
            m_reset.who = m_reset.isProven ? reset->principalName : QString();
            isOurs = isOurReset(m_reset.reason);
        }
    }
    if (!isOurs)
        m_found.deeds.push_back(m_reset);
    if (page)
        lookedAt();
    else
        lookOn();
}

OthersDeed OthersReader::deedOn(const HistoryEvent &event, Instant otherwise) const
{
    const bool isProven = isProvenPerson(event);
    return {event.time.value_or(otherwise),
            isProven ? event.principalName : event.identity,
            isProven,
            m_run.ns,
            m_run.workflowId,
            m_run.runId,
            event.reason};
}

bool OthersReader::isOurReset(const QString &reason) const
{
    return std::any_of(m_ownMarks.begin(), m_ownMarks.end(),
                       [&reason](const QString &mark) { return reason.contains(mark); });
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
    const auto others = static_cast<std::size_t>(
        std::count_if(m_runs.begin(), m_runs.end(), [](const Run &run) { return !run.isOurs; }));
    m_leftRuns += others;
    m_skippedOwn += m_runs.size() - others;
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
    if (m_skippedOwn > 0)
        unseen << Text::tr("Of runs that were terminated here %1 were not looked at for resets.")
                      .arg(formatCount(qint64(m_skippedOwn)));
    if (m_failed > 0)
        unseen << Text::tr("%1 of the questions were not answered: %2")
                      .arg(formatCount(qint64(m_failed)), m_failure);
    m_found.unseen = unseen.join(u' ');
    std::stable_sort(m_found.deeds.begin(), m_found.deeds.end(),
                     [](const OthersDeed &a, const OthersDeed &b) { return a.time < b.time; });
    m_promise.finish(std::move(m_found));
}

QString whatText(const OthersDeed &deed)
{
    if (deed.kind == OthersDeed::Kind::Terminated)
        return Text::tr("terminated");
    return Text::tr("reset, which made run %1").arg(deed.madeRunId);
}

QString whoText(const OthersDeed &deed)
{
    if (deed.who.isEmpty())
        return Text::tr("nobody is named");
    return deed.isProven ? deed.who : Text::tr("%1, by their own word").arg(deed.who);
}

} // namespace signalbox
