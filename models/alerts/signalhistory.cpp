// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/signalhistory.h"

#include <algorithm>

namespace signalbox {

void SignalHistory::note(Signal signal, Milliseconds now, Milliseconds validUntil)
{
    forget(now);
    if (signal != Signal::Caution && signal != Signal::Danger) {
        end(now);
        return;
    }
    if (!m_phases.empty() && m_phases.back().signal == signal && m_phases.back().until >= now) {
        m_phases.back().until = validUntil;
        return;
    }
    end(now);
    m_phases.push_back({now, validUntil, signal});
}

void SignalHistory::end(Milliseconds now)
{
    if (m_phases.empty())
        return;
    m_phases.back().until = std::min(m_phases.back().until, now);
    if (m_phases.back().from >= m_phases.back().until)
        m_phases.pop_back();
}

void SignalHistory::forget(Milliseconds now)
{
    const std::size_t tooMany = m_phases.size() - std::min(m_phases.size(), maxPhases - 1);
    auto kept = m_phases.begin() + static_cast<std::ptrdiff_t>(tooMany);
    while (kept != m_phases.end() && now - kept->until > maxAge)
        ++kept;
    m_phases.erase(m_phases.begin(), kept);
}

} // namespace signalbox
