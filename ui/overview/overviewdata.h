// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/overview.h"
#include "ui/chart/lineschart.h"

#include <QStringList>

/// What was counted, as charts, words and text for other programs. Pure functions.
namespace signalbox::overviewdata {

/// Namespaces with a line of their own.
inline constexpr std::size_t mostLines = 5;

[[nodiscard]] LinesData running(const Overview &overview, const ChartSpan &range);
[[nodiscard]] LinesData ends(const Overview &overview, const ChartSpan &range);
[[nodiscard]] LinesData calls(const Overview &overview, const ChartSpan &range);

/// What stands beside the crosshair: the slice at a time, by its values.
[[nodiscard]] QStringList runningAt(const Overview &overview, double time);
[[nodiscard]] QStringList endsAt(const Overview &overview, double time);
[[nodiscard]] QStringList callsAt(const Overview &overview, double time);

/// What there is to say of a chart, also of what it can't show.
[[nodiscard]] QString runningSentence(const Overview &overview);
[[nodiscard]] QString endsSentence(const Overview &overview);
[[nodiscard]] QString callsSentence(const Overview &overview);

/// "12 Completed, 0.5 Failed", the most first; "–" where it isn't known.
[[nodiscard]] QString endsText(const std::optional<Overview::Ends> &ends);
/// "0.4", "12", "1 204": of something a minute.
[[nodiscard]] QString rateText(double perMinute);

/// Comma-separated, a line a slice: its time with the offset from UTC, the highest number of running
/// executions of each namespace, ends a minute by status and of how many namespaces, calls a minute by kind,
/// and refused ones. Unknown is empty.
[[nodiscard]] QByteArray csvOf(const Overview &overview);

} // namespace signalbox::overviewdata
