// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/chartaxis.h"

#include <QDateTime>

#include <array>
#include <cmath>

namespace signalbox {

ValueScale valueScale(double top)
{
    constexpr double mostSteps = 6;
    // Room over the line for its name, and never a step under one task.
    const double least = std::max(top * 1.08, 5.0);
    double step = std::pow(10.0, std::floor(std::log10(least / mostSteps)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0})
        if (std::ceil(least / (step * factor)) <= mostSteps)
            return {std::ceil(least / (step * factor)) * step * factor, step * factor};
    return {least, least};
}

std::vector<double> timeMarks(const ChartSpan &range, int most)
{
    constexpr std::array minutes{1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440};
    const double span = (range.to - range.from) / 60'000;
    int every = minutes.back();
    for (auto candidate = minutes.rbegin(); candidate != minutes.rend(); ++candidate)
        if (span / *candidate <= most)
            every = *candidate;
    const auto offset = QDateTime::fromMSecsSinceEpoch(qRound64(range.to)).offsetFromUtc() * 1000.0;
    const double step = every * 60'000.0;
    std::vector<double> marks;
    for (double at = std::ceil((range.from + offset) / step) * step - offset; at <= range.to; at += step)
        marks.push_back(at);
    return marks;
}

} // namespace signalbox
