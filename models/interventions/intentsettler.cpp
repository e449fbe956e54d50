// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/intentsettler.h"

#include "models/base/logging.h"
#include "models/interventions/records.h"

#include <QDateTime>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Longer than an intent can take to the server: 5 minutes of step-up, 10 s of reading, 30 s of sending.
constexpr std::chrono::minutes longestWay{10};

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

IntentSettler::IntentSettler(Client &client, Journal &journal, const Clock &clock, const Profile &profile,
                             QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_journal(journal)
    , m_clock(clock)
    , m_profile(profile)
{
}

void IntentSettler::start(const User &user, const QStringList &operations)
{
    m_reading.cancel();
    m_open.clear();
    m_reading =
        m_journal.read().deliver(this, [this, user, operations](const Result<Journal::Contents> &journal) {
            if (!journal) {
                qCWarning(lcAct) << "the journal cannot be read:" << journal.error().detail;
                return;
            }
            if (journal->unreadableLines > 0)
                qCWarning(lcAct) << "unreadable lines in the journal:" << journal->unreadableLines;
            for (const QJsonObject &intent : openIntents(journal->records, m_profile.name))
                if (!operations.contains(intent[u"op"_s].toString()) &&
                    mayRead(user, intent[u"namespace"_s].toString()))
                    m_open.push_back(intent);
            next();
        });
}

void IntentSettler::next()
{
    m_reader.reset();
    while (!m_open.empty() && !(m_lever = leverOf(m_open.front())))
        m_open.pop_front(); // of a later version
    if (m_open.empty())
        return;
    const QJsonObject &intent = m_open.front();
    m_reader = std::make_unique<ReadBack>(
        m_client, *m_lever, identityOf(intent[u"user"_s].toString(), intent[u"op"_s].toString()),
        Purpose::Background);
    m_reading = m_reader->read().deliver(this, [this](const Result<Settlement> &reading) { take(reading); });
}

bool IntentSettler::isOld() const
{
    const auto written = QDateTime::fromString(m_open.front()[u"time"_s].toString(), Qt::ISODateWithMs);
    return written.isValid() &&
           m_clock.utc() - Instant(Milliseconds(written.toMSecsSinceEpoch())) > longestWay;
}

void IntentSettler::take(const Result<Settlement> &reading)
{
    if (!reading && reading.error().kind == ErrorKind::NotFound)
        return record({Outcome::Unknown,
                       tr("The run does not exist any more, so what became of this can't be read."),
                       {}},
                      reading.error());
    if (!reading) {
        Explanation why = explain(reading.error());
        why.next = tr("It will be tried again at the next start.");
        return tell({Outcome::Unknown, tr("History could not be read. %1").arg(why.sentence()), {}});
    }
    if (reading->outcome != Outcome::Unknown)
        return record(*reading, std::nullopt);
    if (reading->awaitsEvent)
        return tell({Outcome::Unknown, reading->sentence + u' ' + tr("It will be looked at again."), {}});
    if (!isOld())
        return tell({Outcome::Unknown,
                     reading->sentence + u' ' + tr("It may still be on its way; it will be looked at again."),
                     {}});
    record({Outcome::Refused, tr("It never took effect. %1").arg(reading->sentence), {}}, std::nullopt);
}

void IntentSettler::record(const Settlement &settlement, const std::optional<Error> &error)
{
    const QString op = m_open.front()[u"op"_s].toString();
    m_reading = m_journal.append(outcomeRecord(op, m_clock.utc(), settlement, error))
                    .deliver(this, [this, settlement](const Result<bool> &written) {
                        if (!written)
                            qCWarning(lcAct) << "the journal cannot be written:" << written.error().detail;
                        tell(settlement);
                    });
}

void IntentSettler::tell(const Settlement &settlement)
{
    const QJsonObject intent = m_open.front();
    m_open.pop_front();
    Q_EMIT settled(intent, settlement);
    next();
}

} // namespace signalbox
