// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/provider.h"

#include "models/base/text.h"
#include "models/identity/strictjson.h"
#include "models/identity/tokens.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

Done checkEndpoint(const QUrl &endpoint, const QUrl &issuer, QLatin1StringView name)
{
    if (!endpoint.isValid() || endpoint.host().isEmpty())
        return fail(ErrorKind::Internal, Text::tr("the issuer names no usable %1").arg(name));
    if (endpoint.scheme() != issuer.scheme())
        return fail(ErrorKind::Internal, Text::tr("the issuer's %1 is not %2").arg(name, issuer.scheme()));
    if (endpoint.host() != issuer.host() || portOf(endpoint) != portOf(issuer))
        return fail(ErrorKind::Internal,
                    Text::tr("the issuer's %1 is on another host: %2").arg(name, endpoint.authority()));
    if (!endpoint.userInfo().isEmpty() || endpoint.hasFragment())
        return fail(ErrorKind::Internal, Text::tr("the issuer's %1 is not a plain address").arg(name));
    return {};
}

/// A list that is left out says nothing; one that is there must hold at least one of the values.
bool offers(const QJsonObject &document, QLatin1StringView list, const QStringList &values)
{
    if (!document.contains(list))
        return true;
    const QStringList offered = stringsOf(document.value(list));
    return std::any_of(values.begin(), values.end(), [&](const QString &v) { return offered.contains(v); });
}

Done checkOffers(const QJsonObject &document)
{
    if (!offers(document, "response_types_supported"_L1, {u"code"_s}))
        return fail(ErrorKind::Internal, Text::tr("the issuer does not offer the authorization code flow"));
    if (!offers(document, "code_challenge_methods_supported"_L1, {u"S256"_s}))
        return fail(ErrorKind::Internal, Text::tr("the issuer does not offer PKCE with S256"));
    if (!offers(document, "id_token_signing_alg_values_supported"_L1, {u"RS256"_s, u"PS256"_s, u"ES256"_s}))
        return fail(ErrorKind::Internal, Text::tr("the issuer signs with none of RS256, PS256 and ES256"));
    return {};
}

} // namespace

QUrl Provider::discoveryAddress(const QUrl &issuer)
{
    QUrl address = issuer;
    QString path = issuer.path(QUrl::FullyEncoded);
    if (path.endsWith(u'/'))
        path.chop(1);
    address.setPath(path + u"/.well-known/openid-configuration"_s, QUrl::StrictMode);
    return address;
}

Result<Provider> Provider::parse(const QByteArray &json, const QUrl &issuer)
{
    const auto document = parseStrictObject(json);
    if (!document)
        return fail(ErrorKind::Internal,
                    Text::tr("the issuer's discovery document is unusable: ") + document.error().detail);
    Provider provider;
    provider.issuer = issuer.toString(QUrl::FullyEncoded);
    if (document->value("issuer"_L1) != provider.issuer)
        return fail(ErrorKind::Internal,
                    Text::tr("the discovery document of %1 says it belongs to another issuer: %2")
                        .arg(provider.issuer, document->value("issuer"_L1).toString()));
    struct Endpoint
    {
        QUrl &url;
        QLatin1StringView name;
        bool isRequired = false;
    };
    for (const auto &[url, name, isRequired] :
         {Endpoint{provider.authorizationEndpoint, "authorization_endpoint"_L1, true},
          Endpoint{provider.tokenEndpoint, "token_endpoint"_L1, true},
          Endpoint{provider.keysEndpoint, "jwks_uri"_L1, true},
          Endpoint{provider.revocationEndpoint, "revocation_endpoint"_L1, false},
          Endpoint{provider.endSessionEndpoint, "end_session_endpoint"_L1, false}}) {
        if (!isRequired && !document->contains(name))
            continue;
        url = QUrl(document->value(name).toString(), QUrl::StrictMode);
        if (const Done checked = checkEndpoint(url, issuer, name); !checked)
            return tl::unexpected(checked.error());
    }
    if (const Done checked = checkOffers(*document); !checked)
        return tl::unexpected(checked.error());
    provider.sendsIssuer = document->value("authorization_response_iss_parameter_supported"_L1).toBool();
    return provider;
}

} // namespace signalbox
