// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/monitor/cadence.h"
#include "models/monitor/callschedule.h"
#include "models/monitor/pollerpresence.h"
#include "models/monitor/samplering.h"
#include "models/monitor/versionchange.h"

#include <QObject>

namespace signalbox {

class Client;
class NamespaceWatch;
struct OpenCounts;

/// The schedules on which the watch's questions wait.
struct WatchSchedules
{
    CallSchedule looks;
    CallSchedule background;
};

/// One queue under watch: asks its statistics and keeps what came. The workflow type always; the activity
/// type where the queue is named or activities are known of, else with the idle tier and when the
/// number of the namespace's runs has changed. Asked by the schedules while its namespace is readable. Owner
/// thread.
class QueueWatch final : public QObject
{
    Q_OBJECT

public:
    /// Outlived by `ns`, its namespace.
    QueueWatch(Client &client, const Clock &clock, QueueKey key, bool named, WatchSchedules &schedules,
               NamespaceWatch &ns, QObject *parent = nullptr);
    ~QueueWatch() override;

    [[nodiscard]] const QueueKey &key() const { return m_key; }
    [[nodiscard]] const std::optional<QueueSample> &latest() const { return m_latest; }
    /// Of the newest look, if it failed.
    [[nodiscard]] const std::optional<FailedLook> &failure() const { return m_failure; }
    [[nodiscard]] const std::optional<RunningCount> &running() const { return m_running; }
    [[nodiscard]] const std::optional<RunningCount> &paused() const { return m_paused; }
    [[nodiscard]] const SampleRing &samples() const { return m_samples; }
    [[nodiscard]] const std::vector<VersionChange> &versionChanges() const { return m_versionChanges; }
    /// Discovered, or ever polled or filled: the server answers zeros for a name that does not exist.
    [[nodiscard]] bool isSeen() const { return m_seen; }
    /// Looked at; and its running executions counted where it is alerting and no walk found some running. Or
    /// failed at it.
    [[nodiscard]] bool isSettled() const;
    /// Whether anything is known to happen on it: a poller, a task or a running execution.
    [[nodiscard]] bool isInUse() const;

    /// A walk found executions running on it.
    void setDiscovered() { m_seen = m_discovered = true; }
    /// Something else told of it.
    void setSeen() { m_seen = true; }
    void setNamed(bool named);
    /// Activities wait on it, or a worker there takes some.
    void expectActivities();
    [[nodiscard]] bool isAlerting() const { return m_alerting; }
    void setReadable(bool readable);
    void setVisible(bool visible);
    void setAlerting(bool alerting);
    /// Both again, now; for the person who pressed F5.
    void refresh();
    /// The connection is back.
    void retryNow();
    void stop();

Q_SIGNALS:
    void sampled(const signalbox::QueueSample &sample);
    void counted();
    void failed(const signalbox::Error &error);

private:
    int look(Purpose purpose);
    int count(Purpose purpose);
    [[nodiscard]] bool asksActivity() const;
    [[nodiscard]] bool isFast() const { return m_visible || m_alerting; }
    [[nodiscard]] bool wantsCount() const;
    [[nodiscard]] Milliseconds interval() const { return m_cadence.interval(isFast()); }
    void setPace(bool wasFast);
    void setDemand(double perSecond);
    void wantCount();
    void conclude();
    void takeCount(const Result<OpenCounts> &counts, const RunningCount &asked);
    void rememberActivity();
    void noteVersions(const QueueSample &sample);
    [[nodiscard]] bool isProbeDue(Milliseconds now) const;
    [[nodiscard]] QueueSample assemble();

    Client &m_client;
    const Clock &m_clock;
    const QueueKey m_key;
    WatchSchedules &m_schedules;
    NamespaceWatch &m_ns;
    bool m_named; ///< by the profile or by hand
    bool m_readable = false;
    bool m_seen = false;
    bool m_discovered = false;
    bool m_visible = false;
    bool m_alerting = false;

    Cadence m_cadence;
    ScheduledPoll m_looks;
    ScheduledPoll m_counts;
    std::size_t m_demandLane;
    double m_demand = 0; ///< calls a second, as told to the schedule of looks
    Delivery m_workflowDelivery;
    Delivery m_activityDelivery;
    Delivery m_countDelivery;
    int m_waiting = 0;
    Result<TaskQueueStats> m_workflow;
    std::optional<Result<TaskQueueStats>> m_activity; ///< nullopt: not asked this time
    bool m_reached = false; ///< the server, by the last look: some of it was answered, well or not
    bool m_activitySeen = false;
    std::optional<Milliseconds> m_probed;
    qint64 m_runsWhenProbed = 0; ///< in the namespace

    PollerPresence m_workflowPresence;
    PollerPresence m_activityPresence;
    std::optional<QueueSample> m_latest;
    std::optional<FailedLook> m_failure;
    std::optional<RunningCount> m_running;
    std::optional<RunningCount> m_paused;
    bool m_knowsPaused = true; ///< the server does: an older one refuses a query that names the status
    SampleRing m_samples;
    std::vector<VersionChange> m_versionChanges;
};

} // namespace signalbox
