// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/channel.h"
#include "models/temporal/connectiontracker.h"

#include <QObject>
#include <QTimer>

namespace signalbox {

class Completions;

/// Owns the channel, keeps it connecting, and hears of its states, so that a loss and a recovery are seen
/// although no call is under way. Owner thread.
class Connection final : public QObject
{
    Q_OBJECT

public:
    Connection(std::shared_ptr<grpc::Channel> channel, Completions &completions, const Clock &clock);
    ~Connection() override;

    void start(); ///< connects and watches from now on; harmless when started
    void check(); ///< looks now, as after a failed call

    [[nodiscard]] const std::shared_ptr<grpc::Channel> &channel() const { return m_channel; }
    [[nodiscard]] ConnectionState state() const { return m_tracker.state(); }
    [[nodiscard]] bool everConnected() const { return m_tracker.everConnected(); }
    [[nodiscard]] std::optional<Instant> lostSince() const { return m_lostSince; }

Q_SIGNALS:
    void changed(signalbox::ConnectionState state);

private:
    void awaitChange();

    const Clock &m_clock;
    Completions &m_completions;
    std::shared_ptr<grpc::Channel> m_channel;
    ConnectionTracker m_tracker;
    std::optional<Instant> m_lostSince;
    QTimer m_undecided; ///< not ready and not lost: time decides
    bool m_started = false;
};

} // namespace signalbox
