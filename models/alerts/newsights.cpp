// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/newsights.h"

namespace signalbox {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds retentionInterval = 10min;

template <class Sample>
void addNew(std::vector<Sight> &sights, std::optional<Milliseconds> &taken,
            const std::optional<Sample> &sample)
{
    if (sample && std::exchange(taken, sample->sinceBoot) != sample->sinceBoot)
        sights.emplace_back(*sample);
}

/// What is not asked, as there is nothing to ask for, is nothing; not so what could not be counted.
template <class Sample>
void addCounted(std::vector<Sight> &sights, std::optional<Sample> &taken, bool isAsked,
                const std::optional<Sample> &sample, const Clock &clock)
{
    const Milliseconds now = clock.sinceBoot();
    if (isAsked && (!sample || sample == taken))
        return;
    if (!isAsked && taken && taken->count == 0 && now - taken->sinceBoot < closedCountInterval)
        return;
    Sample none;
    none.time = clock.utc();
    none.sinceBoot = now;
    none.interval = closedCountInterval;
    taken = isAsked ? *sample : none;
    sights.emplace_back(*taken);
}

} // namespace

std::vector<Sight> NewSights::ofNamespace(const NamespaceSample &sample, const Runbook &runbook,
                                          const Clock &clock)
{
    std::vector<Sight> sights;
    const NamespaceInfo &info = sample.info;
    Taken &taken = m_namespaces[info.name];
    addNew(sights, taken.problems, sample.problems);
    addNew(sights, taken.histories, sample.histories);
    const Runbook::Namespace *const wanted = runbook.namespaceOf(info.name);
    addCounted(sights, taken.archival, archives(info), sample.archival, clock);
    addCounted(sights, taken.expiring, wanted && wanted->retentionWarning && !info.historyArchival,
               sample.expiring, clock);
    const Milliseconds now = clock.sinceBoot();
    if (taken.kept == info.retention && taken.retention && now - *taken.retention < retentionInterval)
        return sights;
    taken.kept = info.retention;
    taken.retention = now;
    sights.emplace_back(
        RetentionSight{clock.utc(), now, info.retention, wanted ? wanted->retention : std::nullopt});
    return sights;
}

std::optional<AttemptSample> NewSights::ofAttempts(const QueueKey &key, const QueueWorkers &workers)
{
    if (!workers.attempts)
        return {};
    const auto [taken, isNew] = m_attempts.try_emplace(key, workers.attempts->sinceBoot);
    if (!isNew && std::exchange(taken->second, workers.attempts->sinceBoot) == workers.attempts->sinceBoot)
        return {};
    return workers.attempts;
}

std::vector<QString> NewSights::namespaces() const
{
    std::vector<QString> names;
    for (const auto &[name, taken] : m_namespaces)
        names.push_back(name);
    return names;
}

void NewSights::drop(const QueueKey &key)
{
    m_attempts.erase(key);
    if (key.queue.isEmpty())
        m_namespaces.erase(key.ns);
}

} // namespace signalbox
