// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/channel.h"
#include "models/temporal/connectiontracker.h"

#include <QObject>
#include <QTimer>

namespace signalbox {

/// Owns the channel and looks at its state four times a second, so that a loss and a recovery are seen
/// although no call is under way; keeps the channel connecting. Lives and dies on the owner thread: the last
/// reference to a channel must not go in a gRPC callback, which would join its own thread.
class Connection final : public QObject
{
    Q_OBJECT

public:
    Connection(std::shared_ptr<grpc::Channel> channel, const Clock &clock);
    ~Connection() override;

    void start(); ///< connects and watches from now on; harmless when started
    void check(); ///< looks now, as after a failed call

    [[nodiscard]] const std::shared_ptr<grpc::Channel> &channel() const { return m_channel; }
    [[nodiscard]] ConnectionState state() const { return m_tracker.state(); }
    [[nodiscard]] bool everConnected() const { return m_tracker.everConnected(); }
    [[nodiscard]] std::optional<Instant> lostSince() const { return m_lostSince; }

Q_SIGNALS:
    void changed(signalbox::ConnectionState state);
    void looked(); ///< at every look

private:
    const Clock &m_clock;
    std::shared_ptr<grpc::Channel> m_channel;
    ConnectionTracker m_tracker;
    std::optional<Instant> m_lostSince;
    QTimer m_timer;
};

} // namespace signalbox
