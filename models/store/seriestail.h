// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/lookrow.h"

namespace signalbox {

/// The end of one series as its writer knows it: what came last, and the minute that is not over. Pure; looks
/// come in their order.
class SeriesTail
{
public:
    /// The end of a stretch that is in the store already, rolled up too.
    void follow(qint64 until) { m_until = until; }
    /// A look that is in the store and in no minute yet; the minute that it ends.
    [[nodiscard]] std::optional<MinuteRow> resume(const StoredLook &look);
    /// A new look: finds its gap, and the minute that it ends.
    [[nodiscard]] std::optional<MinuteRow> take(StoredLook &look, Instant bootedAt);
    /// The open minute, if it is over by now.
    [[nodiscard]] std::optional<MinuteRow> endMinute(qint64 now);

private:
    /// Sums over the looks of one minute.
    struct Mean
    {
        qint64 sum = 0;
        qint64 count = 0;

        void add(std::optional<qint64> value);
        [[nodiscard]] std::optional<qint64> value() const;
    };

    void begin(const StoredLook &look);
    void add(const StoredLook &look);
    [[nodiscard]] std::optional<MinuteRow> close();

    std::optional<qint64> m_until; ///< of what came last
    std::optional<Instant> m_bootedAt;
    std::optional<MinuteRow> m_minute;
    Mean m_added;
    Mean m_dispatched;
};

} // namespace signalbox
