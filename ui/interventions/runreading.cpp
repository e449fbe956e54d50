// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/runreading.h"

#include "models/base/format.h"

#include <algorithm>

namespace signalbox {

namespace {

/// Three readings of the dialog's: one may be slow or fail without a word's being needed.
constexpr std::chrono::seconds freshFor{30};

} // namespace

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
    m_askedAt = m_clock.utc();
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
    m_failure.reset();
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
        m_failure = answer.error();
        Q_EMIT failed();
        return;
    }
    m_failure.reset();
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

Milliseconds RunReading::sinceAsked() const
{
    return m_askedAt ? std::max(m_clock.utc() - *m_askedAt, Milliseconds(0)) : Milliseconds::max();
}

QString RunReading::doubt() const
{
    if (!m_seen)
        return m_isUnderWay ? tr("The run is being read.") : tr("The run could not be read.");
    const QString old = formatDuration(*age());
    if (m_failure && m_failure->kind == ErrorKind::NotFound)
        return tr("The run no longer exists; what is shown was read %1 ago.").arg(old);
    if (m_failure)
        return tr("The run could not be read again; what is shown was read %1 ago.").arg(old);
    if (*age() > freshFor)
        return tr("What is shown was read %1 ago; a fresh reading is waited for.").arg(old);
    return m_target.otherThan(*m_opened, *m_seen);
}

QString RunReading::change() const
{
    if (!m_seen || !m_target.obstacle(*m_opened).isEmpty())
        return {};
    const Done same = m_target.lever(*m_opened, {})->recheck(*m_seen);
    return same ? QString() : same.error().detail;
}

} // namespace signalbox
