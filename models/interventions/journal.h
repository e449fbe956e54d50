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
/// the reply comes only when the record is on disk. Several processes may append to one file. An append that
/// was asked for is made even if its reply is dropped. Owner thread.
class Journal
{
public:
    /// The file is made on the first append, its folder too (0700). One journal a profile.
    explicit Journal(QString path);
    ~Journal(); ///< waits for appends under way
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// Keys of an intent: v, kind "intent", op, time, user, subject, issuer, profile, address, namespace,
    /// workflow_id, run_id, type, verb, task_queue, history_length, activity_id, activity_task_queue,
    /// attempt, reason, payload_sha256. Of an outcome: v, kind "outcome", op, time, outcome ("done",
    /// "refused", "lost race", "unknown"), sentence, event_id, principal, error. A key without a value is
    /// left out. A later outcome of the same op replaces an "unknown" one.
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

/// journal.jsonl in the profile's folder of the data folder.
[[nodiscard]] QString journalPath(const QString &profileName);

} // namespace signalbox
