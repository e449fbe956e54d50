// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/intervention.h"

#include "models/base/displaytext.h"
#include "models/base/logging.h"
#include "models/interventions/leverkind.h"
#include "models/interventions/records.h"
#include "models/interventions/wording.h"

namespace signalbox {

using namespace Qt::StringLiterals;
using wording::explained;
using wording::words;

class Intervention::Private
{
public:
    Private(Intervention *intervention, Client &client, TokenService &tokens, Journal &journal,
            const Clock &clock, const Profile &profile, std::unique_ptr<Lever> lever)
        : q(intervention)
        , m_client(client)
        , m_tokens(tokens)
        , m_journal(journal)
        , m_clock(clock)
        , m_profile(profile)
        , m_lever(std::move(lever))
    {
    }

    void writeIntent();
    void stepUp();
    void attempt(WriteToken token);
    void conclude(const Settlement &settlement, const std::optional<Error> &error = std::nullopt);
    void refuse(const QString &sentence, const Error &error)
    {
        conclude({Outcome::Refused, sentence, {}}, error);
    }
    void finish(Receipt &&end);

    [[nodiscard]] bool lacksRole(const WriteToken &token) const;
    [[nodiscard]] Receipt receiptOf(const Settlement &settlement, const std::optional<Error> &error) const;
    void setState(State next)
    {
        m_state = next;
        qCInfo(lcAct) << "intervention" << m_op << m_state;
        Q_EMIT q->stateChanged();
    }

    Intervention *q;
    Client &m_client;
    TokenService &m_tokens;
    Journal &m_journal;
    const Clock &m_clock;
    const Profile &m_profile;
    const std::unique_ptr<Lever> m_lever;

    const QString m_op = newOperation();
    QString m_identity;
    QString m_subject;
    QString m_reason;
    State m_state = State::Draft;
    bool m_pulled = false;
    bool m_concluded = false;
    bool m_lacksRole = false;     ///< by what the step-up granted
    Delivery m_step;              ///< what giveUp() stops
    std::optional<Claim> m_claim; ///< from the intent to its outcome
    Milliseconds m_intentAt{0};
    QMetaObject::Connection m_browserLink;
    std::unique_ptr<Attempt> m_attempt;
    std::optional<Receipt> m_receipt;
};

void Intervention::Private::writeIntent()
{
    const std::optional<User> &user = m_tokens.user();
    if (!user)
        return finish(receiptOf({Outcome::Refused, tr("Nobody is signed in; nothing was sent."), {}},
                                Error{ErrorKind::Expired, {}, {}, {}, {}}));
    m_subject = user->subject;
    m_identity = identityOf(user->name, m_op);
    m_intentAt = m_clock.sinceBoot();
    m_step = m_journal.begin(intentRecord(m_op, m_clock, *user, m_profile, *m_lever, m_reason))
                 .deliver(q, [this](Result<Claim> begun) {
                     if (begun) {
                         m_claim = std::move(*begun);
                         setState(State::IntentWritten);
                         return stepUp();
                     }
                     const Error &error = begun.error();
                     finish(receiptOf(
                         {Outcome::Refused,
                          tr("The journal cannot be written, so nothing was sent: %1").arg(words(error)),
                          {}},
                         error));
                 });
}

void Intervention::Private::stepUp()
{
    if (m_concluded)
        return;
    m_browserLink = connect(&m_tokens, &TokenService::browserOpened, q, &Intervention::browserOpened);
    m_step = m_tokens.stepUp().deliver(q, [this](Result<WriteToken> answer) {
        disconnect(m_browserLink);
        if (!answer)
            return refuse(tr("The sign-in for this intervention failed; nothing was sent. %1")
                              .arg(explained(answer.error())),
                          answer.error());
        setState(State::SteppedUp);
        if (m_concluded)
            return; // given up by whoever heard of the step, and the token is gone
        m_lacksRole = lacksRole(*answer);
        if (m_lacksRole)
            return refuse(
                tr("Your sign-in for interventions lacks the role %1:%2, so nothing was sent. "
                   "Ask for the role, or sign in as somebody who has it.")
                    .arg(displayText(m_lever->target().ns), roleWord(kindOf(m_lever->target().act).role())),
                Error{ErrorKind::Denied, {}, {}, {}, {}});
        attempt(std::move(*answer));
    });
}

/// By what the step-up granted. A token without permissions goes to the server, whose refusal is the proof;
/// without an intervene client the token is the everyday one, which names reads, and the role alone decides.
bool Intervention::Private::lacksRole(const WriteToken &token) const
{
    const InterventionTarget target = m_lever->target();
    const bool holdsRole = kindOf(target.act).role() == LeverRole::Admin ? token.mayAdminister(target.ns)
                                                                         : token.mayWrite(target.ns);
    const bool gatedByRoleOnly = m_profile.oidc.interveneClientId.isEmpty();
    return !gatedByRoleOnly && token.hasPermissions() && !holdsRole;
}

void Intervention::Private::attempt(WriteToken token)
{
    m_attempt = std::make_unique<Attempt>(m_client, m_clock, *m_lever, m_reason, m_identity, m_intentAt);
    connect(m_attempt.get(), &Attempt::rechecked, q, [this] { setState(State::Rechecked); });
    connect(m_attempt.get(), &Attempt::sent, q, [this] { setState(State::Sent); });
    connect(m_attempt.get(), &Attempt::ended, q,
            [this](const Settlement &settlement, const std::optional<Error> &error) {
                conclude(settlement, error);
            });
    m_attempt->start(std::move(token));
}

/// The outcome goes to the journal before anybody is told.
void Intervention::Private::conclude(const Settlement &settlement, const std::optional<Error> &error)
{
    if (std::exchange(m_concluded, true))
        return;
    m_step.cancel();
    disconnect(m_browserLink);
    if (m_attempt)
        m_attempt->stop();
    m_journal.append(outcomeRecord(m_op, m_clock.utc(), settlement, error))
        .deliver(q, [this, end = receiptOf(settlement, error)](const Result<bool> &written) mutable {
            if (!written)
                end.sentence +=
                    u' ' +
                    tr("This outcome could not be written to the journal: %1").arg(words(written.error()));
            finish(std::move(end));
        });
}

Receipt Intervention::Private::receiptOf(const Settlement &settlement,
                                         const std::optional<Error> &error) const
{
    Receipt end{settlement.outcome, settlement.sentence, m_op, m_identity, std::nullopt, {}, false, error,
                settlement.newRunId};
    end.lacksRole = m_lacksRole || (m_attempt && m_attempt->lacksRole());
    if (!settlement.event)
        return end;
    end.eventId = settlement.event->id;
    end.principal = settlement.event->principalName;
    end.principalMatches = !end.principal.isEmpty() && end.principal == m_subject;
    if (settlement.outcome == Outcome::Done && !end.principal.isEmpty() && !end.principalMatches)
        end.sentence += u' ' + tr("The server attributes it to %1, who is not the person signed in here.")
                                   .arg(displayText(end.principal));
    return end;
}

void Intervention::Private::finish(Receipt &&end)
{
    m_concluded = true;
    m_claim.reset();
    m_receipt = std::move(end);
    setState(State::Finished);
    Q_EMIT q->finished();
}

Intervention::Intervention(Client &client, TokenService &tokens, Journal &journal, const Clock &clock,
                           const Profile &profile, std::unique_ptr<Lever> lever, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, tokens, journal, clock, profile, std::move(lever)))
{
}

Intervention::~Intervention() = default;

const QString &Intervention::op() const
{
    return d->m_op;
}

const Lever &Intervention::lever() const
{
    return *d->m_lever;
}

Intervention::State Intervention::state() const
{
    return d->m_state;
}

bool Intervention::isUnderWay() const
{
    return d->m_pulled && d->m_state != State::Finished;
}

const std::optional<Receipt> &Intervention::receipt() const
{
    return d->m_receipt;
}

void Intervention::pull(const Confirmation &confirmation)
{
    if (std::exchange(d->m_pulled, true))
        return;
    const WrittenResult *result = d->m_lever->result();
    const QStringList missing = missingFrom(confirmation, d->m_lever->target(), d->m_profile.environment,
                                            result ? result->caveat : QString());
    if (!missing.isEmpty())
        return d->finish(d->receiptOf(
            {Outcome::Refused, tr("Still needed: %1. Nothing was sent.").arg(missing.join(u"; "_s)), {}},
            Error{ErrorKind::Invalid, {}, {}, {}, {}}));
    d->m_reason = confirmation.reason;
    d->writeIntent();
    Q_EMIT stateChanged(); // under way from now on
}

void Intervention::giveUp(const QString &why)
{
    if (!d->m_pulled || d->m_state >= State::Sent)
        return;
    const QString sentence =
        why.isEmpty() ? tr("Cancelled; nothing was sent.") : why + u' ' + tr("Nothing was sent.");
    d->conclude({Outcome::GivenUp, sentence, {}}, Error{ErrorKind::Cancelled, {}, {}, {}, {}});
}

} // namespace signalbox
