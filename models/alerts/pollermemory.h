// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <optional>
#include <vector>

namespace signalbox {

/// How many pollers of one type were alive on one queue in the last 24 h, and for how long: hour by hour, so
/// that its size is bounded however fast the queue is looked at. Times by Clock::sinceBoot, those before the
/// boot are negative. A value.
class PollerMemory
{
public:
    static constexpr Milliseconds span = std::chrono::hours(24);
    static constexpr Milliseconds enough = std::chrono::hours(1); ///< to say what is usual

    void add(int alive, Milliseconds from, Milliseconds until);
    /// The median over time; nullopt: seen for less than `enough`.
    [[nodiscard]] std::optional<int> usual(Milliseconds now) const;

private:
    struct Stretch
    {
        std::chrono::hours hour;
        int alive = 0;
        Milliseconds lasting{0};
    };

    std::vector<Stretch> m_stretches;
};

} // namespace signalbox
