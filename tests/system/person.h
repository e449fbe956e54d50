// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/memorykeyring.h"
#include "models/identity/tokenservice.h"
#include "models/temporal/client.h"
#include "tests/system/realstack.h"
#include "tests/unit/temporal/await.h"

namespace signalbox {

/// Somebody at the real stack without a window: a session that is signed in through the browser, and a
/// client.
class Person
{
public:
    explicit Person(const QString &user, const QString &address = RealStack::value("ADDRESS"))
        : profile(RealStack::profile())
    {
        RealStack::signInAs(user);
        profile.address = address;
        client = Client::create(profile, tokens, clock).value();
    }

    [[nodiscard]] bool signIn()
    {
        tokens.signIn();
        return QTest::qWaitFor([this] { return tokens.state() == TokenService::State::Fresh; }, 60'000);
    }

    Profile profile;
    SystemClock clock;
    MemoryKeyring keyring;
    TokenService tokens{profile, clock, keyring};
    std::unique_ptr<Client> client;
};

} // namespace signalbox
