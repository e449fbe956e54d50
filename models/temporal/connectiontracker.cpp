// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/connectiontracker.h"

namespace signalbox {

ConnectionState ConnectionTracker::observe(ChannelState channel, Milliseconds now)
{
    if (channel == ChannelState::Ready) {
        m_everConnected = true;
        m_notReadySince.reset();
        m_state = ConnectionState::Connected;
        return m_state;
    }
    if (!m_notReadySince)
        m_notReadySince = now;
    const bool tooLong = m_everConnected && now - *m_notReadySince >= grace;
    if (channel == ChannelState::Failing || tooLong)
        m_state = ConnectionState::Lost;
    return m_state;
}

} // namespace signalbox
