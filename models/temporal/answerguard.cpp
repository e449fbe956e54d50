// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/answerguard.h"

#include <grpcpp/support/client_interceptor.h>

namespace signalbox {

namespace {

using grpc::experimental::InterceptionHookPoints;

class AnswerGuard final : public grpc::experimental::Interceptor
{
public:
    void Intercept(grpc::experimental::InterceptorBatchMethods *methods) override
    {
        // Message and status of a unary call arrive together.
        if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_STATUS) &&
            methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_MESSAGE) &&
            methods->GetRecvStatus()->ok() && !methods->GetRecvMessage())
            *methods->GetRecvStatus() = grpc::Status(grpc::StatusCode::INTERNAL, "the answer can't be read");
        methods->Proceed();
    }
};

class AnswerGuardFactory final : public grpc::experimental::ClientInterceptorFactoryInterface
{
public:
    grpc::experimental::Interceptor *CreateClientInterceptor(grpc::experimental::ClientRpcInfo *) override
    {
        return new AnswerGuard; // gRPC owns it
    }
};

} // namespace

std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface> makeAnswerGuard()
{
    return std::make_unique<AnswerGuardFactory>();
}

} // namespace signalbox
