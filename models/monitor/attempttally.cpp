// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/attempttally.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {
/// A server that restarts forgets its workers until they are heard of again; their counts go on.
constexpr Milliseconds rememberedFor = 1h;
} // namespace

void AttemptTally::take(const std::vector<WorkerHeartbeat> &beats,
                        const std::map<QString, Milliseconds> &times, Milliseconds now)
{
    m_counting.clear();
    for (const WorkerHeartbeat &beat : beats) {
        const auto time = times.find(beat.instanceKey);
        if (time == times.end() || !beat.activitySlots)
            continue;
        ++m_counting[beat.taskQueue];
        const Counts step = stepOf(beat);
        m_workers[beat.instanceKey] = {{beat.activitySlots->processed, beat.activitySlots->failed}, now};
        if (step.finished > 0)
            m_steps[beat.taskQueue].push_back({time->second, step});
    }
    forget(now);
}

/// What it finished since it was seen last.
AttemptTally::Counts AttemptTally::stepOf(const WorkerHeartbeat &beat) const
{
    const WorkerSlots &counted = *beat.activitySlots;
    const auto known = m_workers.find(beat.instanceKey);
    if (known != m_workers.end() && counted.processed >= known->second.counts.finished &&
        counted.failed >= known->second.counts.failed)
        return {counted.processed - known->second.counts.finished,
                counted.failed - known->second.counts.failed};
    if (beat.started && beat.time && *beat.time - *beat.started <= window)
        return {counted.processed, counted.failed};
    return {counted.lastProcessed, counted.lastFailed};
}

void AttemptTally::forget(Milliseconds now)
{
    std::erase_if(m_workers, [now](const auto &one) { return now - one.second.seen > rememberedFor; });
    for (auto &[queue, steps] : m_steps)
        std::erase_if(steps, [now](const Step &step) { return now - step.at > window; });
    std::erase_if(m_steps, [](const auto &one) { return one.second.empty(); });
}

std::optional<AttemptSample> AttemptTally::of(const QString &queue) const
{
    const auto counting = m_counting.find(queue);
    const auto steps = m_steps.find(queue);
    if (counting == m_counting.end() && steps == m_steps.end())
        return {};
    AttemptSample sample;
    sample.workers = counting == m_counting.end() ? 0 : counting->second;
    if (steps == m_steps.end())
        return sample;
    for (const Step &step : steps->second) {
        sample.finished += step.counts.finished;
        sample.failed += step.counts.failed;
    }
    return sample;
}

bool AttemptTally::seesFailures() const
{
    return std::any_of(m_steps.begin(), m_steps.end(), [](const auto &queue) {
        return std::any_of(queue.second.begin(), queue.second.end(),
                           [](const Step &step) { return step.counts.failed > 0; });
    });
}

} // namespace signalbox
