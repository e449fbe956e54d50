// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"

#include <QCoreApplication>

namespace {
// What the program's main does. QTest writes the mains of tests, so it is done as their QCoreApplication is
// made; a test without one has no event loop that posted work could reach.
void initDispatcher()
{
    signalbox::dispatcher::init();
}
} // namespace

Q_COREAPP_STARTUP_FUNCTION(initDispatcher)
