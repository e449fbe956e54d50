// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/series.h"
#include "ui/chart/thinline.h"
#include "ui/queue/chartdata.h"

#include <deque>

namespace signalbox {

/// What the chart shows of a series, grown look by look: lines broken where a value is missing and thinned as
/// they grow, the time of which something is known, pollers that came or left. Each look is taken once; what
/// a tick costs doesn't grow with the range. A value.
class ChartHistory
{
public:
    /// For pictures of `span` milliseconds with at most `maxPoints` a line (and two more a gap).
    explicit ChartHistory(double span = 0, int maxPoints = 0);

    void append(const SeriesPoint &look);
    void dropBefore(double time);
    /// All that is painted but the phases.
    [[nodiscard]] ChartData between(const ChartSpan &range, const std::optional<AlertRule> &rule) const;

private:
    /// Of one value, as long as it is known without a break.
    struct Stretch
    {
        ThinLine line;
        double until = 0; ///< a value holds as long as it was promised to
    };
    using Stretches = std::deque<Stretch>;

    void extend(Stretches &stretches, double at, std::optional<qint64> value, double until) const;
    void extendKnown(double at, double until);
    void notePollers(const QueueSample &sample, double at);
    [[nodiscard]] std::vector<ChartGap> gapsIn(const ChartSpan &range) const;
    [[nodiscard]] std::vector<PollerChange> pollerChangesIn(const ChartSpan &range) const;

    double m_slice;
    Stretches m_workflow;
    Stretches m_activity;
    std::deque<ChartSpan> m_known; ///< where either backlog is
    std::optional<double> m_watchedSince;
    std::deque<PollerChange> m_pollerChanges; ///< one by one
    std::optional<int> m_pollers;
    std::optional<SeriesPoint> m_last;
};

} // namespace signalbox
