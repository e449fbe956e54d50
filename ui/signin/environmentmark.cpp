// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signin/environmentmark.h"

#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/environmentword.h"

#include <QPainter>

namespace signalbox {

EnvironmentMark::EnvironmentMark(Environment environment, QWidget *parent)
    : QWidget(parent)
    , m_environment(environment)
    , m_word(environmentWord(environment))
{
    setObjectName(QStringLiteral("environment"));
    setAccessibleName(m_word);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize EnvironmentMark::sizeHint() const
{
    const QFontMetrics metrics(strong(font()));
    return {metrics.horizontalAdvance(m_word) + 20, metrics.height() + 8};
}

void EnvironmentMark::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.frame(m_environment));
    painter.drawRoundedRect(rect(), 3, 3);
    painter.setFont(strong(font()));
    painter.setPen(tokens.onFrame);
    painter.drawText(rect(), Qt::AlignCenter, m_word);
}

} // namespace signalbox
