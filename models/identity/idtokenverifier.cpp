// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/idtokenverifier.h"

#include "models/base/text.h"
#include "models/identity/base64url.h"
#include "models/identity/jws.h"

#include <QCryptographicHash>
#include <openssl/crypto.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// Longer than any answer takes on its way: an older token is a replay.
constexpr Milliseconds maxTokenAge = std::chrono::minutes(5);
constexpr qsizetype maxSubjectLength = 255; // OIDC Core 2

tl::unexpected<Error> refuse(const QString &why)
{
    return fail(ErrorKind::Internal, Text::tr("the ID token %1").arg(why));
}

/// The token is sound, but not of whom or what was asked for.
tl::unexpected<Error> deny(const QString &why)
{
    return fail(ErrorKind::Denied, Text::tr("the ID token %1").arg(why));
}

std::optional<Instant> timeOf(const QJsonObject &claims, QLatin1StringView name)
{
    const double seconds = claims.value(name).toDouble(-1);
    if (seconds < 0 || seconds > 253'402'300'799) // the year 9999
        return {};
    return Instant(Milliseconds(static_cast<qint64>(seconds * 1000)));
}

Done checkIssuer(const QJsonObject &claims, const IdTokenExpectation &expected)
{
    if (claims.value("iss"_L1) != expected.issuer)
        return refuse(Text::tr("is from another issuer: %1").arg(claims.value("iss"_L1).toString()));
    return {};
}

Done checkAudience(const QJsonObject &claims, const IdTokenExpectation &expected)
{
    const QJsonValue audience = claims.value("aud"_L1);
    const QStringList names = stringsOf(audience);
    if (!names.contains(expected.clientId))
        return refuse(Text::tr("is for another client"));
    const QJsonValue party = claims.value("azp"_L1);
    if (names.size() > 1 && party.isUndefined())
        return refuse(Text::tr("is for several clients and does not say which of them asked for it"));
    if (!party.isUndefined() && party != expected.clientId)
        return refuse(Text::tr("was asked for by another client"));
    return {};
}

Done checkTimes(const QJsonObject &claims, const IdTokenExpectation &expected)
{
    const auto expires = timeOf(claims, "exp"_L1);
    const auto issued = timeOf(claims, "iat"_L1);
    if (!expires)
        return refuse(Text::tr("does not say when it expires"));
    if (*expires + clockLeeway <= expected.now)
        return refuse(Text::tr("has expired"));
    if (!issued)
        return refuse(Text::tr("does not say when it was issued"));
    if (*issued > expected.now + clockLeeway)
        return refuse(Text::tr("was issued in the future"));
    if (*issued + maxTokenAge + clockLeeway < expected.now)
        return refuse(Text::tr("was issued too long ago"));
    if (claims.contains("nbf"_L1)) {
        const auto notBefore = timeOf(claims, "nbf"_L1);
        if (!notBefore || *notBefore > expected.now + clockLeeway)
            return refuse(Text::tr("is not valid yet"));
    }
    return {};
}

Done checkNonce(const QJsonObject &claims, const IdTokenExpectation &expected)
{
    if (!expected.nonce)
        return {};
    const QByteArray nonce = claims.value("nonce"_L1).toString().toUtf8();
    if (nonce.isEmpty())
        return refuse(Text::tr("has no nonce"));
    if (nonce.size() != expected.nonce->size() ||
        CRYPTO_memcmp(nonce.constData(), expected.nonce->constData(),
                      static_cast<std::size_t>(nonce.size())) != 0)
        return refuse(Text::tr("belongs to another sign-in (wrong nonce)"));
    return {};
}

Done checkSubject(const QJsonObject &claims, const IdTokenExpectation &expected)
{
    const QString subject = claims.value("sub"_L1).toString();
    if (subject.isEmpty() || subject.size() > maxSubjectLength)
        return refuse(Text::tr("does not say who signed in"));
    if (expected.subject && subject != *expected.subject)
        return deny(Text::tr("belongs to another person"));
    return {};
}

Done checkAuthTime(const QJsonObject &claims, const IdTokenExpectation &expected)
{
    const bool isSaid = claims.contains("auth_time"_L1);
    const auto time = timeOf(claims, "auth_time"_L1);
    if (isSaid && (!time || *time > expected.now + clockLeeway))
        return refuse(Text::tr("says an impossible time of sign-in"));
    if (!expected.maxAge)
        return {};
    if (!time)
        return deny(Text::tr("does not say when its owner signed in"));
    if (*time + *expected.maxAge + clockLeeway < expected.now)
        return deny(Text::tr("comes from a sign-in that is too old"));
    return {};
}

/// OIDC Core 3.1.3.6; all accepted algorithms hash with SHA-256.
Done checkAccessTokenHash(const QJsonObject &claims, const IdTokenExpectation &expected)
{
    if (!claims.contains("at_hash"_L1))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(expected.accessToken);
    if (claims.value("at_hash"_L1).toString().toLatin1() != toBase64Url(hash.result().first(16)))
        return refuse(Text::tr("belongs to another access token (wrong at_hash)"));
    return {};
}

IdToken toIdToken(const QJsonObject &claims)
{
    IdToken token;
    token.issuer = claims.value("iss"_L1).toString();
    token.subject = claims.value("sub"_L1).toString();
    token.preferredUsername = claims.value("preferred_username"_L1).toString();
    if (token.preferredUsername.isEmpty())
        token.preferredUsername = token.subject;
    token.issuedAt = timeOf(claims, "iat"_L1).value_or(Instant());
    token.expiresAt = timeOf(claims, "exp"_L1).value_or(Instant());
    token.authTime = timeOf(claims, "auth_time"_L1);
    token.claims = claims;
    return token;
}

} // namespace

Result<IdToken> verifyIdToken(QByteArrayView compact, const KeySet &keys, const IdTokenExpectation &expected)
{
    const auto claims = verifyJws(compact, keys);
    if (!claims)
        return tl::unexpected(claims.error());
    for (const auto check : {checkIssuer, checkAudience, checkTimes, checkNonce, checkSubject, checkAuthTime,
                             checkAccessTokenHash})
        if (const Done passed = check(*claims, expected); !passed)
            return tl::unexpected(passed.error());
    return toIdToken(*claims);
}

} // namespace signalbox
