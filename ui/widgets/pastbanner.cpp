// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pastbanner.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>

namespace signalbox {

PastBanner::PastBanner(const QString &sentenceName, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_sentence(new PlainLabel(this))
{
    setAutoFillBackground(true);
    m_sentence->setObjectName(sentenceName);
    m_sentence->setSize(PlainLabel::Size::Strong);
    m_sentence->setWordWrap(true);
    m_sentence->setSelectable(true);
    m_layout->setContentsMargins(16, 8, 16, 8);
    m_layout->addWidget(m_sentence, 1);
    applyPalette();
}

void PastBanner::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    setAccessibleName(m_sentence->text());
}

void PastBanner::addButton(QWidget *button)
{
    m_layout->addWidget(button);
}

void PastBanner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void PastBanner::applyPalette()
{
    const Tokens &tokens = tokensFor(QApplication::palette());
    QPalette own;
    own.setColor(QPalette::Window, tokens.past);
    own.setColor(QPalette::WindowText, tokens.onPast);
    setPalette(own);
}

} // namespace signalbox
