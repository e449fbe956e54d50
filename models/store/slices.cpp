// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/slices.h"

#include "models/base/combined.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString sqlFor(const SliceTable &table)
{
    return u"SELECT s.number, s.first, l.time + %5 - s.first, l.valid, f.gap, s.low, s.high, l.%4, s.age, "
           "s.added, s.dispatched, s.pollers, s.gaps - f.gap "
           "FROM (SELECT (time - ?) / ? AS number, min(time) AS first, max(time) AS latest, min(%2) AS low, "
           "max(%3) AS high, max(age) AS age, avg(added) AS added, avg(dispatched) AS dispatched, "
           "min(pollers) AS pollers, sum(gap) AS gaps FROM %1 WHERE series = ? AND time >= ? AND time < ? "
           "GROUP BY number) AS s "
           "JOIN %1 AS f ON f.series = ? AND f.time = s.first "
           "JOIN %1 AS l ON l.series = ? AND l.time = s.latest ORDER BY s.number"_s.arg(
               QLatin1StringView(table.name), QLatin1StringView(table.low), QLatin1StringView(table.high),
               QLatin1StringView(table.last), QLatin1StringView(table.span));
}

/// One moment of a pair.
struct Moment
{
    qint64 time = 0;
    std::optional<qint64> workflow;
    std::optional<qint64> activity;
};

std::optional<qint64> backlogOf(const std::optional<Slice> &slice, std::optional<qint64> MinuteRow::*which)
{
    return slice ? slice->row.*which : std::nullopt;
}

bool isSteady(const MinuteRow &row)
{
    return row.low == row.high && row.high == row.last;
}

std::vector<Moment> momentsOf(const SlicePair &pair)
{
    const MinuteRow &row = pair.workflow.row;
    const Moment first{row.time, row.low, backlogOf(pair.activity, &MinuteRow::low)};
    const Moment last{row.latest(), row.last, backlogOf(pair.activity, &MinuteRow::last)};
    const bool isOne = isSteady(row) && (!pair.activity || isSteady(pair.activity->row));
    if (isOne && pair.workflow.gapInside == 0)
        return {first};
    if (row.span < 2) // no second between them: what is highest counts
        return {{row.time, row.high, backlogOf(pair.activity, &MinuteRow::high)}};
    return {first, {row.time + row.span / 2, row.high, backlogOf(pair.activity, &MinuteRow::high)}, last};
}

std::optional<Milliseconds> ageOf(std::optional<qint64> seconds)
{
    return seconds ? std::optional<Milliseconds>(std::chrono::seconds(*seconds)) : std::nullopt;
}

std::optional<int> countOf(std::optional<qint64> stored)
{
    return stored ? std::optional(static_cast<int>(*stored)) : std::nullopt;
}

QueueSample sampleOf(const QueueKey &key, const SlicePair &pair, const Moment &moment)
{
    const StoredFigures &workflow = pair.workflow.row.figures;
    const StoredFigures activity = pair.activity ? pair.activity->row.figures : StoredFigures();
    const auto older = [](Milliseconds a, Milliseconds b) { return std::max(a, b); };
    const auto sum = [](double a, double b) { return a + b; };
    QueueSample sample;
    sample.key = key;
    sample.time = timeOf(moment.time);
    sample.workflowBacklog = moment.workflow;
    sample.activityBacklog = moment.activity;
    sample.oldestWorkflowTask = ageOf(workflow.age);
    sample.oldestTask = combined(ageOf(workflow.age), ageOf(activity.age), older);
    sample.addRate = combined(rateOf(workflow.added), rateOf(activity.added), sum);
    sample.dispatchRate = combined(rateOf(workflow.dispatched), rateOf(activity.dispatched), sum);
    sample.workflowPollers = countOf(workflow.pollers);
    sample.activityPollers = countOf(activity.pollers);
    return sample;
}

} // namespace

Result<std::vector<Slice>> readSlices(const SqlConnection &connection, const SliceTable &table, qint64 series,
                                      const SliceGrid &grid)
{
    if (grid.from >= grid.to)
        return std::vector<Slice>();
    auto rows =
        connection.query(sqlFor(table), {grid.from, grid.slice, series, grid.from, grid.to, series, series});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Slice> slices;
    while (rows->next()) {
        const auto at = [&rows](int column) { return knownAt(*rows, column); };
        slices.push_back(
            {*at(0),
             {*at(1), *at(2), *at(3), *at(4), at(5), at(6), at(7), {at(8), at(9), at(10), at(11)}},
             *at(12)});
    }
    return slices;
}

std::vector<SlicePair> paired(const std::vector<Slice> &workflow, const std::vector<Slice> &activity)
{
    std::vector<SlicePair> pairs;
    pairs.reserve(workflow.size());
    auto other = activity.begin();
    for (const Slice &slice : workflow) {
        while (other != activity.end() && other->number < slice.number)
            ++other;
        const bool isThere = other != activity.end() && other->number == slice.number;
        pairs.push_back({slice, isThere ? std::optional(*other) : std::nullopt});
    }
    return pairs;
}

Series seriesOf(const QueueKey &key, const std::vector<SlicePair> &pairs)
{
    Series series;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const MinuteRow &row = pairs[i].workflow.row;
        const bool isLast = i + 1 == pairs.size();
        const MinuteRow *next = isLast ? nullptr : &pairs[i + 1].workflow.row;
        const qint64 end = next ? next->time - next->gap : row.latest() + row.valid;
        const std::vector<Moment> moments = momentsOf(pairs[i]);
        for (const Moment &moment : moments) {
            const bool isBeforeLast = moments.size() > 1 && &moment == &moments[moments.size() - 2];
            const qint64 until = isBeforeLast ? row.latest() - pairs[i].workflow.gapInside : end;
            series.append(SeriesPoint{sampleOf(key, pairs[i], moment), timeOf(std::max(until, moment.time))});
        }
    }
    return series;
}

} // namespace signalbox
