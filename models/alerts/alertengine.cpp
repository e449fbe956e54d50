// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/alertengine.h"

#include "models/monitor/watch.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {
/// Younger tasks may belong to runs that visibility does not show yet.
constexpr Milliseconds ghostAge = 1min;
} // namespace

AlertEngine::AlertEngine(Watch &watch, const Runbook &runbook, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_runbook(runbook)
    , m_clock(clock)
{
    connect(&watch, &Watch::forgotten, this, &AlertEngine::forget);
    connect(&watch, &Watch::queueSampled, this, &AlertEngine::observe);
    connect(&watch, &Watch::queueCounted, this, &AlertEngine::judgeGhost);
    connect(&watch, &Watch::queuesChanged, this, &AlertEngine::publishAll);
    connect(&watch, &Watch::namespacesChanged, this, &AlertEngine::publishAll);
}

AlertEngine::~AlertEngine() = default;

void AlertEngine::forget()
{
    m_states.clear();
    m_ghosts.clear();
    publishAll();
}

void AlertEngine::observe(const QueueSample &sample)
{
    BacklogState &state = m_states.try_emplace(sample.key, m_runbook.backlogRule()).first->second;
    state.observe({sample.time, sample.sinceBoot, validity(sample.interval), sample.workflowBacklog,
                   sample.oldestWorkflowTask});
    if (const auto ghost = m_ghosts.find(sample.key);
        ghost != m_ghosts.end() && sample.workflowBacklog.value_or(0) > ghost->second)
        m_ghosts.erase(ghost);
    const bool alerting = state.state() == AlertState::Pending || state.state() == AlertState::Firing;
    m_watch.setAlerting(sample.key, alerting);
    publish(sample.key);
}

/// A count that is newer than the backlog and finds nothing running proves that all its tasks are left over.
/// It stays proven until the backlog grows or something runs.
void AlertEngine::judgeGhost(const QueueKey &key)
{
    const auto running = m_watch.running(key);
    const auto sample = m_watch.latest(key);
    if (running && running->count > 0)
        m_ghosts.erase(key);
    else if (running && sample && running->time >= sample->time && sample->workflowBacklog.value_or(0) > 0 &&
             sample->oldestWorkflowTask.value_or(0ms) >= ghostAge)
        m_ghosts[key] = *sample->workflowBacklog;
    publish(key);
}

void AlertEngine::tick()
{
    for (auto &[key, state] : m_states)
        state.tick(m_clock.sinceBoot());
    publishAll();
}

void AlertEngine::publishAll()
{
    std::vector<QueueKey> keys = m_watch.queues();
    for (const QueueKey &key : keys)
        publish(key);
    std::sort(keys.begin(), keys.end());
    const auto isGone = [&](const auto &entry) {
        return !std::binary_search(keys.begin(), keys.end(), entry.first);
    };
    std::erase_if(m_states, isGone);
    std::erase_if(m_ghosts, isGone);
    std::erase_if(m_published, isGone);
}

void AlertEngine::publish(const QueueKey &key)
{
    const QueueAssessment now = assess(situation(key), m_runbook.backlogRule());
    const auto [entry, isNew] = m_published.try_emplace(key, now);
    if (!isNew && entry->second == now)
        return;
    entry->second = now;
    Q_EMIT assessed(key, now);
}

QueueSituation AlertEngine::situation(const QueueKey &key) const
{
    QueueSituation now;
    now.namespaceTrouble = namespaceTrouble(key.ns);
    now.seen = m_watch.isSeen(key);
    now.waiting = !m_watch.firstSweepDone();
    now.sample = m_watch.latest(key);
    now.ghost = m_ghosts.contains(key);
    if (now.sample)
        now.age = m_clock.sinceBoot() - now.sample->sinceBoot;
    const auto found = m_states.find(key);
    if (found == m_states.end())
        return now;
    const BacklogState &state = found->second;
    now.state = state.state();
    now.since = state.since();
    now.lasting = state.lasting(m_clock.sinceBoot()).value_or(0ms);
    now.inferred = state.inferred();
    now.recovering = state.recovering();
    return now;
}

std::optional<QString> AlertEngine::namespaceTrouble(const QString &ns) const
{
    const NamespaceSample *sample = m_watch.namespaceSample(ns);
    if (!sample || sample->readable)
        return {};
    return sample->error.value_or(QString());
}

std::vector<Alert> AlertEngine::alerts() const
{
    std::vector<Alert> alerts;
    for (const auto &[key, state] : m_states) {
        const bool active = state.state() == AlertState::Pending || state.state() == AlertState::Firing;
        if (active && !namespaceTrouble(key.ns))
            alerts.push_back({m_runbook.backlogRule().id, key, state.state(), state.value(),
                              m_runbook.backlogRule().threshold, state.since(), state.inferred()});
    }
    return alerts;
}

QueueAssessment AlertEngine::assessment(const QueueKey &key) const
{
    return assess(situation(key), m_runbook.backlogRule());
}

} // namespace signalbox
