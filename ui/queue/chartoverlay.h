// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/chartframe.h"
#include "ui/queue/chartdata.h"

#include <QChart>
#include <QGraphicsObject>
#include <QPalette>

namespace signalbox {

/// Everything of the backlog chart but its lines and the crosshair. Over them: the threshold, marks, the
/// axes' texts and each line's name at its end. Under them, so that they keep their colour: phases of the
/// rule shaded, missing data hatched and the grid. Paints ready values only.
class ChartOverlay final : public QGraphicsItem
{
public:
    /// A child of the chart.
    explicit ChartOverlay(QChart &chart);

    void setData(const ChartData &data);
    void setPalette(const QPalette &palette, const QFont &font);

    void paintGround(QPainter &painter) const; ///< for the view's background

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void paintPhases(QPainter &painter, const ChartFrame &frame) const;
    void paintGaps(QPainter &painter, const ChartFrame &frame) const;
    void paintThreshold(QPainter &painter, const ChartFrame &frame) const;
    void paintPollerChanges(QPainter &painter, const ChartFrame &frame) const;
    void paintMarks(QPainter &painter, const ChartFrame &frame) const;
    void paintOlder(QPainter &painter, const ChartFrame &frame) const;
    void paintMoment(QPainter &painter, const ChartFrame &frame) const;
    void paintEndLabels(QPainter &painter, const ChartFrame &frame) const;

    [[nodiscard]] ChartFrame frame() const;

    QChart &m_chart;
    ChartData m_data;
    QPalette m_palette;
    QFont m_font;
};

} // namespace signalbox
