// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/monitor/observations.h"
#include "models/store/countreader.h"
#include "models/store/judgement.h"

namespace signalbox {

/// The highest backlogs of one minute.
struct PastBacklog
{
    Instant time;
    Instant until; ///< of what its last look promised
    std::optional<qint64> workflow;
    std::optional<qint64> activity;

    bool operator==(const PastBacklog &) const = default;
};

/// What was known of one queue at a moment: its last look before, and how it was judged.
struct PastLook
{
    QueueSample sample; ///< without time since boot, interval and pollers; their numbers are kept
    Instant until;      ///< the end of what it promised: at a moment after that nothing was known
    std::optional<Judgement> judgement;
    std::vector<PastBacklog> before; ///< minutes of the time before, oldest first, for a line

    bool operator==(const PastLook &) const = default;
};

/// What was known at a moment.
struct PastMoment
{
    std::vector<PastLook> looks;        ///< by queue
    std::vector<PastCounts> namespaces; ///< by name; of one that was not counted, nothing

    bool operator==(const PastMoment &) const = default;
};

/// How long before a moment a queue may have been looked at last and is not forgotten.
inline constexpr Milliseconds forgottenAfter = std::chrono::hours(24);

/// Of all queues and namespaces, sorted; not filtered by what anybody may read. Of queues from looks as far
/// as they are kept, else by the minute. Nothing where there is no store. Blocking; any thread.
[[nodiscard]] Result<PastMoment> readMoment(const QString &path, Instant at,
                                            Milliseconds lineSpan = Milliseconds(0));

} // namespace signalbox
