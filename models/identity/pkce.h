// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/identity/secret.h"

namespace signalbox {

/// Proof key of one sign-in attempt (RFC 7636, S256): only who made the challenge can redeem the code.
struct Pkce
{
    Secret verifier;
    QByteArray challenge;

    [[nodiscard]] static Result<Pkce> make();
    [[nodiscard]] static QByteArray challengeOf(QByteArrayView verifier);
};

} // namespace signalbox
