// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/backlogchart.h"

#include "ui/queue/chartoverlay.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Dashes as a texture: zigzag stripes, which a line of any direction crosses. Qt's own dashes are cut out of
/// the line's outline one by one, which was 11 of the 17 ms that a tick took with a day's 1,200 points.
QPen dashedPen(const QColor &color, int width)
{
    constexpr int period = 12;
    constexpr int dash = 8;
    QImage stripes(period, period, QImage::Format_ARGB32_Premultiplied);
    QColor gap = color;
    gap.setAlphaF(0.2F); // a spike that falls into a gap is still seen
    for (int y = 0; y < period; ++y)
        for (int x = 0; x < period; ++x)
            stripes.setPixelColor(x, y, (x + std::min(y, period - y)) % period < dash ? color : gap);
    return {QBrush(stripes), static_cast<double>(width)};
}

} // namespace

BacklogChart::BacklogChart(QWidget *parent)
    : TimeChart(parent)
    , m_overlay(new ChartOverlay(*chart()))
{
    setObjectName(u"backlogChart"_s);
    setAccessibleName(tr("Backlog over time; arrow keys read it, \"As table\" shows the same as a table"));
    applyPalette();
}

void BacklogChart::setData(const ChartData &shown)
{
    m_shown = shown;
    setScale(shown.range, valueAxis(shown.top, shown.isLog));
    fillLines();
    m_overlay->setData(shown);
}

void BacklogChart::fillLines()
{
    const ValueAxis axis = valueAxis(m_shown.top, m_shown.isLog);
    fill(m_workflow, m_shown.workflow, axis, m_workflowPen);
    fill(m_activity, m_shown.activity, axis, m_activityPen);
}

void BacklogChart::applyPalette()
{
    const Tokens &tokens = tokensFor(palette());
    m_workflowPen = dashedPen(tokens.workflowSeries, 2);
    m_activityPen = QPen(tokens.activitySeries, 2);
    fillLines();
    m_overlay->setPalette(palette(), font());
}

void BacklogChart::paintGround(QPainter &painter) const
{
    m_overlay->paintGround(painter);
}

} // namespace signalbox
