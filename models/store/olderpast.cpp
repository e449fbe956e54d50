// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/olderpast.h"

#include "models/base/text.h"
#include "models/monitor/watch.h"

#include <cmath>
#include <map>

namespace signalbox {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds leastStep = 1min;

Series seriesOf(const QueueKey &key, const QueueMetrics::Backlogs &backlogs, Milliseconds step)
{
    std::map<Instant, QueueSample> looks;
    for (const MetricPoint &point : backlogs.workflow)
        looks[point.time].workflowBacklog = std::llround(point.value);
    for (const MetricPoint &point : backlogs.activity)
        looks[point.time].activityBacklog = std::llround(point.value);
    Series series;
    for (auto &[time, look] : looks) {
        look.key = key;
        look.time = time;
        look.interval = step;
        series.append(SeriesPoint{look, time + step + step / 2});
    }
    return series;
}

Result<Series> readFrom(const QueueKey &key, const Result<QueueMetrics::SaidBacklogs> &said,
                        const std::vector<QueueKey> &queues, Milliseconds step)
{
    if (!said)
        return tl::unexpected(said.error());
    if (const auto other = collidingWith(key, queues, said->dialects))
        return fail(ErrorKind::Invalid,
                    Text::tr("its labels have one name for this queue and for %1").arg(other->queue));
    return said->value ? seriesOf(key, *said->value, step) : Series();
}

} // namespace

OlderPast::OlderPast(Prometheus &prometheus, const Watch &watch)
    : m_watch(watch)
    , m_metrics(prometheus)
{
}

Reply<Series> OlderPast::range(const QueueKey &key, Instant from, Instant to, int slices)
{
    const Milliseconds step = std::max(leastStep, (to - from) / std::max(slices, 1));
    const ReplyPromise<Series> promise;
    const Delivery asked = m_metrics.backlogs(key, from, to, step)
                               .deliver(&m_context, [promise, key, step, queues = m_watch.queues()](
                                                        const Result<QueueMetrics::SaidBacklogs> &said) {
                                   promise.finish(readFrom(key, said, queues, step));
                               });
    promise.onCancel([asked] { dispatcher::post([asked] { asked.cancel(); }); });
    return promise.reply();
}

} // namespace signalbox
