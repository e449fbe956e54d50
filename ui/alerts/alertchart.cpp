// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertchart.h"

#include "models/alerts/ruletext.h"
#include "models/base/text.h"
#include "models/base/zonedtime.h"
#include "models/policy/rulevalue.h"

#include <algorithm>

namespace signalbox::alertchart {

namespace {

std::optional<double> number(const auto &value)
{
    return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

/// Of pollers it is how few there are, of which no limit says enough.
bool hasLimit(RuleKind kind)
{
    return kind != RuleKind::WorkersGone;
}

QString valueText(const AlertRule &rule, std::optional<double> value)
{
    return formatRuleValue(rule.kind, value ? std::optional(qRound64(*value)) : std::nullopt);
}

QString limitText(const AlertRule &rule)
{
    return Text::tr("limit %1").arg(ruleLimit(rule));
}

LinesData::Line limitOf(const AlertRule &rule, const ChartSpan &range)
{
    const auto limit = static_cast<double>(rule.threshold);
    return {limitText(rule), LineColor::Red, {{{range.from, limit}, {range.to, limit}}}, limit};
}

LinesData::Line valueLine(const Series &series, const AlertRule &rule, TaskType type, const ChartSpan &range)
{
    LinesData::Line line;
    std::optional<double> spokenUntil; ///< of the look before, where its value is known
    for (const SeriesPoint &point : series.points()) {
        const auto value = valueOf(point.sample, rule.kind, type);
        const double from = std::max(chartTime(point.sample.time), range.from);
        const double to = std::min(chartTime(point.until), range.to);
        if (!value || to < from) {
            spokenUntil.reset();
            continue;
        }
        if (!spokenUntil || *spokenUntil < from)
            line.stretches.emplace_back();
        line.stretches.back() << QPointF(from, *value);
        if (&point == &series.points().back())
            line.stretches.back() << QPointF(to, *value);
        spokenUntil = to;
        line.last = value;
    }
    if (line.last)
        line.label = valueText(rule, line.last);
    return line;
}

/// Where nothing is known, within the range.
std::vector<ChartSpan> gapsOf(const Series &series, const AlertRule &rule, TaskType type,
                              const ChartSpan &range)
{
    std::vector<ChartSpan> gaps;
    double known = range.from;
    for (const SeriesPoint &point : series.points()) {
        if (!valueOf(point.sample, rule.kind, type))
            continue;
        const double from = chartTime(point.sample.time);
        if (from > known)
            gaps.push_back({known, std::min(from, range.to)});
        known = std::max(known, chartTime(point.until));
    }
    if (known < range.to)
        gaps.push_back({known, range.to});
    return gaps;
}

} // namespace

bool isCharted(RuleKind kind)
{
    return scopeOf(kind) == RuleScope::Queue && kind != RuleKind::ActivityFailure; // no look counts attempts
}

std::optional<double> valueOf(const QueueSample &sample, RuleKind kind, TaskType type)
{
    switch (kind) {
    case RuleKind::Backlog:
        return number(sample.workflowBacklog);
    case RuleKind::ActivityBacklog:
        return number(sample.activityBacklog);
    case RuleKind::NoPollers:
        return number(type == TaskType::Workflow ? sample.workflowBacklog : sample.activityBacklog);
    case RuleKind::WorkersGone:
        return number(type == TaskType::Workflow ? sample.workflowPollers : sample.activityPollers);
    case RuleKind::OldestTask:
        if (sample.oldestTask)
            return static_cast<double>(std::chrono::floor<std::chrono::seconds>(*sample.oldestTask).count());
        return sample.workflowBacklog ? std::optional(0.0) : std::nullopt;
    case RuleKind::ActivityFailure:
    case RuleKind::TaskFailures:
    case RuleKind::HistoryLimit:
    case RuleKind::Retention:
    case RuleKind::ArchivalStuck:
    case RuleKind::RetentionWarning:
    case RuleKind::Unreachable:
        break;
    }
    return {};
}

LinesData lines(const Series &series, const AlertRule &rule, TaskType type, const ChartSpan &range)
{
    LinesData data;
    data.range = range;
    data.gaps = gapsOf(series, rule, type, range);
    data.lines.push_back(valueLine(series, rule, type, range));
    if (hasLimit(rule.kind))
        data.lines.push_back(limitOf(rule, range));
    for (const LinesData::Line &line : data.lines)
        for (const ChartLine &stretch : line.stretches)
            for (const QPointF &point : stretch)
                data.top = std::max(data.top, point.y());
    return data;
}

QStringList at(const Series &series, const AlertRule &rule, TaskType type, double time)
{
    const Instant moment(Milliseconds(qRound64(time)));
    const SeriesPoint *const point = series.at(moment);
    const auto value = point ? valueOf(point->sample, rule.kind, type) : std::nullopt;
    return {formatZonedTime(moment), value ? valueText(rule, value) : Text::tr("not known")};
}

} // namespace signalbox::alertchart
