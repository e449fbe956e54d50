// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"

#include <QObject>
#include <QThread>

namespace signalbox::dispatcher {

namespace {
// Never deleted: gRPC threads may still post while the process winds down, when qApp is already gone. That
// makes it global, and the one such object.
QObject *owner()
{
    // NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): see above
    static auto *const object = new QObject;
    return object;
}
} // namespace

void init()
{
    owner();
}

void post(std::function<void()> work)
{
    QMetaObject::invokeMethod(owner(), std::move(work), Qt::QueuedConnection);
}

bool isOwnerThread()
{
    return owner()->thread() == QThread::currentThread();
}

} // namespace signalbox::dispatcher
