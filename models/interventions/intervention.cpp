// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/intervention.h"

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
    Private(Intervention *intervention, Client &calls, TokenService &service, Journal &book,
            const Clock &time, const Profile &of, std::unique_ptr<Lever> pulledLever)
        : q(intervention)
        , client(calls)
        , tokens(service)
        , journal(book)
        , clock(time)
        , profile(of)
        , lever(std::move(pulledLever))
    {
        again.setSingleShot(true);
        again.setInterval(settleEvery);
        connect(&again, &QTimer::timeout, q, [this] { readBack(); });
    }

    void writeIntent();
    void stepUp();
    void readAgain();
    void compare(const Result<ExecutionDescription> &now);
    void send();
    void takeReply(const Result<bool> &answer);
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
        state = next;
        qCInfo(lcAct) << "intervention" << op << state;
        Q_EMIT q->stateChanged();
    }

    Intervention *q;
    Client &client;
    TokenService &tokens;
    Journal &journal;
    const Clock &clock;
    const Profile &profile;
    const std::unique_ptr<Lever> lever;

    const QString op = newOperation();
    QString identity;
    QString subject;
    QString reason;
    State state = State::Draft;
    bool pulled = false;
    bool concluded = false;
    Delivery step; ///< what giveUp() stops
    QMetaObject::Connection browserLink;
    std::optional<WriteToken> token;
    std::unique_ptr<ReadBack> reader;
    std::optional<Error> failure; ///< what came instead of the server's OK
    Milliseconds answeredAt{0};
    QTimer again;
    std::optional<Receipt> receipt;
};

void Intervention::Private::writeIntent()
{
    const std::optional<User> &user = tokens.user();
    if (!user)
        return finish(receiptOf({Outcome::Refused, tr("Nobody is signed in; nothing was sent."), {}},
                                Error{ErrorKind::Expired, {}, {}, {}, {}}));
    subject = user->subject;
    identity = identityOf(user->name, op);
    step = journal.append(intentRecord(op, clock.utc(), *user, profile, *lever, reason))
               .deliver(q, [this](const Result<bool> &written) {
                   if (written) {
                       setState(State::IntentWritten);
                       return stepUp();
                   }
                   const Error &error = written.error();
                   finish(receiptOf(
                       {Outcome::Refused,
                        tr("The journal cannot be written, so nothing was sent: %1").arg(words(error)),
                        {}},
                       error));
               });
}

void Intervention::Private::stepUp()
{
    if (concluded)
        return;
    browserLink = connect(&tokens, &TokenService::browserOpened, q, &Intervention::browserOpened);
    step = tokens.stepUp().deliver(q, [this](Result<WriteToken> answer) {
        disconnect(browserLink);
        if (!answer)
            return refuse(tr("The sign-in for this intervention failed; nothing was sent. %1")
                              .arg(explained(answer.error())),
                          answer.error());
        token = std::move(*answer);
        setState(State::SteppedUp);
        if (concluded)
            return; // given up by whoever heard of the step, and the token is gone
        if (lacksRole())
            return refuse(tr("Your sign-in for interventions lacks the role %1:write, so nothing was sent. "
                             "Ask for the role, or sign in as somebody who has it.")
                              .arg(displayText(lever->ns())),
                          Error{ErrorKind::Denied, {}, {}, {}, {}});
        readAgain();
    });
}

/// By what the step-up granted. A token without permissions goes to the server, whose refusal is the proof;
/// without an intervene client the token is the everyday one, which names reads, and the role alone decides.
bool Intervention::Private::lacksRole() const
{
    const bool gatedByRoleOnly = profile.oidc.interveneClientId.isEmpty();
    return !gatedByRoleOnly && token->hasPermissions() && !token->mayWrite(lever->ns());
}

void Intervention::Private::readAgain()
{
    if (concluded)
        return;
    const Execution &run = lever->seen().execution;
    step = client.describeExecution(lever->ns(), run.workflowId, run.runId, Purpose::Operator)
               .deliver(q, [this](const Result<ExecutionDescription> &now) { compare(now); });
}

void Intervention::Private::compare(const Result<ExecutionDescription> &now)
{
    if (!now && now.error().kind == ErrorKind::NotFound)
        return conclude({Outcome::LostRace, tr("The run does not exist any more; nothing was sent."), {}},
                        now.error());
    if (!now)
        return refuse(
            tr("The run could not be read again, so nothing was sent. %1").arg(explained(now.error())),
            now.error());
    if (const Done same = lever->recheck(*now); !same)
        return conclude({Outcome::LostRace, same.error().detail + u' ' + tr("Nothing was sent."), {}},
                        same.error());
    setState(State::Rechecked);
    send();
}

/// From here on the call can't be recalled; whatever comes, history has the last word.
void Intervention::Private::send()
{
    if (concluded)
        return;
    step = Delivery();
    setState(State::Sent);
    lever->send(client, *token, reason, identity).deliver(q, [this](const Result<bool> &answer) {
        takeReply(answer);
    });
}

void Intervention::Private::takeReply(const Result<bool> &answer)
{
    token.reset(); // wiped
    answeredAt = clock.sinceBoot();
    if (!answer) {
        failure = answer.error();
        if (failure->kind == ErrorKind::Denied)
            return refuse(deniedSentence(*failure), *failure);
        if (isRefusal(failure->kind))
            return refuse(tr("The server refused: %1").arg(words(*failure)), *failure);
    }
    reader = std::make_unique<ReadBack>(client, *lever, identity, Purpose::Operator);
    readBack();
}

QString Intervention::Private::deniedSentence(const Error &error) const
{
    return tr("The server refused: this needs the role %1:write. %2")
        .arg(displayText(lever->ns()), words(error));
}

void Intervention::Private::readBack()
{
    reader->read().deliver(q, [this](const Result<Settlement> &reading) { takeReading(reading); });
}

void Intervention::Private::takeReading(const Result<Settlement> &reading)
{
    if (reading && reading->outcome != Outcome::Unknown)
        return conclude(*reading, reading->outcome == Outcome::Done ? std::nullopt : failure);
    const bool serverFoundNothing = failure && failure->kind == ErrorKind::NotFound;
    if (reading && serverFoundNothing && !reading->awaitsEvent)
        return refuse(tr("The server refused: %1").arg(words(*failure)) + u' ' + reading->sentence, *failure);
    if (!reading && serverFoundNothing && reading.error().kind == ErrorKind::NotFound)
        return conclude({Outcome::LostRace, tr("The run does not exist any more; nothing took effect."), {}},
                        failure);
    if (clock.sinceBoot() - answeredAt < settleFor)
        return again.start();
    if (reading && serverFoundNothing)
        return conclude({Outcome::LostRace,
                         tr("The server refused: %1").arg(words(*failure)) + u' ' + reading->sentence,
                         {}},
                        failure);
    conclude(unsettled(reading), reading ? failure : std::optional(reading.error()));
}

Settlement Intervention::Private::unsettled(const Result<Settlement> &reading) const
{
    const QString reply = failure ? tr("No clear answer came to the call: %1").arg(words(*failure))
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
    if (std::exchange(concluded, true))
        return;
    step.cancel();
    disconnect(browserLink);
    token.reset();
    journal.append(outcomeRecord(op, clock.utc(), settlement, error))
        .deliver(q, [this, end = receiptOf(settlement, error)](const Result<bool> &written) mutable {
            if (!written)
                end.sentence +=
                    u' ' + tr("The journal could not take this outcome: %1").arg(words(written.error()));
            finish(std::move(end));
        });
}

Receipt Intervention::Private::receiptOf(const Settlement &settlement,
                                         const std::optional<Error> &error) const
{
    Receipt end{settlement.outcome, settlement.sentence, op, identity, std::nullopt, {}, false, error};
    if (!settlement.event)
        return end;
    end.eventId = settlement.event->id;
    end.principal = settlement.event->principalName;
    end.principalMatches = !end.principal.isEmpty() && end.principal == subject;
    if (settlement.outcome == Outcome::Done && !end.principal.isEmpty() && !end.principalMatches)
        end.sentence += u' ' + tr("The server attributes it to %1, who is not the person signed in here.")
                                   .arg(displayText(end.principal));
    return end;
}

void Intervention::Private::finish(Receipt &&end)
{
    concluded = true;
    receipt = std::move(end);
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
    return d->op;
}

const Lever &Intervention::lever() const
{
    return *d->lever;
}

Intervention::State Intervention::state() const
{
    return d->state;
}

bool Intervention::isUnderWay() const
{
    return d->pulled && d->state != State::Finished;
}

const std::optional<Receipt> &Intervention::receipt() const
{
    return d->receipt;
}

void Intervention::pull(const Confirmation &confirmation)
{
    if (std::exchange(d->pulled, true))
        return;
    const QStringList missing =
        missingFrom(confirmation, d->lever->seen().execution.workflowId, d->profile.environment);
    if (!missing.isEmpty())
        return d->finish(d->receiptOf(
            {Outcome::Refused, tr("Still needed: %1. Nothing was sent.").arg(missing.join(u"; "_s)), {}},
            Error{ErrorKind::Invalid, {}, {}, {}, {}}));
    d->reason = confirmation.reason;
    d->writeIntent();
    Q_EMIT stateChanged(); // under way from now on
}

void Intervention::giveUp()
{
    if (!d->pulled || d->state >= State::Sent)
        return;
    d->refuse(tr("Given up; nothing was sent."), Error{ErrorKind::Cancelled, {}, {}, {}, {}});
}

} // namespace signalbox
