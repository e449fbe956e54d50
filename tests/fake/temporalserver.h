// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "models/profile/profile.h"
#include "models/temporal/deployments.h"
#include "models/temporal/executions.h"
#include "models/temporal/history.h"
#include "models/temporal/inventory.h"
#include "models/temporal/namespaces.h"
#include "models/temporal/queues.h"
#include "models/temporal/scheduled.h"
#include "models/temporal/workers.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <functional>
#include <limits>
#include <memory>
#include <vector>

namespace signalbox::fake {

class ServerLimits;

/// What one call carried.
struct RecordedCall
{
    QString method; ///< "DescribeTaskQueue"
    QMap<QByteArray, QByteArray> metadata;
    QByteArray peer; ///< "ipv4:127.0.0.1:54321": one connection
    QString request; ///< in proto text: contains(u"run_id: \"r1\""_s)
};

struct ServerOptions
{
    std::optional<Milliseconds> maxConnectionAge; ///< GOAWAY this long after each connect
    QByteArray certificatePem, keyPem;            ///< both empty: plaintext
    QByteArray clientCaPem;                       ///< set: a client certificate is demanded
};

/// An in-process Temporal on 127.0.0.1 that answers from values a test sets, and fails as told. It listens
/// from construction on. Every function may be called on any thread; answers are made on gRPC's threads.
///
/// Pages of List and History are kept as bytes once made, so that a bench reads prepared answers from the
/// second round on. List and Count understand "Attribute = 'value'" joined by AND, for ExecutionStatus,
/// WorkflowId, WorkflowType and TaskQueue, and "TaskQueue NOT IN ('a', 'b')", "ExecutionStatus IN ('a',
/// 'b')", "WorkflowType NOT IN ('a', 'b')", "RunId IN ('a', 'b')" and "StartTime < '…'"; Count also "GROUP BY
/// ExecutionStatus". Anything else in a query is ignored.
class TemporalServer final
{
public:
    static constexpr int always = std::numeric_limits<int>::max();

    explicit TemporalServer(ServerOptions options = {});
    ~TemporalServer();
    TemporalServer(const TemporalServer &) = delete;
    TemporalServer &operator=(const TemporalServer &) = delete;

    [[nodiscard]] QString address() const; ///< "127.0.0.1:41234", the same after stop() and start()
    /// A development profile of this address, plaintext, without an issuer.
    [[nodiscard]] Profile profile() const;
    void stop(); ///< closes the port and breaks every call, as kill -9 would
    void start();

    // What is served. Unknown namespaces and runs answer NOT_FOUND, unknown queues zeros, as the real server
    // does.
    void setNamespaces(std::vector<NamespaceInfo> namespaces);
    /// Of history and of visibility alike; as long as this isn't said, NamespaceInfo alone says whether.
    void setArchival(const QString &ns, const Archival &archival);
    void setQueue(const QueueKey &key, TaskType type, TaskQueueStats stats);
    void setWorkers(const QString &ns, std::vector<WorkerHeartbeat> workers);
    /// One more, with one version, and the queues that its workers polled.
    void setDeployment(const QString &ns, const DeploymentVersion &version, const VersionQueues &queues);
    /// The queues of running activities that no workflow started.
    void setStandalone(const QString &ns, const QStringList &queues);
    /// Rows of List and Count, in this order.
    void setExecutions(const QString &ns, std::vector<Execution> executions);
    void setCluster(ClusterInfo cluster);
    /// Addresses and data of a namespace that setNamespaces() has.
    void setConfig(NamespaceConfig config);
    void setSearchAttributes(const QString &ns, SearchAttributes attributes);
    void setSchedules(const QString &ns, std::vector<Schedule> schedules); ///< two a page
    /// From now on the run is in the list alone, as after a restore of two databases of different moments.
    void loseRun(const QString &ns, const QString &workflowId, const QString &runId);
    /// A run for Describe, Terminate, Complete, Reset and Delete. The last one set for a workflow id is its
    /// current run.
    void setDescription(const QString &ns, ExecutionDescription description);
    /// Oldest first. Known to the console's HistoryEvent are also the own events of Terminate, Complete
    /// and Reset, which are appended when they are applied.
    void setHistory(const QString &ns, const QString &workflowId, const QString &runId,
                    const std::vector<HistoryEvent> &events);
    /// One more event of a run's history.
    void addScheduled(const QString &ns, const QString &workflowId, const QString &runId,
                      const ScheduledActivity &activity);
    /// Deleted, and held by the archive alone: listed there, and its history is read from its beginning only.
    void archiveRun(const QString &ns, const QString &workflowId, const QString &runId);
    /// Without one the settings of archives are taken and not kept. There is one unless this is said.
    void setHasArchive(bool hasArchive);
    /// What was deleted, and while it is being removed is listed to who asks for such names.
    void setRemoved(const QStringList &names);
    void setHistoryPageSize(int events); ///< 256 as the real server's, unless set
    /// What events of Terminate and Complete carry as principal; empty: none, as without propagation.
    void setPrincipal(const QString &name);

    /// Whether the list drops what is deleted at once; else it has it until this is said again.
    void setListForgets(bool forgets);

    // Faults. `method` empty: any. They apply to the next `times` calls, in the order they were set.
    /// `code` as gRPC names it: "UNAVAILABLE". RESOURCE_EXHAUSTED and PERMISSION_DENIED carry Temporal's
    /// error details.
    void failNext(const QString &method, const QString &code, const QString &message = {}, int times = 1);
    void holdNext(const QString &method, int times = 1); ///< no answer until releaseHeld()
    void releaseHeld();                                  ///< answers those held, with what is set now
    [[nodiscard]] int held() const;
    void answerNext(const QString &method, QByteArray bytes, int times = 1); ///< garbage, or another message
    /// The true answer with this many bytes more in a field nobody knows.
    void padNext(const QString &method, qsizetype bytes, int times = 1);
    /// Applied, but the client sees UNAVAILABLE.
    void loseReplyNext(const QString &method, int times = 1);
    /// Runs `action` on a server thread before the next call of the method is looked at.
    void before(const QString &method, std::function<void()> action);
    void clearFaults();

    /// From now on, what a real server refuses is refused. Valid as long as the server.
    ServerLimits &enforceLimits();

    [[nodiscard]] int inProgress() const; ///< calls that have come and are neither answered nor held
    [[nodiscard]] int calls(const QString &method) const;
    [[nodiscard]] std::vector<RecordedCall> recorded(const QString &method) const;
    void forgetCalls();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::fake
