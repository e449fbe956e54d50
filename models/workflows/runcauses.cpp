// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/runcauses.h"

#include "models/workflows/executiontext.h"

#include <algorithm>

namespace signalbox {

namespace {

/// A screen of failed runs is read in a second, and nothing else waits for it.
constexpr qsizetype atOnce = 4;

} // namespace

RunCauses::RunCauses(Client &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

void RunCauses::seek(const QString &ns, const std::vector<Execution> &runs)
{
    if (ns != m_ns)
        giveUp();
    m_ns = ns;
    m_sought.clear();
    std::copy_if(runs.begin(), runs.end(), std::back_inserter(m_sought),
                 [this](const Execution &run) { return !m_underWay.contains(run.runId); });
    askOn();
}

void RunCauses::giveUp()
{
    m_sought.clear();
    for (const Delivery &call : std::as_const(m_underWay))
        call.cancel();
    m_underWay.clear();
}

void RunCauses::askOn()
{
    while (!m_sought.empty() && m_underWay.size() < atOnce) {
        const Execution run = std::move(m_sought.front());
        m_sought.pop_front();
        m_underWay.insert(run.runId,
                          m_client.newestEvent(m_ns, run.workflowId, run.runId, Purpose::Background)
                              .deliver(this, [this, id = run.runId](const Result<HistoryPage> &answer) {
                                  take(id, answer);
                              }));
    }
}

void RunCauses::take(const QString &runId, const Result<HistoryPage> &answer)
{
    m_underWay.remove(runId);
    if (answer) {
        Q_EMIT found(runId, answer->events.empty() ? QString() : whyEnded(answer->events.front()));
    } else {
        m_sought.clear();
        Q_EMIT failed(runId, answer.error());
    }
    askOn();
}

} // namespace signalbox
