// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"

#include <map>

namespace signalbox {

/// The running runs of one namespace whose history is long, among those that were looked into. Visibility
/// tells the length of closed ones only. A value, told the time (Clock::sinceBoot).
class LongHistories
{
public:
    /// Whether the run's history is as long as to be remembered.
    void take(const ExecutionDescription &run, Milliseconds now);
    /// It is not running, or not there, any more.
    void drop(const QString &runId) { m_runs.erase(runId); }
    /// One that is to be looked into again, if there is one.
    [[nodiscard]] std::optional<Execution> due(Milliseconds now) const;
    /// nullopt: none is long.
    [[nodiscard]] std::optional<LongHistory> longest() const;

private:
    struct Run
    {
        LongHistory history;
        Milliseconds at{0};
    };

    std::map<QString, Run> m_runs; ///< by run id
};

} // namespace signalbox
