// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/rulejudge.h"
#include "models/policy/runbook.h"

#include <map>

namespace signalbox {

/// What of namespaces and of queues' workers was not judged yet: they often have other news. A value, told
/// the time.
class NewSights
{
public:
    /// Of one that may be read. How long it keeps what closed nobody counts: that is told as it changes, and
    /// again as long as the namespace is heard of. So is that nothing is archived, and that nobody wants to
    /// be warned: then nothing is stuck, nor about to be lost.
    [[nodiscard]] std::vector<Sight> ofNamespace(const NamespaceSample &sample, const Runbook &runbook,
                                                 const Clock &clock);
    /// How attempts ended is told by a queue's workers, whenever it is looked at itself.
    [[nodiscard]] std::optional<AttemptSample> ofAttempts(const QueueKey &key, const QueueWorkers &workers);

    [[nodiscard]] std::vector<QString> namespaces() const; ///< that anything was told of
    void drop(const QueueKey &key);                        ///< a queue, or a namespace without its queues

private:
    struct Taken
    {
        std::optional<Milliseconds> problems;
        std::optional<Milliseconds> histories;
        std::optional<Milliseconds> retention;
        std::optional<std::chrono::seconds> kept;
        std::optional<ArchivalSample> archival;
        std::optional<ExpirySample> expiring;
    };

    std::map<QString, Taken> m_namespaces;
    std::map<QueueKey, Milliseconds> m_attempts;
};

} // namespace signalbox
