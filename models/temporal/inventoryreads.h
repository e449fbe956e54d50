// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"
#include "models/temporal/inventory.h"
#include "models/temporal/purpose.h"

#include <QStringList>

namespace signalbox {

class Client;

/// The calls that say what a cluster is and holds. Made by the one way of all calls; apart from the client,
/// as only who compares clusters makes them.
namespace inventory {

/// Of a list of namespaces those that are deleted while what was in them is still being removed.
struct DeletedPage
{
    QStringList names; ///< by which the server calls them now: "tenant-a-deleted-0ea8c"
    QByteArray nextPage;
};

/// Needs a role on the whole cluster.
[[nodiscard]] Reply<ClusterInfo> cluster(Client &client, Purpose purpose);
[[nodiscard]] Reply<NamespaceConfig> namespaceConfig(Client &client, const QString &ns, Purpose purpose);
[[nodiscard]] Reply<SchedulePage> schedules(Client &client, const QString &ns, int pageSize,
                                            const QByteArray &pageToken, Purpose purpose);
[[nodiscard]] Reply<SearchAttributes> searchAttributes(Client &client, const QString &ns, Purpose purpose);
/// About how many there are; as late as visibility.
[[nodiscard]] Reply<qint64> countSchedules(Client &client, const QString &ns, Purpose purpose);
/// Needs a role on the whole cluster.
[[nodiscard]] Reply<DeletedPage> deletedNamespaces(Client &client, const QByteArray &pageToken,
                                                   Purpose purpose);

} // namespace inventory

} // namespace signalbox
