// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/chartdata.h"

namespace signalbox {

/// Round marks for the axes. Pure functions.
struct ValueScale
{
    double top = 0;
    double step = 0;
};
/// A round number with some room over `top`, at most six steps of 1, 2 or 5 times a power of ten.
[[nodiscard]] ValueScale valueScale(double top);
/// Full minutes, quarters or hours of local time in the range, at most `most` of them.
[[nodiscard]] std::vector<double> timeMarks(const ChartSpan &range, int most);

} // namespace signalbox
