// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/reply.h"

#include <QJsonObject>

#include <memory>
#include <vector>

namespace signalbox {

/// Append-only record of intents and outcomes, one JSON object a line, O_APPEND and fdatasync, mode 0600; a
/// torn last line (kill -9, power) is set off by a newline and skipped by readers. Writing runs on a worker;
/// the reply comes only when the record is on disk.
class Journal
{
public:
    /// The file is made on the first append. One journal a profile.
    explicit Journal(QString path);
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// Keys of an intent: v, kind "intent", op, time, user, subject, issuer, profile, address, namespace,
    /// workflow_id, run_id, type, verb, task_queue, activity_id, activity_task_queue, attempt, reason,
    /// payload_sha256. Of an outcome: v, kind "outcome", op, time, outcome, sentence, event_id, principal,
    /// error.
    [[nodiscard]] Reply<bool> append(const QJsonObject &record);
    /// Every readable record, in order; unreadable lines are counted, not hidden. Worker thread.
    struct Contents
    {
        std::vector<QJsonObject> records;
        int unreadableLines = 0;
    };
    [[nodiscard]] Reply<Contents> read() const;

    [[nodiscard]] const QString &path() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// $XDG_DATA_HOME/signalbox/<profile>/journal.jsonl
[[nodiscard]] QString journalPath(const QString &profileName);

} // namespace signalbox
