// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporalserver.h"

#include "models/temporal/channel.h"
#include "tests/fake/temporallimits.h"
#include "tests/fake/temporaltransport.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <QtDebug>

namespace signalbox::fake {

using namespace Qt::StringLiterals;

namespace {

QString requestText(const RawCall &call)
{
    namespace pb = google::protobuf;
    const pb::Descriptor *type = nullptr;
    for (const std::string service : {"workflowservice", "operatorservice"})
        if (!type)
            type = pb::DescriptorPool::generated_pool()->FindMessageTypeByName(
                "temporal.api." + service + ".v1." + call.method + "Request");
    if (!type)
        return {};
    const std::unique_ptr<pb::Message> message(
        pb::MessageFactory::generated_factory()->GetPrototype(type)->New());
    return message->ParseFromString(call.request) ? QString::fromStdString(message->Utf8DebugString())
                                                  : QString();
}

std::shared_ptr<grpc::ServerCredentials> credentials(const ServerOptions &options)
{
    if (options.certificatePem.isEmpty())
        return grpc::InsecureServerCredentials();
    grpc::SslServerCredentialsOptions ssl(options.clientCaPem.isEmpty()
                                              ? GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE
                                              : GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
    ssl.pem_root_certs = options.clientCaPem.toStdString();
    ssl.pem_key_cert_pairs.push_back({options.keyPem.toStdString(), options.certificatePem.toStdString()});
    return grpc::SslServerCredentials(ssl);
}

/// gRPC lets a service register with one server in its life: each start() opens a new door to the transport.
class Door final : public grpc::CallbackGenericService
{
public:
    explicit Door(TemporalTransport &transport)
        : m_transport(transport)
    {
    }
    grpc::ServerGenericBidiReactor *CreateReactor(grpc::GenericCallbackServerContext *context) override
    {
        return m_transport.CreateReactor(context);
    }

private:
    TemporalTransport &m_transport;
};

} // namespace

class TemporalServer::Private
{
public:
    ServerOptions m_options;
    TemporalWorld m_world;
    FaultPlan m_faults;
    ServerLimits m_limits;
    TemporalTransport m_transport{m_world, m_faults};
    std::unique_ptr<Door> m_door;
    std::unique_ptr<grpc::Server> m_server;
    int m_port = 0;
};

TemporalServer::TemporalServer(ServerOptions options)
    : d(std::make_unique<Private>())
{
    d->m_options = std::move(options);
    prepareGrpc();
    start();
}

TemporalServer::~TemporalServer()
{
    stop();
}

QString TemporalServer::address() const
{
    return u"127.0.0.1:%1"_s.arg(d->m_port);
}

Profile TemporalServer::profile() const
{
    Profile profile;
    profile.name = u"fake"_s;
    profile.address = address();
    profile.environment = Environment::Development;
    return profile;
}

void TemporalServer::stop()
{
    if (!d->m_server)
        return;
    d->m_server->Shutdown(std::chrono::system_clock::now());
    d->m_server->Wait();
    d->m_server.reset();
}

void TemporalServer::start()
{
    if (d->m_server)
        return;
    grpc::ServerBuilder builder;
    d->m_door = std::make_unique<Door>(d->m_transport);
    builder.RegisterCallbackGenericService(d->m_door.get());
    // The real server allows pings every 10 s; gRPC's default of 5 minutes would break the client's
    // keepalive.
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10'000);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    if (d->m_options.maxConnectionAge) {
        builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS,
                                   static_cast<int>(d->m_options.maxConnectionAge->count()));
        builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, 5'000);
    }
    builder.AddListeningPort(address().toStdString(), credentials(d->m_options), &d->m_port);
    d->m_server = builder.BuildAndStart();
    if (!d->m_server)
        qFatal("the fake server can't listen");
}

void TemporalServer::setNamespaces(std::vector<NamespaceInfo> namespaces)
{
    d->m_world.setNamespaces(std::move(namespaces));
}

void TemporalServer::setQueue(const QueueKey &key, TaskType type, TaskQueueStats stats)
{
    d->m_world.setQueue(key, type, std::move(stats));
}

void TemporalServer::setWorkers(const QString &ns, std::vector<WorkerHeartbeat> workers)
{
    d->m_world.setWorkers(ns, std::move(workers));
}

void TemporalServer::setDeployment(const QString &ns, const DeploymentVersion &version,
                                   const VersionQueues &queues)
{
    d->m_world.setDeployment(ns, version, queues);
}

void TemporalServer::setArchival(const QString &ns, const Archival &archival)
{
    d->m_world.setArchival(ns, archival);
}

void TemporalServer::setStandalone(const QString &ns, const QStringList &queues)
{
    d->m_world.setStandalone(ns, queues);
}

void TemporalServer::setExecutions(const QString &ns, std::vector<Execution> executions)
{
    d->m_world.setExecutions(ns, std::move(executions));
}

void TemporalServer::setHasArchive(bool hasArchive)
{
    d->m_world.setHasArchive(hasArchive);
}

void TemporalServer::setRemoved(const QStringList &names)
{
    d->m_world.setRemoved(names);
}

void TemporalServer::setCluster(ClusterInfo cluster)
{
    d->m_world.setCluster(std::move(cluster));
}

void TemporalServer::setConfig(NamespaceConfig config)
{
    d->m_world.setConfig(std::move(config));
}

void TemporalServer::setSearchAttributes(const QString &ns, SearchAttributes attributes)
{
    d->m_world.setSearchAttributes(ns, std::move(attributes));
}

void TemporalServer::setSchedules(const QString &ns, std::vector<Schedule> schedules)
{
    d->m_world.setSchedules(ns, std::move(schedules));
}

void TemporalServer::loseRun(const QString &ns, const QString &workflowId, const QString &runId)
{
    d->m_world.loseRun(ns, workflowId, runId);
}

void TemporalServer::setDescription(const QString &ns, ExecutionDescription description)
{
    d->m_world.setDescription(ns, std::move(description));
}

void TemporalServer::setHistory(const QString &ns, const QString &workflowId, const QString &runId,
                                const std::vector<HistoryEvent> &events)
{
    d->m_world.setHistory(ns, workflowId, runId, events);
}

void TemporalServer::addScheduled(const QString &ns, const QString &workflowId, const QString &runId,
                                  const ScheduledActivity &activity)
{
    d->m_world.addScheduled(ns, workflowId, runId, activity);
}

void TemporalServer::archiveRun(const QString &ns, const QString &workflowId, const QString &runId)
{
    d->m_world.archiveRun(ns, workflowId, runId);
}

void TemporalServer::setHistoryPageSize(int events)
{
    d->m_world.setHistoryPageSize(events);
}

void TemporalServer::setPrincipal(const QString &name)
{
    d->m_world.setPrincipal(name);
}

void TemporalServer::setListForgets(bool forgets)
{
    d->m_world.setListForgets(forgets);
}

void TemporalServer::failNext(const QString &method, const QString &code, const QString &message, int times)
{
    d->m_faults.add(method, {Fault::Kind::Fail, failureStatus(code, message), {}}, times);
}

void TemporalServer::holdNext(const QString &method, int times)
{
    d->m_faults.add(method, {Fault::Kind::Hold, {}, {}}, times);
}

void TemporalServer::releaseHeld()
{
    d->m_transport.releaseHeld();
}

int TemporalServer::held() const
{
    return d->m_transport.held();
}

void TemporalServer::answerNext(const QString &method, QByteArray bytes, int times)
{
    d->m_faults.add(method, {Fault::Kind::Bytes, {}, std::move(bytes)}, times);
}

void TemporalServer::padNext(const QString &method, qsizetype bytes, int times)
{
    d->m_faults.add(method, {Fault::Kind::Pad, {}, unknownField(bytes)}, times);
}

void TemporalServer::loseReplyNext(const QString &method, int times)
{
    d->m_faults.add(method, {Fault::Kind::LoseReply, {}, {}}, times);
}

void TemporalServer::before(const QString &method, std::function<void()> action)
{
    d->m_faults.addBefore(method, std::move(action));
}

void TemporalServer::clearFaults()
{
    d->m_faults.clear();
}

ServerLimits &TemporalServer::enforceLimits()
{
    d->m_transport.limitBy(d->m_limits);
    return d->m_limits;
}

int TemporalServer::inProgress() const
{
    return d->m_transport.inProgress();
}

int TemporalServer::calls(const QString &method) const
{
    return d->m_transport.calls(method.toStdString());
}

std::vector<RecordedCall> TemporalServer::recorded(const QString &method) const
{
    std::vector<RecordedCall> result;
    for (const RawCall &call : d->m_transport.recorded(method.toStdString()))
        result.push_back({method, call.metadata, QByteArray::fromStdString(call.peer), requestText(call)});
    return result;
}

void TemporalServer::forgetCalls()
{
    d->m_transport.forgetCalls();
}

} // namespace signalbox::fake
