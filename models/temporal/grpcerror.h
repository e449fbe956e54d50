// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

namespace grpc {
class Status;
}

namespace signalbox {

/// Where calls go. Whether by TLS tells apart faults that look alike.
struct Endpoint
{
    QString address;
    bool tls = false;
    QString issuer = {}; ///< of the tokens sent there: it is slow where a call waits for its token
    QString proxy = {};  ///< host:port on the way there; empty if none
};

/// A failed call as the console's error: gRPC's code and text, and Temporal's own failure out of
/// grpc-status-details-bin or the likely cause of a transport fault. `tokenBytes` went with it. Any thread.
[[nodiscard]] Error toError(const grpc::Status &status, const QString &method, const Endpoint &endpoint,
                            qsizetype tokenBytes = 0);

/// Something listens there, and no connection came of it: over TLS gRPC does not say why.
[[nodiscard]] bool isOfHandshake(const grpc::Status &status);

} // namespace signalbox
