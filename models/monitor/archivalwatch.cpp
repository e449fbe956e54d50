// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/archivalwatch.h"

#include "models/monitor/namespacewatch.h"
#include "models/monitor/watchlanes.h"
#include "models/temporal/client.h"

#include <utility>

namespace signalbox {

using namespace std::chrono_literals;

ArchivalWatch::ArchivalWatch(Client &client, const Clock &clock, NamespaceWatch &ns, CallSchedule &background,
                             QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_ns(ns)
    , m_count(client, clock, ns, background)
    , m_steps(background, backgroundlanes::runs, [this](Purpose purpose) { return step(purpose); })
{
    connect(&m_count, &ClosedCount::told, this, &ArchivalWatch::takeCount);
    connect(&m_count, &ClosedCount::failed, this, &ArchivalWatch::failed);
}

std::optional<ArchivalSample> ArchivalWatch::latest() const
{
    const std::optional<ClosedCount::Counted> &counted = m_count.latest();
    if (!counted)
        return {};
    ArchivalSample sample;
    sample.count = counted->count;
    sample.kept = std::chrono::floor<std::chrono::seconds>(counted->age - deletionMargin);
    sample.oldestBefore = m_oldest.before();
    const auto known = m_kept.knownSince();
    sample.isEstimated = !known || !sample.oldestBefore || m_oldest.notBefore() < known;
    sample.before = counted->before;
    sample.time = counted->time;
    sample.sinceBoot = counted->sinceBoot;
    sample.interval = counted->interval;
    return sample;
}

void ArchivalWatch::setReadable(bool readable)
{
    const NamespaceInfo &info = m_ns.info();
    if (readable && info.retention)
        m_kept.see(*info.retention, m_clock.utc(), m_clock.sinceBoot());
    const auto longest = m_kept.longest();
    const bool isAsked = readable && archives(info) && info.retention && longest;
    m_count.setAge(isAsked ? std::optional(*longest + deletionMargin) : std::nullopt);
    if (std::exchange(m_isAsked, isAsked) && !isAsked)
        seekOldest({});
}

void ArchivalWatch::refresh()
{
    m_count.refresh();
}

void ArchivalWatch::retryNow()
{
    m_count.retryNow();
    m_steps.retryNow(m_clock.sinceBoot());
}

void ArchivalWatch::stop()
{
    m_count.stop();
    m_stepDelivery.cancel();
    m_steps.drop(m_clock.sinceBoot());
}

void ArchivalWatch::takeCount()
{
    const std::optional<ClosedCount::Counted> &counted = m_count.latest();
    seekOldest(counted && counted->count > 0 ? std::optional(counted->before) : std::nullopt);
    Q_EMIT told();
}

/// Of those that closed before it; nullopt: there are none. A step under way was for another moment.
void ArchivalWatch::seekOldest(std::optional<Instant> before)
{
    m_stepDelivery.cancel();
    m_steps.drop(m_clock.sinceBoot());
    if (before)
        m_oldest.begin(*before);
    else
        m_oldest = {};
    m_steps.setWanted(m_oldest.next().has_value());
}

int ArchivalWatch::step(Purpose purpose)
{
    static_cast<void>(m_ns.nextTurn());
    const Instant before = m_oldest.next().value_or(m_clock.utc());
    m_stepDelivery = m_client.countExecutions(m_ns.info().name, closedBeforeQuery(before), purpose)
                         .deliver(this, [this](const Result<qint64> &count) { takeStep(count); });
    return 1;
}

/// One that fails is given up until the next count: what there is to say is said.
void ArchivalWatch::takeStep(const Result<qint64> &count)
{
    const Milliseconds now = m_clock.sinceBoot();
    if (!count) {
        m_steps.fail(now);
        m_steps.setWanted(false);
        if (!isRefusal(count.error()))
            Q_EMIT failed(count.error());
        return;
    }
    m_oldest.take(*count > 0);
    // Other consoles draw on the same budget.
    m_steps.succeed(now, turnSpacing);
    m_steps.setWanted(m_oldest.next().has_value());
    if (!m_oldest.next())
        Q_EMIT told();
}

} // namespace signalbox
