// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/intervention.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/logging.h"
#include "models/interventions/readback.h"
#include "models/interventions/records.h"

#include <QTimer>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// A call whose reply was lost may still be on its way: so long its trace is looked for.
constexpr std::chrono::seconds settleFor{15};
constexpr std::chrono::seconds settleEvery{1};

/// Refusals that come before any effect. Anything else leaves the outcome to history.
bool isRefusal(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Denied:
    case ErrorKind::Expired:
    case ErrorKind::Throttled:
    case ErrorKind::TooLarge:
    case ErrorKind::Invalid:
    case ErrorKind::Unsupported:
    case ErrorKind::Configuration:
        return true;
    case ErrorKind::Unreachable:
    case ErrorKind::NotFound:
    case ErrorKind::LostRace:
    case ErrorKind::Cancelled:
    case ErrorKind::Internal:
        break;
    }
    return false;
}

/// The server's or system's own words as a sentence of their own.
QString words(const Error &error)
{
    const QString text = displayText(error.detail, 512);
    return text.isEmpty() || text.endsWith(u'.') ? text : text + u'.';
}

/// explain() leaves an answer that didn't come to whoever asks again by himself: nobody does here.
QString explained(const Error &error)
{
    Explanation text = explain(error);
    if (error.kind == ErrorKind::Unreachable)
        text.next = Intervention::tr("Check the network, then try again.");
    return text.sentence();
}

} // namespace

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
        m_again.setSingleShot(true);
        m_again.setInterval(settleEvery);
        connect(&m_again, &QTimer::timeout, q, [this] { readBack(); });
    }

    void writeIntent();
    void stepUp();
    void readAgain();
    void compare(const Result<ExecutionDescription> &now);
    void send();
    void takeReply(const Result<QString> &answer);
    void readBack();
    void takeReading(const Result<Settlement> &reading);
    void conclude(const Settlement &settlement, const std::optional<Error> &error = std::nullopt);
    void refuse(const QString &sentence, const Error &error)
    {
        conclude({Outcome::Refused, sentence, {}}, error);
    }
    void finish(Receipt &&end);

    [[nodiscard]] bool lacksRole() const;
    [[nodiscard]] QString deniedSentence(const Error &error) const;
    [[nodiscard]] Settlement unsettled(const Result<Settlement> &reading) const;
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
    Delivery m_step;              ///< what giveUp() stops
    std::optional<Claim> m_claim; ///< from the intent to its outcome
    Milliseconds m_intentAt{0};
    QMetaObject::Connection m_browserLink;
    std::optional<WriteToken> m_token;
    std::unique_ptr<ReadBack> m_reader;
    std::optional<Error> m_failure; ///< what came instead of the server's OK
    QString m_madeRun;              ///< by the call, as the server answered
    Milliseconds m_answeredAt{0};
    QTimer m_again;
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
        m_token = std::move(*answer);
        setState(State::SteppedUp);
        if (m_concluded)
            return; // given up by whoever heard of the step, and the token is gone
        if (lacksRole())
            return refuse(tr("Your sign-in for interventions lacks the role %1:write, so nothing was sent. "
                             "Ask for the role, or sign in as somebody who has it.")
                              .arg(displayText(m_lever->ns())),
                          Error{ErrorKind::Denied, {}, {}, {}, {}});
        readAgain();
    });
}

/// By what the step-up granted. A token without permissions goes to the server, whose refusal is the proof;
/// without an intervene client the token is the everyday one, which names reads, and the role alone decides.
bool Intervention::Private::lacksRole() const
{
    const bool gatedByRoleOnly = m_profile.oidc.interveneClientId.isEmpty();
    return !gatedByRoleOnly && m_token->hasPermissions() && !m_token->mayWrite(m_lever->ns());
}

void Intervention::Private::readAgain()
{
    if (m_concluded)
        return;
    const Execution &run = m_lever->seen().execution;
    m_step =
        m_client.describeExecution(m_lever->ns(), run.workflowId, m_lever->runToRecheck(), Purpose::Operator)
            .deliver(q, [this](const Result<ExecutionDescription> &now) { compare(now); });
}

void Intervention::Private::compare(const Result<ExecutionDescription> &now)
{
    if (!now && now.error().kind == ErrorKind::NotFound)
        return conclude({Outcome::LostRace, tr("The run no longer exists; nothing was sent."), {}},
                        now.error());
    if (!now)
        return refuse(
            tr("The run could not be read again, so nothing was sent. %1").arg(explained(now.error())),
            now.error());
    if (const Done same = m_lever->recheck(*now); !same)
        return conclude({Outcome::LostRace, same.error().detail + u' ' + tr("Nothing was sent."), {}},
                        same.error());
    if (m_clock.sinceBoot() - m_intentAt > sendWithin)
        return refuse(
            tr("More than %1 minutes passed since this was confirmed, so nothing was sent. Confirm it again.")
                .arg(sendWithin.count()),
            Error{ErrorKind::Cancelled, {}, {}, {}, {}});
    setState(State::Rechecked);
    send();
}

/// From here on the call can't be recalled; whatever comes, history has the last word.
void Intervention::Private::send()
{
    if (m_concluded)
        return;
    m_step = Delivery();
    setState(State::Sent);
    m_lever->send(m_client, *m_token, m_reason, m_identity).deliver(q, [this](const Result<QString> &answer) {
        takeReply(answer);
    });
}

void Intervention::Private::takeReply(const Result<QString> &answer)
{
    m_token.reset(); // wiped
    m_answeredAt = m_clock.sinceBoot();
    if (!answer) {
        m_failure = answer.error();
        if (m_failure->kind == ErrorKind::Denied)
            return refuse(deniedSentence(*m_failure), *m_failure);
        if (isRefusal(m_failure->kind))
            return refuse(tr("The server refused: %1").arg(words(*m_failure)), *m_failure);
    } else {
        m_madeRun = *answer;
    }
    m_reader = std::make_unique<ReadBack>(m_client, *m_lever, m_identity, Purpose::Operator);
    readBack();
}

QString Intervention::Private::deniedSentence(const Error &error) const
{
    return tr("The server refused: this needs the role %1:write. %2")
        .arg(displayText(m_lever->ns()), words(error));
}

void Intervention::Private::readBack()
{
    m_reader->read(m_madeRun).deliver(q, [this](const Result<Settlement> &reading) { takeReading(reading); });
}

void Intervention::Private::takeReading(const Result<Settlement> &reading)
{
    if (reading && reading->outcome != Outcome::Unknown)
        return conclude(*reading, reading->outcome == Outcome::Done ? std::nullopt : m_failure);
    const bool serverFoundNothing = m_failure && m_failure->kind == ErrorKind::NotFound;
    if (reading && serverFoundNothing && !reading->awaitsEvent)
        return refuse(tr("The server refused: %1").arg(words(*m_failure)) + u' ' + reading->sentence,
                      *m_failure);
    if (!reading && serverFoundNothing && reading.error().kind == ErrorKind::NotFound)
        return conclude({Outcome::LostRace, tr("The run no longer exists; nothing took effect."), {}},
                        m_failure);
    if (m_clock.sinceBoot() - m_answeredAt < settleFor)
        return m_again.start();
    if (reading && serverFoundNothing)
        return conclude({Outcome::LostRace,
                         tr("The server refused: %1").arg(words(*m_failure)) + u' ' + reading->sentence,
                         {}},
                        m_failure);
    conclude(unsettled(reading), reading ? m_failure : std::optional(reading.error()));
}

Settlement Intervention::Private::unsettled(const Result<Settlement> &reading) const
{
    const QString reply = m_failure ? tr("No clear answer came to the call: %1").arg(words(*m_failure))
                                    : tr("The server accepted the call.");
    const QString history =
        reading ? reading->sentence : tr("History could not be read: %1").arg(words(reading.error()));
    const QString next =
        reading && reading->awaitsEvent
            ? tr("Look at the run again before the next try: the event may still come.")
            : tr("The call may still take effect: look at the run again before the next try.");
    return {Outcome::Unknown, reply + u' ' + history + u' ' + next, {}};
}

/// The outcome goes to the journal before anybody is told.
void Intervention::Private::conclude(const Settlement &settlement, const std::optional<Error> &error)
{
    if (std::exchange(m_concluded, true))
        return;
    m_step.cancel();
    disconnect(m_browserLink);
    m_token.reset();
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
    const PendingActivity *activity = d->m_lever->activity();
    const WrittenResult *result = d->m_lever->result();
    const QStringList missing = missingFrom(confirmation, d->m_lever->seen().execution.workflowId,
                                            activity ? activity->activityId : QString(),
                                            d->m_profile.environment, result ? result->caveat : QString());
    if (!missing.isEmpty())
        return d->finish(d->receiptOf(
            {Outcome::Refused, tr("Still needed: %1. Nothing was sent.").arg(missing.join(u"; "_s)), {}},
            Error{ErrorKind::Invalid, {}, {}, {}, {}}));
    d->m_reason = confirmation.reason;
    d->writeIntent();
    Q_EMIT stateChanged(); // under way from now on
}

void Intervention::giveUp()
{
    if (!d->m_pulled || d->m_state >= State::Sent)
        return;
    d->conclude({Outcome::GivenUp, tr("Cancelled; nothing was sent."), {}},
                Error{ErrorKind::Cancelled, {}, {}, {}, {}});
}

} // namespace signalbox
