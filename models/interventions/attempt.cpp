// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/attempt.h"

#include "models/base/displaytext.h"
#include "models/interventions/leverkind.h"
#include "models/interventions/wording.h"

namespace signalbox {

using wording::explained;
using wording::words;

namespace {

/// A call whose reply was lost may still be on its way: so long its trace is looked for.
constexpr std::chrono::seconds settleFor{15};
constexpr std::chrono::seconds settleEvery{1};

/// Refusals that come before any effect. Anything else leaves the outcome to what is read back.
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

} // namespace

Attempt::Attempt(Client &client, const Clock &clock, Lever &lever, QString reason, QString identity,
                 Milliseconds confirmedAt, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_lever(lever)
    , m_reason(std::move(reason))
    , m_identity(std::move(identity))
    , m_confirmedAt(confirmedAt)
{
    m_again.setSingleShot(true);
    m_again.setInterval(settleEvery);
    connect(&m_again, &QTimer::timeout, this, &Attempt::readBack);
}

Attempt::~Attempt() = default;

void Attempt::start(WriteToken token)
{
    start(std::make_shared<const WriteToken>(std::move(token)));
}

void Attempt::start(std::shared_ptr<const WriteToken> token)
{
    m_token = std::move(token);
    m_step = m_lever.look(m_client).deliver(this, [this](const Result<Seen> &now) { compare(now); });
}

void Attempt::stop()
{
    if (m_isSent)
        return;
    m_isOver = true;
    m_step.cancel();
    m_token.reset();
}

void Attempt::compare(const Result<Seen> &now)
{
    if (!now && now.error().kind == ErrorKind::NotFound)
        return end({Outcome::LostRace,
                    tr("%1 no longer exists; nothing was sent.").arg(m_lever.target().what()),
                    {}},
                   now.error());
    if (!now)
        return refuse(tr("%1 could not be read again, so nothing was sent. %2")
                          .arg(m_lever.target().what(), explained(now.error())),
                      now.error());
    if (const Done same = m_lever.recheck(*now); !same)
        return end({Outcome::LostRace, same.error().detail + u' ' + tr("Nothing was sent."), {}},
                   same.error());
    if (m_clock.sinceBoot() - m_confirmedAt > sendWithin)
        return refuse(
            tr("More than %1 minutes passed since this was confirmed, so nothing was sent. Confirm it again.")
                .arg(sendWithin.count()),
            Error{ErrorKind::Cancelled, {}, {}, {}, {}});
    Q_EMIT rechecked();
    send();
}

/// From here on the call can't be recalled; whatever comes, what is read back has the last word.
void Attempt::send()
{
    if (m_isOver)
        return; // stopped by whoever heard of the step
    m_isSent = true;
    m_step = Delivery();
    Q_EMIT sent();
    m_lever.send(m_client, *m_token, m_reason, m_identity)
        .deliver(this, [this](const Result<QString> &answer) { takeReply(answer); });
}

void Attempt::takeReply(const Result<QString> &answer)
{
    const bool hadRunOut = m_token->expiresAt() <= m_clock.utc();
    m_token.reset(); // wiped, where no other attempt has it
    m_answeredAt = m_clock.sinceBoot();
    if (!answer) {
        m_failure = answer.error();
        if (m_failure->kind == ErrorKind::Denied && hadRunOut)
            return refuse(tr("The server refused: the sign-in for this intervention had run out by then. "
                             "Confirm it again."),
                          *m_failure);
        if (m_failure->kind == ErrorKind::Denied) {
            m_lacksRole = true;
            return refuse(deniedSentence(*m_failure), *m_failure);
        }
        if (isRefusal(m_failure->kind))
            return refuse(tr("The server refused: %1").arg(words(*m_failure)), *m_failure);
    } else {
        m_madeRun = *answer;
    }
    readBack();
}

QString Attempt::deniedSentence(const Error &error) const
{
    return tr("The server refused: this needs the role %1:%2. %3")
        .arg(displayText(m_lever.target().ns), roleWord(kindOf(m_lever.target().act).role()), words(error));
}

void Attempt::readBack()
{
    m_lever.prove(m_client, m_identity, m_madeRun, Purpose::Operator)
        .deliver(this, [this](const Result<Settlement> &reading) { takeReading(reading); });
}

void Attempt::takeReading(const Result<Settlement> &reading)
{
    const bool serverFoundNothing = m_failure && m_failure->kind == ErrorKind::NotFound;
    const bool isVerdict = reading && reading->outcome != Outcome::Unknown;
    if (isVerdict && (!reading->mayStillChange || serverFoundNothing))
        return end(*reading, reading->outcome == Outcome::Done ? std::nullopt : m_failure);
    if (reading && reading->isOverwritten && !m_failure) {
        Settlement overwritten = *reading;
        overwritten.sentence = tr("The server accepted the call.") + u' ' + reading->sentence;
        return end(overwritten, std::nullopt);
    }
    if (reading && serverFoundNothing && !reading->awaitsEvent)
        return refuse(tr("The server refused: %1").arg(words(*m_failure)) + u' ' + reading->sentence,
                      *m_failure);
    if (!reading && serverFoundNothing && reading.error().kind == ErrorKind::NotFound)
        return end({Outcome::LostRace,
                    tr("%1 no longer exists; nothing took effect.").arg(m_lever.target().what()),
                    {}},
                   m_failure);
    if (m_clock.sinceBoot() - m_answeredAt < settleFor)
        return m_again.start();
    if (reading && serverFoundNothing)
        return end({Outcome::LostRace,
                    tr("The server refused: %1").arg(words(*m_failure)) + u' ' + reading->sentence,
                    {}},
                   m_failure);
    end(unsettled(reading), reading ? m_failure : std::optional(reading.error()));
}

Settlement Attempt::unsettled(const Result<Settlement> &reading) const
{
    const QString reply = m_failure ? tr("No clear answer came to the call: %1").arg(words(*m_failure))
                                    : tr("The server accepted the call.");
    const InterventionTarget target = m_lever.target();
    const QString proof = target.isNamespace() ? target.what() : tr("History");
    const QString history =
        reading ? reading->sentence : tr("%1 could not be read: %2").arg(proof, words(reading.error()));
    const QString next = reading && reading->awaitsEvent
                             ? tr("Look at the run again before the next try: the event may still come.")
                             : tr("The call may still take effect: look at %1 again before the next try.")
                                   .arg(target.what().toLower());
    return {Outcome::Unknown, reply + u' ' + history + u' ' + next, {}};
}

void Attempt::refuse(const QString &sentence, const Error &error)
{
    end({Outcome::Refused, sentence, {}}, error);
}

void Attempt::end(const Settlement &settlement, const std::optional<Error> &error)
{
    m_isOver = true;
    m_token.reset();
    Q_EMIT ended(settlement, error);
}

} // namespace signalbox
