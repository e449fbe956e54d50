// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "models/base/reply.h"
#include "models/temporal/purpose.h"

#include <QStringList>

namespace signalbox {

class Client;

/// Into how many parts the server has divided a queue's tasks, and which of its hosts keeps each. Source:
/// ListTaskQueuePartitions; reading it loads none of them.
struct QueuePartitions
{
    QStringList workflowHosts; ///< one for each partition, the root's first
    QStringList activityHosts;

    bool operator==(const QueuePartitions &) const = default;
};

[[nodiscard]] Reply<QueuePartitions> listPartitions(Client &client, const QueueKey &key, Purpose purpose);

} // namespace signalbox
