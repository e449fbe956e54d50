// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/chartframe.h"

#include "models/base/format.h"
#include "ui/theme/tokens.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {
constexpr double narrowestGap = 2; ///< pixels: a shorter one is still seen
}

double ChartFrame::x(double time) const
{
    return plot.left() + (time - range.from) / (range.to - range.from) * plot.width();
}

double ChartFrame::y(double value) const
{
    return plot.bottom() - axis.place(value) / axis.place(axis.top) * plot.height();
}

void ChartFrame::paintGrid(QPainter &painter) const
{
    painter.setPen(tokensFor(palette).line);
    for (const double value : axis.marks)
        painter.drawLine(QPointF(plot.left(), std::round(y(value))),
                         QPointF(plot.right(), std::round(y(value))));
}

void ChartFrame::paintValues(QPainter &painter) const
{
    const double height = painter.fontMetrics().height();
    painter.setPen(tokensFor(palette).secondary);
    for (const double value : axis.marks)
        painter.drawText(QRectF(0, y(value) - height / 2, plot.left() - 8, height),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                         formatCount(qRound64(value)));
}

void ChartFrame::paintTimeMarks(QPainter &painter) const
{
    painter.setPen(palette.color(QPalette::PlaceholderText));
    const double half = painter.fontMetrics().horizontalAdvance(u"00:00"_s);
    const int most = std::max(static_cast<int>(plot.width() / (3 * half)), 1);
    for (const double time : timeMarks(range, most)) {
        const QString text = timeMarkText(time, range);
        painter.drawText(QRectF(x(time) - half, plot.bottom() + 4, 2 * half, painter.fontMetrics().height()),
                         Qt::AlignCenter, text);
        painter.drawLine(QPointF(x(time), plot.bottom()), QPointF(x(time), plot.bottom() + 3));
    }
}

void ChartFrame::paintGap(QPainter &painter, const ChartSpan &gap, const QString &words) const
{
    const Tokens &tokens = tokensFor(palette);
    QRectF area(QPointF(x(gap.from), plot.top()), QPointF(x(gap.to), plot.bottom()));
    area.setWidth(std::max(area.width(), narrowestGap));
    QColor hatch = tokens.secondary;
    hatch.setAlphaF(0.3F);
    painter.fillRect(area, QBrush(hatch, Qt::BDiagPattern));
    QRectF ground(0, 0, painter.fontMetrics().horizontalAdvance(words) + 12, painter.fontMetrics().height());
    if (ground.width() > area.width())
        return;
    // Below the two lines in which marks say what they are.
    const double below = std::max(plot.height() / 8, 2.5 * ground.height() + 6);
    ground.moveCenter(QPointF(area.center().x(), plot.top() + std::min(below, plot.height() / 2)));
    painter.fillRect(ground, tokens.surface);
    painter.setPen(tokens.secondary);
    painter.drawText(ground, Qt::AlignCenter | Qt::TextSingleLine, words);
}

void ChartFrame::paintEndLabels(QPainter &painter, std::vector<EndLabel> labels) const
{
    const double height = painter.fontMetrics().height();
    std::stable_sort(labels.begin(), labels.end(),
                     [](const EndLabel &a, const EndLabel &b) { return a.value < b.value; });
    double below = plot.bottom();
    for (const EndLabel &label : labels) {
        const double bottom =
            std::clamp(std::min(y(label.value) - 4, below), plot.top() + height, plot.bottom());
        painter.setPen(label.color);
        painter.drawText(QRectF(plot.left(), bottom - height, plot.width() - 6, height),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, label.text);
        below = bottom - height;
    }
}

void ChartFrame::paintSideLabels(QPainter &painter, std::vector<EndLabel> labels, double right) const
{
    const double height = painter.fontMetrics().height();
    std::stable_sort(labels.begin(), labels.end(),
                     [](const EndLabel &a, const EndLabel &b) { return a.value > b.value; });
    std::vector<double> middles;
    middles.reserve(labels.size());
    double above = plot.top() - height / 2;
    for (const EndLabel &label : labels)
        middles.push_back(above = std::max(y(label.value), above + height));
    double below = plot.bottom() + height / 2;
    for (auto middle = middles.rbegin(); middle != middles.rend(); ++middle)
        below = *middle = std::min(*middle, below - height);
    const double left = plot.right() + 8;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        painter.setPen(labels[i].color);
        painter.drawText(QRectF(left, middles[i] - height / 2, right - left, height),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(labels[i].text, Qt::ElideMiddle,
                                                          static_cast<int>(right - left)));
    }
}

} // namespace signalbox
