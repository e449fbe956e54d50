// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertreading.h"

#include "models/store/past.h"
#include "ui/alerts/alertchart.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// What a rule did is in the store some seconds later.
constexpr Milliseconds every = 10s;
constexpr std::chrono::minutes day = 24h;
/// Seen of the time before an alert began, and at least altogether.
constexpr Milliseconds before = 15min;
constexpr Milliseconds leastSpan = 1h;
/// Of a small chart two pixels or three each.
constexpr int slices = 200;

} // namespace

AlertReading::AlertReading(Past &past, const Runbook &runbook, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_past(past)
    , m_clock(clock)
    , m_day(past, runbook, clock)
{
    connect(&m_day, &AlertHistoryModel::changed, this, &AlertReading::changed);
}

void AlertReading::look(const ListedAlert &alert)
{
    const Milliseconds now = m_clock.sinceBoot();
    const AlertKey key = keyOf(alert.alert);
    const bool isSame = m_of == key;
    if (isSame && m_asked && now - *m_asked < every)
        return;
    m_asked = now;
    m_of = key;
    if (!isSame)
        m_series = {};
    m_day.read(day);
    readSeries(alert);
}

void AlertReading::stop()
{
    m_asked.reset();
    m_day.stop();
    m_delivery.cancel();
}

void AlertReading::readSeries(const ListedAlert &alert)
{
    m_delivery.cancel();
    if (!alertchart::isCharted(alert.alert.kind))
        return;
    const Instant now = m_clock.utc();
    const Milliseconds lasting = now - alert.alert.since.value_or(now) + before;
    m_span = std::clamp(lasting, leastSpan, Milliseconds(day));
    m_delivery = m_past.range(alert.alert.key, now - m_span, now, slices)
                     .deliver(this, [this](const Result<PastSpan> &read) {
                         m_series = read ? read->series : Series();
                         Q_EMIT changed();
                     });
}

std::vector<PastChange> AlertReading::changes() const
{
    return m_of ? m_day.changesOf(*m_of) : std::vector<PastChange>();
}

ChartSpan AlertReading::range() const
{
    const Instant now = m_clock.utc();
    return {chartTime(now - m_span), chartTime(now)};
}

} // namespace signalbox
