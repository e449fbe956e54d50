// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/journal.h"
#include "models/interventions/readback.h"
#include "models/profile/profile.h"

#include <QObject>
#include <QStringList>

#include <deque>

namespace signalbox {

/// Settles, one after the other, the intents that a crash left without an outcome, from history. What can't
/// be read, and what may still be on its way, stays open for the next time. Owner thread.
class IntentSettler final : public QObject
{
    Q_OBJECT

public:
    IntentSettler(Client &client, Journal &journal, const Clock &clock, const Profile &profile,
                  QObject *parent = nullptr);

    /// `operations` are under way in this process and left alone.
    void start(const User &user, const QStringList &operations);

Q_SIGNALS:
    void settled(const QJsonObject &intent, const signalbox::Settlement &settlement);

private:
    void next();
    void take(const Result<Settlement> &reading);
    [[nodiscard]] bool isOld() const;
    void record(const Settlement &settlement, const std::optional<Error> &error);
    void tell(const Settlement &settlement);

    Client &m_client;
    Journal &m_journal;
    const Clock &m_clock;
    const Profile &m_profile;
    std::deque<QJsonObject> m_open; ///< the first one is being settled
    std::unique_ptr<Lever> m_lever;
    std::unique_ptr<ReadBack> m_reader;
    Delivery m_reading;
};

} // namespace signalbox
