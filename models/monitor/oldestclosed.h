// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <optional>

namespace signalbox {

/// When the oldest of the executions that closed before a moment did, found by counts alone: a list has the
/// newest first, and of many the oldest is far behind. To an eighth of how long it closed before that moment,
/// or to some minutes; about a dozen counts for a month, and one to see that it still is so. A value.
class OldestClosed
{
public:
    /// Some closed before it. What was found before is looked for only if it is gone.
    void begin(Instant cutoff);
    /// The next count: of those that closed before this. nullopt: it is found.
    [[nodiscard]] std::optional<Instant> next() const;
    /// Whether there are any.
    void take(bool isAny);

    /// It closed before this; nullopt: not found yet.
    [[nodiscard]] std::optional<Instant> before() const;
    /// And not before this.
    [[nodiscard]] std::optional<Instant> notBefore() const { return m_noneBefore; }

private:
    [[nodiscard]] bool isNarrow() const;

    Instant m_cutoff;
    Instant m_before; ///< some closed before it
    std::optional<Instant> m_noneBefore;
    bool m_isSought = false;
    bool m_isToCheck = false;
};

} // namespace signalbox
