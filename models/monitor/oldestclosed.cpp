// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/oldestclosed.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds firstStep = 1h;
constexpr Milliseconds narrow = 5min;
/// No run is older; beyond it doubling would leave what a query can say.
constexpr Milliseconds longest = 24h * 366 * 20;

} // namespace

void OldestClosed::begin(Instant cutoff)
{
    m_isToCheck = m_isSought;
    m_cutoff = cutoff;
    if (m_isSought)
        return;
    m_before = cutoff;
    m_noneBefore.reset();
    m_isSought = true;
}

std::optional<Instant> OldestClosed::next() const
{
    if (!m_isSought)
        return {};
    if (m_isToCheck)
        return m_before;
    if (!m_noneBefore)
        return m_cutoff - std::clamp(2 * Milliseconds(m_cutoff - m_before), firstStep, longest);
    return isNarrow() ? std::nullopt : std::optional(*m_noneBefore + (m_before - *m_noneBefore) / 2);
}

void OldestClosed::take(bool isAny)
{
    const std::optional<Instant> asked = next();
    if (!asked)
        return;
    if (isAny)
        m_before = *asked;
    else
        m_noneBefore = *asked;
    // The oldest went: it lies somewhere between.
    if (m_isToCheck && !isAny)
        m_before = m_cutoff;
    m_isToCheck = false;
    if (!m_noneBefore && m_cutoff - m_before >= longest)
        m_noneBefore = m_before;
}

std::optional<Instant> OldestClosed::before() const
{
    return m_isSought && m_noneBefore && isNarrow() ? std::optional(m_before) : std::nullopt;
}

bool OldestClosed::isNarrow() const
{
    return m_before - *m_noneBefore <= std::max(narrow, Milliseconds(m_cutoff - m_before) / 8);
}

} // namespace signalbox
