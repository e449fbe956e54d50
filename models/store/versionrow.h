// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"
#include "models/base/queuekey.h"
#include "models/temporal/queues.h"

#include <vector>

namespace signalbox {

class SqlConnection;

/// What the tasks of a queue go to became something else.
struct VersionRow
{
    QueueKey key;
    Instant time; ///< of the look that saw it
    QueueVersions from;
    QueueVersions to;

    bool operator==(const VersionRow &) const = default;
};

/// Within the transaction of whoever writes the store, to the queue's series. Of one second the last counts.
[[nodiscard]] Done insertVersion(const SqlConnection &connection, qint64 series, const VersionRow &row);

/// Of one queue within the time, oldest first; nothing where there is no store, or where only older programs
/// wrote it. Blocking; any thread.
[[nodiscard]] Result<std::vector<VersionRow>> readVersions(const QString &path, const QueueKey &key,
                                                           Instant from, Instant to);

} // namespace signalbox
