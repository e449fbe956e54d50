// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/zoomactions.h"

#include "models/base/text.h"
#include "ui/theme/theme.h"

#include <QMenu>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int step = 10; // percent
constexpr int usual = 100;

template <class Zoom>
void add(QMenu &menu, Theme &theme, const QString &objectName, const QString &text,
         const QList<QKeySequence> &keys, Zoom zoom)
{
    QAction *action = menu.addAction(text);
    action->setObjectName(objectName);
    action->setShortcuts(keys);
    QObject::connect(action, &QAction::triggered, &theme,
                     [&theme, zoom] { theme.setZoom(zoom(theme.zoom())); });
}

} // namespace

void addZoomActions(QMenu &menu, Theme &theme)
{
    add(menu, theme, u"zoomIn"_s, Text::tr("&Larger text"),
        {QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)}, [](int percent) { return percent + step; });
    add(menu, theme, u"zoomOut"_s, Text::tr("&Smaller text"), {QKeySequence(u"Ctrl+-"_s)},
        [](int percent) { return percent - step; });
    add(menu, theme, u"zoomReset"_s, Text::tr("&Usual text"), {QKeySequence(u"Ctrl+0"_s)},
        [](int) { return usual; });
}

} // namespace signalbox
