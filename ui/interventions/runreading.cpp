// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/runreading.h"

#include <algorithm>

namespace signalbox {

RunReading::RunReading(Client &client, const Clock &clock, InterventionTarget target, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_target(std::move(target))
{
}

void RunReading::read(Purpose purpose)
{
    if (std::exchange(m_isUnderWay, true))
        return;
    m_call = m_client.describeExecution(m_target.ns, m_target.workflowId, m_target.runId, purpose)
                 .deliver(this, [this](Result<ExecutionDescription> answer) { take(std::move(answer)); });
    Q_EMIT changed();
}

void RunReading::startOver()
{
    freeze();
    m_opened.reset();
    m_seen.reset();
    m_readAt.reset();
    read(Purpose::Operator);
}

void RunReading::freeze()
{
    m_call.cancel();
    m_isUnderWay = false;
}

void RunReading::take(Result<ExecutionDescription> answer)
{
    m_isUnderWay = false;
    if (!answer) {
        Q_EMIT failed(answer.error());
        return;
    }
    m_readAt = m_clock.utc();
    m_seen = std::move(*answer);
    if (!m_opened)
        m_opened = m_seen;
    Q_EMIT changed();
}

std::optional<Milliseconds> RunReading::age() const
{
    return m_readAt ? std::optional(std::max(m_clock.utc() - *m_readAt, Milliseconds(0))) : std::nullopt;
}

QString RunReading::change() const
{
    if (!m_seen || !m_target.obstacle(*m_opened).isEmpty())
        return {};
    const Done same = m_target.lever(*m_opened, {})->recheck(*m_seen);
    return same ? QString() : same.error().detail;
}

} // namespace signalbox
