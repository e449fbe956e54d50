// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/signalhistory.h"
#include "models/monitor/observations.h"
#include "models/policy/runbook.h"
#include "models/store/judgement.h"
#include "ui/chart/chartspan.h"

#include <vector>

namespace signalbox {

/// When the queue showed caution or danger.
struct ChartPhase
{
    ChartSpan span;
    Signal signal = Signal::Caution;

    bool operator==(const ChartPhase &) const = default;
};

/// Time in which neither backlog is known.
struct ChartGap
{
    ChartSpan span;
    bool unwatched = false; ///< before the first sample of this run

    bool operator==(const ChartGap &) const = default;
};

/// How many pollers there were before others came or some left at about the same time, and how many after.
struct PollerChange
{
    double time = 0;
    int from = 0;
    int to = 0;

    bool operator==(const PollerChange &) const = default;
};

/// Something that happened at a time.
struct ChartMark
{
    double time = 0;
    QString text;

    bool operator==(const ChartMark &) const = default;
};

/// What lies before the console's own memory is another's.
struct ChartOlder
{
    double until = 0;
    QString whose; ///< or why it can't be had

    bool operator==(const ChartOlder &) const = default;
};

/// Everything the backlog chart paints, ready: lines cut where data is missing and thinned to what the
/// pixels can show, gaps, phases, marks. Plain values.
struct ChartData
{
    using Line = ChartLine;

    ChartSpan range;
    std::vector<Line> workflow; ///< one for each unbroken stretch
    std::vector<Line> activity;
    std::vector<ChartGap> gaps;
    std::vector<ChartPhase> phases;
    std::vector<PollerChange> pollerChanges;
    std::vector<ChartMark> marks;       ///< interventions and versions, oldest first
    std::optional<qint64> lastWorkflow; ///< now, unknown where the last sample is too old
    std::optional<qint64> lastActivity;
    double top = 0;                ///< the highest value shown, or the threshold
    std::optional<AlertRule> rule; ///< its threshold is shown
    std::optional<ChartOlder> older;
    std::optional<double> moment; ///< marked: that a past was looked up for
    bool isLog = false;           ///< shown on a log scale (ValueAxis)
};

/// The phases within the range, by the wall clock as it goes now.
[[nodiscard]] std::vector<ChartPhase> phasesIn(const std::vector<SignalPhase> &phases, const Clock &clock,
                                               const ChartSpan &range);

/// Likewise as they were judged then, oldest first. A judgement stands until the next one, but not where
/// nothing is known.
[[nodiscard]] std::vector<ChartPhase> phasesOf(const std::vector<Judgement> &judgements,
                                               const std::vector<ChartGap> &gaps, const ChartSpan &range);

} // namespace signalbox
