// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/diagnosis/observed.h"

namespace signalbox {

/// What workers say of themselves about one type's tasks, as far as they send heartbeats.
struct Workforce
{
    std::vector<SeenWorker> alive; ///< with slots for the type
    int busy = 0;                  ///< of those, all slots in use
    int gone = 0;
    int used = 0;                 ///< slots of the living
    std::optional<int> total = 0; ///< nullopt: without bound
    bool coversPollers = false;   ///< each poller that the server names has a heartbeat here
    /// There are as many as the server names pollers. Weaker: a worker with an identity of its own beats
    /// under that of its client (Python SDK 1.35), and polls under its own.
    bool isComplete = false;
    std::optional<Milliseconds> lastBeat; ///< the newest of those that are gone, by Clock::sinceBoot
    std::optional<Milliseconds> saidAt;   ///< the oldest word of the living, likewise

    [[nodiscard]] bool isTold() const { return !alive.empty() || gone > 0; }
    [[nodiscard]] bool hasRoom() const { return !alive.empty() && (!total || used < *total); }
    [[nodiscard]] bool isAllBusy() const { return !alive.empty() && busy == static_cast<int>(alive.size()); }

    bool operator==(const Workforce &) const = default;
};

[[nodiscard]] Workforce workforceOf(const Observed &seen, TaskType type);
[[nodiscard]] const std::optional<WorkerSlots> &slotsOf(const WorkerHeartbeat &worker, TaskType type);

} // namespace signalbox
