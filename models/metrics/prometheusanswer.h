// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/http/httpclient.h"

#include <QStringList>

#include <map>
#include <vector>

/// What Prometheus answers, as values: pure functions, any thread.
namespace signalbox {

using Labels = std::map<QString, QString>;

struct MetricPoint
{
    Instant time;
    double value = 0;

    bool operator==(const MetricPoint &) const = default;
};

/// Points by time. What is no number, or not a finite one, is none.
struct MetricSeries
{
    Labels labels;
    std::vector<MetricPoint> points;

    bool operator==(const MetricSeries &) const = default;
};

/// Of a query, whose result is a vector or a matrix.
[[nodiscard]] Result<std::vector<MetricSeries>> seriesOf(const HttpAnswer &answer);
/// Of a label's values.
[[nodiscard]] Result<QStringList> valuesOf(const HttpAnswer &answer);

} // namespace signalbox
