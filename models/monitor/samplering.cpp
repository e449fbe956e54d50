// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/samplering.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace signalbox {

namespace {

constexpr qint32 unknown = -1;

template <class T>
std::optional<T> known(qint64 packed)
{
    return packed == unknown ? std::nullopt : std::optional<T>(static_cast<T>(packed));
}

std::optional<Milliseconds> knownAge(qint32 packed)
{
    return packed == unknown ? std::nullopt : std::optional<Milliseconds>(std::chrono::seconds(packed));
}

float packRate(std::optional<double> rate)
{
    return rate ? static_cast<float>(*rate) : std::numeric_limits<float>::quiet_NaN();
}

std::optional<double> knownRate(float packed)
{
    return std::isnan(packed) ? std::nullopt : std::optional<double>(packed);
}

qint32 packAge(std::optional<Milliseconds> age)
{
    return age ? static_cast<qint32>(std::chrono::floor<std::chrono::seconds>(*age).count()) : unknown;
}

} // namespace

void SampleRing::append(const QueueSample &sample)
{
    m_samples.push_back(pack(sample));
    while (m_samples.size() > maxSamples || sample.sinceBoot - m_samples.front().sinceBoot > maxAge)
        m_samples.pop_front();
}

std::vector<QueueSample> SampleRing::since(Milliseconds from) const
{
    const auto isBefore = [](const Packed &packed, Milliseconds time) { return packed.sinceBoot < time; };
    auto first = std::lower_bound(m_samples.begin(), m_samples.end(), from, isBefore);
    if (first != m_samples.begin())
        --first;
    std::vector<QueueSample> samples;
    samples.reserve(static_cast<std::size_t>(std::distance(first, m_samples.end())));
    std::transform(first, m_samples.end(), std::back_inserter(samples), unpack);
    return samples;
}

SampleRing::Packed SampleRing::pack(const QueueSample &sample)
{
    return {sample.sinceBoot,
            sample.workflowBacklog.value_or(unknown),
            sample.activityBacklog.value_or(unknown),
            packAge(sample.oldestTask),
            packAge(sample.oldestWorkflowTask),
            packRate(sample.addRate),
            packRate(sample.dispatchRate),
            static_cast<qint32>(sample.interval.count()),
            sample.workflowPollers.value_or(unknown),
            sample.activityPollers.value_or(unknown)};
}

QueueSample SampleRing::unpack(const Packed &packed)
{
    QueueSample sample;
    sample.sinceBoot = packed.sinceBoot;
    sample.interval = Milliseconds(packed.interval);
    sample.workflowBacklog = known<qint64>(packed.workflowBacklog);
    sample.activityBacklog = known<qint64>(packed.activityBacklog);
    sample.oldestTask = knownAge(packed.oldestTask);
    sample.oldestWorkflowTask = knownAge(packed.oldestWorkflowTask);
    sample.addRate = knownRate(packed.addRate);
    sample.dispatchRate = knownRate(packed.dispatchRate);
    sample.workflowPollers = known<int>(packed.workflowPollers);
    sample.activityPollers = known<int>(packed.activityPollers);
    return sample;
}

} // namespace signalbox
