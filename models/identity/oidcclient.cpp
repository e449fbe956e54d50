// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/oidcclient.h"

#include "models/base/text.h"
#include "models/identity/jws.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto keysInterval = std::chrono::minutes(1);

Result<QByteArray> bodyOf(const Result<HttpAnswer> &answer, const QString &what)
{
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->status == 200)
        return answer->body;
    const QString code = u"HTTP %1"_s.arg(answer->status);
    QString detail = Text::tr("the issuer's %1 answered %2").arg(what, code);
    ErrorKind kind = ErrorKind::Denied;
    if (answer->status >= 500 || answer->status == 429) {
        kind = ErrorKind::Unreachable;
    } else if (answer->status == 404 || answer->status < 400) {
        kind = ErrorKind::Configuration;
        detail += Text::tr("; issuer of the profile's oidc table is not the address of an identity provider");
    }
    return tl::unexpected(Error{kind, detail, what, {}, code});
}

/// What failed of two, or of both.
Result<bool> both(const Result<bool> &first, const Result<bool> &second)
{
    if (first || second)
        return first ? second : first;
    Error error = first.error();
    if (second.error().detail != error.detail)
        error.detail += u"; "_s + second.error().detail;
    return tl::unexpected(error);
}

} // namespace

OidcClient::OidcClient(const OidcSettings &settings, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_clock(clock)
    , m_http(
          {settings.issuer.host(), settings.caCertPath, Text::tr("ca_cert_path of the profile's oidc table")})
{
}

Reply<Provider> OidcClient::provider()
{
    if (m_provider)
        return finishedReply<Provider>(*m_provider);
    const QString what = u"discovery"_s;
    const ReplyPromise<Provider> promise;
    m_http.get(Provider::discoveryAddress(m_settings.issuer), what)
        .deliver(this, [this, promise, what](const Result<HttpAnswer> &answer) {
            auto provider = bodyOf(answer, what).and_then([this](const QByteArray &body) {
                return Provider::parse(body, m_settings.issuer);
            });
            if (provider)
                m_provider = *provider;
            promise.finish(std::move(provider));
        });
    return promise.reply();
}

Reply<OidcClient::Keys> OidcClient::keysFor(const Secret &token)
{
    const bool isFresh = m_keys && m_clock.sinceBoot() - m_keysReadAt < keysInterval;
    if (m_keys && (isFresh || m_keys->find(claimedKeyId(token.view()))))
        return finishedReply<Keys>(m_keys);
    const QString what = u"keys"_s;
    const ReplyPromise<Keys> promise;
    provider().deliver(this, [this, promise, what](const Result<Provider> &provider) {
        if (!provider)
            return promise.finish(tl::unexpected(provider.error()));
        m_http.get(provider->keysEndpoint, what)
            .deliver(this, [this, promise, what](const Result<HttpAnswer> &answer) {
                auto keys = bodyOf(answer, what).and_then(&KeySet::parse);
                if (!keys)
                    return promise.finish(tl::unexpected(keys.error()));
                m_keys = std::make_shared<const KeySet>(std::move(*keys));
                m_keysReadAt = m_clock.sinceBoot();
                promise.finish(m_keys);
            });
    });
    return promise.reply();
}

Reply<TokenAnswer> OidcClient::requestTokens(const FormFields &form)
{
    const ReplyPromise<TokenAnswer> promise;
    provider().deliver(this, [this, promise, form](const Result<Provider> &provider) {
        if (!provider)
            return promise.finish(tl::unexpected(provider.error()));
        const TokenAnswer::Moment sent{m_clock.utc(), m_clock.sinceBoot()};
        m_http.post(provider->tokenEndpoint, form, Text::tr("token endpoint"))
            .deliver(this, [this, promise, sent](const Result<HttpAnswer> &answer) {
                promise.finish(answer.and_then(
                    [&](const HttpAnswer &http) { return TokenAnswer::parse(http, sent, m_clock.utc()); }));
            });
    });
    return promise.reply();
}

Reply<TokenAnswer> OidcClient::refresh(const Secret &refreshToken)
{
    return requestTokens({{"grant_type", "refresh_token"},
                          {"client_id", m_settings.clientId.toUtf8()},
                          {"refresh_token", refreshToken.view().toByteArray()}});
}

Reply<bool> OidcClient::signOut(const Secret &refreshToken, const Secret &idToken)
{
    const ReplyPromise<bool> promise;
    const QByteArray client = m_settings.clientId.toUtf8();
    const FormFields revocation{{"token", refreshToken.view().toByteArray()},
                                {"token_type_hint", "refresh_token"},
                                {"client_id", client}};
    const FormFields end{{"id_token_hint", idToken.view().toByteArray()}, {"client_id", client}};
    provider().deliver(this, [this, promise, revocation, end](const Result<Provider> &provider) {
        if (!provider)
            return promise.finish(tl::unexpected(provider.error()));
        tell(provider->revocationEndpoint, revocation, u"revocation"_s)
            .deliver(this, [this, promise, end, provider = *provider](const Result<bool> &revoked) {
                // Whatever became of the token: the session at the issuer would outlive it.
                tell(provider.endSessionEndpoint, end, Text::tr("end of session"))
                    .deliver(this, [promise, revoked](const Result<bool> &ended) {
                        promise.finish(both(revoked, ended));
                    });
            });
    });
    return promise.reply();
}

void OidcClient::nameIssuer(Error &error) const
{
    if (error.endpoint.isEmpty())
        error.endpoint = m_settings.issuer.toString(QUrl::FullyEncoded);
}

Reply<bool> OidcClient::tell(const QUrl &endpoint, const FormFields &form, const QString &what)
{
    if (endpoint.isEmpty() || form.front().second.isEmpty())
        return finishedReply<bool>(true);
    const ReplyPromise<bool> promise;
    m_http.post(endpoint, form, what).deliver(this, [promise, what](const Result<HttpAnswer> &answer) {
        promise.finish(bodyOf(answer, what).map([](const QByteArray &) { return true; }));
    });
    return promise.reply();
}

} // namespace signalbox
