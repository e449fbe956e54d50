// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/sparkline.h"

#include <QPainter>

#include <cmath>

namespace signalbox {

namespace {

double topOf(const QList<double> &points, double threshold)
{
    double top = threshold;
    for (const double point : points)
        if (point > top) // false for NaN
            top = point;
    return top;
}

} // namespace

void paintSparkline(QPainter &painter, const QRect &rect, const QList<double> &points, double threshold,
                    const QColor &color)
{
    const double top = topOf(points, threshold);
    if (points.size() < 2 || top <= 0)
        return;
    const QRectF box = QRectF(rect).adjusted(0, 1, 0, -1);
    const double step = box.width() / static_cast<double>(points.size() - 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5));
    QPolygonF line;
    const auto flush = [&] {
        // One lone point has no length: a line of a pixel shows it.
        if (line.size() == 1)
            line << line.first() + QPointF(1, 0);
        painter.drawPolyline(line);
        line.clear();
    };
    for (qsizetype i = 0; i < points.size(); ++i) {
        if (std::isnan(points[i]))
            flush();
        else
            line << QPointF(box.left() + static_cast<double>(i) * step,
                            box.bottom() - points[i] / top * box.height());
    }
    flush();
    painter.restore();
}

} // namespace signalbox
