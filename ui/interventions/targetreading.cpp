// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/targetreading.h"

#include "models/base/format.h"

#include <algorithm>

namespace signalbox {

namespace {

/// Three readings of the dialog's: one may be slow or fail without a word's being needed.
constexpr std::chrono::seconds freshFor{30};

} // namespace

TargetReading::TargetReading(Client &client, const Clock &clock, InterventionTarget target, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_target(std::move(target))
    , m_kind(kindOf(m_target.act))
    , m_look(client, m_target)
{
    connect(&m_look, &TargetLook::counted, this, &TargetReading::takeCount);
}

void TargetReading::read(Purpose purpose)
{
    if (std::exchange(m_isUnderWay, true))
        return;
    m_askedAt = m_clock.utc();
    m_call = m_look.read(purpose).deliver(this, [this](Result<Seen> answer) { take(std::move(answer)); });
    Q_EMIT changed();
}

void TargetReading::startOver()
{
    freeze();
    m_opened.reset();
    m_seen.reset();
    m_readAt.reset();
    m_failure.reset();
    read(Purpose::Operator);
}

void TargetReading::freeze()
{
    m_call.cancel();
    m_look.cancel();
    m_isUnderWay = false;
}

void TargetReading::take(Result<Seen> answer)
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

void TargetReading::takeCount()
{
    if (!m_seen)
        return;
    m_look.addCounts(std::get<SeenConfig>(*m_seen));
    Q_EMIT changed();
}

std::optional<Milliseconds> TargetReading::age() const
{
    return m_readAt ? std::optional(std::max(m_clock.utc() - *m_readAt, Milliseconds(0))) : std::nullopt;
}

Milliseconds TargetReading::sinceAsked() const
{
    return m_askedAt ? std::max(m_clock.utc() - *m_askedAt, Milliseconds(0)) : Milliseconds::max();
}

QString TargetReading::doubt() const
{
    const QString what = m_target.what();
    if (!m_seen)
        return (m_isUnderWay ? tr("%1 is being read.") : tr("%1 could not be read.")).arg(what);
    const QString old = formatDuration(*age());
    if (m_failure && m_failure->kind == ErrorKind::NotFound)
        return tr("%1 no longer exists; what is shown was read %2 ago.").arg(what, old);
    if (m_failure)
        return tr("%1 could not be read again; what is shown was read %2 ago.").arg(what, old);
    if (*age() > freshFor)
        return tr("What is shown was read %1 ago; a fresh reading is waited for.").arg(old);
    return m_kind.otherThan(m_target, *m_opened, *m_seen);
}

std::unique_ptr<Lever> TargetReading::lever(LeverValues values) const
{
    return m_seen ? m_kind.make(m_target, *m_seen, std::move(values)) : nullptr;
}

QString TargetReading::obstacle() const
{
    return m_seen ? m_kind.obstacle(m_target, *m_seen) : QString();
}

QString TargetReading::change() const
{
    if (!m_seen || !m_kind.obstacle(m_target, *m_opened).isEmpty())
        return {};
    const Done same = m_kind.unchanged(m_target, *m_opened, *m_seen);
    return same ? QString() : same.error().detail;
}

} // namespace signalbox
