// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QColor;
class QPainter;
class QRect;

namespace signalbox {

/// A line of points, NaN where unknown, from the left edge to the right. The top is the larger of `threshold`
/// and the maximum, so that a blip of one looks flat.
void paintSparkline(QPainter &painter, const QRect &rect, const QList<double> &points, double threshold,
                    const QColor &color);

} // namespace signalbox
