// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/series.h"
#include "ui/queue/chartdata.h"

#include <QStringList>

namespace signalbox {

/// What stands beside the crosshair of a chart of `range`: the look that speaks at a time, by its values.
[[nodiscard]] QStringList lookLines(const Series &series, double time, const ChartSpan &range);

} // namespace signalbox
