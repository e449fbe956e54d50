// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/tokenservice.h"
#include "models/interventions/attempt.h"
#include "models/interventions/confirmation.h"
#include "models/interventions/journal.h"

#include <QObject>

#include <memory>

namespace signalbox {

/// What the operator is shown at the end, and what the journal keeps.
struct Receipt
{
    Outcome outcome = Outcome::Unknown;
    QString sentence;
    QString opId;
    QString identity;              ///< "<user>@signalbox/<op id>", as sent
    std::optional<qint64> eventId; ///< the proving history event
    QString principal;             ///< the server's, from the event; empty where propagation is off
    bool principalMatches = false; ///< principal is the signed-in subject
    std::optional<Error> error;    ///< the server's refusal, if any
    QString newRunId;              ///< the run that it made, whose event it is; empty where it makes none
    bool lacksRole = false; ///< the lever's role is known to be missing: by what was granted, or the server
};

/// One pull of one lever: intent to the journal, step-up, an Attempt (read again, compare, send once, read
/// back), outcome to the journal. Every step fails closed; nothing is sent before the intent is on disk. A
/// write token whose permissions name other namespaces only is refused here; one without any is sent: the
/// server decides. Owner thread; lives as long as its dialog or longer (Desk owns it), since a sent call must
/// be settled.
class Intervention final : public QObject
{
    Q_OBJECT

public:
    enum class State { Draft, IntentWritten, SteppedUp, Rechecked, Sent, Finished };
    Q_ENUM(State)
    Intervention(Client &client, TokenService &tokens, Journal &journal, const Clock &clock,
                 const Profile &profile, std::unique_ptr<Lever> lever, QObject *parent = nullptr);
    ~Intervention() override;

    [[nodiscard]] const QString &op() const; ///< names this attempt in journal and history
    [[nodiscard]] const Lever &lever() const;
    [[nodiscard]] State state() const;
    [[nodiscard]] bool isUnderWay() const;                       ///< pulled and not finished
    [[nodiscard]] const std::optional<Receipt> &receipt() const; ///< set in Finished

    /// Starts the protocol. Once only; a second call does nothing (double click). Refused at once, with
    /// nothing in the journal, if the confirmation lacks anything.
    void pull(const Confirmation &confirmation);
    /// Before Sent, and still as it becomes Rechecked: stops and records GivenUp, with the sentence why where
    /// it was not a person's wish. From Sent on: no effect, the call can't be recalled.
    void giveUp(const QString &why = {});

Q_SIGNALS:
    void stateChanged();
    /// Step-up waits in the browser, which may not have opened: show the address until `expiresAt`.
    void browserOpened(const QUrl &address, signalbox::Instant expiresAt);
    void finished();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
