// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QList>
#include <QPointF>

namespace signalbox {

/// A stretch of time on a chart, UTC milliseconds as the axis has them.
struct ChartSpan
{
    double from = 0;
    double to = 0;

    bool operator==(const ChartSpan &) const = default;
};

/// An unbroken line: x in UTC milliseconds.
using ChartLine = QList<QPointF>;

[[nodiscard]] inline double chartTime(Instant time)
{
    return static_cast<double>(time.time_since_epoch().count());
}

} // namespace signalbox
