// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/series.h"
#include "models/policy/alertrule.h"
#include "ui/chart/lineschart.h"

#include <QStringList>

/// What a rule judges, over time, as a chart and in words. Pure functions.
namespace signalbox::alertchart {

/// Whether a queue's looks have its value.
[[nodiscard]] bool isCharted(RuleKind kind);
/// The value of one look that the rule goes by; nullopt: unknown.
[[nodiscard]] std::optional<double> valueOf(const QueueSample &sample, RuleKind kind, TaskType type);
/// The value, broken where it is not known, and the rule's limit beside it.
[[nodiscard]] LinesData lines(const Series &series, const AlertRule &rule, TaskType type,
                              const ChartSpan &range);
/// What stands beside the crosshair.
[[nodiscard]] QStringList at(const Series &series, const AlertRule &rule, TaskType type, double time);

} // namespace signalbox::alertchart
