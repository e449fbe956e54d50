// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/diagnosis/causes.h"
#include "models/diagnosis/evidence.h"
#include "models/diagnosis/steps.h"

namespace signalbox {

/// The server names a poller for 5 minutes after its last poll. A worker that is busy in all its slots for
/// longer is not named either: only its heartbeats tell of it.
Finding causes::nobodyPolls(const Side &side)
{
    if (!side.waits())
        return Finding::notAsked();
    if (!side.alive())
        return Finding::open(Text::tr("the server told no pollers"));
    if (side.isPolled())
        return Finding::no(*side.alive() == 1
                               ? Text::tr("1 poller is alive")
                               : Text::tr("%1 pollers are alive").arg(formatCount(side.alive())));
    if (side.silence())
        return Finding::no(Text::tr("one polled %1 before").arg(formatDuration(side.silence())));
    if (side.workforce().isAllBusy())
        return Finding::no(Text::tr("its workers live, with all slots in use"));
    return Finding::yes(
        Text::tr("nobody polls for %1").arg(side.tasks()),
        steps::runningWorkflows(side.seen(), Text::tr("start a worker for it")),
        evidence::all({evidence::waiting(side), evidence::pollers(side), evidence::workers(side)}));
}

} // namespace signalbox
