// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "models/identity/keyring.h"
#include "models/profile/receiver.h"
#include "models/telling/sender.h"

#include <QObject>

#include <memory>
#include <vector>

namespace signalbox {

/// `signalbox tell`: lists a profile's receivers, sends one of them a test message and prints what came of
/// it, or puts the secret that a webhook is signed with into the keyring. Ends the event loop. Owner thread.
class TellVerb final : public QObject
{
    Q_OBJECT

public:
    struct Order
    {
        Verb verb = Verb::TellList;
        QString profile;
        std::vector<Receiver> receivers;
        QString receiver; ///< the one of them that it is about
    };

    /// Keyring and clock must outlive it. `in`: where a secret comes from.
    TellVerb(Order order, Keyring &keyring, const Clock &clock, int in = 0, QObject *parent = nullptr);

    /// False: it ended with an error before there was anything to wait for.
    [[nodiscard]] bool start();

private:
    [[nodiscard]] bool list() const;
    [[nodiscard]] bool test(const Receiver &receiver);
    [[nodiscard]] bool keepSecret(const Receiver &receiver);

    const Order m_order;
    Keyring &m_keyring;
    const Clock &m_clock;
    const int m_in;
    std::unique_ptr<Sender> m_sender;
};

/// A line for a person: whom it reaches, and of what it is told.
[[nodiscard]] QString receiverLine(const Receiver &receiver);
/// One line of an open file without its end, not echoed where that is a terminal. Blocks.
[[nodiscard]] Result<Secret> readSecretLine(int fd);

} // namespace signalbox
