// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/connection.h"

#include "models/base/logging.h"
#include "models/temporal/steadytime.h"

#include <grpcpp/channel.h>

namespace signalbox {

namespace {

constexpr Milliseconds lookEvery{250};

ChannelState channelState(grpc_connectivity_state state)
{
    switch (state) {
    case GRPC_CHANNEL_READY:
        return ChannelState::Ready;
    case GRPC_CHANNEL_CONNECTING:
        return ChannelState::Connecting;
    case GRPC_CHANNEL_TRANSIENT_FAILURE:
    case GRPC_CHANNEL_SHUTDOWN:
        return ChannelState::Failing;
    case GRPC_CHANNEL_IDLE:
        break;
    }
    return ChannelState::Idle;
}

} // namespace

Connection::Connection(std::shared_ptr<grpc::Channel> channel, const Clock &clock)
    : m_clock(clock)
    , m_channel(std::move(channel))
{
    m_timer.setInterval(lookEvery);
    connect(&m_timer, &QTimer::timeout, this, &Connection::check);
}

Connection::~Connection() = default;

void Connection::start()
{
    if (m_timer.isActive())
        return;
    m_timer.start();
    check();
}

void Connection::check()
{
    const ConnectionState before = m_tracker.state();
    const ConnectionState now =
        m_tracker.observe(channelState(m_channel->GetState(/*try_to_connect=*/true)), steadyNow());
    if (now != before) {
        m_lostSince = now == ConnectionState::Lost ? std::optional(m_clock.utc()) : std::nullopt;
        qCDebug(lcRpc) << "connection" << (now == ConnectionState::Lost ? "lost" : "established");
        Q_EMIT changed(now);
    }
    Q_EMIT looked();
}

} // namespace signalbox
