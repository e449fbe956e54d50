// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/crosshair.h"

#include <QPainter>

namespace signalbox {

void Crosshair::paint(QPainter &painter, const QRectF &plot, double at, const QPalette &palette) const
{
    painter.setPen(QPen(palette.color(QPalette::PlaceholderText), 1, Qt::DotLine));
    painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom()));

    const QString text = lines.join(u'\n');
    QRectF box = painter.fontMetrics().boundingRect(QRect(0, 0, 1000, 1000), Qt::AlignLeft, text);
    box = box.adjusted(0, 0, 16, 8);
    const bool fitsRight = at + 8 + box.width() < plot.right();
    // Where it is higher than the plot it goes over what lies around it.
    const double top = std::max(0.0, std::min(plot.top() + 24, plot.bottom() + 24 - box.height()));
    box.moveTopLeft(QPointF(fitsRight ? at + 8 : std::max(at - 8 - box.width(), 0.0), top));
    painter.setPen(palette.color(QPalette::Mid));
    painter.setBrush(palette.color(QPalette::Base));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(box.adjusted(8, 4, -8, -4), Qt::AlignLeft, text);
}

} // namespace signalbox
