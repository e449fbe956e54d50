// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/closedcount.h"
#include "models/monitor/oldestclosed.h"
#include "models/monitor/seenretentions.h"

namespace signalbox {

/// Whether a namespace's archive takes what closes: a server deletes only what it archived (1.32.1), so where
/// the target is broken closed executions stay beyond their retention. Counts those, every ten minutes, where
/// the namespace archives; where there are some it looks for the oldest, in a few counts more. Owner thread.
class ArchivalWatch final : public QObject
{
    Q_OBJECT

public:
    /// Outlived by `ns`.
    ArchivalWatch(Client &client, const Clock &clock, NamespaceWatch &ns, CallSchedule &background,
                  QObject *parent = nullptr);

    /// nullopt: not counted yet, may not be counted, or nothing is archived.
    [[nodiscard]] std::optional<ArchivalSample> latest() const;
    /// Counted, or failed at it; or not to be counted. The oldest is not waited for.
    [[nodiscard]] bool isSettled() const { return m_count.isSettled(); }

    [[nodiscard]] const SeenRetentions &kept() const { return m_kept; }

    /// It follows from what is known of the namespace whether it is asked.
    void setReadable(bool readable);
    /// For the person who pressed F5.
    void refresh();
    /// The connection is back.
    void retryNow();
    void stop();

Q_SIGNALS:
    void told();
    void failed(const signalbox::Error &error);

private:
    void takeCount();
    void seekOldest(std::optional<Instant> before);
    int step(Purpose purpose);
    void takeStep(const Result<qint64> &count);

    Client &m_client;
    const Clock &m_clock;
    NamespaceWatch &m_ns;
    bool m_isAsked = false;
    SeenRetentions m_kept;
    ClosedCount m_count;
    OldestClosed m_oldest;
    ScheduledPoll m_steps; ///< of the search for it
    Delivery m_stepDelivery;
};

} // namespace signalbox
