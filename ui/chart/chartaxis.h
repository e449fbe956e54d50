// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/chartspan.h"

#include <QString>

#include <vector>

namespace signalbox {

/// Round marks for the axes. Pure functions.
struct ValueScale
{
    double top = 0;
    double step = 0;
};
/// A round number with some room over `top`, at most six steps of 1, 2 or 5 times a power of ten.
[[nodiscard]] ValueScale valueScale(double top);
/// How values lie on the chart's axis, which is linear: QtCharts' logarithmic one hides a whole line at one
/// zero. On a log scale a value v lies at log10(1 + v).
struct ValueAxis
{
    bool isLog = false;
    double top = 0;            ///< a value
    std::vector<double> marks; ///< round values from 0 to the top

    [[nodiscard]] double place(double value) const;
};
[[nodiscard]] ValueAxis valueAxis(double top, bool isLog);
/// Full minutes, quarters or hours of local time in the range, of more than a day and a half its midnights;
/// at most `most` of them.
[[nodiscard]] std::vector<double> timeMarks(const ChartSpan &range, int most);
/// "10:40", or the day where marks are midnights.
[[nodiscard]] QString timeMarkText(double time, const ChartSpan &range);

} // namespace signalbox
