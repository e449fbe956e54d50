// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"

#include <deque>
#include <limits>

namespace signalbox {

/// One look of a series.
struct SeriesPoint
{
    QueueSample sample; ///< without its pollers; their numbers are kept
    Instant until;      ///< until when it speaks: the next look, or the end of what it promised

    bool operator==(const SeriesPoint &) const = default;
};

/// What was seen of one queue, oldest first; where a point speaks until before the next one, nothing is
/// known. Grows at its end, look by look. A value.
class Series
{
public:
    /// As many slices of time as anybody can want: nothing is left out.
    static constexpr int everyLook = std::numeric_limits<int>::max();

    /// Takes what is newer than all it has; says whether it did.
    bool append(const QueueSample &sample);
    /// Likewise, of what says itself until when it speaks.
    bool append(SeriesPoint point);
    /// Keeps the last one before, so that a line can enter from the left.
    void dropBefore(Instant time);
    /// With the time from `from` to `to` cut into slices and at most six looks of each unbroken one kept: its
    /// first and last, and the lowest and highest backlog of either type.
    [[nodiscard]] Series thinned(Instant from, Instant to, int slices) const;
    /// The look that speaks at a time.
    [[nodiscard]] const SeriesPoint *at(Instant time) const;

    [[nodiscard]] const std::deque<SeriesPoint> &points() const { return m_points; }

    bool operator==(const Series &) const = default;

private:
    using Iterator = std::deque<SeriesPoint>::const_iterator;

    void keepOf(const Iterator &first, const Iterator &last);

    std::deque<SeriesPoint> m_points;
};

} // namespace signalbox
