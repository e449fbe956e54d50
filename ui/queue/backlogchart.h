// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/chartaxis.h"
#include "ui/queue/chartdata.h"
#include "ui/queue/crosshair.h"

#include <QChartView>

#include <functional>

class QLineSeries;
class QValueAxis;

namespace signalbox {

class ChartOverlay;

/// The backlog of one queue over time: workflow tasks blue and dashed, activity tasks orange and solid, a
/// line for each unbroken stretch. Takes decimated data (600 points a series cost 29 ms, 3,600 cost 106 ms:
/// measured with 20 series) and replaces each series once a tick. Painted once for each change and kept as a
/// picture; the pointer moves over that. With the keyboard: arrows, Page Up, Page Down, Home and End move the
/// crosshair, + and - look closer and wider around it. Owner thread.
class BacklogChart final : public QChartView
{
    Q_OBJECT

public:
    explicit BacklogChart(QWidget *parent = nullptr);

    void setData(const ChartData &shown);
    [[nodiscard]] int plotWidth() const; ///< pixels: more points can't be seen
    /// Asked for the lines beside the crosshair.
    void setReader(std::function<QStringList(double time)> reader);

Q_SIGNALS:
    void spanChosen(const signalbox::ChartSpan &span); ///< to be looked at alone: dragged over, or by + and -
    void wholeAsked();                                 ///< the range as it was: Esc, or a double click

protected:
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
    using Pool = std::vector<QLineSeries *>; ///< owned by the chart

    void applyPalette();
    void layoutPlot();
    void renderPicture();
    void setCrosshair(std::optional<double> time);
    void fill(Pool &pool, const std::vector<ChartData::Line> &lines, const ValueAxis &axis);
    void paintChosen(QPainter &painter) const;
    void stepCrosshair(double parts);
    void zoom(double factor);
    [[nodiscard]] double timeAt(double x) const;
    [[nodiscard]] double xAt(double time) const;
    void applyPen(QLineSeries &series, const Pool &pool) const;

    QChart *m_chart;
    QValueAxis *m_time;
    QValueAxis *m_value;
    ChartOverlay *m_overlay;
    Pool m_workflow;
    Pool m_activity;
    ChartSpan m_range;
    Crosshair m_crosshair;
    std::optional<double> m_draggedFrom; ///< time where the button went down
    QPixmap m_picture;                   ///< of all but the crosshair; null: to be painted anew
    std::function<QStringList(double)> m_reader;
};

} // namespace signalbox
