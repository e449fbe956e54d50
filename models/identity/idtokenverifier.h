// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/jwks.h"
#include "models/identity/tokens.h"

namespace signalbox {

/// How far two clocks may be apart, and how old the sign-in behind a step-up may be.
inline constexpr Milliseconds clockLeeway = std::chrono::seconds(60);

/// What one ID token has to say.
struct IdTokenExpectation
{
    QString issuer;
    QString clientId;
    std::optional<QByteArray> nonce;    ///< of the sign-in; a refreshed token carries none
    std::optional<QString> subject;     ///< of the session; anybody at sign-in
    std::optional<Milliseconds> maxAge; ///< asked for with max_age
    QByteArrayView accessToken;         ///< for at_hash
    Instant now;
};

/// Every check of OIDC Core 3.1.3.7, each refused with a sentence of its own: another person or an old
/// sign-in as Denied, the rest as Internal, for whoever runs the issuer.
[[nodiscard]] Result<IdToken> verifyIdToken(QByteArrayView compact, const KeySet &keys,
                                            const IdTokenExpectation &expected);

} // namespace signalbox
