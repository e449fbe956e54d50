// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/valueforms.h"
#include "models/interventions/wayback.h"
#include "models/temporal/client.h"

#include <QString>

#include <memory>
#include <vector>

namespace signalbox {

// g++ 12 takes a scoped enumerator for a shadow of base's alias of the same name.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// How an intervention ended. Unknown is said, never guessed.
enum class Outcome { Done, Refused, LostRace, Unknown, GivenUp };
#pragma GCC diagnostic pop

/// What history proves about an attempt. Unknown: it has left no trace.
struct Settlement
{
    Outcome outcome = Outcome::Unknown;
    QString sentence;                  ///< what happened, in plain words
    std::optional<HistoryEvent> event; ///< the event that proves it
    /// Unknown, and what it was for stands no more: the event that says why is still to come.
    bool awaitsEvent = false;
    QString newRunId{}; ///< the run that it made, whose event it is; empty where it makes none
};

/// Where an attempt leaves its trace: a run's events that are newer than one. No run: nowhere yet.
struct Trace
{
    QString runId;
    qint64 after = 0;
};

/// One kind of intervention on one run: what it names, what it needs unchanged, how it is sent and how
/// history settles it. Small and stateless beyond its target; Intervention drives it through the protocol.
class Lever
{
public:
    virtual ~Lever() = default;

    [[nodiscard]] virtual QString verb() const = 0; ///< "terminate", "complete activity": journal and title
    [[nodiscard]] virtual const QString &ns() const = 0;
    [[nodiscard]] virtual const ExecutionDescription &seen() const = 0; ///< what the dialog showed
    [[nodiscard]] virtual QString taskQueue() const = 0;                ///< the run's
    /// The activity aimed at, as the dialog showed it; null for a run's lever.
    [[nodiscard]] virtual const PendingActivity *activity() const = 0;
    [[nodiscard]] virtual QString consequence() const = 0; ///< what will happen, in plain words
    /// The equivalent command line, for "What is sent".
    [[nodiscard]] virtual QString commandLine(const QString &reason) const = 0;
    /// SHA-256 in hex of what is sent beyond the reason (the result), for the journal; empty if nothing.
    [[nodiscard]] virtual QByteArray payloadHash() const = 0;
    /// What a person wrote and is sent beyond the reason; null for a lever without that.
    [[nodiscard]] virtual const WrittenResult *result() const { return nullptr; }
    /// The event a reset goes back to, for the journal; 0 for what is no reset.
    [[nodiscard]] virtual qint64 resetsTo() const { return 0; }
    /// The run that is read again before anything is sent; empty: the workflow's current one.
    [[nodiscard]] virtual QString runToRecheck() const { return seen().execution.runId; }
    /// LostRace with a sentence if anything that mattered changed since the dialog.
    [[nodiscard]] virtual Done recheck(const ExecutionDescription &now) const = 0;
    /// The value is the run that it made, empty for a lever that makes none.
    [[nodiscard]] virtual Reply<QString> send(Client &client, const WriteToken &token, const QString &reason,
                                              const QString &identity) const = 0;
    /// `now` is the run of seen(), `madeRun` what the server answered, empty if nothing.
    [[nodiscard]] virtual Trace trace(const ExecutionDescription &, const QString & /*madeRun*/) const
    {
        return {seen().execution.runId, seen().execution.historyLength};
    }
    /// Did *this* attempt (by identity) take effect? `newestFirst` reaches back at least to the event that
    /// trace() named; `now` is older than it.
    [[nodiscard]] virtual Settlement settle(const std::vector<HistoryEvent> &newestFirst,
                                            const ExecutionDescription &now,
                                            const QString &identity) const = 0;
};

[[nodiscard]] std::unique_ptr<Lever> makeTerminateLever(QString ns, ExecutionDescription seen);
/// The result's data was checked by checkResult (resultvalidator.h), its form and caveat are of valueforms.h.
[[nodiscard]] std::unique_ptr<Lever> makeCompleteActivityLever(QString ns, ExecutionDescription seen,
                                                               const QString &activityId,
                                                               WrittenResult result);

/// Back to `way.point`, which is there.
[[nodiscard]] std::unique_ptr<Lever> makeResetLever(QString ns, ExecutionDescription seen, WayBack way);

} // namespace signalbox
