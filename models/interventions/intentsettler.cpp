// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/intentsettler.h"

#include "models/base/displaytext.h"
#include "models/base/explain.h"
#include "models/base/logging.h"
#include "models/interventions/attempt.h"
#include "models/interventions/records.h"

#include <array>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Longer than an intent can take to the server: what is sent is sent within an Attempt's limit, and
/// the server has forgotten a call 30 s after that.
constexpr Milliseconds longestWay = Attempt::sendWithin + std::chrono::minutes(2);
/// What stays open is looked at again: 1, 2, 5 and 10 minutes after there was reason to, then every 10. The
/// clock is looked at once a second, so that a suspend is noticed.
constexpr std::array<std::chrono::minutes, 5> lookAfter{std::chrono::minutes(1), std::chrono::minutes(1),
                                                        std::chrono::minutes(3), std::chrono::minutes(5),
                                                        std::chrono::minutes(10)};

/// Without permissions in the ID token nothing is known beforehand: the server decides.
bool mayRead(const User &user, const QString &ns)
{
    const auto isSystemWide = [](const QString &permission) {
        return permission.startsWith("temporal-system:"_L1);
    };
    return user.permissions.isEmpty() || user.namespaces().contains(ns) ||
           std::any_of(user.permissions.begin(), user.permissions.end(), isSystemWide);
}

} // namespace

IntentSettler::IntentSettler(Client &client, TokenService &tokens, Journal &journal, const Clock &clock,
                             const Profile &profile, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_tokens(tokens)
    , m_journal(journal)
    , m_clock(clock)
    , m_profile(profile)
{
    m_again.setInterval(std::chrono::seconds(1));
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (m_clock.sinceBoot() >= m_nextLook)
            look();
    });
    connect(&client, &Client::connectionChanged, this, [this](ConnectionState state) {
        if (state != ConnectionState::Connected || !m_again.isActive())
            return;
        m_looks = 0;
        m_nextLook = m_clock.sinceBoot();
    });
    connect(&tokens, &TokenService::userChanged, this, [this] {
        if (!m_tokens.user())
            stop();
    });
}

void IntentSettler::start()
{
    m_told.clear();
    m_looks = 0;
    look();
}

void IntentSettler::follow(const QString &op)
{
    m_told.insert(op);
    m_isLeftOpen = true;
    m_looks = 0;
    lookAgainLater();
}

void IntentSettler::stop()
{
    m_again.stop();
    m_step.cancel();
    m_lever.reset();
    m_claim.reset();
    m_open.clear();
}

void IntentSettler::look()
{
    stop();
    m_isLeftOpen = false;
    if (!m_tokens.user())
        return;
    m_step =
        m_journal.openIntents(m_profile.name).deliver(this, [this](const Result<Journal::Open> &journal) {
            if (!journal) {
                takeUnreadable(tr("What earlier interventions came to can't be read in the journal now: %1.")
                                   .arg(displayText(journal.error().detail)));
                m_isLeftOpen = true;
                return lookAgainLater();
            }
            takeOpen(*journal);
        });
}

void IntentSettler::takeOpen(const Journal::Open &journal)
{
    if (journal.unreadableLines == 1)
        takeUnreadable(tr("1 line of the interventions' journal can't be read: what it recorded is not known "
                          "here."));
    else if (journal.unreadableLines > 1)
        takeUnreadable(tr("%1 lines of the interventions' journal can't be read: what they recorded is not "
                          "known here.")
                           .arg(journal.unreadableLines));
    for (const QJsonObject &intent : journal.intents)
        if (mayRead(*m_tokens.user(), intent[u"namespace"_s].toString()) && leverOf(intent))
            m_open.push_back(intent); // without a lever it is of a later version
    next();
}

void IntentSettler::takeUnreadable(const QString &sentence)
{
    if (std::exchange(m_unreadable, sentence) == sentence)
        return;
    qCWarning(lcAct) << "the journal is not wholly readable";
    Q_EMIT notice(sentence);
}

/// Of another one, the history that is read here says nothing: it may hold a run of the same ids.
bool IntentSettler::isOfThisCluster(const QJsonObject &intent) const
{
    return intent[u"address"_s].toString() == m_profile.address &&
           intent[u"issuer"_s].toString() == m_profile.oidc.issuer.toString();
}

void IntentSettler::next()
{
    m_lever.reset();
    m_claim.reset();
    if (m_open.empty())
        return lookAgainLater();
    const QJsonObject &intent = m_open.front();
    const QString op = intent[u"op"_s].toString();
    if (!isOfThisCluster(intent)) {
        if (m_told.contains(op)) {
            m_open.pop_front();
            return next();
        }
        m_told.insert(op);
        return tell(
            {Outcome::Unknown,
             tr("It was made for the server %1 with sign-in at %2. This profile names another one now, so "
                "it is left open.")
                 .arg(displayText(intent[u"address"_s].toString(), 200),
                      displayText(intent[u"issuer"_s].toString(), 200)),
             {}});
    }
    m_step = m_journal.claim(op).deliver(this, [this, op](Result<Claim> claim) {
        if (claim)
            return readBack(std::move(*claim));
        if (claim.error().kind != ErrorKind::LostRace)
            qCWarning(lcAct) << "an open intent cannot be claimed:" << claim.error().detail;
        m_abandonedSince.remove(op); // who has it under way may send it yet
        m_isLeftOpen = true;
        m_open.pop_front();
        next();
    });
}

void IntentSettler::lookAgainLater()
{
    if (!m_isLeftOpen)
        return;
    m_nextLook = m_clock.sinceBoot() + lookAfter[std::min(m_looks++, lookAfter.size() - 1)];
    m_again.start();
}

void IntentSettler::readBack(Claim claim)
{
    m_claim = std::move(claim);
    const QJsonObject &intent = m_open.front();
    const QString op = intent[u"op"_s].toString();
    if (!m_abandonedSince.contains(op))
        m_abandonedSince.insert(op, m_clock.sinceBoot());
    m_lever = leverOf(intent);
    m_step = m_lever->prove(m_client, identityOf(intent[u"user"_s].toString(), op), {}, Purpose::Background)
                 .deliver(this, [this](const Result<Settlement> &reading) { take(reading); });
}

/// Whether nothing of it can be on its way any more: since it was written, or, where that was before the
/// machine's last start or can't be told, since nobody was seen to have it under way.
bool IntentSettler::isOld() const
{
    const QJsonObject &intent = m_open.front();
    const Milliseconds abandonedFor =
        m_clock.sinceBoot() - m_abandonedSince.value(intent[u"op"_s].toString(), m_clock.sinceBoot());
    // A clean-up sends for hours after its intent.
    if (intent[u"verb"_s] == cleanUpVerb)
        return abandonedFor > longestWay;
    return std::max(abandonedFor, ageOf(intent, m_clock).value_or(abandonedFor)) > longestWay;
}

void IntentSettler::take(const Result<Settlement> &reading)
{
    if (!reading && reading.error().kind == ErrorKind::NotFound)
        return record(
            {Outcome::Unknown,
             tr("%1 no longer exists, so what became of this can't be read.").arg(m_lever->target().what()),
             {}},
            reading.error());
    if (!reading) {
        Explanation why = explain(reading.error());
        why.next = tr("It will be tried again.");
        const InterventionTarget target = m_lever->target();
        return leaveOpen(tr("%1 could not be read. %2")
                             .arg(target.isNamespace() ? target.what() : tr("History"), why.sentence()));
    }
    if (reading->outcome != Outcome::Unknown && (!reading->mayStillChange || isOld()))
        return record(*reading, std::nullopt);
    if (reading->awaitsEvent)
        return leaveOpen(reading->sentence + u' ' + tr("It will be looked at again."));
    if (!isOld())
        return leaveOpen(reading->sentence + u' ' +
                         tr("It may still be on its way; it will be looked at again."));
    if (reading->isOverwritten)
        return record(*reading, std::nullopt);
    record({Outcome::Refused, tr("It never took effect. %1").arg(reading->sentence), {}}, std::nullopt);
}

void IntentSettler::record(const Settlement &settlement, const std::optional<Error> &error)
{
    const QString op = m_open.front()[u"op"_s].toString();
    m_step = m_journal.append(outcomeRecord(op, m_clock.utc(), settlement, error))
                 .deliver(this, [this, settlement](const Result<bool> &written) {
                     if (!written)
                         qCWarning(lcAct) << "the journal cannot be written:" << written.error().detail;
                     tell(settlement);
                 });
}

void IntentSettler::leaveOpen(const QString &sentence)
{
    const QString op = m_open.front()[u"op"_s].toString();
    m_isLeftOpen = true;
    if (!m_told.contains(op)) {
        m_told.insert(op);
        return tell({Outcome::Unknown, sentence, {}});
    }
    m_open.pop_front();
    next();
}

void IntentSettler::tell(const Settlement &settlement)
{
    const QJsonObject intent = m_open.front();
    m_open.pop_front();
    Q_EMIT settled(intent, settlement);
    next();
}

} // namespace signalbox
