// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/diagnosis/causes.h"
#include "models/diagnosis/evidence.h"
#include "models/diagnosis/steps.h"

namespace signalbox {

/// Proven only by counts of all that is open, paused executions too, that are newer than what waits. An
/// execution has one workflow task at most, so fewer open ones than tasks prove some.
Finding causes::ghosts(const Side &side)
{
    const Observed &seen = side.seen();
    if (!side.isWorkflow() || !side.waits())
        return Finding::notAsked();
    if (!seen.running || !seen.paused)
        return Finding::open(Text::tr("its open workflows were not counted"));
    const qint64 open = seen.running->count + seen.paused->count;
    if (open > 0)
        return Finding::no(open == 1 ? Text::tr("1 of its workflows is open")
                                     : Text::tr("%1 of its workflows are open").arg(formatCount(open)));
    if (side.backlog() > seen.waitedAtCount)
        return Finding::open(Text::tr("its open workflows were counted before the last tasks came"));
    const QString sentence =
        side.backlog() == 1
            ? Text::tr("ghost backlog: its workflow has ended")
            : Text::tr("ghost backlog: its %1 workflows have ended").arg(formatCount(side.backlog()));
    return Finding::yes(
        sentence, steps::endedWorkflows(seen, Text::tr("nothing: a worker that polls clears it")),
        evidence::all({evidence::waiting(side), evidence::running(seen), evidence::paused(seen)}));
}

} // namespace signalbox
