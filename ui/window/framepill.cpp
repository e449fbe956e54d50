// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/framepill.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace signalbox {

namespace {

constexpr int leastCharacters = 8;

/// Sizes in the pill's font.
struct Sizes
{
    explicit Sizes(const QFontMetrics &font)
        : padding(metrics::scaled(10, font))
        , drawing(metrics::scaled(14, font))
        , gap(metrics::scaled(5, font))
    {
    }
    [[nodiscard]] int besideText() const { return 2 * padding + drawing + gap; }

    int padding;
    int drawing;
    int gap;
};

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
    return {Sizes(fontMetrics()).besideText() + fontMetrics().horizontalAdvance(text()) + 1,
            metrics::scaled(24, fontMetrics())};
}

QSize FramePill::minimumSizeHint() const
{
    return {Sizes(fontMetrics()).besideText() + fontMetrics().averageCharWidth() * leastCharacters,
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

    const Sizes sizes(fontMetrics());
    const QRect place(sizes.padding, (height() - sizes.drawing) / 2, sizes.drawing, sizes.drawing);
    icon().paint(&painter, place);
    painter.setPen(ink);
    const QRect words = rect().adjusted(place.right() + sizes.gap, 0, -sizes.padding, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, words.width() + 1));
}

} // namespace signalbox
