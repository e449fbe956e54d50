// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/sparkline.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace signalbox::sparkline {

namespace {

constexpr qint64 count = span / step;

std::optional<double> height(const QueueSample &sample)
{
    if (!sample.workflowBacklog && !sample.activityBacklog)
        return {};
    return static_cast<double>(
        std::max(sample.workflowBacklog.value_or(0), sample.activityBacklog.value_or(0)));
}

} // namespace

qint64 stepOf(Instant now)
{
    return now.time_since_epoch() / step;
}

QList<double> points(const std::vector<QueueSample> &samples, Instant now)
{
    QList<double> line(count, std::numeric_limits<double>::quiet_NaN());
    const qint64 first = stepOf(now) - count + 1;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto value = height(samples[i]);
        if (!value)
            continue;
        Instant until = std::min(samples[i].time + validity(samples[i].interval), now);
        if (i + 1 < samples.size())
            until = std::min(until, samples[i + 1].time - Milliseconds(1));
        const qint64 from = std::max(stepOf(samples[i].time) - first, qint64(0));
        const qint64 to = std::min(stepOf(std::max(until, samples[i].time)) - first, count - 1);
        for (qint64 at = from; at <= to; ++at)
            line[at] = std::isnan(line[at]) ? *value : std::max(line[at], *value);
    }
    return line;
}

bool isSame(const QList<double> &a, const QList<double> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

} // namespace signalbox::sparkline
