// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"
#include "models/temporal/grpcerror.h"
#include "models/temporal/limits.h"
#include "models/temporal/tlsprobe.h"

#include <memory>

namespace grpc {
class Channel;
}

namespace signalbox {

/// What gRPC takes for the whole process, and before anything else is asked of it: where it logs to.
void prepareGrpc();

/// What leads to the profile's cluster.
struct OpenedChannel
{
    std::shared_ptr<grpc::Channel> channel; ///< connects at its first use
    Endpoint endpoint;
    std::unique_ptr<TlsProbe> probe; ///< none in plaintext
};

/// Configuration errors: plaintext to anything but this machine, certificates that can't be used. Reads
/// files; once, when the client is made.
[[nodiscard]] Result<OpenedChannel> openChannel(const Profile &profile, const Limits &limits);

} // namespace signalbox
