// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/chartoverlay.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "ui/queue/chartaxis.h"
#include "ui/queue/queuesentence.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr double narrowestGap = 2; ///< pixels: a shorter one is still seen
constexpr int textFlags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;

QColor shaded(QColor color, float opacity)
{
    color.setAlphaF(opacity);
    return color;
}

struct EndLabel
{
    QString text;
    QColor color;
    double y = 0;
};

} // namespace

ChartOverlay::ChartOverlay(QChart &chart)
    : QGraphicsItem(&chart)
    , m_chart(chart)
{
    setZValue(50); // over QtCharts' own lines
}

void ChartOverlay::setData(const ChartData &data)
{
    m_data = data;
    m_axis = valueAxis(data.top, data.isLog);
    update();
}

void ChartOverlay::setPalette(const QPalette &palette, const QFont &font)
{
    m_palette = palette;
    m_font = font;
    update();
}

QRectF ChartOverlay::boundingRect() const
{
    return m_chart.boundingRect();
}

double ChartOverlay::x(double time) const
{
    const QRectF plot = m_chart.plotArea();
    return plot.left() + (time - m_data.range.from) / (m_data.range.to - m_data.range.from) * plot.width();
}

double ChartOverlay::y(double value) const
{
    const QRectF plot = m_chart.plotArea();
    return plot.bottom() - m_axis.place(value) / m_axis.place(m_axis.top) * plot.height();
}

void ChartOverlay::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const QRectF plot = m_chart.plotArea();
    if (plot.isEmpty() || m_data.range.to <= m_data.range.from)
        return;
    painter->setFont(smallFont(m_font));
    paintValues(*painter, plot);
    paintThreshold(*painter, plot);
    paintPollerChanges(*painter, plot);
    paintMoment(*painter, plot);
    paintTimeMarks(*painter, plot);
    paintEndLabels(*painter, plot);
}

void ChartOverlay::paintGround(QPainter &painter) const
{
    const QRectF plot = m_chart.plotArea();
    if (plot.isEmpty() || m_data.range.to <= m_data.range.from)
        return;
    painter.setFont(smallFont(m_font));
    paintPhases(painter, plot);
    paintGrid(painter, plot);
    paintGaps(painter, plot);
}

void ChartOverlay::paintGrid(QPainter &painter, const QRectF &plot) const
{
    painter.setPen(tokensFor(m_palette).line);
    for (const double value : m_axis.marks)
        painter.drawLine(QPointF(plot.left(), std::round(y(value))),
                         QPointF(plot.right(), std::round(y(value))));
}

void ChartOverlay::paintValues(QPainter &painter, const QRectF &plot) const
{
    const double height = painter.fontMetrics().height();
    painter.setPen(tokensFor(m_palette).secondary);
    for (const double value : m_axis.marks)
        painter.drawText(QRectF(0, y(value) - height / 2, plot.left() - 8, height),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                         formatCount(qRound64(value)));
}

void ChartOverlay::paintPhases(QPainter &painter, const QRectF &plot) const
{
    const Tokens &tokens = tokensFor(m_palette);
    const bool dark = tokens.surface.lightness() < 128;
    for (const ChartPhase &phase : m_data.phases) {
        const QColor color = phase.signal == Signal::Danger ? shaded(tokens.danger, dark ? 0.28F : 0.13F)
                                                            : shaded(tokens.caution, dark ? 0.15F : 0.16F);
        painter.fillRect(
            QRectF(QPointF(x(phase.span.from), plot.top()), QPointF(x(phase.span.to), plot.bottom())), color);
    }
}

void ChartOverlay::paintGaps(QPainter &painter, const QRectF &plot) const
{
    const Tokens &tokens = tokensFor(m_palette);
    for (const ChartGap &gap : m_data.gaps) {
        QRectF area(QPointF(x(gap.span.from), plot.top()), QPointF(x(gap.span.to), plot.bottom()));
        area.setWidth(std::max(area.width(), narrowestGap));
        painter.fillRect(area, QBrush(shaded(tokens.secondary, 0.3F), Qt::BDiagPattern));
        const QString words = gap.unwatched ? Text::tr("not watched yet") : Text::tr("no data");
        QRectF ground(0, 0, painter.fontMetrics().horizontalAdvance(words) + 12,
                      painter.fontMetrics().height());
        if (ground.width() > area.width())
            continue;
        ground.moveCenter(QPointF(area.center().x(), plot.top() + plot.height() / 8));
        painter.fillRect(ground, tokens.surface);
        painter.setPen(tokens.secondary);
        painter.drawText(ground, Qt::AlignCenter | Qt::TextSingleLine, words);
    }
}

void ChartOverlay::paintThreshold(QPainter &painter, const QRectF &plot) const
{
    if (!m_data.rule)
        return;
    const Tokens &tokens = tokensFor(m_palette);
    const double at = std::round(y(static_cast<double>(m_data.rule->threshold)));
    painter.setPen(QPen(shaded(tokens.dangerText, 0.8F), 1, Qt::DashLine));
    painter.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at));
    painter.setPen(tokens.secondary);
    const double height = painter.fontMetrics().height();
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(m_data.rule->forDuration).count();
    painter.drawText(
        QRectF(plot.left() + 6, at - height - 1, plot.width(), height), textFlags,
        Text::tr("threshold %1, for %2 min").arg(formatCount(m_data.rule->threshold)).arg(minutes));
}

void ChartOverlay::paintPollerChanges(QPainter &painter, const QRectF &plot) const
{
    const Tokens &tokens = tokensFor(m_palette);
    const double height = painter.fontMetrics().height();
    double free = plot.left();
    for (const PollerChange &change : m_data.pollerChanges) {
        const double at = std::round(x(change.time));
        painter.setPen(QPen(tokens.secondary, 1, Qt::DotLine));
        painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom()));
        const QString words = pollerChangeText(change);
        const double width = painter.fontMetrics().horizontalAdvance(words);
        const double left = at + 6 + width < plot.right() ? at + 6 : at - 6 - width;
        if (left < free)
            continue;
        free = left + width + 6;
        painter.setPen(tokens.text);
        painter.drawText(QRectF(left, plot.top(), width + 1, height), textFlags, words);
    }
}

void ChartOverlay::paintMoment(QPainter &painter, const QRectF &plot) const
{
    if (!m_data.moment || *m_data.moment < m_data.range.from || *m_data.moment > m_data.range.to)
        return;
    const double at = std::round(x(*m_data.moment));
    painter.setPen(QPen(tokensFor(m_palette).past, 2));
    painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom()));
}

void ChartOverlay::paintTimeMarks(QPainter &painter, const QRectF &plot) const
{
    painter.setPen(m_palette.color(QPalette::PlaceholderText));
    const double half = painter.fontMetrics().horizontalAdvance(u"00:00"_s);
    const int most = std::max(static_cast<int>(plot.width() / (3 * half)), 1);
    for (const double time : timeMarks(m_data.range, most)) {
        const QString text = timeMarkText(time, m_data.range);
        painter.drawText(QRectF(x(time) - half, plot.bottom() + 4, 2 * half, painter.fontMetrics().height()),
                         Qt::AlignCenter, text);
        painter.drawLine(QPointF(x(time), plot.bottom()), QPointF(x(time), plot.bottom() + 3));
    }
}

void ChartOverlay::paintEndLabels(QPainter &painter, const QRectF &plot) const
{
    const Tokens &tokens = tokensFor(m_palette);
    std::vector<EndLabel> labels;
    if (m_data.lastWorkflow)
        labels.push_back({Text::tr("workflow %1").arg(formatCount(m_data.lastWorkflow)),
                          tokens.workflowSeries, y(static_cast<double>(*m_data.lastWorkflow))});
    if (m_data.lastActivity)
        labels.push_back({Text::tr("activity %1").arg(formatCount(m_data.lastActivity)),
                          tokens.activitySeries, y(static_cast<double>(*m_data.lastActivity))});
    painter.setFont(strong(m_font));
    const double height = painter.fontMetrics().height();
    std::sort(labels.begin(), labels.end(), [](const EndLabel &a, const EndLabel &b) { return a.y > b.y; });
    double below = plot.bottom();
    for (const EndLabel &label : labels) {
        const double bottom = std::clamp(std::min(label.y - 4, below), plot.top() + height, plot.bottom());
        painter.setPen(label.color);
        painter.drawText(QRectF(plot.left(), bottom - height, plot.width() - 6, height),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, label.text);
        below = bottom - height;
    }
    painter.setFont(smallFont(m_font));
}

} // namespace signalbox
