// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/resumption.h"

#include "models/workflows/executiontext.h"

#include <algorithm>

namespace signalbox {

namespace {
/// Between two rounds, however few there are.
constexpr Milliseconds roundsApart = std::chrono::seconds(5);
} // namespace

Resumption::Resumption(Client &client, const Clock &clock, const Pace &pace, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_batch(static_cast<std::size_t>(pace.pageSize))
    , m_runs(client, clock, pace)
{
    m_nextRound.setSingleShot(true);
    connect(&m_nextRound, &QTimer::timeout, this, &Resumption::beginRound);
}

void Resumption::start(std::vector<Standing> standing, Milliseconds patience)
{
    m_standing = std::move(standing);
    m_state = {static_cast<qint64>(m_standing.size()), 0};
    m_until = m_clock.sinceBoot() + patience;
    beginRound();
}

void Resumption::beginRound()
{
    m_from = m_to = 0;
    m_still.clear();
    nextBatch();
}

/// Of one namespace, as a look is.
void Resumption::nextBatch()
{
    if (m_from == m_standing.size() || (isOver() && m_from > 0))
        return endRound();
    std::vector<RunId> ids;
    const QString ns = m_standing[m_from].ns;
    for (m_to = m_from; m_to < m_standing.size() && m_standing[m_to].ns == ns && ids.size() < m_batch; ++m_to)
        ids.push_back({m_standing[m_to].workflowId, m_standing[m_to].runId});
    m_runs.look(ns, std::move(ids)).deliver(this, [this](const Result<RunLooks::Facts> &facts) {
        takeFacts(facts);
    });
}

void Resumption::takeFacts(const Result<RunLooks::Facts> &facts)
{
    if (!facts)
        return Q_EMIT failed(facts.error());
    for (std::size_t i = 0; i < facts->size(); ++i) {
        Standing run = m_standing[m_from + i];
        const Result<RunFacts> &now = (*facts)[i];
        if (now && (now->historyLength > run.historyLength || !isOpen(now->status))) {
            ++m_state.resumed;
            continue;
        }
        if (now)
            run.isDue = now->isDue;
        m_still.push_back(run);
    }
    m_from = m_to;
    Q_EMIT progressed(m_state);
    nextBatch();
}

void Resumption::endRound()
{
    // Where time ran out in the middle, the rest was not asked.
    m_still.insert(m_still.end(), m_standing.begin() + static_cast<std::ptrdiff_t>(m_from), m_standing.end());
    m_standing = std::exchange(m_still, {});
    if (m_standing.empty() || isOver())
        return Q_EMIT ended(m_state, m_standing);
    Q_EMIT stood(m_standing);
    m_nextRound.start(std::min(roundsApart, std::max(m_until - m_clock.sinceBoot(), Milliseconds(1))));
}

bool Resumption::isOver() const
{
    return m_clock.sinceBoot() >= m_until;
}

} // namespace signalbox
