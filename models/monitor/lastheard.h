// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QString>

#include <map>

namespace signalbox {

/// When each of several parties was last heard of, by our own time since boot. What others' clocks say is
/// trusted only as far as our own confirms it: what is new since our last look happened after that look,
/// whatever the wall clocks say. A value.
class LastHeard
{
public:
    /// More than a day ahead of us is no clock that goes wrong, but nonsense.
    static constexpr Milliseconds furthestAhead = std::chrono::hours(24);

    /// `freshFor`: who was heard of within it counts as there.
    explicit LastHeard(Milliseconds freshFor)
        : m_freshFor(freshFor)
    {
    }

    /// Takes what one look told of everybody, by their own clocks; who is not in it is forgotten. Returns
    /// when each was heard of by ours; who told nonsense is left out.
    std::map<QString, Milliseconds> observe(const std::map<QString, Instant> &told, Instant utc,
                                            Milliseconds sinceBoot);

private:
    struct Heard
    {
        Instant told;
        Milliseconds at{0}; ///< by our own time since boot
    };

    [[nodiscard]] Heard placed(const QString &who, Instant told, Instant utc, Milliseconds sinceBoot) const;
    [[nodiscard]] Milliseconds advancedAt(Milliseconds age, Milliseconds sinceBoot) const;

    Milliseconds m_freshFor;
    std::map<QString, Heard> m_heard;
    Milliseconds m_lastLook{0};
};

} // namespace signalbox
