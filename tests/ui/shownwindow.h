// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/consoleworld.h"
#include "ui/window/mainwindow.h"

#include <QTest>

namespace signalbox::test {

/// A window as the application shows it.
struct ShownWindow
{
    explicit ShownWindow(ConsoleWorld &world)
        : window(world.services())
    {
        window.resize(1360, 860);
        window.show();
        window.activateWindow();
        active = QTest::qWaitForWindowActive(&window, 30'000);
    }

    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return window.findChild<Widget *>(name);
    }

    MainWindow window;
    bool active = false;
};

} // namespace signalbox::test
