// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/chartdata.h"

#include "ui/queue/decimate.h"

#include <algorithm>

namespace signalbox {

namespace {

/// Until when a sample speaks: the next one, or the end of its validity.
double endOf(const std::vector<QueueSample> &samples, std::size_t index)
{
    const QueueSample &sample = samples[index];
    const double valid = chartTime(sample.time + validity(sample.interval));
    return index + 1 < samples.size() ? std::min(valid, chartTime(samples[index + 1].time)) : valid;
}

/// Where the line crosses the left edge, so that it begins there and not at the first sample after.
void clipLeft(ChartData::Line &line, double left)
{
    while (line.size() > 1 && line[1].x() <= left)
        line.removeFirst();
    if (line.size() > 1 && line[0].x() < left) {
        const double part = (left - line[0].x()) / (line[1].x() - line[0].x());
        line[0] = QPointF(left, line[0].y() + part * (line[1].y() - line[0].y()));
    }
}

std::vector<ChartData::Line> linesOf(const std::vector<QueueSample> &samples,
                                     std::optional<qint64> QueueSample::*value, const ChartSpan &range,
                                     int columns)
{
    std::vector<ChartData::Line> lines;
    ChartData::Line line;
    const auto finish = [&] {
        clipLeft(line, range.from);
        if (!line.isEmpty() && line.last().x() >= range.from)
            lines.push_back(decimated(line, range.from, range.to, columns));
        line.clear();
    };
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto &known = samples[i].*value;
        const double at = chartTime(samples[i].time);
        if (!known) {
            finish();
            continue;
        }
        line << QPointF(at, static_cast<double>(*known));
        const bool last = i + 1 == samples.size();
        const double end = endOf(samples, i);
        if (last || end < chartTime(samples[i + 1].time)) {
            // A value holds as long as it was promised to; the line doesn't end before what it says does.
            if (const double shown = std::min(end, range.to); shown > at)
                line << QPointF(shown, line.last().y());
            finish();
        }
    }
    finish();
    return lines;
}

std::vector<ChartGap> gapsOf(const std::vector<QueueSample> &samples, const ChartSpan &range)
{
    std::vector<ChartGap> gaps;
    double known = range.from;
    bool watched = false;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (!samples[i].workflowBacklog && !samples[i].activityBacklog)
            continue;
        if (const double at = chartTime(samples[i].time); at > known)
            gaps.push_back({{known, at}, !watched});
        watched = true;
        known = std::max(known, endOf(samples, i));
    }
    if (known < range.to)
        gaps.push_back({{known, range.to}, !watched});
    return gaps;
}

/// Changes close together are one event: a roll-out takes its workers one after the other.
std::vector<PollerChange> pollerChangesOf(const std::vector<QueueSample> &samples, const ChartSpan &range)
{
    constexpr int eventsAtMost = 24;
    std::vector<PollerChange> changes;
    std::optional<int> before;
    for (const QueueSample &sample : samples) {
        if (!sample.workflowPollers || !sample.activityPollers)
            continue;
        const int now = *sample.workflowPollers + *sample.activityPollers;
        const int change = now - before.value_or(now);
        before = now;
        const double at = chartTime(sample.time);
        if (change == 0 || at < range.from || at > range.to)
            continue;
        if (!changes.empty() && at - changes.back().time < (range.to - range.from) / eventsAtMost)
            changes.back().change += change;
        else
            changes.push_back({at, change});
    }
    std::erase_if(changes, [](const PollerChange &change) { return change.change == 0; });
    return changes;
}

double topOf(const ChartData &data)
{
    auto top = static_cast<double>(data.rule.threshold);
    for (const auto *lines : {&data.workflow, &data.activity})
        for (const ChartData::Line &line : *lines)
            for (const QPointF &point : line)
                top = std::max(top, point.y());
    return top;
}

} // namespace

ChartData makeChartData(const std::vector<QueueSample> &samples, const BacklogRule &rule,
                        const ChartSpan &range, int maxPoints)
{
    ChartData data;
    data.range = range;
    data.rule = rule;
    const int columns = std::max(maxPoints / 2, 1);
    data.workflow = linesOf(samples, &QueueSample::workflowBacklog, range, columns);
    data.activity = linesOf(samples, &QueueSample::activityBacklog, range, columns);
    data.gaps = gapsOf(samples, range);
    data.pollerChanges = pollerChangesOf(samples, range);
    data.top = topOf(data);
    if (!samples.empty() && endOf(samples, samples.size() - 1) >= range.to) {
        data.lastWorkflow = samples.back().workflowBacklog;
        data.lastActivity = samples.back().activityBacklog;
    }
    return data;
}

std::vector<ChartPhase> phasesIn(const std::vector<SignalPhase> &phases, const Clock &clock,
                                 const ChartSpan &range)
{
    const auto placed = [utc = clock.utc(), now = clock.sinceBoot()](Milliseconds sinceBoot) {
        return chartTime(utc - (now - sinceBoot));
    };
    std::vector<ChartPhase> shown;
    for (const SignalPhase &phase : phases) {
        const ChartSpan span{std::max(placed(phase.from), range.from),
                             std::min(placed(phase.until), range.to)};
        if (span.to > span.from)
            shown.push_back({span, phase.signal});
    }
    return shown;
}

double chartTime(Instant time)
{
    return static_cast<double>(time.time_since_epoch().count());
}

} // namespace signalbox
