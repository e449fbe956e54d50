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
    , m_way(client, m_target.ns, m_target.workflowId, m_target.runId)
{
}

void RunReading::read(Purpose purpose)
{
    if (std::exchange(m_isUnderWay, true))
        return;
    m_askedAt = m_clock.utc();
    m_call = m_client.describeExecution(m_target.ns, m_target.workflowId, m_target.runId, purpose)
                 .deliver(this, [this, purpose](Result<ExecutionDescription> answer) {
                     takeRun(std::move(answer), purpose);
                 });
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

void RunReading::takeRun(Result<ExecutionDescription> answer, Purpose purpose)
{
    if (!answer)
        return fail(answer.error());
    const ExecutionStatus status = answer->execution.status;
    if (m_target.act != InterventionTarget::Act::BringBack || !whyNotBroughtBack(status).isEmpty())
        return take({std::move(*answer), {}});
    m_call = m_way.read(status, purpose).deliver(this, [this, run = std::move(*answer)](Result<WayBack> way) {
        if (way)
            take({run, std::move(*way)});
        else
            fail(way.error());
    });
}

void RunReading::fail(const Error &error)
{
    m_isUnderWay = false;
    m_failure = error;
    Q_EMIT failed();
}

void RunReading::take(Reading reading)
{
    m_isUnderWay = false;
    m_failure.reset();
    m_readAt = m_clock.utc();
    m_seen = std::move(reading);
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
    return m_target.otherThan(m_opened->run, m_seen->run);
}

std::unique_ptr<Lever> RunReading::lever(WrittenResult result) const
{
    return m_seen ? m_target.lever(m_seen->run, m_seen->way, std::move(result)) : nullptr;
}

QString RunReading::obstacle() const
{
    return m_seen ? m_target.obstacle(m_seen->run, m_seen->way) : QString();
}

QString RunReading::change() const
{
    if (!m_seen || !m_target.obstacle(m_opened->run, m_opened->way).isEmpty())
        return {};
    const auto lever = m_target.lever(m_opened->run, m_opened->way, {});
    const Done same = lever->recheck(m_seen->way ? m_seen->way->current : m_seen->run);
    return same ? QString() : same.error().detail;
}

} // namespace signalbox
