// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/backlogchart.h"

#include "ui/queue/chartaxis.h"
#include "ui/queue/chartoverlay.h"
#include "ui/theme/tokens.h"

#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>

namespace signalbox {

using namespace Qt::StringLiterals;

BacklogChart::BacklogChart(QWidget *parent)
    : QChartView(parent)
    , m_chart(chart())
    , m_time(new QValueAxis(m_chart))
    , m_value(new QValueAxis(m_chart))
    , m_overlay(new ChartOverlay(*m_chart))
{
    setObjectName(u"backlogChart"_s);
    setAccessibleName(tr("Backlog over time; the same as a table: \"As table\""));
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus); // "As table" is the way in for the keyboard
    m_chart->legend()->setVisible(false);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_value, Qt::AlignLeft);
    for (QValueAxis *axis : {m_time, m_value})
        axis->setVisible(false); // the overlay marks round times and counts
    m_chart->setBackgroundVisible(false);
    applyPalette();
}

void BacklogChart::setReader(std::function<QStringList(double)> reader)
{
    m_reader = std::move(reader);
}

int BacklogChart::plotWidth() const
{
    return std::max(static_cast<int>(m_chart->plotArea().width()), 100);
}

void BacklogChart::setData(const ChartData &shown)
{
    m_range = shown.range;
    m_time->setRange(shown.range.from, shown.range.to);
    m_value->setRange(0, valueScale(shown.top).top);
    fill(m_workflow, shown.workflow);
    fill(m_activity, shown.activity);
    m_overlay->setData(shown);
}

void BacklogChart::fill(Pool &pool, const std::vector<ChartData::Line> &lines)
{
    while (pool.size() < lines.size()) {
        auto *series = new QLineSeries(m_chart);
        m_chart->addSeries(series);
        series->attachAxis(m_time);
        series->attachAxis(m_value);
        pool.push_back(series);
        applyPen(*series, pool);
    }
    for (std::size_t i = 0; i < pool.size(); ++i) {
        pool[i]->replace(i < lines.size() ? lines[i] : ChartData::Line());
        pool[i]->setVisible(i < lines.size());
    }
}

void BacklogChart::applyPen(QLineSeries &series, const Pool &pool) const
{
    const Tokens &tokens = tokensFor(palette());
    series.setPen(&pool == &m_workflow ? QPen(tokens.workflowSeries, 2, Qt::DashLine)
                                       : QPen(tokens.activitySeries, 2));
}

void BacklogChart::applyPalette()
{
    setBackgroundBrush(palette().color(QPalette::Base));
    for (Pool *pool : {&m_workflow, &m_activity})
        for (QLineSeries *series : *pool)
            applyPen(*series, *pool);
    m_overlay->setPalette(palette(), font());
}

void BacklogChart::layoutPlot()
{
    const int left = metrics::scaled(52, fontMetrics());
    const int below = metrics::scaled(28, fontMetrics());
    m_chart->setPlotArea(QRectF(rect()).adjusted(left, metrics::scaled(16, fontMetrics()), -20, -below));
}

void BacklogChart::drawBackground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawBackground(painter, rect);
    m_overlay->paintGround(*painter);
}

void BacklogChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    layoutPlot();
}

void BacklogChart::mouseMoveEvent(QMouseEvent *event)
{
    QChartView::mouseMoveEvent(event);
    const QRectF plot = m_chart->plotArea();
    if (!m_reader || !plot.contains(event->position())) {
        m_overlay->setCrosshair({}, {});
        return;
    }
    const double part = (event->position().x() - plot.left()) / plot.width();
    const double time = m_range.from + part * (m_range.to - m_range.from);
    m_overlay->setCrosshair(time, m_reader(time));
}

void BacklogChart::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    m_overlay->setCrosshair({}, {});
}

void BacklogChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyPalette();
}

} // namespace signalbox
