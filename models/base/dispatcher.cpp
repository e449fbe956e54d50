// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"

#include <QObject>
#include <QThread>

#include <atomic>

namespace signalbox::dispatcher {

namespace {
// Never deleted: other threads may still post while the process winds down, when qApp is already gone. That
// makes it global.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): see above
std::atomic<QObject *> theOwner = nullptr;

QObject *owner()
{
    QObject *const object = theOwner;
    if (!object)
        qFatal("dispatcher: used before dispatcher::init() was called on the thread that owns the QObjects");
    return object;
}
} // namespace

void init()
{
    if (!theOwner)
        theOwner = new QObject;
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
