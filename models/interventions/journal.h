// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/reply.h"
#include "models/interventions/acts.h"
#include "models/interventions/claim.h"

#include <QJsonObject>

#include <memory>
#include <vector>

namespace signalbox {

/// Append-only record of intents and outcomes, one JSON object a line, O_APPEND and fdatasync, mode 0600; a
/// torn last line (kill -9, power) is set off by a newline and skipped by readers. Writing and reading run on
/// a worker each; a reply comes only when the record is on disk. Several processes may append to one file. An
/// append that was asked for is made even if its reply is dropped; one that another process's lock keeps from
/// the file for 2 s fails. Owner thread.
class Journal
{
public:
    /// The file is made on the first append, its folder too (0700). One journal a profile.
    explicit Journal(QString path);
    ~Journal(); ///< waits for what is under way
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// Keys of an intent: v, kind "intent", op, time, boot (its id) and boot_ms (since then), user, subject,
    /// issuer, profile, address, namespace, workflow_id, run_id, type, verb, task_queue, history_length,
    /// activity_id, activity_task_queue, attempt, reset_event_id, reset_run_id (made of it before), reason,
    /// payload_sha256, payload_encoding, payload_message_type, accepted (the caveat). Of a namespace's lever,
    /// in place of what is a run's: namespace_id, and of retention_s, description, owner what is set, each
    /// with what it was (retention_before_s, …); last_change_before, the identity that the namespace's data
    /// held. Of a clean-up: closed_before, older_than_s, expected (how many there were), deletions (the file
    /// that has each run, see deletions.h). Of an outcome: v, kind "outcome", op, time, outcome ("done",
    /// "refused", "lost race", "unknown", "given up", "partly done"), sentence, event_id, principal,
    /// new_run_id (whose event it is), for_good (true: "unknown", and nothing can tell any more), error; of a
    /// clean-up deleted, gone_before, kept, failed, unproven, left. A key without a value is left out. A
    /// later outcome of the same op replaces an "unknown" one.
    [[nodiscard]] Reply<bool> append(const QJsonObject &record);
    /// Appends an intent that this one carries out: nobody settles it while the claim is held.
    [[nodiscard]] Reply<Claim> begin(const QJsonObject &intent);

    /// For as long as the claim is held nobody else begins what is called so: what is of many runs and must
    /// not go on twice. LostRace if another one holds it.
    [[nodiscard]] Reply<Claim> hold(const QString &what);
    [[nodiscard]] const QString &path() const;

    /// The intents of a profile that no outcome ends, in order. What was read before is not read again.
    struct Open
    {
        std::vector<QJsonObject> intents;
        int unreadableLines = 0; ///< of the whole journal
    };
    [[nodiscard]] Reply<Open> openIntents(const QString &profileName) const;
    /// What was done: the last ten thousand acts of the file.
    [[nodiscard]] Reply<Acts> acts() const;
    /// To settle an intent: LostRace if it is under way, here or in another process, or has its outcome by
    /// now.
    [[nodiscard]] Reply<Claim> claim(const QString &op) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// journal.jsonl in the profile's folder of the data folder.
[[nodiscard]] QString journalPath(const QString &profileName);

} // namespace signalbox
