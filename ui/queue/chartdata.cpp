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

namespace {

/// What of a phase lies in none of the gaps, which are in order.
void addKnown(std::vector<ChartPhase> &phases, ChartPhase phase, const std::vector<ChartGap> &gaps)
{
    for (const ChartGap &gap : gaps) {
        if (gap.span.to <= phase.span.from || gap.span.from >= phase.span.to)
            continue;
        if (gap.span.from > phase.span.from)
            phases.push_back({{phase.span.from, gap.span.from}, phase.signal});
        phase.span.from = gap.span.to;
    }
    if (phase.span.from < phase.span.to)
        phases.push_back(phase);
}

} // namespace

std::vector<ChartPhase> phasesOf(const std::vector<Judgement> &judgements, const std::vector<ChartGap> &gaps,
                                 const ChartSpan &range)
{
    std::vector<ChartPhase> phases;
    for (auto judged = judgements.begin(); judged != judgements.end();) {
        const auto next = std::find_if(
            judged, judgements.end(), [&](const Judgement &later) { return later.signal != judged->signal; });
        const double until = next == judgements.end() ? range.to : chartTime(next->time);
        const ChartSpan span{std::max(chartTime(judged->time), range.from), std::min(until, range.to)};
        const bool isShaded = judged->signal == Signal::Caution || judged->signal == Signal::Danger;
        if (isShaded && span.to > span.from)
            addKnown(phases, {span, judged->signal}, gaps);
        judged = next;
    }
    return phases;
}

} // namespace signalbox
