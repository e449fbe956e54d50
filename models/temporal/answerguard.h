// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace grpc::experimental {
class ClientInterceptorFactoryInterface;
}

namespace signalbox {

/// Turns an answer that can't be parsed into the failure INTERNAL. gRPC's callback calls (1.51) drop the
/// parser's verdict and report OK with whatever was read until then; only an interceptor can still see that
/// the message is missing.
[[nodiscard]] std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface> makeAnswerGuard();

} // namespace signalbox
