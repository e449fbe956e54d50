// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/firstpaint.h"

#include "app/session.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QMainWindow>

#include <cstdio>

using namespace signalbox;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    // Never true; keeps the linker from dropping the libraries that the console brings along.
    if (argc > 1000)
        std::printf("%p %p\n", reinterpret_cast<const void *>(&Session::staticMetaObject),
                    reinterpret_cast<const void *>(&MainWindow::staticMetaObject));
    QMainWindow window;
    bench::FirstPaint paint;
    window.installEventFilter(&paint);
    window.resize(1360, 860);
    window.show();
    return QApplication::exec();
}
