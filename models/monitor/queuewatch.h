// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/monitor/cadence.h"
#include "models/monitor/pollerpresence.h"
#include "models/monitor/pollpace.h"
#include "models/monitor/samplering.h"

#include <QObject>

namespace signalbox {

class Client;

/// One queue under watch: asks its statistics (workflow type always; activity type where the queue is
/// configured or activities were seen, else one probe a day) and keeps what came. When to ask is decided by
/// the Watch, within its budget. Owner thread.
class QueueWatch final : public QObject
{
    Q_OBJECT

public:
    QueueWatch(Client &client, const Clock &clock, QueueKey key, bool configured, QObject *parent = nullptr);

    [[nodiscard]] const QueueKey &key() const { return m_key; }
    [[nodiscard]] const std::optional<QueueSample> &latest() const { return m_latest; }
    [[nodiscard]] const std::optional<RunningCount> &running() const { return m_running; }
    [[nodiscard]] const SampleRing &samples() const { return m_samples; }
    /// Discovered, or ever polled or filled: the server answers zeros for a name that does not exist.
    [[nodiscard]] bool isSeen() const { return m_seen; }
    /// Looked at; and its running executions counted, if there is a backlog and no walk has just found some
    /// running. Or failed at it.
    [[nodiscard]] bool isSettled() const;

    [[nodiscard]] PollPace &looks() { return m_looks; }
    [[nodiscard]] PollPace &counts() { return m_counts; }
    [[nodiscard]] bool wantsCount() const;
    [[nodiscard]] int callsPerLook() const;
    [[nodiscard]] int callsInFlight() const { return m_waiting; }
    [[nodiscard]] Milliseconds interval() const { return m_cadence.interval(m_visible || m_alerting); }

    void setDiscovered() { m_seen = m_discovered = true; }
    void setVisible(bool visible);
    void setAlerting(bool alerting);
    /// The connection is back.
    void retryNow();

    /// `stretch` >= 1 lengthens the promised interval where the budget cannot keep up.
    void look(double stretch);
    void count(Milliseconds interval);
    void stop();

Q_SIGNALS:
    void sampled(const signalbox::QueueSample &sample);
    void counted();
    void failed(const signalbox::Error &error);

private:
    [[nodiscard]] bool asksActivity() const;
    void hastenIfFaster(bool wasFast);
    void conclude(double stretch);
    void rememberActivity();
    [[nodiscard]] QueueSample assemble();

    Client &m_client;
    const Clock &m_clock;
    const QueueKey m_key;
    const bool m_configured;
    bool m_seen = false;
    bool m_discovered = false;
    bool m_visible = false;
    bool m_alerting = false;

    Cadence m_cadence;
    PollPace m_looks;
    PollPace m_counts;
    Delivery m_workflowDelivery;
    Delivery m_activityDelivery;
    Delivery m_countDelivery;
    int m_waiting = 0;
    Result<TaskQueueStats> m_workflow;
    std::optional<Result<TaskQueueStats>> m_activity; ///< nullopt: not asked this time
    bool m_reached = false; ///< the server, by the last look: some of it was answered, well or not
    bool m_activitySeen = false;
    Milliseconds m_nextProbe{0};

    PollerPresence m_workflowPresence;
    PollerPresence m_activityPresence;
    std::optional<QueueSample> m_latest;
    std::optional<RunningCount> m_running;
    SampleRing m_samples;
};

} // namespace signalbox
