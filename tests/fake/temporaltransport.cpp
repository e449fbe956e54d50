// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/temporaltransport.h"

#include "tests/fake/temporallimits.h"

#include <algorithm>
#include <utility>

namespace signalbox::fake {

namespace {

std::string flat(const grpc::ByteBuffer &buffer)
{
    std::vector<grpc::Slice> slices;
    std::string result;
    if (buffer.Dump(&slices).ok())
        for (const grpc::Slice &slice : slices)
            result.append(reinterpret_cast<const char *>(slice.begin()), slice.size());
    return result;
}

grpc::ByteBuffer bufferOf(const QByteArray &bytes)
{
    const grpc::Slice slice(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return {&slice, 1};
}

/// "/temporal.api.workflowservice.v1.WorkflowService/ListNamespaces" -> "ListNamespaces"
std::string methodName(const std::string &path)
{
    return path.substr(path.rfind('/') + 1);
}

QMap<QByteArray, QByteArray> metadataOf(const grpc::GenericCallbackServerContext &context)
{
    QMap<QByteArray, QByteArray> result;
    for (const auto &[key, value] : context.client_metadata())
        result.insert({key.data(), static_cast<qsizetype>(key.size())},
                      {value.data(), static_cast<qsizetype>(value.size())});
    return result;
}

} // namespace

/// One call. Deletes itself when gRPC is done with it, which is never before it was finished; whoever claims
/// it is the one to finish it.
class TemporalTransport::Reactor final : public grpc::ServerGenericBidiReactor
{
public:
    Reactor(TemporalTransport &transport, RawCall call)
        : m_transport(transport)
        , m_call(std::move(call))
    {
        {
            const std::scoped_lock lock(m_transport.m_mutex);
            ++m_transport.m_open;
        }
        StartRead(&m_request);
    }

    void OnReadDone(bool ok) override
    {
        if (!ok)
            return OnCancel();
        m_call.request = flat(m_request);
        {
            const std::scoped_lock lock(m_transport.m_mutex);
            m_transport.m_calls.push_back(m_call);
            ++m_transport.m_counts[m_call.method];
        }
        m_transport.m_faults.runBefore(m_call.method);
        const Fault fault = nextFault();
        if (fault.kind == Fault::Kind::Hold)
            hold();
        else if (claim())
            answer(fault);
    }

    Fault nextFault()
    {
        if (ServerLimits *limits = m_transport.m_limits)
            if (const auto refusal = limits->refuse(m_call))
                return {Fault::Kind::Fail, *refusal, {}};
        return m_transport.m_faults.next(m_call.method);
    }

    void OnCancel() override
    {
        if (claim())
            Finish(grpc::Status::CANCELLED);
    }

    void OnDone() override
    {
        {
            const std::scoped_lock lock(m_transport.m_mutex);
            --m_transport.m_open;
        }
        delete this;
    }

    bool claimLocked() { return !std::exchange(m_claimed, true); }

    /// By who claimed it.
    void answer(const Fault &fault)
    {
        if (fault.kind == Fault::Kind::Fail)
            return Finish(fault.status);
        const Answer answer = m_transport.m_world.answer(m_call.method, m_call.request);
        if (fault.kind == Fault::Kind::LoseReply)
            return Finish(grpc::Status(grpc::StatusCode::UNAVAILABLE, "Socket closed"));
        if (!answer.status.ok() && fault.kind != Fault::Kind::Bytes)
            return Finish(answer.status);
        m_response = answer.bytes;
        if (fault.kind == Fault::Kind::Bytes)
            m_response = bufferOf(fault.bytes);
        if (fault.kind == Fault::Kind::Pad)
            m_response = bufferOf(QByteArray::fromStdString(flat(m_response)) + fault.bytes);
        StartWriteAndFinish(&m_response, grpc::WriteOptions(), grpc::Status::OK);
    }

private:
    bool claim()
    {
        const std::scoped_lock lock(m_transport.m_mutex);
        std::erase(m_transport.m_held, this);
        return claimLocked();
    }
    void hold()
    {
        const std::scoped_lock lock(m_transport.m_mutex);
        if (!m_claimed)
            m_transport.m_held.push_back(this);
    }

    TemporalTransport &m_transport;
    RawCall m_call;
    grpc::ByteBuffer m_request;
    grpc::ByteBuffer m_response;
    bool m_claimed = false; ///< guarded by the transport's mutex
};

grpc::ServerGenericBidiReactor *TemporalTransport::CreateReactor(grpc::GenericCallbackServerContext *context)
{
    return new Reactor(*this, {methodName(context->method()), context->peer(), metadataOf(*context), {}});
}

void TemporalTransport::limitBy(ServerLimits &limits)
{
    m_limits = &limits;
}

void TemporalTransport::releaseHeld()
{
    std::vector<Reactor *> held;
    {
        const std::scoped_lock lock(m_mutex);
        held.swap(m_held);
        for (Reactor *reactor : held)
            reactor->claimLocked();
    }
    for (Reactor *reactor : held)
        reactor->answer({});
}

int TemporalTransport::held() const
{
    const std::scoped_lock lock(m_mutex);
    return static_cast<int>(m_held.size());
}

int TemporalTransport::inProgress() const
{
    const std::scoped_lock lock(m_mutex);
    return m_open - static_cast<int>(m_held.size());
}

int TemporalTransport::calls(const std::string &method) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_counts.find(method);
    return found == m_counts.end() ? 0 : found->second;
}

std::vector<RawCall> TemporalTransport::recorded(const std::string &method) const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<RawCall> result;
    std::copy_if(m_calls.begin(), m_calls.end(), std::back_inserter(result),
                 [&](const RawCall &call) { return call.method == method; });
    return result;
}

void TemporalTransport::forgetCalls()
{
    const std::scoped_lock lock(m_mutex);
    m_calls.clear();
    m_counts.clear();
}

} // namespace signalbox::fake
