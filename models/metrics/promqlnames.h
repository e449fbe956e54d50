// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace signalbox {

/// A metric that an expression asks for: by its name, or by a pattern of names (RE2, of the whole name).
struct MetricUse
{
    QString text;
    bool isPattern = false;

    bool operator==(const MetricUse &) const = default;
};

/// Each once, as they come. Of an expression that Prometheus would refuse: what can be made out. Pure.
[[nodiscard]] std::vector<MetricUse> metricsIn(const QString &promql);

} // namespace signalbox
