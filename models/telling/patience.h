// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

namespace signalbox {

/// When a receiver that failed is tried again: after 5 s, 10 s, 20 s ... 10 min, each a fifth more or less,
/// so that many consoles do not come at once. A value.
class Patience
{
public:
    static constexpr Milliseconds first = std::chrono::seconds(5);
    static constexpr Milliseconds longest = std::chrono::minutes(10);

    void fail(Milliseconds now);
    void succeed() { *this = {}; }
    [[nodiscard]] bool isOver(Milliseconds now) const { return now >= m_until; }
    [[nodiscard]] int failures() const { return m_failures; } ///< in a row

private:
    int m_failures = 0;
    Milliseconds m_until{0};
};

} // namespace signalbox
