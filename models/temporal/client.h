// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/identity/tokensource.h"
#include "models/profile/profile.h"
#include "models/temporal/connectionstate.h"
#include "models/temporal/deployments.h"
#include "models/temporal/executionpage.h"
#include "models/temporal/history.h"
#include "models/temporal/limits.h"
#include "models/temporal/namespaces.h"
#include "models/temporal/purpose.h"
#include "models/temporal/queues.h"
#include "models/temporal/standalone.h"
#include "models/temporal/systeminfo.h"
#include "models/temporal/traffic.h"
#include "models/temporal/workers.h"

#include <QObject>

#include <memory>

namespace signalbox {

class Rpc;

/// The one way to Temporal: deadline, metadata, token, budget, retries (reads only) and decoded errors for
/// every call. Lives on the owner thread; replies are parsed and converted on the thread of the completions.
/// Holds the channel, so it must be destroyed on the owner thread; it cancels what is under way and waits for
/// it. Retried reads wait for a channel that is reconnecting only until their deadline.
class Client final : public QObject
{
    Q_OBJECT

public:
    /// Never connects by itself; the first call does.
    [[nodiscard]] static Result<std::unique_ptr<Client>>
    create(const Profile &profile, TokenSource &tokens, const Clock &clock, const Limits &limits = {});
    ~Client() override;

    [[nodiscard]] ConnectionState connection() const;
    [[nodiscard]] std::optional<Milliseconds> roundTrip() const; ///< of the last answered call
    [[nodiscard]] std::vector<MethodTraffic> trafficLastMinute() const;
    [[nodiscard]] std::vector<MethodTraffic> trafficInAll() const; ///< of this run, by method
    /// Since when nothing is answered: a server that stands still keeps its connections for a while, so that
    /// may be before the connection was seen to be lost.
    [[nodiscard]] std::optional<Instant> lostSince() const;
    /// What the last call that did not reach the server said of the reason, unless one was answered since.
    [[nodiscard]] const std::optional<Error> &lostBecause() const;
    [[nodiscard]] const QString &address() const;

    [[nodiscard]] Reply<SystemInfo> systemInfo();
    [[nodiscard]] Reply<std::vector<NamespaceInfo>> listNamespaces(Purpose purpose);
    [[nodiscard]] Reply<NamespaceInfo> describeNamespace(const QString &ns, Purpose purpose);
    [[nodiscard]] Reply<TaskQueueStats> describeTaskQueue(const QString &ns, const QString &queue,
                                                          TaskType type, Purpose purpose);
    /// A page of the namespace's workers, system ones left out.
    [[nodiscard]] Reply<WorkerPage> listWorkers(const QString &ns, int pageSize, const QByteArray &pageToken,
                                                Purpose purpose);
    [[nodiscard]] Reply<qint64> countExecutions(const QString &ns, const QString &query, Purpose purpose);
    [[nodiscard]] Reply<StatusCounts> countByStatus(const QString &ns, const QString &query, Purpose purpose);
    /// Of the open executions; of those to which the condition applies, where there is one.
    [[nodiscard]] Reply<OpenCounts> countOpen(const QString &ns, const QString &condition, Purpose purpose);
    [[nodiscard]] Reply<ExecutionPage> listExecutions(const QString &ns, const QString &query, int pageSize,
                                                      const QByteArray &pageToken, Purpose purpose);
    /// What the namespace's archive holds, by a query of the archive's own language: an empty one is all, and
    /// of S3 little else (common/archiver/s3store/README.md). INVALID_ARGUMENT where the namespace has no
    /// archive.
    [[nodiscard]] Reply<ExecutionPage> listArchived(const QString &ns, const QString &query, int pageSize,
                                                    const QByteArray &pageToken, Purpose purpose);
    [[nodiscard]] Reply<StandalonePage> listStandalone(const QString &ns, const QString &query, int pageSize,
                                                       const QByteArray &pageToken, Purpose purpose);
    [[nodiscard]] Reply<DeploymentPage> listDeployments(const QString &ns, int pageSize,
                                                        const QByteArray &pageToken, Purpose purpose);
    [[nodiscard]] Reply<VersionQueues>
    describeDeploymentVersion(const QString &ns, const DeploymentVersion &version, Purpose purpose);
    [[nodiscard]] Reply<ExecutionDescription> describeExecution(const QString &ns, const QString &workflowId,
                                                                const QString &runId, Purpose purpose);
    /// Oldest first, or newest first. Oldest first is read from the archive where the server holds the run no
    /// more and its run id is given.
    [[nodiscard]] Reply<HistoryPage> history(const QString &ns, const QString &workflowId,
                                             const QString &runId, const QByteArray &pageToken,
                                             Purpose purpose);
    [[nodiscard]] Reply<HistoryPage> historyReverse(const QString &ns, const QString &workflowId,
                                                    const QString &runId, const QByteArray &pageToken,
                                                    Purpose purpose);
    /// The newest of all, and what was written with it.
    [[nodiscard]] Reply<HistoryPage> newestEvent(const QString &ns, const QString &workflowId,
                                                 const QString &runId, Purpose purpose);

    /// For the other subjects of this room, as writes.h.
    [[nodiscard]] Rpc &rpc();

Q_SIGNALS:
    /// From the channel's own state, not from polling: Lost within 2 s of a failed connection; the server's
    /// routine GOAWAY every 5 minutes is no loss.
    void connectionChanged(signalbox::ConnectionState state);

private:
    class Private;
    explicit Client(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace signalbox
