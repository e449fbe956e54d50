// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/framepill.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace signalbox {

namespace {

constexpr int padding = 10;
constexpr int drawingSize = 14;
constexpr int gap = 5;
constexpr int leastCharacters = 8;

} // namespace

FramePill::FramePill(const QString &objectName, const QString &iconName, QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(objectName);
    setIcon(themedIcon(iconName, IconTone::OnFrame));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize FramePill::sizeHint() const
{
    return {2 * padding + drawingSize + gap + fontMetrics().horizontalAdvance(text()) + 1,
            metrics::scaled(24, fontMetrics())};
}

QSize FramePill::minimumSizeHint() const
{
    return {2 * padding + drawingSize + gap + fontMetrics().averageCharWidth() * leastCharacters,
            sizeHint().height()};
}

void FramePill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = tokensFor(palette()).onFrame;
    QColor quiet = ink;
    quiet.setAlphaF(0.6F);
    QColor ground = ink;
    ground.setAlphaF(isDown() ? 0.25F : underMouse() ? 0.15F : 0.0F);
    painter.setBrush(ground);
    painter.setPen(hasFocus() ? QPen(ink, 2) : QPen(quiet, 1));
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);

    const QRect place(padding, (height() - drawingSize) / 2, drawingSize, drawingSize);
    icon().paint(&painter, place);
    painter.setPen(ink);
    const QRect words = rect().adjusted(place.right() + gap, 0, -padding, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, words.width() + 1));
}

} // namespace signalbox
