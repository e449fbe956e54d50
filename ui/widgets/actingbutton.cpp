// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/actingbutton.h"

#include "ui/theme/tokens.h"

#include <QApplication>
#include <QEvent>

namespace signalbox {

ActingButton::ActingButton(const QString &text, QWidget *parent)
    : QPushButton(text, parent)
{
    setAutoDefault(false);
    setAccessibleName(text);
    applyPalette();
}

void ActingButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void ActingButton::applyPalette()
{
    const Tokens &tokens = tokensFor(QApplication::palette());
    QPalette own;
    own.setColor(QPalette::Button, tokens.danger);
    own.setColor(QPalette::ButtonText, tokens.onDanger);
    setPalette(own);
}

} // namespace signalbox
