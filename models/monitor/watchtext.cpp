// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/watchtext.h"
#include "models/base/text.h"

namespace signalbox::watchtext {

QString mayNotRead()
{
    return Text::tr("you may not read this namespace");
}

QString notOnCluster()
{
    return Text::tr("no such namespace on this cluster");
}

QString isGone()
{
    return Text::tr("the namespace no longer exists");
}

QString moreQueues(qsizetype shown)
{
    return Text::tr("there may be more queues than the %1 found").arg(shown);
}

QString unfoundBesideWorkers()
{
    return Text::tr(
        "Not found: a queue that only activities use, if no worker there sends heartbeats and no run "
        "that was looked into waits on it.");
}

QString unfoundWithoutHeartbeats()
{
    return Text::tr(
        "Not found: a queue that only activities use, until a run that is looked into waits on it. "
        "The server lists no workers.");
}

QString unfoundWithoutTheList()
{
    return Text::tr(
        "Not found: a queue that only activities use, until a run that is looked into waits on it. "
        "You may not list the workers.");
}

QString unfoundWithoutDeployments()
{
    return Text::tr("You may not list the worker deployments, which name queues too.");
}

} // namespace signalbox::watchtext
