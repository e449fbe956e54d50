// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/series.h"

#include <algorithm>
#include <array>

namespace signalbox {

namespace {

constexpr int keptOfASlice = 6;

/// Whether a line of either type breaks between the two.
bool isBroken(const SeriesPoint &before, const SeriesPoint &after)
{
    return before.until < after.sample.time ||
           before.sample.workflowBacklog.has_value() != after.sample.workflowBacklog.has_value() ||
           before.sample.activityBacklog.has_value() != after.sample.activityBacklog.has_value();
}

} // namespace

bool Series::append(const QueueSample &sample)
{
    return append(SeriesPoint{sample, sample.time + validity(sample.interval)});
}

bool Series::append(SeriesPoint point)
{
    if (!m_points.empty()) {
        SeriesPoint &last = m_points.back();
        if (point.sample.time <= last.sample.time)
            return false;
        last.until = std::min(last.until, point.sample.time);
    }
    point.sample.pollers.clear();
    point.sample.workflowFacts = point.sample.activityFacts = {};
    m_points.push_back(std::move(point));
    return true;
}

void Series::dropBefore(Instant time)
{
    while (m_points.size() > 1 && m_points[1].sample.time < time)
        m_points.pop_front();
}

Series Series::thinned(Instant from, Instant to, int slices) const
{
    if (m_points.size() / keptOfASlice <= static_cast<std::size_t>(slices))
        return *this;
    const Milliseconds slice = std::max((to - from) / slices, Milliseconds(1));
    const auto sliceOf = [&](const SeriesPoint &point) { return (point.sample.time - from) / slice; };
    Series thin;
    for (auto first = m_points.begin(); first != m_points.end();) {
        auto last = std::next(first);
        while (last != m_points.end() && sliceOf(*last) == sliceOf(*first) &&
               !isBroken(*std::prev(last), *last))
            ++last;
        thin.keepOf(first, last);
        first = last;
    }
    return thin;
}

void Series::keepOf(const Iterator &first, const Iterator &last)
{
    const auto byWorkflow = [](const SeriesPoint &a, const SeriesPoint &b) {
        return a.sample.workflowBacklog < b.sample.workflowBacklog;
    };
    const auto byActivity = [](const SeriesPoint &a, const SeriesPoint &b) {
        return a.sample.activityBacklog < b.sample.activityBacklog;
    };
    const auto [lowWorkflow, highWorkflow] = std::minmax_element(first, last, byWorkflow);
    const auto [lowActivity, highActivity] = std::minmax_element(first, last, byActivity);
    std::array kept{first, lowWorkflow, highWorkflow, lowActivity, highActivity, std::prev(last)};
    std::sort(kept.begin(), kept.end());
    const auto end = std::unique(kept.begin(), kept.end());
    for (auto it = kept.begin(); it != end; ++it) {
        m_points.push_back(**it);
        if (std::next(it) != end) // what was left out in between is spoken for
            m_points.back().until = (*std::next(it))->sample.time;
    }
}

const SeriesPoint *Series::at(Instant time) const
{
    const auto isAfter = [](Instant at, const SeriesPoint &point) { return at < point.sample.time; };
    const auto next = std::upper_bound(m_points.begin(), m_points.end(), time, isAfter);
    if (next == m_points.begin() || std::prev(next)->until < time)
        return nullptr;
    return &*std::prev(next);
}

} // namespace signalbox
