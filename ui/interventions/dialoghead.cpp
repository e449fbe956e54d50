// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/dialoghead.h"

#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/environmentword.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

DialogHead::DialogHead(Environment environment, const QString &headline, QWidget *parent)
    : QWidget(parent)
    , m_environment(environment)
{
    auto *title = new ElidedLabel(this);
    title->setObjectName(u"headline"_s);
    title->setFont(strong(font()));
    title->setText(headline);
    auto *name = new PlainLabel(environmentWord(environment), this);
    name->setObjectName(u"environment"_s);
    QFont spaced = strong(font());
    spaced.setLetterSpacing(QFont::PercentageSpacing, 106);
    name->setFont(spaced);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(16);
    layout->addWidget(title, 1);
    layout->addWidget(name);
    setFixedHeight(metrics::scaled(metrics::band, fontMetrics()));
    setAutoFillBackground(true);
    // The dialog's own role would be inherited.
    setBackgroundRole(QPalette::Window);
    applyPalette();
}

void DialogHead::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyPalette();
}

void DialogHead::applyPalette()
{
    const Tokens &tokens = tokensFor(QApplication::palette());
    QPalette own;
    own.setColor(QPalette::Window, tokens.frame(m_environment));
    own.setColor(QPalette::WindowText, tokens.onFrame);
    setPalette(own);
}

} // namespace signalbox
