// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/lastheard.h"
#include "models/monitor/observations.h"

namespace signalbox {

/// Which pollers of one task type are alive: those whose last poll was within pollerAliveFor, by our own
/// clock (LastHeard).
class PollerPresence
{
public:
    /// Takes one answer; returns its pollers in its order, each identity once.
    [[nodiscard]] std::vector<SeenPoller> observe(const std::vector<Poller> &pollers, Instant utc,
                                                  Milliseconds sinceBoot);

private:
    LastHeard m_heard{pollerAliveFor}; ///< by identity
};

[[nodiscard]] int aliveOf(const std::vector<SeenPoller> &pollers);

} // namespace signalbox
