// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/archivalwatch.h"
#include "models/monitor/closewatch.h"
#include "models/monitor/deploymentwatch.h"
#include "models/monitor/namespacewatch.h"
#include "models/monitor/problemwatch.h"
#include "models/monitor/queuewatch.h"
#include "models/monitor/runsampler.h"
#include "models/monitor/standalonewatch.h"
#include "models/monitor/workerwatch.h"

#include <map>
#include <memory>

namespace signalbox {

/// All that is asked of one namespace.
class WatchedNamespace
{
public:
    using Queues = std::map<QString, std::unique_ptr<QueueWatch>>;

    /// `thorough`: it is settled only once its runs and standalone activities were looked at too, and that
    /// waits for nothing.
    WatchedNamespace(Client &client, const Clock &clock, const NamespaceInfo &info, CallSchedule &background,
                     bool thorough);

    [[nodiscard]] NamespaceWatch &watch() { return *m_watch; }
    [[nodiscard]] const NamespaceWatch &watch() const { return *m_watch; }
    [[nodiscard]] WorkerWatch &workers() { return *m_workers; }
    [[nodiscard]] const WorkerWatch &workers() const { return *m_workers; }
    [[nodiscard]] RunSampler &runs() { return *m_runs; }
    [[nodiscard]] const RunSampler &runs() const { return *m_runs; }
    [[nodiscard]] StandaloneWatch &standalone() { return *m_standalone; }
    [[nodiscard]] DeploymentWatch &deployments() { return *m_deployments; }
    [[nodiscard]] CloseWatch &closes() { return *m_closes; }
    [[nodiscard]] const CloseWatch &closes() const { return *m_closes; }
    [[nodiscard]] ProblemWatch &problems() { return *m_problems; }
    [[nodiscard]] ArchivalWatch &archival() { return *m_archival; }
    [[nodiscard]] const ArchivalWatch &archival() const { return *m_archival; }
    [[nodiscard]] ClosedCount &expiring() { return *m_expiring; }
    /// Of which somebody is to be warned.
    [[nodiscard]] std::optional<ExpirySample> expiry() const;
    /// Where nothing runs nothing fails.
    [[nodiscard]] std::optional<ProblemSample> problemCount() const;
    /// Nor does a history grow.
    [[nodiscard]] std::optional<HistorySample> histories() const;
    [[nodiscard]] Queues &queues() { return m_queues; } ///< by name
    [[nodiscard]] const Queues &queues() const { return m_queues; }

    /// Its queues are known, as far as anything tells of them at once, and whether its runs have problems and
    /// what it keeps of closed ones; or it failed at it.
    [[nodiscard]] bool isSettled() const;
    /// Which queues nothing tells of.
    [[nodiscard]] QString unfound() const;
    void setVisible(const std::set<QString> &rows); ///< queues; the namespace's own row has no name
    void setReadable(bool readable);
    /// Before what ended badly is deleted; nullopt: nobody wants to know.
    void setWarning(std::optional<std::chrono::seconds> warning);
    /// What is asked, and how often, follows from what is known now.
    void setPace();
    void refresh();
    void retryNow();
    void stop();

private:
    const Clock &m_clock;
    std::unique_ptr<NamespaceWatch> m_watch;
    std::unique_ptr<WorkerWatch> m_workers;
    std::unique_ptr<RunSampler> m_runs;
    std::unique_ptr<StandaloneWatch> m_standalone;
    std::unique_ptr<DeploymentWatch> m_deployments;
    std::unique_ptr<CloseWatch> m_closes;
    std::unique_ptr<ProblemWatch> m_problems;
    std::unique_ptr<ArchivalWatch> m_archival;
    std::unique_ptr<ClosedCount> m_expiring;
    std::optional<std::chrono::seconds> m_warning;
    const bool m_thorough;
    Queues m_queues; ///< die first: they tell the watch of the namespace
};

} // namespace signalbox
