// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/tokenanswer.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "models/identity/jws.h"
#include "models/identity/strictjson.h"

#include <chrono>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds noticedSkew = std::chrono::seconds(30);
constexpr double maxLifeSeconds = 24 * 3600;
constexpr double latestSeconds = 253'402'300'799; // the year 9999

Error errorOf(const HttpAnswer &answer)
{
    const auto document = parseStrictObject(answer.body);
    const QString code = document ? document->value("error"_L1).toString() : QString();
    const QString words = document ? document->value("error_description"_L1).toString() : QString();
    ErrorKind kind = ErrorKind::Denied;
    if (code == QLatin1StringView(invalidGrant))
        kind = ErrorKind::Expired;
    else if (answer.status == 429)
        kind = ErrorKind::Throttled;
    else if (answer.status >= 500)
        kind = ErrorKind::Unreachable;
    const QString status = u"HTTP %1"_s.arg(answer.status);
    const QString detail = code.isEmpty() ? status : words.isEmpty() ? code : u"%1: %2"_s.arg(code, words);
    return {kind, detail, Text::tr("token endpoint"), {}, code.isEmpty() ? status : code};
}

/// A number (RFC 6749, 5.1), which some issuers write as text.
double lifeSeconds(const QJsonValue &claim)
{
    return claim.isString() ? claim.toString().toDouble() : claim.toDouble();
}

Milliseconds skewOf(Instant issuersTime, Instant now)
{
    return issuersTime - std::chrono::floor<std::chrono::seconds>(now);
}

/// Keycloak 26 sends no Date header. Nothing, if the token is not the issuer's or doesn't say.
Milliseconds skewByToken(const TokenAnswer &answer, const KeySet &keys)
{
    const auto claims = verifyJws(answer.idToken.view(), keys);
    const double seconds = claims ? claims->value("iat"_L1).toDouble() : 0;
    if (!(seconds > 0 && seconds < latestSeconds))
        return Milliseconds(0);
    return skewOf(Instant(std::chrono::seconds(static_cast<qint64>(seconds))), answer.receivedAt);
}

} // namespace

Result<TokenAnswer> TokenAnswer::parse(const HttpAnswer &http, Moment sent, Instant now)
{
    if (http.status != 200)
        return tl::unexpected(errorOf(http));
    const auto document = parseStrictObject(http.body);
    if (!document)
        return fail(ErrorKind::Internal,
                    Text::tr("the token endpoint's answer is unusable: ") + document.error().detail);
    if (document->value("token_type"_L1).toString().compare("Bearer"_L1, Qt::CaseInsensitive) != 0)
        return fail(ErrorKind::Internal,
                    Text::tr("the token endpoint gave a token that is not a Bearer token"));
    const double seconds = lifeSeconds(document->value("expires_in"_L1));
    if (!(seconds >= 1))
        return fail(ErrorKind::Internal,
                    Text::tr("the token endpoint does not say how long its token lives (expires_in)"));
    if (seconds > maxLifeSeconds)
        return fail(ErrorKind::Internal,
                    Text::tr("the token endpoint gave a token that lives longer than a day (expires_in)"));
    const auto secret = [&](QLatin1StringView name) {
        return Secret(document->value(name).toString().toLatin1());
    };
    TokenAnswer answer;
    answer.accessToken = secret("access_token"_L1);
    answer.refreshToken = secret("refresh_token"_L1);
    answer.idToken = secret("id_token"_L1);
    if (answer.accessToken.isEmpty() || answer.idToken.isEmpty())
        return fail(ErrorKind::Internal,
                    Text::tr("the token endpoint gave no %1")
                        .arg(answer.idToken.isEmpty() ? u"ID token"_s : Text::tr("access token")));
    answer.life = Milliseconds(static_cast<qint64>(seconds * 1000));
    answer.expiresAt = sent.utc + answer.life;
    answer.expiresAtBoot = sent.boot + answer.life;
    answer.receivedAt = now;
    answer.isDated = http.date.has_value();
    if (answer.isDated)
        answer.skew = skewOf(*http.date, now);
    return answer;
}

Result<TokenSet> verifyAnswer(TokenAnswer answer, const KeySet &keys, IdTokenExpectation expected)
{
    if (!answer.isDated)
        answer.skew = skewByToken(answer, keys);
    if (std::chrono::abs(answer.skew) > clockLeeway)
        return fail(ErrorKind::Invalid, skewSentence(answer.skew));
    expected.accessToken = answer.accessToken.view();
    expected.now = answer.receivedAt + answer.skew;
    auto token = verifyIdToken(answer.idToken.view(), keys, expected);
    if (!token)
        return tl::unexpected(token.error());
    return TokenSet{std::move(answer), std::move(*token)};
}

QString skewSentence(Milliseconds skew)
{
    if (std::chrono::abs(skew) <= noticedSkew)
        return {};
    return Text::tr("this machine's clock is %1 %2 the issuer's: set the clock")
        .arg(formatDuration(std::chrono::abs(skew)),
             skew > Milliseconds(0) ? u"behind"_s : Text::tr("ahead of"));
}

} // namespace signalbox
