// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/text.h"
#include "models/diagnosis/causes.h"
#include "models/diagnosis/evidence.h"
#include "models/diagnosis/steps.h"

namespace signalbox {

/// The server counts its rates from when it loads a queue, and as means over 30 s.
Finding causes::justLoaded(const Side &side)
{
    if (!side.waits() || !side.isPolled() || side.keepsUp() || side.flow().way != Flow::Way::TooEarly)
        return Finding::notAsked();
    return Finding::yes(Text::tr("just loaded, too early to say where %1 go").arg(side.tasks()),
                        steps::elsewhere(Text::tr("look again in half a minute")),
                        evidence::all({evidence::waiting(side), evidence::rates(side), evidence::trend(side),
                                       evidence::pollers(side)}));
}

} // namespace signalbox
