// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace signalbox {

/// UTC, as servers and files say it.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Milliseconds = std::chrono::milliseconds;

/// UTC and time since boot drifting apart by more than this between two looks: a clock was set.
inline constexpr Milliseconds clockStep = std::chrono::seconds(5);

/// Where time comes from; tests bring their own. Readable on any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall clock, for display and for what servers said.
    [[nodiscard]] virtual Instant utc() const = 0;
    /// For durations within this run. Counts time spent in suspend, unlike steady_clock.
    [[nodiscard]] virtual Milliseconds sinceBoot() const = 0;
};

/// The machine's own clocks: CLOCK_REALTIME and CLOCK_BOOTTIME.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] Instant utc() const override;
    [[nodiscard]] Milliseconds sinceBoot() const override;
};

} // namespace signalbox
