// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/monitor/callbudget.h"
#include "models/recovery/pace.h"
#include "models/temporal/executions.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace signalbox {

class Client;

struct RunId
{
    QString workflowId;
    QString runId;
};

struct PendingWork
{
    QString type;
    QString taskQueue;
    bool wasStarted = false; ///< a worker had it: it will be done again
};

/// What of a description is needed to compare: small, as a thousand of them are held at once.
struct RunFacts
{
    ExecutionStatus status = ExecutionStatus::Unspecified;
    qint64 historyLength = 0;
    std::optional<Instant> started;
    bool isDue = false; ///< something is to be done by a worker: it waits for no timer or signal alone
    std::vector<PendingWork> activities;
};

/// Describes runs, so many a second and so many at once. What may pass is tried again; of a cluster that does
/// not answer, or a session that ended, the whole look fails. One look at a time. Owner thread.
class RunLooks final : public QObject
{
    Q_OBJECT

public:
    using Facts = std::vector<Result<RunFacts>>; ///< in the order asked; NotFound is one that is not there

    RunLooks(Client &client, const Clock &clock, const Pace &pace, QObject *parent = nullptr);

    [[nodiscard]] Reply<Facts> look(const QString &ns, std::vector<RunId> runs);

private:
    void pump();
    void ask(std::size_t index);
    void take(std::size_t index, const Result<ExecutionDescription> &description);
    void settle(std::size_t index, Result<RunFacts> facts);
    void fail(const Error &error);

    Client &m_client;
    const Clock &m_clock;
    const int m_atOnce;
    CallBudget m_budget;
    QTimer m_wake;

    int m_look = 0; ///< which; answers to an earlier one are late
    QString m_ns;
    std::vector<RunId> m_runs;
    std::vector<std::optional<Result<RunFacts>>> m_facts;
    std::vector<int> m_tries;
    std::deque<std::size_t> m_toAsk;
    std::size_t m_settled = 0;
    int m_inFlight = 0;
    std::optional<ReplyPromise<Facts>> m_promise;
};

} // namespace signalbox
