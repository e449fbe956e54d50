// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metrics/attemptcount.h"

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const auto succeededName = u"activity_success"_s;
const auto failedName = u"activity_task_fail"_s;
const auto timedOutName = u"activity_task_timeout"_s;

QString labelOf(const MetricSeries &series, const QString &name)
{
    const auto found = series.labels.find(name);
    return found == series.labels.end() ? QString() : found->second;
}

/// Whether its target was scraped before it began.
bool isBirthSeen(const MetricSeries &counter, const std::vector<MetricSeries> &up)
{
    const auto isScrapeBefore = [&counter](const MetricPoint &point) {
        return point.value == 1 && point.time < counter.points.front().time;
    };
    return std::any_of(up.begin(), up.end(), [&](const MetricSeries &target) {
        return labelOf(target, u"instance"_s) == labelOf(counter, u"instance"_s) &&
               labelOf(target, u"job"_s) == labelOf(counter, u"job"_s) &&
               std::any_of(target.points.begin(), target.points.end(), isScrapeBefore);
    });
}

/// Nothing: it began in between, and nobody saw from where.
std::optional<double> firstValue(Instant from, const MetricSeries &counter,
                                 const std::vector<MetricSeries> &up)
{
    if (counter.points.front().time <= from)
        return counter.points.front().value;
    return isBirthSeen(counter, up) ? std::optional(0.0) : std::nullopt;
}

double countedSince(Instant from, const MetricSeries &counter, double before)
{
    double counted = 0;
    for (const MetricPoint &point : counter.points) {
        if (point.time > from)
            counted += point.value < before ? point.value : point.value - before;
        before = point.value;
    }
    return counted;
}

} // namespace

std::optional<double> AttemptCount::failedShare() const
{
    return finished() > 0 ? std::optional((failed + timedOut) / finished()) : std::nullopt;
}

QStringList attemptCounters()
{
    return {succeededName, failedName, timedOutName};
}

AttemptCount attemptsSince(Instant from, const std::vector<MetricSeries> &counters,
                           const std::vector<MetricSeries> &up)
{
    AttemptCount count;
    for (const MetricSeries &counter : counters) {
        if (counter.points.empty())
            continue;
        const auto before = firstValue(from, counter, up);
        const double counted = countedSince(from, counter, before.value_or(counter.points.front().value));
        count.isCut = count.isCut || !before;
        const QString name = labelOf(counter, u"__name__"_s);
        if (name.startsWith(failedName))
            count.failed += counted;
        else if (name.startsWith(timedOutName))
            count.timedOut += counted;
        else if (name.startsWith(succeededName))
            count.succeeded += counted;
    }
    return count;
}

} // namespace signalbox
