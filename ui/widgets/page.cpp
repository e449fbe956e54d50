// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page.h"

#include <QApplication>
#include <QEvent>

namespace signalbox {

void Page::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    applyStale();
}

void Page::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyStale();
}

void Page::applyStale()
{
    QPalette own;
    if (m_stale)
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::BrightText})
            own.setColor(role, QApplication::palette().color(QPalette::PlaceholderText));
    setPalette(own);
}

} // namespace signalbox
