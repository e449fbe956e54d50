// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/looklines.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "models/board/boardtext.h"

namespace signalbox {

using namespace std::chrono_literals;

QStringList lookLines(const Series &series, double time, const ChartSpan &range)
{
    const SeriesPoint *look = series.at(Instant(Milliseconds(qRound64(time))));
    if (!look)
        return {Text::tr("no data")};
    const QueueSample &sample = look->sample;
    const bool isOfOneDay = range.to - range.from <= chartTime(Instant(24h));
    return {isOfOneDay ? formatTimeOfDay(sample.time) : formatDateTime(sample.time),
            Text::tr("workflow %1").arg(formatCount(sample.workflowBacklog)),
            Text::tr("activity %1").arg(formatCount(sample.activityBacklog)),
            Text::tr("oldest task %1").arg(boardtext::oldest(sample))};
}

} // namespace signalbox
