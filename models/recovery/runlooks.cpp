// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/runlooks.h"

#include "models/recovery/namespacelook.h"
#include "models/temporal/client.h"

#include <numeric>

namespace signalbox {

namespace {

/// Of a run that the server has no time for, each after the client's own of ten seconds.
constexpr int mostTries = 5;

RunFacts factsOf(const ExecutionDescription &description)
{
    RunFacts facts{description.execution.status,
                   description.execution.historyLength,
                   description.execution.startTime,
                   description.pendingWorkflowTask || !description.pendingActivities.empty(),
                   {}};
    for (const PendingActivity &activity : description.pendingActivities)
        facts.activities.push_back({activity.type, activity.taskQueue,
                                    activity.lastStartedTime || activity.state == ActivityState::Started});
    return facts;
}

} // namespace

RunLooks::RunLooks(Client &client, const Clock &clock, const Pace &pace, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_atOnce(pace.describesAtOnce)
    , m_budget(pace.describesPerSecond)
{
    m_wake.setSingleShot(true);
    connect(&m_wake, &QTimer::timeout, this, &RunLooks::pump);
}

Reply<RunLooks::Facts> RunLooks::look(const QString &ns, std::vector<RunId> runs)
{
    ++m_look;
    m_ns = ns;
    m_runs = std::move(runs);
    m_facts.assign(m_runs.size(), std::nullopt);
    m_tries.assign(m_runs.size(), 0);
    m_toAsk.resize(m_runs.size());
    std::iota(m_toAsk.begin(), m_toAsk.end(), std::size_t(0));
    m_settled = 0;
    m_inFlight = 0;
    if (m_runs.empty())
        return finishedReply<Facts>(Facts());
    m_promise.emplace();
    auto reply = m_promise->reply();
    pump();
    return reply;
}

void RunLooks::pump()
{
    const Milliseconds now = m_clock.sinceBoot();
    while (!m_toAsk.empty() && m_inFlight < m_atOnce && m_budget.take(1, now)) {
        const std::size_t index = m_toAsk.front();
        m_toAsk.pop_front();
        ask(index);
    }
    if (!m_toAsk.empty() && m_inFlight < m_atOnce)
        m_wake.start(std::max(m_budget.nextAt(now) - now, Milliseconds(1)));
}

void RunLooks::ask(std::size_t index)
{
    ++m_inFlight;
    ++m_tries[index];
    const RunId &run = m_runs[index];
    m_client.describeExecution(m_ns, run.workflowId, run.runId, Purpose::Background)
        .deliver(this, [this, index, look = m_look](const Result<ExecutionDescription> &description) {
            if (look == m_look)
                take(index, description);
        });
}

void RunLooks::take(std::size_t index, const Result<ExecutionDescription> &description)
{
    --m_inFlight;
    if (description) {
        settle(index, factsOf(*description));
    } else if (isOfTheCluster(description.error())) {
        return fail(description.error());
    } else if (description.error().kind == ErrorKind::Throttled && m_tries[index] < mostTries) {
        m_budget.refused(m_clock.sinceBoot());
        m_toAsk.push_back(index);
    } else {
        // Who may not read one run of a namespace may read none.
        if (description.error().kind == ErrorKind::Denied)
            for (; !m_toAsk.empty(); m_toAsk.pop_front())
                settle(m_toAsk.front(), tl::unexpected(description.error()));
        settle(index, tl::unexpected(description.error()));
    }
    if (m_settled < m_runs.size())
        return pump();
    Facts facts;
    facts.reserve(m_facts.size());
    for (auto &one : m_facts)
        facts.push_back(std::move(*one));
    ++m_look;
    std::exchange(m_promise, std::nullopt)->finish(std::move(facts));
}

void RunLooks::settle(std::size_t index, Result<RunFacts> facts)
{
    m_facts[index] = std::move(facts);
    ++m_settled;
}

void RunLooks::fail(const Error &error)
{
    ++m_look;
    m_toAsk.clear();
    std::exchange(m_promise, std::nullopt)->finish(tl::unexpected(error));
}

} // namespace signalbox
