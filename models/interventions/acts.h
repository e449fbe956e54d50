// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"
#include "models/base/queuekey.h"

#include <QDeadlineTimer>
#include <QString>

#include <vector>

namespace signalbox {

/// One intervention as the journal tells it: what was meant, and what came of it.
struct Act
{
    QString op;
    Instant time;
    QString user;
    QString verb; ///< as in the journal: "terminate"
    QString ns;
    QString workflowId;
    QString runId;
    QString activityId;
    QString reason;
    QString outcome;        ///< "done", "refused"…; empty: none is recorded, it is under way or was cut off
    QString sentence;       ///< of the outcome
    QString taskQueue = {}; ///< of the workflow; empty: it was of none, or an older journal
    QString activityTaskQueue = {}; ///< of the activity that was completed, likewise

    bool operator==(const Act &) const = default;
};

/// It was done to a run or an activity of the queue.
[[nodiscard]] bool concerns(const Act &act, const QueueKey &key);

struct Acts
{
    std::vector<Act> newestFirst;
    bool areAll = true; ///< or the newest ones only
    int unreadableLines = 0;
};

/// Of the journal at `path`, the last `most`. No file is no act. Blocks, on a worker; no longer than
/// `patience` for another process.
[[nodiscard]] Result<Acts> readActs(const QString &path, std::size_t most, QDeadlineTimer patience);

/// A table for a report of what happened, with the zone of its times.
[[nodiscard]] QString markdownOf(const std::vector<Act> &acts);

} // namespace signalbox
