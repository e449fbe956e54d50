// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/temporal/connectionstate.h"

#include <optional>

namespace signalbox {

/// What gRPC's channel says of itself.
enum class ChannelState { Idle, Connecting, Ready, Failing };

/// Turns what the channel says into what a person should be told. The server closes every connection after
/// five minutes; the reconnect that follows passes through Idle and Connecting within milliseconds and is no
/// loss. Pure.
class ConnectionTracker
{
public:
    /// A reconnect that takes longer than this is a loss although nothing was refused.
    static constexpr Milliseconds grace{1'500};

    ConnectionState observe(ChannelState channel, Milliseconds now);
    [[nodiscard]] ConnectionState state() const { return m_state; }
    [[nodiscard]] bool everConnected() const { return m_everConnected; }

private:
    ConnectionState m_state = ConnectionState::Connecting;
    std::optional<Milliseconds> m_notReadySince;
    bool m_everConnected = false;
};

} // namespace signalbox
