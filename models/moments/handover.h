// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/alert.h"
#include "models/interventions/acts.h"
#include "models/moments/othersreader.h"
#include "models/policy/runbook.h"
#include "models/store/transition.h"

namespace signalbox {

/// What the next one on duty is told of a stretch of time. A value; its texts are plain.
struct HandOver
{
    /// An alert that fired in that time, or before it, and ended in it.
    struct Ended
    {
        QString rule;
        QueueKey key;
        TaskType type = TaskType::Workflow;
        Instant from;
        Instant to;

        bool operator==(const Ended &) const = default;
    };
    /// What is not clear now, though no alert of it fires.
    struct Odd
    {
        QueueKey key; ///< of a namespace: without a queue
        Signal signal = Signal::Unknown;
        QString sentence;

        bool operator==(const Odd &) const = default;
    };

    QString profile;
    Instant since;
    Instant now;
    std::vector<AlertChange> open; ///< that fire now, dangers first
    std::vector<Ended> ended;      ///< by when they ended
    std::vector<Act> acts;         ///< what was done by hand, from this profile's journal, oldest first
    OthersDeeds others;            ///< what was done elsewhere, as the server has it
    std::vector<Odd> odd;
    QString unknown; ///< what could not be read, as a sentence; empty: nothing
};

/// Of what rules did, oldest first: it is to begin so long before `since`, for what fired already then.
[[nodiscard]] std::vector<HandOver::Ended> endedSince(const std::vector<Transition> &transitions,
                                                      Instant since);
inline constexpr Milliseconds handOverLooksBack = std::chrono::hours(7 * 24);

/// Those of `standing` that fire, dangers first, then by when they began. Who has only just begun to look
/// sees pending what fires by the record: of that the record holds.
[[nodiscard]] std::vector<AlertChange> firingOf(std::vector<AlertChange> standing,
                                                const std::vector<Transition> &transitions,
                                                const Runbook &runbook);
/// Those since then, oldest first.
[[nodiscard]] std::vector<Act> actsSince(const std::vector<Act> &newestFirst, Instant since);

/// "the cluster", "prod", "prod/prod.ingest".
[[nodiscard]] QString placeText(const QueueKey &key);
/// What of it is never looked for, and where there may be more.
[[nodiscard]] QString othersRemark(const OthersDeeds &others);
/// For a chat or a ticket, with the zone of its times.
[[nodiscard]] QString markdownOf(const HandOver &handOver);

} // namespace signalbox
