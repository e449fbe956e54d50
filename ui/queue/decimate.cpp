// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/decimate.h"

#include <algorithm>
#include <cmath>

namespace signalbox {

namespace {

/// The lowest and the highest of [first, last), the earlier one first; one point if they are the same.
void appendExtremes(QList<QPointF> &thin, QList<QPointF>::const_iterator first,
                    QList<QPointF>::const_iterator last)
{
    auto [low, high] =
        std::minmax_element(first, last, [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); });
    if (high < low)
        std::swap(low, high);
    thin << *low;
    if (low != high)
        thin << *high;
}

} // namespace

QList<QPointF> decimated(const QList<QPointF> &points, double from, double to, int columns)
{
    if (points.size() <= 2 * qsizetype(columns) || columns < 1 || to <= from)
        return points;
    // What lies outside the picture counts as one column on either side.
    const auto columnOf = [&](const QPointF &point) {
        const double column = std::floor((point.x() - from) / (to - from) * columns);
        return std::clamp(column, -1.0, double(columns));
    };
    QList<QPointF> thin;
    thin.reserve(2 * qsizetype(columns) + 6);
    thin << points.first();
    for (auto first = points.begin(); first != points.end();) {
        const auto last = std::find_if(first, points.end(), [&, column = columnOf(*first)](const QPointF &p) {
            return columnOf(p) > column;
        });
        appendExtremes(thin, first, last);
        first = last;
    }
    thin << points.last();
    thin.resize(std::unique(thin.begin(), thin.end()) - thin.begin());
    return thin;
}

} // namespace signalbox
