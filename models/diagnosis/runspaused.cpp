// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/diagnosis/causes.h"
#include "models/diagnosis/evidence.h"
#include "models/diagnosis/steps.h"

namespace signalbox {

Finding causes::runsPaused(const Side &side)
{
    const Observed &seen = side.seen();
    if (!side.isWorkflow())
        return Finding::notAsked();
    if (!seen.paused || !seen.running)
        return side.waits() ? Finding::open(Text::tr("its paused workflows were not counted"))
                            : Finding::notAsked();
    const qint64 paused = seen.paused->count;
    if (paused <= 0)
        return side.waits() ? Finding::no(Text::tr("none of its workflows is paused")) : Finding::notAsked();
    if (seen.running->count > 0)
        return side.waits() ? Finding::no(Text::tr("%1 of its workflows are paused, %2 run")
                                              .arg(formatCount(paused), formatCount(seen.running->count)))
                            : Finding::notAsked();
    const QString sentence = paused == 1
                                 ? Text::tr("its open workflow is paused")
                                 : Text::tr("its %1 open workflows are paused").arg(formatCount(paused));
    return Finding::yes(
        sentence, steps::pausedWorkflows(seen, Text::tr("see who paused them and why, and resume them")),
        evidence::all({evidence::paused(seen), evidence::running(seen), evidence::waiting(side)}),
        side.waits() ? Signal::Caution : Signal::Clear);
}

} // namespace signalbox
