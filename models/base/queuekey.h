// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

namespace signalbox {

/// A task queue by the server's full names.
struct QueueKey
{
    QString ns;
    QString queue;

    bool operator==(const QueueKey &) const = default;
    auto operator<=>(const QueueKey &other) const
    {
        const int byNamespace = ns.compare(other.ns);
        return byNamespace != 0 ? byNamespace <=> 0 : queue.compare(other.queue) <=> 0;
    }
};

/// The server's name for a part of a queue, which it keeps to itself: "/_sys/NAME/3".
inline bool isPartitionName(const QString &queue)
{
    return queue.startsWith(QLatin1StringView("/_sys/"));
}

inline size_t qHash(const QueueKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.ns, key.queue);
}

} // namespace signalbox
