// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/monitor/observations.h"

#include <map>

namespace signalbox {

/// Which pollers of one task type are alive: those whose last poll was within pollerAliveFor. The server's
/// times are trusted only as far as our own clock confirms them: a poll that is new since our last look
/// happened after that look, whatever the two wall clocks say.
class PollerPresence
{
public:
    /// Takes one answer; returns its pollers in its order, each identity once.
    [[nodiscard]] std::vector<SeenPoller> observe(const std::vector<Poller> &pollers, Instant utc,
                                                  Milliseconds sinceBoot);

private:
    struct Seen
    {
        Instant lastAccess;
        Milliseconds at{0}; ///< of the last poll, by our own time since boot
    };

    [[nodiscard]] Seen placed(const QString &identity, Instant lastAccess, Instant utc,
                              Milliseconds sinceBoot) const;
    [[nodiscard]] Milliseconds advancedAt(Milliseconds age, Milliseconds sinceBoot) const;

    std::map<QString, Seen> m_seen; ///< by identity
    Milliseconds m_lastLook{0};
};

[[nodiscard]] int aliveOf(const std::vector<SeenPoller> &pollers);

} // namespace signalbox
