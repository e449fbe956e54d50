// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/seen.h"
#include "models/interventions/target.h"
#include "models/interventions/valueforms.h"
#include "models/temporal/client.h"

#include <QJsonObject>
#include <QString>

#include <memory>
#include <vector>

namespace signalbox {

// g++ 12 takes a scoped enumerator for a shadow of base's alias of the same name.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// How an intervention ended. Unknown is said, never guessed; Partly is of one on many runs
/// or of several calls.
enum class Outcome { Done, Refused, LostRace, Unknown, GivenUp, Partly };
#pragma GCC diagnostic pop

/// What is proven of an attempt. Unknown: it has left no trace.
struct Settlement
{
    Outcome outcome = Outcome::Unknown;
    QString sentence;                  ///< what happened, in plain words
    std::optional<HistoryEvent> event; ///< the event that proves it, where it is one
    /// Unknown, and what it was for stands no more: the event that says why is still to come.
    bool awaitsEvent = false;
    QString newRunId{};          ///< the run that it made, whose event it is; empty where it makes none
    bool mayStillChange = false; ///< a call that is still on its way would give another verdict
    /// Unknown, and what would have proven it is overwritten: once nothing is on its way it stays unknown.
    bool isOverwritten = false;
};

/// What was tried, as far as settling it needs: what it was aimed at, and what became of that. Owner thread.
class Provable
{
public:
    virtual ~Provable() = default;

    [[nodiscard]] virtual InterventionTarget target() const = 0;
    /// Did *this* attempt (by identity) take effect? `madeRun` is what the server answered, empty if nothing.
    /// An error means that nothing could be read, so nothing is proven.
    [[nodiscard]] virtual Reply<Settlement> prove(Client &client, const QString &identity,
                                                  const QString &madeRun, Purpose purpose) = 0;
};

/// One intervention on one target: what it names, what it needs unchanged, how it is sent and how that is
/// proven. It reads what it needs by itself, one reading at a time; an Attempt drives it. Owner thread.
class Lever : public Provable
{
public:
    [[nodiscard]] QString verb() const; ///< "terminate", "complete activity": journal and title
    [[nodiscard]] virtual QString consequence() const = 0; ///< what will happen, in plain words
    /// The equivalent command line, for "What is sent".
    [[nodiscard]] virtual QString commandLine(const QString &reason) const = 0;
    /// SHA-256 in hex of what is sent beyond the reason (the result), for the journal; empty if nothing.
    [[nodiscard]] virtual QByteArray payloadHash() const { return {}; }
    /// What a person wrote and is sent beyond the reason; null for a lever without that.
    [[nodiscard]] virtual const WrittenResult *result() const { return nullptr; }
    /// What the journal keeps of it in the intent, so that leverOf() makes it again.
    virtual void addTo(QJsonObject &intent) const = 0;

    /// What recheck() compares, read anew.
    [[nodiscard]] virtual Reply<Seen> look(Client &client) = 0;
    /// LostRace with a sentence if anything that mattered changed since the dialog.
    [[nodiscard]] virtual Done recheck(const Seen &now) const = 0;
    /// The value is the run that it made, empty for a lever that makes none.
    [[nodiscard]] virtual Reply<QString> send(Client &client, const WriteToken &token, const QString &reason,
                                              const QString &identity) const = 0;
};

} // namespace signalbox
