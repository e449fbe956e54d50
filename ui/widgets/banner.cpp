// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace signalbox {

using namespace Qt::StringLiterals;

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new PlainLabel(this))
    , m_button(new QPushButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 16, 6);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_button);
    m_sentence->setObjectName(u"sentence"_s);
    m_sentence->setWordWrap(true);
    m_sentence->setSelectable(true);
    m_button->setObjectName(u"bannerButton"_s);
    connect(m_button, &QPushButton::clicked, this, &Banner::buttonClicked);
    m_button->setVisible(false);
    setVisible(false);
}

void Banner::show(Kind kind, const QString &sentence, const QString &buttonText)
{
    m_kind = kind;
    m_sentence->setText(sentence);
    m_button->setText(buttonText);
    m_button->setAccessibleName(buttonText);
    m_button->setVisible(!buttonText.isEmpty());
    setAccessibleName(sentence);
    applyPalette();
    setVisible(true);
}

void Banner::clear()
{
    m_sentence->setText({});
    setVisible(false);
}

QString Banner::sentence() const
{
    return m_sentence->text();
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.setPen(tokensFor(QApplication::palette()).line);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void Banner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void Banner::applyPalette()
{
    const Tokens &tokens = tokensFor(QApplication::palette());
    QPalette own;
    own.setColor(QPalette::Window, m_kind == Kind::Danger    ? tokens.danger
                                   : m_kind == Kind::Caution ? tokens.caution
                                                             : tokens.accentGround);
    own.setColor(QPalette::WindowText, m_kind == Kind::Danger    ? tokens.onDanger
                                       : m_kind == Kind::Caution ? tokens.onCaution
                                                                 : tokens.text);
    setPalette(own);
}

} // namespace signalbox
