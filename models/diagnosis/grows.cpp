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
    const TypeFacts &facts = side.facts();
    if (side.flow().way == Flow::Way::Level)
        return Text::tr("%1 do not get fewer: %2 a second come in, %3 go out")
            .arg(side.tasks(), formatRate(facts.addRate), formatRate(facts.dispatchRate));
    if (facts.addRate.value_or(0) > facts.dispatchRate.value_or(0))
        return Text::tr("grows faster than it drains: %1 %2 tasks a second come in, %3 go out")
            .arg(formatRate(facts.addRate), side.kind(), formatRate(facts.dispatchRate));
    return Text::tr("grows: %1 more %2 tasks in %3")
        .arg(formatCount(side.flow().change), side.kind(), formatDuration(side.flow().seenFor));
}

} // namespace

Finding causes::grows(const Side &side)
{
    if (!side.waits() || !side.isPolled() || side.keepsUp())
        return Finding::notAsked();
    switch (side.flow().way) {
    case Flow::Way::TooEarly:
        return Finding::open(Text::tr("rates and earlier looks are not there yet"));
    case Flow::Way::Drains:
        return Finding::no(Text::tr("more goes out than comes in"));
    case Flow::Way::Still:
        return Finding::no(Text::tr("nothing comes in"));
    case Flow::Way::Level:
    case Flow::Way::Grows:
        break;
    }
    return Finding::yes(sentence(side), steps::runningWorkflows(side.seen(), Text::tr("add workers")),
                        evidence::all({evidence::rates(side), evidence::trend(side), evidence::waiting(side),
                                       evidence::pollers(side), evidence::workers(side)}));
}

} // namespace signalbox
