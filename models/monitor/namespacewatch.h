// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/queuekey.h"
#include "models/base/reply.h"
#include "models/monitor/observations.h"
#include "models/monitor/pollpace.h"
#include "models/monitor/queuewalk.h"

#include <QObject>

namespace signalbox {

class Client;
class ExecutionPage;

/// One readable namespace under watch: counts its running executions and, where the count changed or 5
/// minutes have passed, walks its queues. When to ask is decided by the Watch, within its budget. Owner
/// thread.
class NamespaceWatch final : public QObject
{
    Q_OBJECT

public:
    NamespaceWatch(Client &client, const Clock &clock, NamespaceInfo info, QObject *parent = nullptr);

    [[nodiscard]] const NamespaceInfo &info() const { return m_info; }
    void setInfo(NamespaceInfo info) { m_info = std::move(info); }
    [[nodiscard]] const std::optional<RunningCount> &running() const { return m_running; }
    [[nodiscard]] std::optional<QString> trouble() const; ///< of the last count and walk
    /// Counted, and walked where something runs; or failed at it.
    [[nodiscard]] bool isSettled() const;

    [[nodiscard]] PollPace &counts() { return m_counts; }
    [[nodiscard]] bool isStepDue(Milliseconds now) const { return m_walking && m_steps.isDue(now); }
    void setVisible(bool visible);
    /// Both again, now; for the person who pressed F5.
    void refresh();
    /// The connection is back.
    void retryNow();

    void count();
    void step();
    void stop();

Q_SIGNALS:
    void discovered(const QStringList &names);
    void progressed(); ///< an answer came and was taken
    void failed(const signalbox::Error &error);

private:
    void takeCount(const Result<qint64> &count, Instant asked);
    void takeStep(const Result<ExecutionPage> &page);
    [[nodiscard]] bool isWalkWanted(Milliseconds now) const;
    void endWalk(bool complete);

    Client &m_client;
    const Clock &m_clock;
    NamespaceInfo m_info;
    bool m_visible = false;

    PollPace m_counts;
    Delivery m_countDelivery;
    std::optional<RunningCount> m_running;
    std::optional<QString> m_countTrouble;

    QueueWalk m_walk;
    PollPace m_steps; ///< of the walk under way
    Delivery m_stepDelivery;
    bool m_walking = false;
    bool m_stepFailed = false;
    bool m_walkForced = false;
    qsizetype m_found = 0;
    std::optional<Milliseconds> m_walkEnded;
    qint64 m_runningAtWalk = 0;
    std::optional<QString> m_walkTrouble;
};

} // namespace signalbox
