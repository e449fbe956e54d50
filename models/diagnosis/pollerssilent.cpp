// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/diagnosis/causes.h"
#include "models/diagnosis/evidence.h"
#include "models/diagnosis/steps.h"

namespace signalbox {

using namespace std::chrono_literals;

namespace {

/// A heartbeat from before its worker fell silent does not tell why.
bool isNewerThanSilence(const Side &side)
{
    const auto &said = side.workforce().saidAt;
    return said && *said > side.seen().sample->sinceBoot - *side.silence();
}

Finding silent(const Side &side, const QString &why, const QString &next)
{
    const QString sentence =
        Text::tr("%1 pollers silent for %2, %3").arg(side.kind(), formatRoughly(*side.silence()), why);
    return Finding::yes(
        sentence, steps::elsewhere(next),
        evidence::all({evidence::pollers(side), evidence::workers(side), evidence::waiting(side)}));
}

/// A worker that stops says so at once, and counts as alive by its last poll for a minute more; but who polls
/// after that word is another one under the same name.
bool areGone(const Side &side)
{
    const Workforce &force = side.workforce();
    return force.alive.empty() && force.gone > 0 && force.coversPollers && side.silence() &&
           (!side.isPolled() || force.lastBeat > side.seen().sample->sinceBoot - *side.silence());
}

} // namespace

/// A worker that is busy in all its slots does not poll, so silence alone is not called death: only
/// heartbeats tell the two apart.
Finding causes::pollersSilent(const Side &side)
{
    if (!side.waits() || !side.alive() || (!side.isPolled() && !side.silence()))
        return Finding::notAsked();
    if (areGone(side))
        return silent(side, Text::tr("their workers are gone"), Text::tr("start its workers again"));
    if (side.isPolled())
        return Finding::no(Text::tr("they polled %1 before").arg(formatDuration(side.silence())));
    const Workforce &force = side.workforce();
    if (force.isAllBusy())
        return Finding::no(Text::tr("its workers live, with all slots in use"));
    if (force.busy == 0 && !force.alive.empty() && force.coversPollers && isNewerThanSilence(side))
        return silent(side, Text::tr("though a worker lives and has free slots"),
                      Text::tr("look at the worker's log, and start it again"));
    return silent(side, Text::tr("gone or all slots busy"), Text::tr("look whether its workers are alive"));
}

} // namespace signalbox
