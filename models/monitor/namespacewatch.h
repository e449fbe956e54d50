// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/queuekey.h"
#include "models/base/reply.h"
#include "models/monitor/callschedule.h"
#include "models/monitor/observations.h"
#include "models/monitor/queuewalk.h"

#include <QObject>

namespace signalbox {

/// Between two calls of one console that count against a namespace's visibility budget, on average; the first
/// few go at once. Ten consoles fit.
inline constexpr Milliseconds turnSpacing = std::chrono::seconds(2);
/// Between two counts of a namespace's running executions where nobody looks.
inline constexpr Milliseconds hiddenCountInterval = std::chrono::seconds(60);

class Client;
class ExecutionPage;
struct OpenCounts;

/// One namespace under watch: counts its running executions and, where the count changed or 5 minutes have
/// passed, walks its queues. Asked by the schedule of counts while it is readable. Owner thread.
class NamespaceWatch final : public QObject
{
    Q_OBJECT

public:
    NamespaceWatch(Client &client, const Clock &clock, NamespaceInfo info, CallSchedule &background,
                   QObject *parent = nullptr);

    [[nodiscard]] const NamespaceInfo &info() const { return m_info; }
    void setInfo(NamespaceInfo info) { m_info = std::move(info); }
    [[nodiscard]] const std::optional<RunningCount> &running() const { return m_running; }
    /// Of the same moment. nullopt also where the server knows no pausing.
    [[nodiscard]] std::optional<qint64> paused() const { return m_paused; }
    [[nodiscard]] qint64 runs() const { return m_running ? m_running->count : 0; }
    [[nodiscard]] bool isReadable() const { return m_readable; }
    /// What the last walk may have missed, and why.
    [[nodiscard]] const std::optional<QString> &limits() const { return m_walkLimits; }
    [[nodiscard]] std::optional<QString> trouble() const; ///< of the last count and walk
    /// Counted, and walked where something runs; or failed at it. Once so, always so.
    [[nodiscard]] bool isSettled() const { return m_settled; }
    /// When the next call that counts against the namespace's visibility budget should go out, so that those
    /// of one console leave room for others.
    [[nodiscard]] Milliseconds nextTurn();

    /// Under watch in it.
    [[nodiscard]] int queues() const { return m_queues; }
    void addQueue() { ++m_queues; }
    void removeQueue() { --m_queues; }
    void addAlerting(int queues) { m_alerting += queues; }
    [[nodiscard]] bool isVisible() const { return m_visible; }
    /// Somebody looks at it, or one of its queues alerts.
    [[nodiscard]] bool isFast() const { return m_visible || m_alerting > 0; }

    void setReadable(bool readable);
    void setVisible(bool visible);
    /// These are to be found again should they run again.
    void forgetQueues(const QStringList &names);
    /// Both again, now; for the person who pressed F5.
    void refresh();
    /// The connection is back.
    void retryNow();

    void stop();

Q_SIGNALS:
    void discovered(const QStringList &names);
    void progressed(); ///< an answer came and was taken
    void failed(const signalbox::Error &error);

private:
    int count(Purpose purpose);
    int step(Purpose purpose);
    void settle();
    void takeCount(const Result<OpenCounts> &counts, RunningCount asked);
    void takeStep(const Result<ExecutionPage> &page);
    [[nodiscard]] bool isWalkWanted(Milliseconds now) const;
    void endWalk(bool complete);

    Client &m_client;
    const Clock &m_clock;
    NamespaceInfo m_info;
    bool m_readable = false;
    bool m_visible = false;
    bool m_settled = false;
    Milliseconds m_turn{0};
    int m_queues = 0;
    int m_alerting = 0;

    ScheduledPoll m_counts;
    Delivery m_countDelivery;
    std::optional<RunningCount> m_running;
    std::optional<qint64> m_paused;
    bool m_knowsPaused = true; ///< the server does: an older one refuses a query that names the status
    std::optional<QString> m_countTrouble;

    QueueWalk m_walk;
    ScheduledPoll m_steps; ///< of the walk under way
    Delivery m_stepDelivery;
    QByteArray m_pageToken;
    bool m_walking = false;
    bool m_stepFailed = false;
    bool m_walkForced = false;
    std::optional<Milliseconds> m_walkEnded;
    qint64 m_runningAtWalk = 0;
    std::optional<QString> m_walkTrouble;
    std::optional<QString> m_walkLimits;
};

} // namespace signalbox
