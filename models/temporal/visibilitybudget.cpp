// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/visibilitybudget.h"

#include <algorithm>

namespace signalbox {

VisibilityBudget::VisibilityBudget(const Limits &limits)
    : m_operator(limits.visibilityOperatorPerSecond, limits.visibilityPerSecond)
    , m_common(limits.visibilityPerSecond, limits.visibilityPerSecond)
    , m_background(limits.visibilityBackgroundPerSecond, 1)
    , m_paging(limits.visibilityPagingPerSecond, limits.visibilityPagingPerSecond)
    , m_pagingRate(limits.visibilityPagingPerSecond)
    , m_pagingRecovery(limits.pagingRecovery)
{
}

std::optional<VisibilityBudget::Lane> VisibilityBudget::take(Purpose purpose, Milliseconds now)
{
    if (purpose == Purpose::Operator && m_operator.take(now)) {
        m_common.drain(now);
        return Lane::Operator;
    }
    if (purpose != Purpose::Operator && (m_common.nextAt(now) > now || !share(purpose, now).take(now)))
        return std::nullopt;
    if (!m_common.take(now))
        return std::nullopt;
    return Lane::Plain;
}

Milliseconds VisibilityBudget::nextAt(Purpose purpose, Milliseconds now)
{
    if (purpose == Purpose::Operator)
        return std::min(m_operator.nextAt(now), m_common.nextAt(now));
    return std::max(share(purpose, now).nextAt(now), m_common.nextAt(now));
}

void VisibilityBudget::refused(Milliseconds now)
{
    const double rate = std::max(m_paging.rate() / 2, m_operator.rate());
    m_paging.setRate(rate, rate, now);
    m_refusedAt = now;
}

TokenBucket &VisibilityBudget::share(Purpose purpose, Milliseconds now)
{
    if (purpose == Purpose::Background)
        return m_background;
    if (m_refusedAt && now - *m_refusedAt >= m_pagingRecovery) {
        m_paging.setRate(m_pagingRate, m_pagingRate, now);
        m_refusedAt.reset();
    }
    return m_paging;
}

} // namespace signalbox
