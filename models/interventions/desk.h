// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/levergate.h"
#include "models/interventions/intervention.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <vector>

namespace signalbox {

class LeverKind;

/// Where interventions are made and kept: owns every Intervention until it is settled, allows one under way
/// per run or namespace, says whether levers may be pulled, and on start settles intents that a crash left
/// without an outcome, from history. Owner thread.
class Desk final : public QObject
{
    Q_OBJECT

public:
    Desk(Client &client, TokenService &tokens, Journal &journal, const Clock &clock, const Profile &profile,
         QObject *parent = nullptr);
    ~Desk() override;

    /// Why a namespace is kept, as the profile's runbook says; empty: it is not. Without one none is.
    using WhyKept = std::function<QString(const QString &ns)>;
    void keepNamespaces(WhyKept whyKept);

    /// A draft that is dropped when `discard`ed unpulled. Null if one is already under way on that run or
    /// namespace, or if it would delete one that is kept.
    [[nodiscard]] Intervention *open(std::unique_ptr<Lever> lever);
    void discard(Intervention *draft);

    /// Before step-up: by the verified ID token alone.
    [[nodiscard]] LeverGate gate() const;
    /// The same, and closed where a sign-in for interventions was found to lack the kind's role there: what
    /// that grants, the everyday one can't tell. Until another person signs in, or the same one again. And
    /// where what the kind deletes is kept.
    [[nodiscard]] LeverGate gate(const LeverKind &kind, const QString &ns) const;
    [[nodiscard]] int underWay() const; ///< pulled and not finished: closing the window asks about these
    [[nodiscard]] QStringList underWayNames() const; ///< "terminate ingest-2231", as they are under way
    /// Whether one of them is on this run: a second lever on it stays disabled until it is settled.
    /// Without ids: on the namespace itself.
    [[nodiscard]] bool isUnderWay(const QString &ns, const QString &workflowId, const QString &runId) const;

    /// An intent found without outcome, or unknown here, now settled from history (or still Unknown).
    struct Recovered
    {
        QJsonObject intent;
        Settlement settlement;
        bool wasPulledHere = false; ///< by this run of the console, and told as unknown

        [[nodiscard]] QString notice() const; ///< names the run and the time
    };
    /// For who is signed in, until nobody is.
    void settleOpenIntents();

Q_SIGNALS:
    void gateChanged();
    void underWayChanged();
    void notice(const QString &sentence); ///< of the journal itself
    void recovered(const signalbox::Desk::Recovered &settled);
    void finished(signalbox::Intervention *intervention); ///< deleted after the event loop turns

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox
