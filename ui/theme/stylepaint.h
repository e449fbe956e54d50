// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyleOption>

class QBrush;
class QPen;

/// How Style draws: flat boxes, lines and arrows straight from the palette. Pure painting.
namespace signalbox::stylepaint {

inline constexpr int arrowWidth = 14; ///< what a menu's or a sorted column's arrow takes

void paintBox(QPainter &painter, const QRect &rect, const QBrush &ground, const QPen &line);
void paintButton(QPainter &painter, const QStyleOption &option, bool isDefault);
void paintField(QPainter &painter, const QStyleOption &option);
void paintCheck(QPainter &painter, const QStyleOption &option);
void paintArrow(QPainter &painter, const QRect &rect, const QColor &color);
void paintHeaderGround(QPainter &painter, const QStyleOption &option);
/// In two lines where the header is tall enough for them.
void paintHeaderLabel(QPainter &painter, const QStyleOptionHeader &header);
[[nodiscard]] QRect headerLabelRect(const QStyleOptionHeader &header);
[[nodiscard]] QRect headerArrowRect(const QStyleOptionHeader &header);
/// The menu bar lies on the band in the environment's colour and takes both colours from its own palette.
void paintMenuBarItem(QPainter &painter, const QStyleOptionMenuItem &option);

} // namespace signalbox::stylepaint
