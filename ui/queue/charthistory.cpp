// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/charthistory.h"

#include <algorithm>

namespace signalbox {

namespace {

/// Where the line crosses the left edge, so that it begins there and not at the first look after.
void clipLeft(ChartData::Line &line, double left)
{
    while (line.size() > 1 && line[1].x() <= left)
        line.removeFirst();
    if (line.size() > 1 && line[0].x() < left) {
        const double part = (left - line[0].x()) / (line[1].x() - line[0].x());
        line[0] = QPointF(left, line[0].y() + part * (line[1].y() - line[0].y()));
    }
}

template <class Stretches>
std::vector<ChartData::Line> linesIn(const Stretches &stretches, const ChartSpan &range)
{
    std::vector<ChartData::Line> lines;
    for (const auto &stretch : stretches) {
        ChartData::Line line = stretch.line.points();
        // The line doesn't end before what it says does.
        if (const double end = std::min(stretch.until, range.to); end > line.last().x())
            line << QPointF(end, line.last().y());
        clipLeft(line, range.from);
        if (line.last().x() >= range.from)
            lines.push_back(std::move(line));
    }
    return lines;
}

template <class Stretches>
void dropStretches(Stretches &stretches, double time)
{
    while (!stretches.empty() && stretches.front().until < time)
        stretches.pop_front();
    if (!stretches.empty())
        stretches.front().line.dropBefore(time);
}

double topOf(const ChartData &data)
{
    auto top = data.rule ? static_cast<double>(data.rule->threshold) : 0;
    for (const auto *lines : {&data.workflow, &data.activity})
        for (const ChartData::Line &line : *lines)
            for (const QPointF &point : line)
                top = std::max(top, point.y());
    return top;
}

} // namespace

ChartHistory::ChartHistory(double span, int maxPoints)
    : m_slice(span / std::max(maxPoints / 2, 1))
{
}

void ChartHistory::append(const SeriesPoint &look)
{
    const QueueSample &sample = look.sample;
    const double at = chartTime(sample.time);
    const double until = chartTime(look.until);
    extend(m_workflow, at, sample.workflowBacklog, until);
    extend(m_activity, at, sample.activityBacklog, until);
    if (sample.workflowBacklog || sample.activityBacklog)
        extendKnown(at, until);
    else if (!m_known.empty())
        m_known.back().to = std::min(m_known.back().to, at);
    notePollers(sample, at);
    m_last = look;
}

void ChartHistory::extend(Stretches &stretches, double at, std::optional<qint64> value, double until) const
{
    // Shorter than two pixels a gap is marked, but breaks no line: each of a thousand would be a series to
    // paint.
    const bool goesOn = !stretches.empty() && stretches.back().until + m_slice >= at;
    if (!value) {
        if (goesOn)
            stretches.back().until = std::min(stretches.back().until, at - 1);
        return;
    }
    if (!goesOn)
        stretches.push_back({ThinLine(m_slice), at});
    stretches.back().line.append({at, static_cast<double>(*value)});
    stretches.back().until = until;
}

void ChartHistory::extendKnown(double at, double until)
{
    m_watchedSince = m_watchedSince.value_or(at);
    if (!m_known.empty() && m_known.back().to >= at)
        m_known.back().to = until;
    else
        m_known.push_back({at, until});
}

void ChartHistory::notePollers(const QueueSample &sample, double at)
{
    if (!sample.workflowPollers || !sample.activityPollers)
        return;
    const int now = *sample.workflowPollers + *sample.activityPollers;
    if (const int before = m_pollers.value_or(now); before != now)
        m_pollerChanges.push_back({at, before, now});
    m_pollers = now;
}

void ChartHistory::dropBefore(double time)
{
    dropStretches(m_workflow, time);
    dropStretches(m_activity, time);
    while (!m_known.empty() && m_known.front().to < time)
        m_known.pop_front();
    while (!m_pollerChanges.empty() && m_pollerChanges.front().time < time)
        m_pollerChanges.pop_front();
}

ChartData ChartHistory::between(const ChartSpan &range, const std::optional<AlertRule> &rule) const
{
    ChartData data;
    data.range = range;
    data.rule = rule;
    data.workflow = linesIn(m_workflow, range);
    data.activity = linesIn(m_activity, range);
    data.gaps = gapsIn(range);
    data.pollerChanges = pollerChangesIn(range);
    data.top = topOf(data);
    if (m_last && chartTime(m_last->until) >= range.to) {
        data.lastWorkflow = m_last->sample.workflowBacklog;
        data.lastActivity = m_last->sample.activityBacklog;
    }
    return data;
}

std::vector<ChartGap> ChartHistory::gapsIn(const ChartSpan &range) const
{
    std::vector<ChartGap> gaps;
    const auto add = [&](double from, double to) {
        gaps.push_back({{from, to}, !m_watchedSince || to <= *m_watchedSince});
    };
    double known = range.from;
    for (const ChartSpan &span : m_known) {
        if (span.from > known)
            add(known, span.from);
        known = std::max(known, span.to);
    }
    if (known < range.to)
        add(known, range.to);
    return gaps;
}

/// Changes close together are one event: a roll-out takes its workers one after the other.
std::vector<PollerChange> ChartHistory::pollerChangesIn(const ChartSpan &range) const
{
    constexpr int eventsAtMost = 24;
    std::vector<PollerChange> changes;
    for (const PollerChange &change : m_pollerChanges) {
        if (change.time < range.from || change.time > range.to)
            continue;
        if (!changes.empty() && change.time - changes.back().time < (range.to - range.from) / eventsAtMost)
            changes.back().to = change.to;
        else
            changes.push_back(change);
    }
    std::erase_if(changes, [](const PollerChange &change) { return change.from == change.to; });
    return changes;
}

} // namespace signalbox
