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

/// By the minute: the rates are means, and more would look measured.
QString roughly(Milliseconds left)
{
    if (left < 1min)
        return Text::tr("less than a minute");
    return left < 1h ? Text::tr("about %1 min").arg((left + 30s) / 1min)
                     : Text::tr("about %1").arg(formatDuration(left));
}

} // namespace

Finding causes::drains(const Side &side)
{
    if (!side.waits() || !side.isPolled() || side.keepsUp())
        return Finding::notAsked();
    if (side.flow().way == Flow::Way::TooEarly)
        return Finding::open(Text::tr("rates and earlier looks are not there yet"));
    if (side.flow().way != Flow::Way::Drains)
        return Finding::no(Text::tr("no more goes out than comes in"));
    return Finding::yes(Text::tr("drains, %1 left for %2").arg(roughly(side.flow().left), side.tasks()),
                        steps::elsewhere(Text::tr("wait")),
                        evidence::all({evidence::rates(side), evidence::trend(side), evidence::waiting(side),
                                       evidence::pollers(side)}));
}

} // namespace signalbox
