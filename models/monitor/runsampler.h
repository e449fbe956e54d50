// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/reply.h"
#include "models/monitor/callschedule.h"
#include "models/monitor/longhistories.h"
#include "models/monitor/pendingactivities.h"

#include <QObject>

namespace signalbox {

class Client;
class ExecutionPage;

/// Looks into a few of a namespace's running runs for the activities they wait for: the one way to see a
/// queue that only activities use and nobody polls, why activities of a queue fail, and how long a history
/// has become. Two runs a batch (the first has more where somebody waits for it), of the newest and then,
/// batch by batch, of ever older ones until there are none; every other batch is of one of the queues that a
/// person sees, in turn, as a few runs of a busy namespace say nothing of a quiet queue. A run whose history
/// is long is one of the two now and then. At most five runs a minute where it is fast. Owner thread.
class RunSampler final : public QObject
{
    Q_OBJECT

public:
    RunSampler(Client &client, const Clock &clock, QString ns, CallSchedule &background,
               QObject *parent = nullptr);

    [[nodiscard]] const PendingActivities &pending() const { return m_pending; }
    [[nodiscard]] const std::optional<HistorySample> &histories() const { return m_histories; }

    /// For who looks once: the first batch waits for nothing, and is of up to four runs, of as many types
    /// and queues. Before setWanted.
    void setPrompt() { m_prompt = true; }
    /// The first batch was looked into, or that failed. Once so, always so.
    [[nodiscard]] bool isSettled() const { return m_settled; }

    /// Readable, and something runs.
    void setWanted(bool wanted);
    void setFast(bool fast);
    /// By name; an empty one is none.
    void setVisibleQueues(std::set<QString> queues) { m_visible = std::move(queues); }
    /// The connection is back.
    void retryNow();
    void stop();

Q_SIGNALS:
    /// A batch is over; by it the queues with activities that wait, or waited until now.
    void sampled(const std::set<QString> &queues);
    void failed(const signalbox::Error &error);

private:
    int list(Purpose purpose);
    int describe(Purpose purpose);
    void takePage(const Result<ExecutionPage> &page);
    void takeRun(const Result<ExecutionDescription> &run);
    void choose(const ExecutionPage &page);
    void chooseKinds(const ExecutionPage &page);
    void goFurther(const ExecutionPage &page);
    void endBatch(Milliseconds now);
    [[nodiscard]] QString nextQueue() const;
    [[nodiscard]] Milliseconds interval() const;

    Client &m_client;
    const Clock &m_clock;
    const QString m_ns;
    ScheduledPoll m_lists;
    ScheduledPoll m_describes; ///< of those chosen
    Delivery m_listDelivery;
    Delivery m_describeDelivery;
    bool m_wanted = false;
    bool m_fast = false;
    bool m_prompt = false;
    bool m_settled = false;

    Milliseconds m_olderThan{0}; ///< the runs of the next batch of the whole namespace; 0: the newest
    std::set<QString> m_visible;
    QString m_lastQueue;  ///< of those visible
    QString m_batchQueue; ///< of the batch under way; empty: the whole namespace
    std::vector<Execution> m_chosen;
    std::set<QString> m_told; ///< queues that the batch under way says something new of
    PendingActivities m_pending;
    LongHistories m_long;
    std::optional<HistorySample> m_histories;
};

} // namespace signalbox
