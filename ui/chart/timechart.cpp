// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/timechart.h"

#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QKeyEvent>
#include <QLegend>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QValueAxis>

#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

ChartLine placed(ChartLine line, const ValueAxis &axis)
{
    if (axis.isLog)
        for (QPointF &point : line)
            point.setY(axis.place(point.y()));
    return line;
}

/// A shorter drag is a click that slipped.
constexpr double shortestDrag = 8;

} // namespace

TimeChart::TimeChart(QWidget *parent)
    : QChartView(parent)
    , m_chart(chart())
    , m_time(new QValueAxis(m_chart))
    , m_value(new QValueAxis(m_chart))
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    m_chart->legend()->setVisible(false);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_value, Qt::AlignLeft);
    for (QValueAxis *axis : {m_time, m_value})
        axis->setVisible(false); // the overlay marks round times and counts
    m_chart->setBackgroundVisible(false);
    setBackgroundBrush(palette().color(QPalette::Base));
    connect(scene(), &QGraphicsScene::changed, this, [this] { m_picture = QPixmap(); });
}

void TimeChart::setReader(std::function<QStringList(double)> reader)
{
    m_reader = std::move(reader);
}

int TimeChart::plotWidth() const
{
    return std::max(static_cast<int>(m_chart->plotArea().width()), 100);
}

void TimeChart::setScale(const ChartSpan &range, const ValueAxis &axis)
{
    m_range = range;
    m_time->setRange(range.from, range.to);
    m_value->setRange(0, axis.place(axis.top));
    paintAnew();
}

void TimeChart::setRightMargin(int pixels)
{
    if (std::exchange(m_rightMargin, pixels) != pixels)
        layoutPlot();
}

void TimeChart::paintAnew()
{
    m_picture = QPixmap();
    viewport()->update();
}

void TimeChart::fill(Pool &pool, const std::vector<ChartLine> &lines, const ValueAxis &axis, const QPen &pen)
{
    while (pool.size() < lines.size()) {
        auto *series = new QLineSeries(m_chart);
        m_chart->addSeries(series);
        series->attachAxis(m_time);
        series->attachAxis(m_value);
        pool.push_back(series);
    }
    for (std::size_t i = 0; i < pool.size(); ++i) {
        pool[i]->setPen(pen);
        pool[i]->replace(i < lines.size() ? placed(lines[i], axis) : ChartLine());
        pool[i]->setVisible(i < lines.size());
    }
}

void TimeChart::layoutPlot()
{
    const int left = metrics::scaled(52, fontMetrics());
    const int below = metrics::scaled(28, fontMetrics());
    m_chart->setPlotArea(
        QRectF(rect()).adjusted(left, metrics::scaled(16, fontMetrics()), -m_rightMargin, -below));
}

void TimeChart::drawBackground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawBackground(painter, rect);
    paintGround(*painter);
}

void TimeChart::paintEvent(QPaintEvent *event)
{
    const qreal ratio = devicePixelRatioF();
    if (m_picture.isNull() || m_picture.size() != viewport()->size() * ratio)
        renderPicture();
    QPainter painter(viewport());
    const QRectF exposed(event->rect());
    painter.drawPixmap(exposed, m_picture, {exposed.topLeft() * ratio, exposed.size() * ratio});
    paintChosen(painter);
    if (!m_crosshair.time || *m_crosshair.time < m_range.from || *m_crosshair.time > m_range.to)
        return;
    const QRectF plot = m_chart->plotArea();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont(font()));
    m_crosshair.paint(painter, plot, xAt(*m_crosshair.time), palette());
}

void TimeChart::paintChosen(QPainter &painter) const
{
    const QRectF plot = m_chart->plotArea();
    const QColor color = palette().color(QPalette::Highlight);
    if (m_draggedFrom && m_crosshair.time) {
        QColor shade = color;
        shade.setAlphaF(0.2F);
        painter.fillRect(
            QRectF(QPointF(xAt(*m_draggedFrom), plot.top()), QPointF(xAt(*m_crosshair.time), plot.bottom()))
                .normalized(),
            shade);
    }
    if (hasFocus()) {
        painter.setPen(QPen(color, 2));
        painter.drawRect(plot);
    }
}

double TimeChart::timeAt(double x) const
{
    const QRectF plot = m_chart->plotArea();
    return m_range.from + (x - plot.left()) / plot.width() * (m_range.to - m_range.from);
}

double TimeChart::xAt(double time) const
{
    const QRectF plot = m_chart->plotArea();
    return plot.left() + (time - m_range.from) / (m_range.to - m_range.from) * plot.width();
}

void TimeChart::renderPicture()
{
    m_picture = QPixmap(viewport()->size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(palette().color(QPalette::Base));
    QPainter painter(&m_picture);
    render(&painter, viewport()->rect(), viewport()->rect());
}

void TimeChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    layoutPlot();
    m_picture = QPixmap();
}

void TimeChart::mouseMoveEvent(QMouseEvent *event)
{
    QChartView::mouseMoveEvent(event);
    const QRectF plot = m_chart->plotArea();
    if (m_draggedFrom)
        setCrosshair(timeAt(std::clamp(event->position().x(), plot.left(), plot.right())));
    else if (plot.contains(event->position()))
        setCrosshair(timeAt(event->position().x()));
    else
        setCrosshair({});
}

void TimeChart::mousePressEvent(QMouseEvent *event)
{
    QChartView::mousePressEvent(event);
    if (event->button() == Qt::LeftButton && m_chart->plotArea().contains(event->position()))
        m_draggedFrom = timeAt(event->position().x());
}

void TimeChart::mouseReleaseEvent(QMouseEvent *event)
{
    QChartView::mouseReleaseEvent(event);
    const auto from = std::exchange(m_draggedFrom, {});
    if (!from || !m_crosshair.time || event->button() != Qt::LeftButton)
        return;
    viewport()->update();
    if (std::abs(xAt(*m_crosshair.time) - xAt(*from)) >= shortestDrag)
        Q_EMIT spanChosen({std::min(*from, *m_crosshair.time), std::max(*from, *m_crosshair.time)});
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent *)
{
    Q_EMIT wholeAsked();
}

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return stepCrosshair(-0.01);
    case Qt::Key_Right:
        return stepCrosshair(0.01);
    case Qt::Key_PageUp:
        return stepCrosshair(-0.1);
    case Qt::Key_PageDown:
        return stepCrosshair(0.1);
    case Qt::Key_Home:
        return stepCrosshair(-1);
    case Qt::Key_End:
        return stepCrosshair(1);
    case Qt::Key_Plus:
        return zoom(0.5);
    case Qt::Key_Minus:
        return zoom(2);
    case Qt::Key_Escape:
        return Q_EMIT wholeAsked();
    default:
        QChartView::keyPressEvent(event);
    }
}

/// By a part of the range. It begins at the right end, where now is.
void TimeChart::stepCrosshair(double parts)
{
    const double from = m_crosshair.time.value_or(m_range.to);
    setCrosshair(std::clamp(from + parts * (m_range.to - m_range.from), m_range.from, m_range.to));
    setAccessibleDescription(m_crosshair.lines.join(u", "_s));
}

void TimeChart::zoom(double factor)
{
    constexpr double shortest = 60'000; // ms: less holds no two looks
    const double middle = m_crosshair.time.value_or((m_range.from + m_range.to) / 2);
    const double length = (m_range.to - m_range.from) * factor;
    if (length >= shortest)
        Q_EMIT spanChosen({middle - length / 2, middle + length / 2});
}

void TimeChart::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void TimeChart::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    setCrosshair({});
    viewport()->update();
}

void TimeChart::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    setCrosshair({});
}

void TimeChart::setCrosshair(std::optional<double> time)
{
    if (!time && !m_crosshair.time)
        return;
    m_crosshair = {time, time && m_reader ? m_reader(*time) : QStringList()};
    viewport()->update();
}

void TimeChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    setBackgroundBrush(palette().color(QPalette::Base));
    layoutPlot();
    applyPalette();
    m_picture = QPixmap();
}

} // namespace signalbox
