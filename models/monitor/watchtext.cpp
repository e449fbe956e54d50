// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/watchtext.h"

#include <QCoreApplication>

namespace signalbox::watchtext {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("signalbox", text);
}
} // namespace

QString mayNotRead()
{
    return tr("you may not read this namespace");
}

QString notOnCluster()
{
    return tr("no such namespace on this cluster");
}

QString isGone()
{
    return tr("the namespace no longer exists");
}

QString moreQueues(qsizetype shown)
{
    return tr("there may be more queues than the %1 found").arg(shown);
}

} // namespace signalbox::watchtext
