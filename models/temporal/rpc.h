// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/dispatcher.h"
#include "models/profile/profile.h"
#include "models/temporal/callpath.h"
#include "models/temporal/connection.h"
#include "models/temporal/convert.h"
#include "models/temporal/rpccall.h"

#include <grpcpp/channel.h>
#include <temporal/api/operatorservice/v1/service.grpc.pb.h>
#include <temporal/api/workflowservice/v1/service.grpc.pb.h>

#include <QPointer>

namespace signalbox {

using WorkflowStub = temporal::api::workflowservice::v1::WorkflowService::StubInterface;
using OperatorStub = temporal::api::operatorservice::v1::OperatorService::StubInterface;

/// What the calls of every subject are made with: one client's connection, stub and call path. Internal to
/// this room, as it shows gRPC. Lives and dies on the owner thread, as the connection does.
class Rpc final
{
public:
    Rpc(OpenedChannel opened, TokenSource &tokens, const Clock &clock, const Limits &limits)
        : m_connection(std::move(opened.channel), m_completions, clock)
        , m_workflow(temporal::api::workflowservice::v1::WorkflowService::NewStub(m_connection.channel()))
        , m_operators(temporal::api::operatorservice::v1::OperatorService::NewStub(m_connection.channel()))
        , m_path(std::move(opened.endpoint), std::move(opened.probe), tokens, clock, limits)
    {
    }

    [[nodiscard]] WorkflowStub &workflow() { return *m_workflow; }
    [[nodiscard]] OperatorStub &operators() { return *m_operators; }
    [[nodiscard]] Completions &completions() { return m_completions; }
    [[nodiscard]] Connection &connection() { return m_connection; }
    [[nodiscard]] CallPath &path() { return m_path; }

    /// The answer as `convert` makes it on the thread of the completions; `token` for a write alone.
    template <class Stub, class Request, class Response, class Convert>
    auto call(Stub &stub, PrepareMethod<Stub, Request, Response> prepare, const Method &method,
              Purpose purpose, Request request, Convert convert, const WriteToken *token = nullptr)
    {
        using T = std::invoke_result_t<Convert, const Response &>;
        QString ns;
        if constexpr (requires { request.namespace_(); })
            ns = convert::text(request.namespace_());
        const auto one = std::make_shared<RpcCall<Stub, Request, Response, T>>(
            stub, prepare, m_completions, method, ns, purpose, std::move(request), std::move(convert));
        if (token)
            one->writeToken = Secret(token->bearer().toByteArray());
        return submit(one, one->promise());
    }

    template <class T>
    Reply<T> submit(const std::shared_ptr<Call> &call, const ReplyPromise<T> &promise)
    {
        m_connection.start();
        promise.onCancel([path = QPointer(&m_path), weak = std::weak_ptr(call)] {
            dispatcher::post([path, weak] {
                const auto alive = weak.lock();
                if (path && alive)
                    path->cancel(*alive);
            });
        });
        auto reply = promise.reply();
        m_path.submit(call);
        return reply;
    }

private:
    Completions m_completions; ///< dies last, when gRPC holds nothing more
    Connection m_connection;
    std::unique_ptr<temporal::api::workflowservice::v1::WorkflowService::Stub> m_workflow;
    std::unique_ptr<temporal::api::operatorservice::v1::OperatorService::Stub> m_operators;
    CallPath m_path; ///< dies before the stubs: it waits for what uses them
};

} // namespace signalbox
