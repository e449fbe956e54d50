// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/lineschart.h"

#include "models/base/text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QChart>
#include <QPainter>

#include <algorithm>

namespace signalbox {

QColor colorOf(LineColor color, const QPalette &palette)
{
    const Tokens &tokens = tokensFor(palette);
    const bool isDark = tokens.surface.lightness() < 128;
    switch (color) {
    case LineColor::Blue:
        return tokens.workflowSeries;
    case LineColor::Orange:
        return tokens.activitySeries;
    case LineColor::Green:
        return tokens.clear;
    case LineColor::Purple:
        return isDark ? QColor(0xCE93D8) : QColor(0x7B1FA2);
    case LineColor::Teal:
        return isDark ? QColor(0x4DD0C4) : QColor(0x00796B);
    case LineColor::Brown:
        return isDark ? QColor(0xBCAAA4) : QColor(0x6D4C41);
    case LineColor::Red:
        return tokens.dangerText;
    case LineColor::Grey:
        break;
    }
    return tokens.secondary;
}

LinesChart::LinesChart(const QString &objectName, const QString &accessibleName, QWidget *parent)
    : TimeChart(parent)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
}

void LinesChart::setData(const LinesData &shown)
{
    m_shown = shown;
    makeRoom();
    setScale(shown.range, valueAxis(shown.top, false));
    fillLines();
}

int LinesChart::nameRoom() const
{
    const QFontMetrics metrics(strong(smallFont(font())));
    int widest = 0;
    for (const LinesData::Line &line : m_shown.lines)
        widest = std::max(widest, metrics.horizontalAdvance(line.label));
    return widest + 16;
}

void LinesChart::setNameRoom(int pixels)
{
    m_nameRoom = pixels;
    makeRoom();
    paintAnew();
}

/// Most of it is for the lines.
void LinesChart::makeRoom()
{
    setRightMargin(std::max(std::min(std::max(nameRoom(), m_nameRoom), width() / 4), 20));
}

void LinesChart::resizeEvent(QResizeEvent *event)
{
    TimeChart::resizeEvent(event);
    makeRoom();
}

void LinesChart::fillLines()
{
    const ValueAxis axis = valueAxis(m_shown.top, false);
    std::array<std::vector<ChartLine>, lineColors> byColor;
    for (const LinesData::Line &line : m_shown.lines) {
        auto &stretches = byColor[static_cast<std::size_t>(line.color)];
        stretches.insert(stretches.end(), line.stretches.begin(), line.stretches.end());
    }
    for (std::size_t color = 0; color < lineColors; ++color)
        fill(m_pools[color], byColor[color], axis,
             QPen(colorOf(static_cast<LineColor>(color), palette()), 2));
}

void LinesChart::applyPalette()
{
    makeRoom();
    fillLines();
}

ChartFrame LinesChart::frame() const
{
    return {chart()->plotArea(), m_shown.range, valueAxis(m_shown.top, false), palette()};
}

void LinesChart::paintGround(QPainter &painter) const
{
    const ChartFrame around = frame();
    if (around.isEmpty())
        return;
    painter.setFont(smallFont(font()));
    around.paintGrid(painter);
    for (const ChartSpan &gap : m_shown.gaps)
        around.paintGap(painter, gap, Text::tr("no data"));
}

void LinesChart::drawForeground(QPainter *painter, const QRectF &)
{
    const ChartFrame around = frame();
    if (around.isEmpty())
        return;
    painter->setFont(smallFont(font()));
    around.paintValues(*painter);
    around.paintTimeMarks(*painter);
    painter->setFont(strong(smallFont(font())));
    std::vector<EndLabel> labels;
    for (const LinesData::Line &line : m_shown.lines)
        if (line.last)
            labels.push_back({line.label, colorOf(line.color, palette()), *line.last});
    around.paintSideLabels(*painter, std::move(labels), width() - 4);
}

} // namespace signalbox
