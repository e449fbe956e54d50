// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/diagnosis/causes.h"
#include "models/diagnosis/evidence.h"
#include "models/diagnosis/steps.h"

namespace signalbox {

namespace {

QString sentence(const Side &side)
{
    const Workforce &force = side.workforce();
    const QString kind = side.kind();
    if (*force.total == 1)
        return Text::tr("the only %1 slot of its worker is busy").arg(kind);
    return force.alive.size() == 1
               ? Text::tr("all %1 %2 slots of its worker are busy").arg(*force.total).arg(kind)
               : Text::tr("all %1 %2 slots of its %3 workers are busy")
                     .arg(*force.total)
                     .arg(kind)
                     .arg(force.alive.size());
}

} // namespace

/// Heartbeats alone tell. Where tasks go out faster than they come, slots that are in use are no trouble.
Finding causes::slotsBusy(const Side &side)
{
    if (!side.waits() || side.keepsUp())
        return Finding::notAsked();
    const Workforce &force = side.workforce();
    if (!side.seen().workers)
        return Finding::open(Text::tr("its workers' heartbeats are not known"));
    if (force.alive.empty())
        return force.gone > 0 ? Finding::no(Text::tr("its workers are gone"))
                              : Finding::open(Text::tr("no worker sends heartbeats for it"));
    if (!force.isAllBusy())
        return Finding::no(force.total
                               ? Text::tr("%1 of %2 slots are in use").arg(force.used).arg(*force.total)
                               : Text::tr("its workers have slots without bound"));
    if (side.isPolled() && !force.isComplete)
        return Finding::open(Text::tr("not all of its workers send heartbeats"));
    if (side.isPolled() && side.flow().way == Flow::Way::Drains)
        return Finding::no(Text::tr("all are in use, and it drains"));
    return Finding::yes(
        sentence(side), steps::runningWorkflows(side.seen(), Text::tr("add workers or slots")),
        evidence::all({evidence::workers(side), evidence::pollers(side), evidence::waiting(side)}));
}

} // namespace signalbox
