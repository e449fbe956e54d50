// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "models/interventions/acts.h"
#include "models/monitor/versionchange.h"
#include "models/store/mark.h"
#include "models/store/versionrow.h"
#include "ui/queue/chartdata.h"

namespace signalbox {

/// What was done to runs and activities of a queue, for its chart: of the range, oldest first. Several of one
/// verb, person and outcome that the chart could hardly tell apart are one mark. Pure.
[[nodiscard]] std::vector<ChartMark> marksOf(const std::vector<Act> &acts, const QueueKey &key,
                                             const ChartSpan &range);
/// Likewise what its tasks went to, as it was kept.
[[nodiscard]] std::vector<ChartMark> marksOf(const std::vector<VersionRow> &versions, const ChartSpan &range);
/// And as the watch saw it change, by the wall clock as it goes now, as far as it is not among those that are
/// kept: another console may have seen it some looks earlier or later.
[[nodiscard]] std::vector<ChartMark> marksOf(const std::vector<VersionChange> &changes,
                                             const std::vector<VersionRow> &kept, const Clock &clock,
                                             const ChartSpan &range);
/// And what people said of its alerts.
[[nodiscard]] std::vector<ChartMark> marksOf(const std::vector<Mark> &said, const ChartSpan &range);
/// In one order, for ChartData.
[[nodiscard]] std::vector<ChartMark> inOrder(std::vector<ChartMark> marks, std::vector<ChartMark> more);
/// What to read at a time: the marks that lie so near that a pointer can't be between.
[[nodiscard]] QStringList marksAt(const std::vector<ChartMark> &marks, double time, const ChartSpan &range);

} // namespace signalbox
