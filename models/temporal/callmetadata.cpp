// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/callmetadata.h"

#include "models/base/logging.h"

#include <grpcpp/client_context.h>

#include <algorithm>

namespace signalbox {

namespace {

/// gRPC aborts the process on a value that HTTP/2 can't carry, and a namespace's name is the configuration's
/// or the server's: what can't be sent is left out.
void addHeader(grpc::ClientContext &context, const char *key, const std::string &value)
{
    const bool sendable =
        std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
    if (sendable)
        context.AddMetadata(key, value);
    else
        qCWarning(lcRpc) << "header left out, not ASCII:" << key;
}

} // namespace

void addMetadata(const Call &call, grpc::ClientContext &context, QByteArrayView bearer)
{
    addHeader(context, "client-name", "signalbox");
    addHeader(context, "client-version", SIGNALBOX_VERSION);
    addHeader(context, "supported-server-versions", ">=1.0.0 <2.0.0");
    if (!call.ns.isEmpty())
        addHeader(context, "temporal-namespace", call.ns.toStdString());
    if (call.markedOperator)
        addHeader(context, "caller-type", "operator");
    if (!bearer.isEmpty())
        addHeader(context, "authorization",
                  "Bearer " + std::string(bearer.data(), std::size_t(bearer.size())));
}

} // namespace signalbox
