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

/// The retentions by which a namespace's closed executions may still be kept: when one is deleted is fixed as
/// it closes (1.32.1), so each goes on to hold for what closed under it. A value.
class SeenRetentions
{
public:
    void see(std::chrono::seconds retention, Instant time, Milliseconds sinceBoot);
    [[nodiscard]] std::optional<std::chrono::seconds> longest() const;
    /// What is deleted within `warning` closed that long ago at the least, by the retention that is the first
    /// to end; nullopt: none was seen. What closed after another had come is not kept by it, so this grows;
    /// in steps of a count.
    [[nodiscard]] std::optional<Milliseconds> ageBefore(std::chrono::seconds warning, Instant now) const;
    /// What closed earlier may have been kept by another, which nobody saw.
    [[nodiscard]] std::optional<Instant> knownSince() const { return m_since; }

private:
    struct Seen
    {
        Milliseconds last{0};         ///< by time since boot
        std::optional<Instant> until; ///< another had come
    };

    std::map<std::chrono::seconds, Seen> m_seen;
    std::optional<Instant> m_since;
};

} // namespace signalbox
