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

/// The rates are means over 30 s: a shorter wait is no starving.
constexpr Milliseconds longEnough = 1min;

bool isStarving(const PriorityBacklog &one)
{
    return one.backlog.value_or(0) > 0 && one.oldestTask.value_or(0ms) >= longEnough && one.dispatchRate &&
           *one.dispatchRate <= 0;
}

evidence::Lines lines(const Side &side)
{
    evidence::Lines lines;
    for (const PriorityBacklog &one : side.facts().priorities)
        lines = evidence::all(
            {lines, evidence::looked(side, Text::tr("priority %1").arg(one.key),
                                     Text::tr("%1 wait, %2 a second go out")
                                         .arg(formatCount(one.backlog), formatRate(one.dispatchRate)))});
    return lines;
}

} // namespace

Finding causes::priorityStarves(const Side &side)
{
    if (!side.waits() || !side.isPolled() || side.facts().priorities.size() < 2)
        return Finding::notAsked();
    const PriorityBacklog *served = nullptr; // the most urgent one of which tasks go out
    for (const PriorityBacklog &one : side.facts().priorities) {
        if (served && isStarving(one))
            return Finding::yes(
                Text::tr("priority %1 starves: %2 wait, the oldest for %3, while priority %4 goes out")
                    .arg(one.key)
                    .arg(side.tasks(*one.backlog), formatDuration(one.oldestTask))
                    .arg(served->key),
                steps::runningWorkflows(side.seen(), Text::tr("add workers")),
                evidence::all({lines(side), evidence::workers(side)}), Signal::Caution);
        if (!served && one.dispatchRate.value_or(0) > 0)
            served = &one;
    }
    return Finding::no(Text::tr("tasks of each priority that waits go out"));
}

} // namespace signalbox
