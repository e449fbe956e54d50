// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/rulesfile.h"

#include <QStringList>

#include <set>

/// Which metrics rules ask for that nobody has: such a rule never fires, and nothing says so. Pure functions.
namespace signalbox {

/// Of what a metrics endpoint tells, in Prometheus's text format.
[[nodiscard]] std::set<QString> namesInMetricsText(const QByteArray &text);

struct MissingMetric
{
    PrometheusRule rule;
    QString metric;  ///< a name, or a pattern that fits none
    QString nearest; ///< of those that there are; empty: none is near

    bool operator==(const MissingMetric &) const = default;
};
/// In the file's order. What it records itself, and what Prometheus adds of its own, is there.
[[nodiscard]] std::vector<MissingMetric> missingMetrics(const std::vector<PrometheusRule> &rules,
                                                        const std::set<QString> &names);

} // namespace signalbox
