// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/kept.h"
#include "models/store/sqlconnection.h"

#include <vector>

namespace signalbox {

/// How much of the past a store keeps.
struct Retention
{
    qint64 looks = 24LL * 60 * 60;        ///< seconds
    qint64 minutes = 30LL * 24 * 60 * 60; ///< transitions, judgements, counts and marks too
    qint64 bytes = 1LL << 30;             ///< of the file, without what freed pages it holds
};

/// Drops what of these series is older than that, by whole minutes. In a transaction of the caller's.
[[nodiscard]] Done dropOld(const SqlConnection &connection, const std::vector<qint64> &series,
                           const Retention &retention, qint64 now);

/// Where the store has grown over its bytes: drops the oldest looks, and where there are none any more the
/// oldest minutes, of queues and of what was counted, until it is a little below. In a transaction of the
/// caller's.
[[nodiscard]] Result<Dropped> makeRoom(const SqlConnection &connection, const std::vector<qint64> &series,
                                       const Retention &retention);

} // namespace signalbox
