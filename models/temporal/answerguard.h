// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace grpc::experimental {
class ClientInterceptorFactoryInterface;
}

namespace signalbox {

/// Turns an answer that can't be parsed into the failure INTERNAL. The status of a call (gRPC
/// 1.51) is without the parser's verdict: OK with whatever was read until then. An interceptor sees that the
/// message is missing.
[[nodiscard]] std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface> makeAnswerGuard();

} // namespace signalbox
