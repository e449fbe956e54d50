// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/signal.h"
#include "models/temporal/queues.h"

#include <QString>

#include <optional>
#include <vector>

namespace signalbox {

/// Why a queue does not move: the closed list.
enum class Cause {
    None,    ///< nothing is the matter
    Unknown, ///< what was seen is too old or too little to say
    ClusterAway,
    Unreadable, ///< may not be read, or is no more
    Held,
    Ghosts, ///< all that waits is of executions that have ended
    RunsPaused,
    NobodyPolls,
    PollersSilent,
    VersionUnpolled,
    RateLimited,
    ActivitiesFail,
    PriorityStarves,
    SlotsBusy,
    JustLoaded,
    Grows,
    Drains,
};

/// One line of what a verdict rests on.
struct Evidence
{
    QString what;
    QString value;
    QString source;                  ///< whose word it is: the server's call, or the console's own sight
    std::optional<Milliseconds> age; ///< nullopt: not of a moment

    bool operator==(const Evidence &) const = default;
};

/// Another cause that was looked into, and what came of it.
struct Considered
{
    Cause cause = Cause::None;
    QString name;
    QString why;

    bool operator==(const Considered &) const = default;
};

/// What a person does first.
struct NextStep
{
    /// What a click on it opens.
    enum class Opens { Nothing, Workflows };

    QString text;
    Opens opens = Opens::Nothing;
    QString query; ///< of Workflows

    bool operator==(const NextStep &) const = default;
};

/// What holds a queue, and how that is known.
struct Verdict
{
    Cause cause = Cause::None;
    QString code;                  ///< "nobody_polls", for programs
    QString name;                  ///< "nobody polls"
    std::optional<TaskType> type;  ///< whose tasks are held; nullopt: the whole queue
    bool needsCure = false;        ///< else time alone mends it, or nothing is known to mend
    Signal signal = Signal::Clear; ///< what the cause makes of the queue whatever the rules say
    QString sentence;              ///< a clause without a full stop
    NextStep next;
    std::vector<Evidence> evidence;
    std::vector<Considered> also;     ///< what holds it too, and is cured after this
    std::vector<Considered> ruledOut; ///< and by what
    std::vector<Considered> open;     ///< what can't be told, and what is missing for it

    [[nodiscard]] bool holds(Cause other) const; ///< it, or also it

    bool operator==(const Verdict &) const = default;
};

} // namespace signalbox
