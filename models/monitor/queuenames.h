// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/queuekey.h"

#include <QStringList>

#include <map>
#include <set>
#include <vector>

namespace signalbox {

/// Which queues are under watch, and why: those that somebody named, in the profile or by hand, always, and
/// those found running, until nothing was seen of them for a day. Names alone: what was sampled of them is
/// the watch's. A value, told the time (Clock::sinceBoot).
class QueueNames
{
public:
    static constexpr Milliseconds doubtedAfter = std::chrono::hours(24);
    /// Time for walks to find it running after all.
    static constexpr Milliseconds doubtedFor = std::chrono::hours(1);

    explicit QueueNames(const std::vector<QueueKey> &configured);

    [[nodiscard]] bool isNamed(const QueueKey &key) const { return m_named.contains(key); }
    [[nodiscard]] bool isByHand(const QueueKey &key) const
    {
        return isNamed(key) && !m_configured.contains(key);
    }
    void addByHand(const QueueKey &key) { m_named.insert(key); }
    /// False where something else keeps it: the profile, or that it was found.
    [[nodiscard]] bool removeByHand(const QueueKey &key);
    /// Named ones first, found ones after, sorted.
    [[nodiscard]] std::vector<QueueKey> all() const;
    /// Sorted.
    [[nodiscard]] std::vector<QueueKey> of(const QString &ns) const;

    /// Found running, or in use: it is kept for another day.
    void see(const QueueKey &key, Milliseconds now);
    /// Found ones of which nothing was seen for so long.
    [[nodiscard]] std::vector<QueueKey> unseen(const QString &ns, Milliseconds now, Milliseconds since) const;
    void forget(const QueueKey &key) { m_seen.erase(key); }
    /// Found ones of a namespace that is another one now, or of all.
    void forgetNamespace(const QString &ns);
    void forgetAll() { m_seen.clear(); }

private:
    const std::set<QueueKey> m_configured;   ///< of the profile, whether their namespaces exist or not
    std::set<QueueKey> m_named;              ///< those, and the ones by hand
    std::map<QueueKey, Milliseconds> m_seen; ///< found ones: when last
};

/// The server's own: of its per-namespace workers (schedules, batches) and its commands to workers.
[[nodiscard]] bool isTemporalsOwn(const QString &name);
/// Somebody's workload, by its full name: neither the server's own, nor a partition.
[[nodiscard]] bool isWatchable(const QString &name);

} // namespace signalbox
