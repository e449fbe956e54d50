// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/chartaxis.h"
#include "ui/chart/crosshair.h"

#include <QChartView>
#include <QPen>

#include <functional>

class QLineSeries;
class QValueAxis;

namespace signalbox {

/// Lines over time. Painted once for each change and kept as a picture; the pointer moves over that. With the
/// keyboard: arrows, Page Up, Page Down, Home and End move the crosshair, + and - look closer and wider
/// around it. What lies around the lines is its heir's. Owner thread.
class TimeChart : public QChartView
{
    Q_OBJECT

public:
    [[nodiscard]] int plotWidth() const; ///< pixels: more points can't be seen
    /// Asked for the lines beside the crosshair.
    void setReader(std::function<QStringList(double time)> reader);

Q_SIGNALS:
    void spanChosen(const signalbox::ChartSpan &span); ///< to be looked at alone: dragged over, or by + and -
    void wholeAsked();                                 ///< the range as it was: Esc, or a double click

protected:
    using Pool = std::vector<QLineSeries *>; ///< of one pen; owned by the chart

    explicit TimeChart(QWidget *parent);

    void setScale(const ChartSpan &range, const ValueAxis &axis);
    void fill(Pool &pool, const std::vector<ChartLine> &lines, const ValueAxis &axis, const QPen &pen);
    void paintAnew();
    /// Room beside the plot, in pixels; at first as much as its corner needs.
    void setRightMargin(int pixels);
    /// Under the lines.
    virtual void paintGround(QPainter &painter) const = 0;
    /// Its own colours, of another palette or font.
    virtual void applyPalette() = 0;

    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layoutPlot();
    void renderPicture();
    void setCrosshair(std::optional<double> time);
    void paintChosen(QPainter &painter) const;
    void stepCrosshair(double parts);
    void zoom(double factor);
    [[nodiscard]] double timeAt(double x) const;
    [[nodiscard]] double xAt(double time) const;

    QChart *m_chart;
    QValueAxis *m_time;
    QValueAxis *m_value;
    ChartSpan m_range;
    int m_rightMargin = 20;
    Crosshair m_crosshair;
    std::optional<double> m_draggedFrom; ///< time where the button went down
    QPixmap m_picture;                   ///< of all but the crosshair; null: to be painted anew
    std::function<QStringList(double)> m_reader;
};

} // namespace signalbox
