// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/chartaxis.h"

#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;

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

double ValueAxis::place(double value) const
{
    return isLog ? std::log10(1 + value) : value;
}

ValueAxis valueAxis(double top, bool isLog)
{
    ValueAxis axis{isLog, 0, {0}};
    if (isLog) {
        const double least = std::max(top * 1.2, 10.0); // room over the line for its name
        for (double value = 1; value <= least; value *= 10)
            axis.marks.push_back(value);
        axis.top = least;
        return axis;
    }
    const ValueScale scale = valueScale(top);
    for (double value = scale.step; value <= scale.top; value += scale.step)
        axis.marks.push_back(value);
    axis.top = scale.top;
    return axis;
}

namespace {

constexpr double minuteLength = 60'000;

bool isOfDays(const ChartSpan &range)
{
    constexpr double longestOfHours = 36 * 60 * minuteLength;
    return range.to - range.from > longestOfHours;
}

/// Days are not all equally long.
std::vector<double> midnights(const ChartSpan &range, int most)
{
    constexpr double day = 24 * 60 * minuteLength;
    const auto every = static_cast<int>(std::ceil((range.to - range.from) / day / most));
    std::vector<double> marks;
    QDate date = QDateTime::fromMSecsSinceEpoch(qRound64(range.from)).date();
    for (;; date = date.addDays(every)) {
        const auto at = static_cast<double>(date.startOfDay().toMSecsSinceEpoch());
        if (at > range.to)
            return marks;
        if (at >= range.from)
            marks.push_back(at);
    }
}

} // namespace

std::vector<double> timeMarks(const ChartSpan &range, int most)
{
    if (isOfDays(range))
        return midnights(range, most);
    constexpr std::array minutes{1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440};
    const double span = (range.to - range.from) / minuteLength;
    int every = minutes.back();
    for (auto candidate = minutes.rbegin(); candidate != minutes.rend(); ++candidate)
        if (span / *candidate <= most)
            every = *candidate;
    const auto offset = QDateTime::fromMSecsSinceEpoch(qRound64(range.to)).offsetFromUtc() * 1000.0;
    const double step = every * minuteLength;
    std::vector<double> marks;
    for (double at = std::ceil((range.from + offset) / step) * step - offset; at <= range.to; at += step)
        marks.push_back(at);
    return marks;
}

QString timeMarkText(double time, const ChartSpan &range)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(qRound64(time));
    return isOfDays(range) ? QLocale().toString(at.date(), u"d MMM"_s) : at.toString(u"HH:mm"_s);
}

} // namespace signalbox
