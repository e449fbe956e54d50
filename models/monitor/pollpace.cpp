// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/pollpace.h"

#include <QRandomGenerator>

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {
constexpr Milliseconds firstPause = 2s;
constexpr Milliseconds longestPause = 30s;
constexpr double jitter = 0.2;
} // namespace

Purpose PollPace::begin(Milliseconds now)
{
    m_asking = true;
    m_asked = now;
    return std::exchange(m_purpose, Purpose::Background);
}

void PollPace::succeed(Milliseconds now, Milliseconds interval)
{
    m_asking = false;
    m_settled = true;
    m_failures = 0;
    m_due = now + interval;
}

void PollPace::fail(Milliseconds now, Milliseconds spacing)
{
    m_asking = false;
    m_settled = true;
    const Milliseconds pause = firstPause * (1 << std::min(m_failures, 4));
    m_due = std::max(now + jittered(std::min(pause, longestPause)), earliest(now, spacing));
    ++m_failures;
}

void PollPace::hasten(Milliseconds now, Milliseconds spacing, Purpose purpose)
{
    if (m_asking)
        return;
    m_due = std::min(m_due, earliest(now, spacing));
    if (purpose == Purpose::Operator)
        m_purpose = Purpose::Operator;
}

void PollPace::drop(Milliseconds now, Milliseconds spacing)
{
    if (std::exchange(m_asking, false))
        m_due = earliest(now, spacing);
}

void PollPace::retryNow(Milliseconds now, Milliseconds spacing)
{
    if (m_failures > 0 && !m_asking)
        m_due = std::min(m_due, earliest(now, spacing));
}

Milliseconds PollPace::earliest(Milliseconds now, Milliseconds spacing) const
{
    return m_asked ? std::max(now, *m_asked + spacing) : now;
}

Milliseconds jittered(Milliseconds interval)
{
    const double factor = 1 + jitter * (2 * QRandomGenerator::global()->generateDouble() - 1);
    return std::chrono::round<Milliseconds>(interval * factor);
}

} // namespace signalbox
