// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/watchednamespace.h"

#include "models/monitor/watchtext.h"

namespace signalbox {

WatchedNamespace::WatchedNamespace(Client &client, const Clock &clock, const NamespaceInfo &info,
                                   CallSchedule &background, bool thorough)
    : m_clock(clock)
    , m_watch(std::make_unique<NamespaceWatch>(client, clock, info, background))
    , m_workers(std::make_unique<WorkerWatch>(client, clock, info.name, background))
    , m_runs(std::make_unique<RunSampler>(client, clock, info.name, background))
    , m_standalone(std::make_unique<StandaloneWatch>(client, clock, info.name, background))
    , m_deployments(std::make_unique<DeploymentWatch>(client, clock, info.name, background))
    , m_closes(std::make_unique<CloseWatch>(client, clock, *m_watch, background))
    , m_problems(std::make_unique<ProblemWatch>(client, clock, *m_watch, background))
    , m_archival(std::make_unique<ArchivalWatch>(client, clock, *m_watch, background))
    , m_expiring(std::make_unique<ClosedCount>(client, clock, *m_watch, background, endedBadlyQuery()))
    , m_thorough(thorough)
{
    if (!m_thorough)
        return;
    m_runs->setPrompt();
    m_standalone->setPrompt();
}

bool WatchedNamespace::isSettled() const
{
    if (!m_watch->isSettled() || !m_workers->isSettled() || !m_problems->isSettled() ||
        !m_archival->isSettled() || !m_expiring->isSettled())
        return false;
    const bool areRunsKnown = m_watch->runs() == 0 || m_runs->isSettled();
    return !m_thorough || (areRunsKnown && m_standalone->isSettled());
}

std::optional<ProblemSample> WatchedNamespace::problemCount() const
{
    const auto &running = m_watch->running();
    if (running && running->count == 0)
        return ProblemSample{0, running->time, running->sinceBoot, hiddenCountInterval};
    return m_problems->latest();
}

std::optional<HistorySample> WatchedNamespace::histories() const
{
    const auto &running = m_watch->running();
    if (running && running->count == 0)
        return HistorySample{{}, running->time, running->sinceBoot, hiddenCountInterval};
    return m_runs->histories();
}

std::optional<ExpirySample> WatchedNamespace::expiry() const
{
    const std::optional<ClosedCount::Counted> &counted = m_expiring->latest();
    if (!counted || !m_warning)
        return {};
    return ExpirySample{counted->count, *m_warning,         counted->before,
                        counted->time,  counted->sinceBoot, counted->interval};
}

QString WatchedNamespace::unfound() const
{
    const QString beside = !m_watch->info().workerHeartbeats ? watchtext::unfoundWithoutHeartbeats()
                           : m_workers->isRefused()          ? watchtext::unfoundWithoutTheList()
                                                             : watchtext::unfoundBesideWorkers();
    return m_deployments->isDenied() ? beside + u' ' + watchtext::unfoundWithoutDeployments() : beside;
}

void WatchedNamespace::setVisible(const std::set<QString> &rows)
{
    m_watch->setVisible(!rows.empty());
    m_runs->setVisibleQueues(rows);
    setPace();
}

void WatchedNamespace::setReadable(bool readable)
{
    m_watch->setReadable(readable);
    for (const auto &[name, queue] : m_queues)
        queue->setReadable(readable);
    setPace();
}

void WatchedNamespace::setWarning(std::optional<std::chrono::seconds> warning)
{
    if (m_warning == warning)
        return;
    m_warning = warning;
    setPace();
}

void WatchedNamespace::setPace()
{
    const bool isAlive = m_watch->isReadable() && m_watch->runs() > 0;
    const bool isFast = m_watch->isReadable() && m_watch->isFast();
    m_workers->setFast(isFast);
    m_workers->setWanted(m_watch->info().workerHeartbeats &&
                         (isAlive || isFast || m_workers->seesFailures()));
    m_runs->setFast(isFast);
    m_runs->setWanted(isAlive);
    m_standalone->setFast(isFast);
    m_standalone->setWanted(m_watch->isReadable() && m_watch->info().standaloneActivities);
    m_deployments->setWanted(m_watch->isReadable());
    m_closes->setWanted(m_watch->isReadable() && m_watch->isVisible());
    m_problems->setFast(isFast);
    m_problems->setWanted(isAlive);
    m_archival->setReadable(m_watch->isReadable());
    // What is archived is not lost.
    const NamespaceInfo &info = m_watch->info();
    const bool isWarned = m_watch->isReadable() && m_warning && info.retention && !info.historyArchival;
    m_expiring->setAge(isWarned ? m_archival->kept().ageBefore(*m_warning, m_clock.utc()) : std::nullopt);
}

void WatchedNamespace::refresh()
{
    m_watch->refresh();
    m_workers->refresh();
    m_standalone->refresh();
    m_deployments->refresh();
    m_closes->refresh();
    m_problems->refresh();
    m_archival->refresh();
    m_expiring->refresh();
    for (const auto &[name, queue] : m_queues)
        queue->refresh();
}

void WatchedNamespace::retryNow()
{
    m_watch->retryNow();
    m_workers->retryNow();
    m_runs->retryNow();
    m_standalone->retryNow();
    m_deployments->retryNow();
    m_closes->retryNow();
    m_problems->retryNow();
    m_archival->retryNow();
    m_expiring->retryNow();
    for (const auto &[name, queue] : m_queues)
        queue->retryNow();
}

void WatchedNamespace::stop()
{
    m_watch->stop();
    m_workers->stop();
    m_runs->stop();
    m_standalone->stop();
    m_deployments->stop();
    m_closes->stop();
    m_problems->stop();
    m_archival->stop();
    m_expiring->stop();
    for (const auto &[name, queue] : m_queues)
        queue->stop();
}

} // namespace signalbox
