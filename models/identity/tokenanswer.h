// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/http/httpclient.h"
#include "models/identity/idtokenverifier.h"

namespace signalbox {

/// Error::code of a session that the issuer has ended (RFC 6749 5.2).
inline constexpr auto invalidGrant = "invalid_grant";

/// What the token endpoint gave, not verified yet.
struct TokenAnswer
{
    Secret accessToken;
    Secret refreshToken; ///< empty where none came
    Secret idToken;
    Instant expiresAt; ///< of the access token, by this machine's clock, from the moment of asking
    Milliseconds expiresAtBoot{0}; ///< the same by Clock::sinceBoot
    Milliseconds life{0};
    Milliseconds skew{0}; ///< the issuer's clock minus this machine's
    bool isDated = false; ///< it said the issuer's time itself
    Instant receivedAt;

    /// `sent` is when the request left.
    struct Moment
    {
        Instant utc;
        Milliseconds boot{0};
    };
    [[nodiscard]] static Result<TokenAnswer> parse(const HttpAnswer &http, Moment sent, Instant now);
};

/// An answer whose ID token passed every check.
struct TokenSet
{
    TokenAnswer answer;
    IdToken idToken;
};

/// Fills in the expectation's access token and time: the issuer's clock as its Date header told, or else as
/// the ID token does, which is made for this very answer.
/// Clocks more than 60 s apart are refused by a sentence of their own, because no other would name the cause.
[[nodiscard]] Result<TokenSet> verifyAnswer(TokenAnswer answer, const KeySet &keys,
                                            IdTokenExpectation expected);

/// "This machine's clock is 10 m 02 s behind the issuer's", or empty if they are within 30 s.
[[nodiscard]] QString skewSentence(Milliseconds skew);

} // namespace signalbox
