// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/monitor/longhistories.h"

#include <algorithm>

namespace signalbox {

using namespace std::chrono_literals;

namespace {
constexpr qint64 worthRemembering = 5'000; ///< a share
constexpr std::size_t most = 20;
constexpr Milliseconds again = 5min;
} // namespace

void LongHistories::take(const ExecutionDescription &run, Milliseconds now)
{
    const Execution &execution = run.execution;
    const LongHistory history{execution.workflowId, execution.runId, execution.historyLength,
                              execution.historySizeBytes};
    const bool isOpen =
        execution.status == ExecutionStatus::Running || execution.status == ExecutionStatus::Paused;
    if (!isOpen || history.share() < worthRemembering) {
        drop(execution.runId);
        return;
    }
    m_runs[execution.runId] = {history, now};
    if (m_runs.size() > most)
        m_runs.erase(std::min_element(m_runs.begin(), m_runs.end(), [](const auto &a, const auto &b) {
            return a.second.history.share() < b.second.history.share();
        }));
}

std::optional<Execution> LongHistories::due(Milliseconds now) const
{
    const auto oldest = std::min_element(
        m_runs.begin(), m_runs.end(), [](const auto &a, const auto &b) { return a.second.at < b.second.at; });
    if (oldest == m_runs.end() || now - oldest->second.at < again)
        return {};
    Execution execution;
    execution.workflowId = oldest->second.history.workflowId;
    execution.runId = oldest->second.history.runId;
    return execution;
}

std::optional<LongHistory> LongHistories::longest() const
{
    const auto longest = std::max_element(m_runs.begin(), m_runs.end(), [](const auto &a, const auto &b) {
        return a.second.history.share() < b.second.history.share();
    });
    return longest == m_runs.end() ? std::nullopt : std::optional(longest->second.history);
}

} // namespace signalbox
