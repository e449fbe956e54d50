// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"

#include <set>

namespace signalbox {

/// What of the first sweep is still out: namespaces (as a key without queue) and queues. Each is ticked off
/// once, for good, so that a sweep of thousands ends although its first ones are long due again. A value.
class WatchSweep
{
public:
    void add(const QueueKey &key)
    {
        m_open.insert(key);
        ++m_known;
    }
    /// Whether it was still out.
    bool settle(const QueueKey &key) { return m_open.erase(key) > 0; }
    /// They will not come any more: a queue, or a namespace with all of its queues.
    void forget(const QueueKey &key) { m_known -= static_cast<int>(m_open.erase(key)); }
    void forget(const QString &ns)
    {
        const auto first = m_open.lower_bound({ns, {}});
        auto end = first;
        for (; end != m_open.end() && end->ns == ns; ++end)
            --m_known;
        m_open.erase(first, end);
    }

    [[nodiscard]] bool isDone() const { return m_open.empty(); }
    [[nodiscard]] int known() const { return m_known; }
    [[nodiscard]] int settled() const { return m_known - static_cast<int>(m_open.size()); }

private:
    std::set<QueueKey> m_open;
    int m_known = 0;
};

} // namespace signalbox
