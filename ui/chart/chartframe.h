// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/chartaxis.h"

#include <QPalette>
#include <QRectF>

#include <vector>

class QPainter;

namespace signalbox {

/// A line's name where it ends.
struct EndLabel
{
    QString text;
    QColor color;
    double value = 0;
};

/// What a chart over time has around its lines: grid, texts of the axes, hatched gaps. Painted with the
/// painter's font. A value.
struct ChartFrame
{
    QRectF plot;
    ChartSpan range;
    ValueAxis axis;
    QPalette palette;

    [[nodiscard]] bool isEmpty() const { return plot.isEmpty() || range.to <= range.from; }
    [[nodiscard]] double x(double time) const;
    [[nodiscard]] double y(double value) const;

    void paintGrid(QPainter &painter) const;
    void paintValues(QPainter &painter) const;
    void paintTimeMarks(QPainter &painter) const;
    void paintGap(QPainter &painter, const ChartSpan &gap, const QString &words) const;
    /// One over the other where their lines end close together.
    void paintEndLabels(QPainter &painter, std::vector<EndLabel> labels) const;
    /// Likewise beside the plot, up to `right`; cut where they are longer.
    void paintSideLabels(QPainter &painter, std::vector<EndLabel> labels, double right) const;
};

} // namespace signalbox
