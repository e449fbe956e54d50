// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/signalchip.h"

#include "models/base/signal.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

namespace signalbox {

namespace {

/// Sizes in the chip's font.
struct Sizes
{
    explicit Sizes(const QFont &font)
        : padding(metrics::scaled(6, QFontMetrics(font)))
        , gap(metrics::scaled(4, QFontMetrics(font)))
        , shape(metrics::scaled(8, QFontMetrics(font)))
    {
    }

    int padding;
    int gap;
    int shape;
};

struct Look
{
    QColor ground; ///< invalid: none
    QColor ink;
    QColor dashedLine; ///< invalid: none
    bool bold = true;
};

Look lookOf(Signal signal, const QPalette &palette)
{
    const Tokens &tokens = tokensFor(palette);
    switch (signal) {
    case Signal::Danger:
        return {tokens.danger, tokens.onDanger, {}};
    case Signal::Caution:
        return {tokens.caution, tokens.onCaution, {}};
    case Signal::Clear:
        return {{}, tokens.clear, {}, false};
    case Signal::Unknown:
        break;
    }
    return {{}, tokens.secondary, tokens.secondary};
}

QFont chipFont(QFont font, const Look &look)
{
    font.setWeight(look.bold ? QFont::DemiBold : QFont::Medium);
    return font;
}

QPainterPath shapeOf(Signal signal, const QRectF &box)
{
    QPainterPath path;
    switch (signal) {
    case Signal::Danger:
        path.addRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case Signal::Caution:
        path.moveTo(box.center().x(), box.top());
        path.lineTo(box.bottomRight());
        path.lineTo(box.bottomLeft());
        path.closeSubpath();
        break;
    case Signal::Clear:
        path.addEllipse(box.adjusted(1, 1, -1, -1));
        break;
    case Signal::Unknown:
        path.moveTo(box.center().x(), box.top());
        path.lineTo(box.right(), box.center().y());
        path.lineTo(box.center().x(), box.bottom());
        path.lineTo(box.left(), box.center().y());
        path.closeSubpath();
        break;
    }
    return path;
}

void paintGround(QPainter &painter, const QRectF &chip, const Look &look)
{
    if (look.ground.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.ground);
        painter.drawRoundedRect(chip, 3, 3);
    } else if (look.dashedLine.isValid()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(look.dashedLine, 1, Qt::DashLine));
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
}

bool isFilled(Signal signal)
{
    return signal == Signal::Danger || signal == Signal::Caution;
}

} // namespace

void paintSignalChip(QPainter &painter, const QRect &rect, Signal signal, const QPalette &palette,
                     const QFont &font)
{
    paintSignalChip(painter, rect, signal, signalName(signal), palette, font);
}

QSize signalChipSize(Signal signal, const QFont &font)
{
    return signalChipSize(signal, signalName(signal), font);
}

void paintSignalChip(QPainter &painter, const QRect &rect, Signal signal, const QString &word,
                     const QPalette &palette, const QFont &font)
{
    const Look look = lookOf(signal, palette);
    const QSize size = signalChipSize(signal, word, font);
    const int above = (rect.height() - size.height()) / 2; // in whole pixels
    const QRectF chip(rect.left(), rect.top() + above, size.width(), size.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(chipFont(font, look));
    paintGround(painter, chip, look);

    const Sizes sizes(font);
    const QRectF box(chip.left() + sizes.padding, chip.center().y() - sizes.shape / 2.0, sizes.shape,
                     sizes.shape);
    painter.setPen(isFilled(signal) ? QPen(Qt::NoPen) : QPen(look.ink, 1.2));
    painter.setBrush(isFilled(signal) ? QBrush(look.ink) : QBrush(Qt::NoBrush));
    painter.drawPath(shapeOf(signal, box));
    painter.setPen(look.ink);
    painter.drawText(QRectF(box.right() + sizes.gap, chip.top(), chip.right() - box.right(), chip.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, word);
    painter.restore();
}

QSize signalChipSize(Signal signal, const QString &word, const QFont &font)
{
    const QFontMetrics bold(chipFont(font, lookOf(signal, {})));
    const Sizes sizes(font);
    const int width = 2 * sizes.padding + sizes.shape + sizes.gap + bold.horizontalAdvance(word) + 1;
    return {width, metrics::scaled(20, QFontMetrics(font))};
}

SignalChip::SignalChip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setSignal(m_signal);
}

void SignalChip::setSignal(Signal signal, const QString &word)
{
    m_signal = signal;
    m_word = word;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize SignalChip::sizeHint() const
{
    return signalChipSize(m_signal, m_word, font());
}

void SignalChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSignalChip(painter, rect(), m_signal, m_word, palette(), font());
}

} // namespace signalbox
