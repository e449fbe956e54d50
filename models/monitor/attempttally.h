// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"

#include <map>
#include <vector>

namespace signalbox {

/// How many attempts of activities finished and failed lately, queue by queue, by what workers count of
/// themselves. A worker's counts begin at 0 with its process and are told at its end, so nothing is guessed:
/// of one that is seen for the first time its last interval counts, or all of it if it started lately. What
/// no worker counts is missing: local activities, and attempts that timed out.
/// A value, told the time (Clock::sinceBoot).
class AttemptTally
{
public:
    static constexpr Milliseconds window = std::chrono::minutes(5);

    /// All heartbeats of one list, with when each was made.
    void take(const std::vector<WorkerHeartbeat> &beats, const std::map<QString, Milliseconds> &times,
              Milliseconds now);
    /// Of the window that ended with the last list; nullopt: none of the queue's workers counts. Its times
    /// and interval are left to who made the list.
    [[nodiscard]] std::optional<AttemptSample> of(const QString &queue) const;
    /// Attempts failed within the window.
    [[nodiscard]] bool seesFailures() const;

private:
    struct Counts
    {
        qint64 finished = 0;
        qint64 failed = 0;
    };
    struct Worker
    {
        Counts counts;
        Milliseconds seen{0};
    };
    struct Step
    {
        Milliseconds at{0};
        Counts counts;
    };

    [[nodiscard]] Counts stepOf(const WorkerHeartbeat &beat) const;
    void forget(Milliseconds now);

    std::map<QString, Worker> m_workers;          ///< by instance key
    std::map<QString, std::vector<Step>> m_steps; ///< by queue, within the window
    std::map<QString, int> m_counting;            ///< workers of each queue in the last list
};

} // namespace signalbox
