// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/connection.h"

#include "models/base/dispatcher.h"
#include "models/base/logging.h"
#include "models/temporal/completions.h"
#include "models/temporal/steadytime.h"

#include <grpcpp/channel.h>
#include <grpcpp/completion_queue.h>

#include <QPointer>

namespace signalbox {

namespace {

constexpr Milliseconds lookAgain{250};

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

Connection::Connection(std::shared_ptr<grpc::Channel> channel, Completions &completions, const Clock &clock)
    : m_clock(clock)
    , m_completions(completions)
    , m_channel(std::move(channel))
{
    m_undecided.setInterval(lookAgain);
    connect(&m_undecided, &QTimer::timeout, this, &Connection::check);
}

Connection::~Connection() = default;

void Connection::start()
{
    if (std::exchange(m_started, true))
        return;
    awaitChange();
}

/// Looks, and does so again as soon as there is something else to see. The wait ends with the channel.
void Connection::awaitChange()
{
    const auto seen = m_channel->GetState(/*try_to_connect=*/false);
    check();
    m_channel->NotifyOnStateChange(seen, std::chrono::system_clock::time_point::max(), &m_completions.queue(),
                                   Completions::tag([self = QPointer(this)](bool isChange) {
                                       if (isChange)
                                           dispatcher::post([self] {
                                               if (self)
                                                   self->awaitChange();
                                           });
                                   }));
}

void Connection::check()
{
    const ConnectionState before = m_tracker.state();
    const ChannelState channel = channelState(m_channel->GetState(/*try_to_connect=*/true));
    const ConnectionState now = m_tracker.observe(channel, steadyNow());
    if (channel == ChannelState::Ready || now == ConnectionState::Lost)
        m_undecided.stop();
    else if (!m_undecided.isActive())
        m_undecided.start();
    if (now != before) {
        m_lostSince = now == ConnectionState::Lost ? std::optional(m_clock.utc()) : std::nullopt;
        qCDebug(lcRpc) << "connection" << (now == ConnectionState::Lost ? "lost" : "established");
        Q_EMIT changed(now);
    }
}

} // namespace signalbox
