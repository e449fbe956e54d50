// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/profile/profile.h"
#include "models/temporal/limits.h"

#include <memory>

namespace grpc {
class Channel;
}

namespace signalbox {

/// What gRPC takes for the whole process, and before anything else is asked of it: where it logs to.
void prepareGrpc();

/// A channel to the profile's cluster, which connects at its first use. Configuration errors: plaintext to
/// anything but this machine, a certificate file that can't be read or is none.
[[nodiscard]] Result<std::shared_ptr<grpc::Channel>> openChannel(const Profile &profile,
                                                                 const Limits &limits);

} // namespace signalbox
