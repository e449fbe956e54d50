// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/seriestail.h"

#include "models/base/combined.h"

#include <algorithm>
#include <utility>

namespace signalbox {

namespace {

const auto lower = [](qint64 a, qint64 b) { return std::min(a, b); };
const auto higher = [](qint64 a, qint64 b) { return std::max(a, b); };

} // namespace

void SeriesTail::Mean::add(std::optional<qint64> value)
{
    if (!value)
        return;
    sum += *value;
    ++count;
}

std::optional<qint64> SeriesTail::Mean::value() const
{
    return count > 0 ? std::optional((sum + count / 2) / count) : std::nullopt;
}

std::optional<MinuteRow> SeriesTail::resume(const StoredLook &look)
{
    std::optional<MinuteRow> ended;
    const bool goesOn = m_minute && look.gap == 0 && minuteBegin(look.time) == minuteBegin(m_minute->time) &&
                        look.time >= m_minute->latest();
    if (!goesOn)
        ended = close();
    if (m_minute)
        add(look);
    else
        begin(look);
    m_until = look.until();
    return ended;
}

std::optional<MinuteRow> SeriesTail::take(StoredLook &look, Instant bootedAt)
{
    const bool wasClockSet = m_bootedAt && std::chrono::abs(*m_bootedAt - bootedAt) > clockStep;
    m_bootedAt = bootedAt;
    if (m_until)
        look.gap = std::max<qint64>(look.time - *m_until, wasClockSet ? 1 : 0);
    return resume(look);
}

std::optional<MinuteRow> SeriesTail::endMinute(qint64 now)
{
    return m_minute && minuteBegin(m_minute->time) != minuteBegin(now) ? close() : std::nullopt;
}

void SeriesTail::begin(const StoredLook &look)
{
    m_minute =
        MinuteRow{look.time, 0, look.valid, look.gap, look.backlog, look.backlog, look.backlog, look.figures};
    m_added = {};
    m_dispatched = {};
    m_added.add(look.figures.added);
    m_dispatched.add(look.figures.dispatched);
}

void SeriesTail::add(const StoredLook &look)
{
    MinuteRow &row = *m_minute;
    row.span = look.time - row.time;
    row.valid = look.valid;
    row.low = combined(row.low, look.backlog, lower);
    row.high = combined(row.high, look.backlog, higher);
    row.last = look.backlog;
    row.figures.age = combined(row.figures.age, look.figures.age, higher);
    row.figures.pollers = combined(row.figures.pollers, look.figures.pollers, lower);
    m_added.add(look.figures.added);
    m_dispatched.add(look.figures.dispatched);
}

std::optional<MinuteRow> SeriesTail::close()
{
    if (!m_minute)
        return std::nullopt;
    m_minute->figures.added = m_added.value();
    m_minute->figures.dispatched = m_dispatched.value();
    return std::exchange(m_minute, std::nullopt);
}

} // namespace signalbox
