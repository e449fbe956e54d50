// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/chartdata.h"

#include <algorithm>

namespace signalbox {

std::vector<ChartPhase> phasesIn(const std::vector<SignalPhase> &phases, const Clock &clock,
                                 const ChartSpan &range)
{
    const auto placed = [utc = clock.utc(), now = clock.sinceBoot()](Milliseconds sinceBoot) {
        return chartTime(utc - (now - sinceBoot));
    };
    std::vector<ChartPhase> shown;
    for (const SignalPhase &phase : phases) {
        const ChartSpan span{std::max(placed(phase.from), range.from),
                             std::min(placed(phase.until), range.to)};
        if (span.to > span.from)
            shown.push_back({span, phase.signal});
    }
    return shown;
}

double chartTime(Instant time)
{
    return static_cast<double>(time.time_since_epoch().count());
}

} // namespace signalbox
