// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <map>
#include <optional>

namespace signalbox {

/// For how long a server goes on to list what it should have deleted: up to 30 minutes by
/// `history.retentionTimerJitterDuration` (1.32.1), and slack.
inline constexpr Milliseconds deletionMargin = std::chrono::minutes(45);

/// The longest retention by which a namespace's closed executions may still be kept: when one is deleted is
/// fixed as it closes (1.32.1), so a retention that was made shorter goes on to hold for what closed before.
/// A value.
class LongestRetention
{
public:
    void see(std::chrono::seconds retention, Instant time, Milliseconds sinceBoot);
    [[nodiscard]] std::optional<std::chrono::seconds> longest() const;
    /// And the shortest: a longer one does not keep what had closed.
    [[nodiscard]] std::optional<std::chrono::seconds> shortest() const;
    /// What closed earlier may have been kept by another, which nobody saw.
    [[nodiscard]] std::optional<Instant> knownSince() const { return m_since; }

private:
    std::map<std::chrono::seconds, Milliseconds> m_lastSeen; ///< by time since boot
    std::optional<Instant> m_since;
};

} // namespace signalbox
