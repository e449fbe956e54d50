// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/tokens.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

class ThemedIconEngine final : public QIconEngine
{
public:
    ThemedIconEngine(QString name, IconTone tone)
        : m_name(std::move(name))
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect.topLeft(), drawn(rect.size(), ratio, color(mode, state)));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return drawn(size, 1, color(mode, state));
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        return drawn(size / scale, scale, color(mode, state));
    }

    [[nodiscard]] QIconEngine *clone() const override { return new ThemedIconEngine(m_name, m_tone); }

private:
    [[nodiscard]] QColor color(QIcon::Mode mode, QIcon::State state) const
    {
        const Tokens &tokens = tokensFor(QApplication::palette());
        QColor color = m_tone == IconTone::OnFrame ? tokens.onFrame
                       : state == QIcon::On        ? tokens.accent
                                                   : tokens.secondary;
        if (mode == QIcon::Disabled)
            color.setAlphaF(0.5F);
        return color;
    }

    [[nodiscard]] QPixmap drawn(const QSize &size, qreal ratio, const QColor &color) const
    {
        const QString key = u"signalbox-%1-%2x%3@%4-%5"_s.arg(m_name)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(ratio)
                                .arg(color.name(QColor::HexArgb));
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        QFile file(u":/signalbox/icons/%1.svg"_s.arg(m_name));
        QByteArray svg = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        svg.replace("currentColor", color.name().toLatin1());
        pixmap = QPixmap(size * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setOpacity(color.alphaF());
        QSvgRenderer(svg).render(&painter, QRectF(QPointF(), QSizeF(size)));
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QString m_name;
    IconTone m_tone;
};

} // namespace

QIcon themedIcon(const QString &name, IconTone tone)
{
    return QIcon(new ThemedIconEngine(name, tone)); // QIcon owns its engine
}

QIcon programIcon()
{
    QIcon icon;
    QSvgRenderer drawing(u":/signalbox/icons/signalbox.svg"_s);
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        drawing.render(&painter);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace signalbox
