// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

namespace signalbox {

class Watch;

/// One look at everything, thoroughly (Watch::setThorough): starts the watch, waits for its first sweep, or
/// until nothing new was settled for as long as the timeout, and stops it; what it saw stays. Owner thread;
/// used once.
class FirstSweep final : public QObject
{
    Q_OBJECT

public:
    explicit FirstSweep(Watch &watch, QObject *parent = nullptr);

    /// `namespaces` as Watch::start has them.
    void start(const QStringList &namespaces, Milliseconds timeout = std::chrono::seconds(30));
    void cancel(); ///< it is not told as finished any more

    /// The last failure, where there was one.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

Q_SIGNALS:
    void finished();
    void progressed(int settled, int known); ///< namespaces and queues; every 5 s, where there is some

private:
    void look();
    void finish();

    Watch &m_watch;
    std::optional<Error> m_failure;
    QTimer m_timeout;
    QTimer m_look;
    int m_settled = 0;
    bool m_done = false;
};

} // namespace signalbox
