// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/monitor/callschedule.h"
#include "models/monitor/observations.h"

#include <QObject>

namespace signalbox {

class Client;
class NamespaceWatch;

/// How executions of one namespace end: each minute, by status, from where the last minute ended, and how
/// many failed today. Two calls a minute of the namespace's visibility budget, while somebody looks at it.
/// Owner thread.
class CloseWatch final : public QObject
{
    Q_OBJECT

public:
    /// Outlived by `ns`.
    CloseWatch(Client &client, const Clock &clock, NamespaceWatch &ns, CallSchedule &background,
               QObject *parent = nullptr);

    [[nodiscard]] const std::optional<CloseSample> &latest() const { return m_latest; }

    void setWanted(bool wanted);
    /// For the person who pressed F5: today's failures anew, and the minute if there is a new one.
    void refresh();
    /// The connection is back.
    void retryNow();
    void stop();

Q_SIGNALS:
    void told();
    void failed(const signalbox::Error &error);

private:
    int ask(Purpose purpose);
    void conclude();

    Client &m_client;
    const Clock &m_clock;
    NamespaceWatch &m_ns;
    ScheduledPoll m_asks;
    Delivery m_countsDelivery;
    Delivery m_failedDelivery;
    int m_waiting = 0;
    CloseSample m_asked; ///< with what came so far
    std::optional<Error> m_error;
    std::optional<CloseSample> m_latest;
};

} // namespace signalbox
