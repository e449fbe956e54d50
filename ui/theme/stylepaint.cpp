// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylepaint.h"

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

namespace signalbox {

namespace {

constexpr qreal radius = 3;
constexpr int headerPadding = 10;

bool isOn(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

/// The line around what has the keyboard is the accent; it is 2 px wide, so that it isn't told by colour
/// alone.
QPen outline(const QStyleOption &option, const Tokens &tokens)
{
    if (isOn(option, QStyle::State_HasFocus) && isOn(option, QStyle::State_Enabled))
        return {tokens.accent, 2};
    return {option.palette.color(QPalette::Mid)};
}

bool hasOwnGround(const QStyleOption &option, const Tokens &tokens)
{
    return option.palette.color(QPalette::Active, QPalette::Button) != tokens.surface;
}

QColor buttonGround(const QStyleOption &option, const Tokens &tokens)
{
    QColor ground = option.palette.color(QPalette::Active, QPalette::Button);
    if (hasOwnGround(option, tokens)) {
        if (!isOn(option, QStyle::State_Enabled))
            ground.setAlphaF(0.45F);
        else if (isOn(option, QStyle::State_Sunken) || isOn(option, QStyle::State_MouseOver))
            ground = ground.darker(115);
        return ground;
    }
    if (!isOn(option, QStyle::State_Enabled))
        return option.palette.color(QPalette::Window);
    if (isOn(option, QStyle::State_Sunken))
        return tokens.selection;
    if (isOn(option, QStyle::State_On) || isOn(option, QStyle::State_MouseOver))
        return tokens.accentGround;
    return ground;
}

} // namespace

namespace stylepaint {

void paintBox(QPainter &painter, const QRect &rect, const QBrush &ground, const QPen &line)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground);
    painter.setPen(line);
    const qreal half = line.widthF() / 2; // the whole line lies within
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius);
    painter.restore();
}

void paintButton(QPainter &painter, const QStyleOption &option, bool isDefault)
{
    const Tokens &tokens = tokensFor(option.palette);
    QPen line = outline(option, tokens);
    if (hasOwnGround(option, tokens) && !isOn(option, QStyle::State_HasFocus))
        line = Qt::NoPen;
    else if ((isDefault || isOn(option, QStyle::State_On)) && isOn(option, QStyle::State_Enabled))
        line.setColor(tokens.accent);
    paintBox(painter, option.rect, buttonGround(option, tokens), line);
}

void paintField(QPainter &painter, const QStyleOption &option)
{
    const auto ground =
        option.palette.brush(isOn(option, QStyle::State_Enabled) ? QPalette::Base : QPalette::Window);
    paintBox(painter, option.rect, ground, outline(option, tokensFor(option.palette)));
}

/// Its line is a text's colour: the one of fields is too faint around so small a box.
void paintCheck(QPainter &painter, const QStyleOption &option)
{
    const Tokens &tokens = tokensFor(option.palette);
    const bool isChecked = isOn(option, QStyle::State_On);
    const QColor line =
        isOn(option, QStyle::State_Enabled) ? tokens.secondary : option.palette.color(QPalette::Mid);
    paintBox(painter, option.rect, option.palette.color(QPalette::Base), QPen(line, 1));
    if (!isChecked)
        return;
    const QRectF box = QRectF(option.rect).adjusted(3, 3, -3, -3);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(option.palette.color(QPalette::Text), 2));
    painter.drawPolyline(QPolygonF({{box.left(), box.center().y()},
                                    {box.left() + box.width() * 0.4, box.bottom()},
                                    {box.right(), box.top()}}));
    painter.restore();
}

void paintArrow(QPainter &painter, const QRect &rect, const QColor &color)
{
    const QPointF middle = QRectF(rect).center();
    QPainterPath path(middle + QPointF(-3.5, -1.5));
    path.lineTo(middle + QPointF(0, 2));
    path.lineTo(middle + QPointF(3.5, -1.5));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5));
    painter.drawPath(path);
    painter.restore();
}

void paintHeaderGround(QPainter &painter, const QStyleOption &option)
{
    painter.fillRect(option.rect, option.palette.brush(QPalette::Base));
    painter.setPen(option.palette.color(QPalette::Mid));
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

/// The menu bar lies on the band in the environment's colour and takes both colours from its own palette.
void paintMenuBarItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    painter.fillRect(option.rect, option.palette.brush(QPalette::Window));
    if (isOn(option, QStyle::State_Selected)) {
        QColor shade = option.palette.color(QPalette::WindowText);
        shade.setAlphaF(0.18F);
        painter.fillRect(option.rect, shade);
    }
    painter.setPen(option.palette.color(QPalette::WindowText));
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
}

void paintHeaderLabel(QPainter &painter, const QStyleOptionHeader &header)
{
    painter.setPen(header.palette.color(QPalette::PlaceholderText));
    const bool twoLines = header.rect.height() >= 2 * header.fontMetrics.height();
    const int alignment = static_cast<int>(header.textAlignment);
    if (twoLines)
        painter.drawText(header.rect, alignment | Qt::TextWordWrap, header.text);
    else
        painter.drawText(header.rect, alignment | Qt::TextSingleLine,
                         header.fontMetrics.elidedText(header.text, Qt::ElideRight, header.rect.width()));
}

QRect headerLabelRect(const QStyleOptionHeader &header)
{
    const bool sorted = header.sortIndicator != QStyleOptionHeader::None;
    return header.rect.adjusted(headerPadding, 0, -headerPadding - (sorted ? arrowWidth : 0), 0);
}

QRect headerArrowRect(const QStyleOptionHeader &header)
{
    const QRect &rect = header.rect;
    return {rect.right() - headerPadding - 7, rect.center().y() - 4, 8, 8};
}

} // namespace stylepaint
} // namespace signalbox
