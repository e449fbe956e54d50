// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/chartoverlay.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "ui/queue/markwords.h"
#include "ui/queue/queuesentence.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int textFlags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;

QColor shaded(QColor color, float opacity)
{
    color.setAlphaF(opacity);
    return color;
}

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

ChartFrame ChartOverlay::frame() const
{
    return {m_chart.plotArea(), m_data.range, valueAxis(m_data.top, m_data.isLog), m_palette};
}

void ChartOverlay::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const ChartFrame around = frame();
    if (around.isEmpty())
        return;
    painter->setFont(smallFont(m_font));
    around.paintValues(*painter);
    paintThreshold(*painter, around);
    paintPollerChanges(*painter, around);
    paintMarks(*painter, around);
    paintOlder(*painter, around);
    paintMoment(*painter, around);
    around.paintTimeMarks(*painter);
    paintEndLabels(*painter, around);
}

void ChartOverlay::paintGround(QPainter &painter) const
{
    const ChartFrame around = frame();
    if (around.isEmpty())
        return;
    painter.setFont(smallFont(m_font));
    paintPhases(painter, around);
    around.paintGrid(painter);
    for (const ChartGap &gap : m_data.gaps)
        around.paintGap(painter, gap.span, gap.unwatched ? Text::tr("not watched yet") : Text::tr("no data"));
}

void ChartOverlay::paintPhases(QPainter &painter, const ChartFrame &frame) const
{
    const Tokens &tokens = tokensFor(m_palette);
    const bool dark = tokens.surface.lightness() < 128;
    for (const ChartPhase &phase : m_data.phases) {
        const QColor color = phase.signal == Signal::Danger ? shaded(tokens.danger, dark ? 0.28F : 0.13F)
                                                            : shaded(tokens.caution, dark ? 0.15F : 0.16F);
        painter.fillRect(QRectF(QPointF(frame.x(phase.span.from), frame.plot.top()),
                                QPointF(frame.x(phase.span.to), frame.plot.bottom())),
                         color);
    }
}

void ChartOverlay::paintThreshold(QPainter &painter, const ChartFrame &frame) const
{
    if (!m_data.rule)
        return;
    const Tokens &tokens = tokensFor(m_palette);
    const double at = std::round(frame.y(static_cast<double>(m_data.rule->threshold)));
    painter.setPen(QPen(shaded(tokens.dangerText, 0.8F), 1, Qt::DashLine));
    painter.drawLine(QPointF(frame.plot.left(), at), QPointF(frame.plot.right(), at));
    painter.setPen(tokens.secondary);
    const double height = painter.fontMetrics().height();
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(m_data.rule->forDuration).count();
    painter.drawText(
        QRectF(frame.plot.left() + 6, at - height - 1, frame.plot.width(), height), textFlags,
        Text::tr("threshold %1, for %2 min").arg(formatCount(m_data.rule->threshold)).arg(minutes));
}

void ChartOverlay::paintPollerChanges(QPainter &painter, const ChartFrame &frame) const
{
    const Tokens &tokens = tokensFor(m_palette);
    const double height = painter.fontMetrics().height();
    double free = frame.plot.left();
    for (const PollerChange &change : m_data.pollerChanges) {
        const double at = std::round(frame.x(change.time));
        painter.setPen(QPen(tokens.secondary, 1, Qt::DotLine));
        painter.drawLine(QPointF(at, frame.plot.top()), QPointF(at, frame.plot.bottom()));
        const QString words = pollerChangeText(change);
        const double width = painter.fontMetrics().horizontalAdvance(words);
        const double left = at + 6 + width < frame.plot.right() ? at + 6 : at - 6 - width;
        if (left < free)
            continue;
        free = left + width + 6;
        painter.setPen(tokens.text);
        painter.drawText(QRectF(left, frame.plot.top(), width + 1, height), textFlags, words);
    }
}

/// In the line below the pollers'.
void ChartOverlay::paintMarks(QPainter &painter, const ChartFrame &frame) const
{
    const QFontMetricsF metrics(painter.font());
    const double top = frame.plot.top() + metrics.height() + 2;
    const double half = metrics.horizontalAdvance(u'◆') / 2;
    std::vector<MarkWords> marks;
    marks.reserve(m_data.marks.size());
    for (const ChartMark &mark : m_data.marks)
        marks.push_back({std::round(frame.x(mark.time)), metrics.horizontalAdvance(u"◆ "_s + mark.text)});
    placeWords(marks, half, frame.plot.left(), frame.plot.right());
    painter.setPen(QPen(tokensFor(m_palette).text, 1));
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto &[at, width, side] = marks[i];
        const QString &text = m_data.marks[i].text;
        painter.drawLine(QPointF(at, top), QPointF(at, frame.plot.bottom()));
        const bool goesLeft = side == MarkWords::Side::Left;
        const QString words = side == MarkWords::Side::None ? u"◆"_s
                              : goesLeft                    ? text + u" ◆"_s
                                                            : u"◆ "_s + text;
        painter.drawText(QRectF(goesLeft ? at + half - width : at - half, top, width + 1, metrics.height()),
                         textFlags, words);
    }
}

/// Below all else that is written in the plot.
void ChartOverlay::paintOlder(QPainter &painter, const ChartFrame &frame) const
{
    if (!m_data.older || m_data.older->until <= m_data.range.from)
        return;
    const Tokens &tokens = tokensFor(m_palette);
    const double at = std::round(std::min(frame.x(m_data.older->until), frame.plot.right()));
    painter.setPen(QPen(tokens.past, 1, Qt::DashLine));
    painter.drawLine(QPointF(at, frame.plot.top()), QPointF(at, frame.plot.bottom()));
    const double height = painter.fontMetrics().height();
    const double room = std::max(at - frame.plot.left() - 12, 0.0);
    painter.setPen(tokens.past);
    painter.drawText(
        QRectF(frame.plot.left() + 6, frame.plot.bottom() - height - 3, room, height), textFlags,
        painter.fontMetrics().elidedText(m_data.older->whose, Qt::ElideRight, static_cast<int>(room)));
}

void ChartOverlay::paintMoment(QPainter &painter, const ChartFrame &frame) const
{
    if (!m_data.moment || *m_data.moment < m_data.range.from || *m_data.moment > m_data.range.to)
        return;
    const double at = std::round(frame.x(*m_data.moment));
    painter.setPen(QPen(tokensFor(m_palette).past, 2));
    painter.drawLine(QPointF(at, frame.plot.top()), QPointF(at, frame.plot.bottom()));
}

void ChartOverlay::paintEndLabels(QPainter &painter, const ChartFrame &frame) const
{
    const Tokens &tokens = tokensFor(m_palette);
    std::vector<EndLabel> labels;
    if (m_data.lastWorkflow)
        labels.push_back({Text::tr("workflow %1").arg(formatCount(m_data.lastWorkflow)),
                          tokens.workflowSeries, static_cast<double>(*m_data.lastWorkflow)});
    if (m_data.lastActivity)
        labels.push_back({Text::tr("activity %1").arg(formatCount(m_data.lastActivity)),
                          tokens.activitySeries, static_cast<double>(*m_data.lastActivity)});
    painter.setFont(strong(m_font));
    frame.paintEndLabels(painter, std::move(labels));
    painter.setFont(smallFont(m_font));
}

} // namespace signalbox
