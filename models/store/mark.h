// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"
#include "models/base/queuekey.h"
#include "models/temporal/queues.h"

#include <compare>
#include <vector>

namespace signalbox {

/// A rule with what it judges, whenever it does.
struct AlertKey
{
    QString rule; ///< its id
    QueueKey key;
    TaskType type = TaskType::Workflow;

    bool operator==(const AlertKey &) const = default;
    auto operator<=>(const AlertKey &other) const
    {
        if (const auto byKey = key <=> other.key; std::is_neq(byKey))
            return byKey;
        if (const int byRule = rule.compare(other.rule); byRule != 0)
            return byRule <=> 0;
        return type <=> other.type;
    }
};

/// What a person said of an alert. None is ever changed: a later one is what holds.
struct Mark
{
    /// The numbers are in stores: they stay.
    enum class Kind { Acknowledged = 0, AcknowledgedNoMore = 1, Note = 2, Snoozed = 3 };

    Kind kind = Kind::Acknowledged;
    AlertKey alert;
    std::optional<Instant> since; ///< when what was marked had begun, as its person saw it
    Instant time;
    std::optional<Instant> until; ///< of Snoozed; of one that a person ended, `time`
    QString person;
    QString words;         ///< of Note
    bool isOfOver = false; ///< what was marked has ended since, as the store has it

    bool operator==(const Mark &) const = default;
};

/// The newest that a list of marks goes back to.
inline constexpr int mostMarks = 10'000;

/// Those made between two times, as they were written, at most `mostMarks` of the newest. Nothing where there
/// is no store, or where only older programs wrote it. Blocking; any thread.
[[nodiscard]] Result<std::vector<Mark>> readMarks(const QString &path, Instant from,
                                                  Instant to = Instant::max());

/// Into the store, whoever records it; makes one where there is none. Blocking, 2 s at most where others
/// write; any thread.
[[nodiscard]] Done writeMark(const QString &path, const Mark &mark);

} // namespace signalbox
