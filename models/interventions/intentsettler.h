// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/tokenservice.h"
#include "models/interventions/journal.h"
#include "models/interventions/lever.h"
#include "models/profile/profile.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>

namespace signalbox {

/// Settles, one after the other, the intents without an outcome, left by a crash or unknown here, from
/// history. What is under way, in this process or another, is left alone, and so is what was made for another
/// cluster than the profile names now; what can't be read, and what may still be on its way, stays open and
/// is looked at again while somebody is signed in. No wall clock has a say in it. Owner thread.
class IntentSettler final : public QObject
{
    Q_OBJECT

public:
    IntentSettler(Client &client, TokenService &tokens, Journal &journal, const Clock &clock,
                  const Profile &profile, QObject *parent = nullptr);

    void start();
    /// One that ended here with an outcome unknown, as its receipt said: it is looked at after 1, 2, 5 and 10
    /// minutes, and when the connection comes back.
    void follow(const QString &op);

Q_SIGNALS:
    void notice(const QString &sentence); ///< of the journal itself
    /// With an outcome Unknown it is open still; that is said once.
    void settled(const QJsonObject &intent, const signalbox::Settlement &settlement);

private:
    void stop();
    void look();
    void takeOpen(const Journal::Open &journal);
    void next();
    void takeUnreadable(const QString &sentence);
    [[nodiscard]] bool isOfThisCluster(const QJsonObject &intent) const;
    void lookAgainLater();
    void readBack(Claim claim);
    void take(const Result<Settlement> &reading);
    [[nodiscard]] bool isOld() const;
    void record(const Settlement &settlement, const std::optional<Error> &error);
    void leaveOpen(const QString &sentence);
    void tell(const Settlement &settlement);

    Client &m_client;
    TokenService &m_tokens;
    Journal &m_journal;
    const Clock &m_clock;
    const Profile &m_profile;
    std::deque<QJsonObject> m_open;    ///< the first one is being settled
    std::optional<Claim> m_claim;      ///< of the first one
    std::unique_ptr<Provable> m_lever; ///< of the first one
    Delivery m_step;
    QHash<QString, Milliseconds> m_abandonedSince; ///< when nobody was seen to have an operation under way
    QSet<QString> m_told;                          ///< operations that were said to be open
    QString m_unreadable;                          ///< what was said of the journal last
    bool m_isLeftOpen = false;                     ///< something, in this look
    std::size_t m_looks = 0;                       ///< since there was reason to look soon
    QTimer m_again;
    Milliseconds m_nextLook{0};
};

} // namespace signalbox
