// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <condition_variable>
#include <mutex>
#include <set>

namespace signalbox {

/// The attempts that gRPC still holds, each by its address: whoever ends the client waits here for them. Any
/// thread.
class CallGate
{
public:
    void enter(const void *attempt)
    {
        const std::scoped_lock lock(m_mutex);
        m_inside.insert(attempt);
    }
    void leave(const void *attempt)
    {
        const std::scoped_lock lock(m_mutex);
        m_inside.erase(attempt);
        if (m_inside.empty())
            m_empty.notify_all();
    }
    void waitUntilEmpty(Milliseconds atMost)
    {
        std::unique_lock lock(m_mutex);
        m_empty.wait_for(lock, atMost, [this] { return m_inside.empty(); });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_empty;
    std::set<const void *> m_inside;
};

} // namespace signalbox
