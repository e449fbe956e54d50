// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

namespace grpc {
class Status;
}

namespace signalbox {

/// A failed call as the console's error: gRPC's code and text, and Temporal's own failure out of
/// grpc-status-details-bin. Any thread.
[[nodiscard]] Error toError(const grpc::Status &status, const QString &method, const QString &endpoint);

} // namespace signalbox
