// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/visibilitybudget.h"

#include <algorithm>

namespace signalbox {

VisibilityBudget::VisibilityBudget(const Limits &limits)
    : m_operator(limits.visibilityOperatorPerSecond, limits.visibilityPerSecond)
    , m_common(limits.visibilityPerSecond, limits.visibilityPerSecond)
    , m_background(limits.visibilityBackgroundPerSecond, limits.visibilityBackgroundPerSecond)
{
}

std::optional<VisibilityBudget::Lane> VisibilityBudget::take(Purpose purpose, Milliseconds now)
{
    if (purpose == Purpose::Operator && m_operator.take(now)) {
        m_common.drain(now);
        return Lane::Operator;
    }
    if (purpose == Purpose::Background && (m_common.nextAt(now) > now || !m_background.take(now)))
        return std::nullopt;
    if (!m_common.take(now))
        return std::nullopt;
    return Lane::Plain;
}

Milliseconds VisibilityBudget::nextAt(Purpose purpose, Milliseconds now)
{
    if (purpose == Purpose::Operator)
        return std::min(m_operator.nextAt(now), m_common.nextAt(now));
    return std::max(m_background.nextAt(now), m_common.nextAt(now));
}

} // namespace signalbox
