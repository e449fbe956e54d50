// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/connectiondot.h"

#include "ui/theme/tokens.h"

#include <QPainter>

namespace signalbox {

ConnectionDot::ConnectionDot(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(10, 10);
}

void ConnectionDot::setConnected(bool connected)
{
    m_connected = connected;
    update();
}

void ConnectionDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = tokensFor(palette());
    painter.setPen(QPen(m_connected ? tokens.clear : tokens.dangerText, 1.5));
    painter.setBrush(m_connected ? QBrush(tokens.clear) : QBrush(Qt::NoBrush));
    painter.drawEllipse(QRectF(1.5, 1.5, 7, 7));
}

} // namespace signalbox
