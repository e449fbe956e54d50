// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/temporal/inventory.h"
#include "models/temporal/purpose.h"

namespace signalbox {

class Client;

/// The calls that say what a cluster is and holds. Made by the one way of all calls; apart from the client,
/// as only who compares clusters makes them.
namespace inventory {

/// Needs a role on the whole cluster.
[[nodiscard]] Reply<ClusterInfo> cluster(Client &client, Purpose purpose);
[[nodiscard]] Reply<NamespaceConfig> namespaceConfig(Client &client, const QString &ns, Purpose purpose);
[[nodiscard]] Reply<SchedulePage> schedules(Client &client, const QString &ns, int pageSize,
                                            const QByteArray &pageToken, Purpose purpose);
[[nodiscard]] Reply<SearchAttributes> searchAttributes(Client &client, const QString &ns, Purpose purpose);

} // namespace inventory

} // namespace signalbox
