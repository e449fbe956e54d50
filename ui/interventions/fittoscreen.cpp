// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/interventions/fittoscreen.h"

#include "ui/theme/tokens.h"

#include <QLayout>
#include <QScreen>
#include <QScrollArea>

#include <algorithm>

namespace signalbox {

void growToFit(QWidget &window, const QScrollArea &area)
{
    window.layout()->activate(); // what the lines below the body need comes off its height
    const QWidget *content = area.widget();
    const int inner = content->layout()->totalHeightForWidth(std::max(area.viewport()->width(), 1));
    const int wanted = inner + window.height() - area.viewport()->height();
    const QRect room = window.screen()->availableGeometry();
    const int most = room.height() - metrics::scaled(48, window.fontMetrics()); // the title bar
    const int height = std::min({wanted, most, window.maximumHeight()});
    if (height > window.height())
        window.resize(window.width(), height);
    const QRect frame = window.frameGeometry();
    if (window.isVisible() && frame.bottom() > room.bottom())
        window.move(frame.x(), std::max(frame.y() - frame.bottom() + room.bottom(), room.top()));
}

} // namespace signalbox
