// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/idp.h"

#include "models/identity/pkce.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTcpSocket>
#include <QUrlQuery>

namespace signalbox::fake {

using namespace Qt::StringLiterals;

namespace {

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

FakeIdp::Response refusal(const QString &error)
{
    return {400, json({{u"error"_s, error}, {u"error_description"_s, u"as told"_s}}), {}};
}

/// The whole request, or nothing while some of it is missing.
std::optional<FakeIdp::Request> parse(const QByteArray &bytes)
{
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return {};
    const QByteArray head = bytes.first(headEnd).toLower();
    const qsizetype length = head.indexOf("content-length: ");
    const QByteArray body = bytes.sliced(headEnd + 4);
    if (length >= 0 && body.size() < head.sliced(length + 16).split('\r').front().toLongLong())
        return {};
    const QList<QByteArray> line = bytes.first(bytes.indexOf("\r\n")).split(' ');
    const QUrl url = QUrl::fromEncoded(line.value(1));
    FakeIdp::Request request{QString::fromLatin1(line.front()), url.path().section(u'/', -1), {}};
    const QUrlQuery query(body.isEmpty() ? url.query(QUrl::FullyEncoded) : QString::fromLatin1(body));
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded))
        request.parameters.insert(name, value);
    return request;
}

} // namespace

FakeIdp::FakeIdp(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            serve(socket);
    });
    start();
}

FakeIdp::~FakeIdp() = default;

void FakeIdp::start()
{
    if (!m_server.listen(QHostAddress::LocalHost, m_port))
        qFatal("the fake issuer cannot listen");
    m_port = m_server.serverPort();
}

void FakeIdp::stop()
{
    m_server.close();
}

QUrl FakeIdp::issuer() const
{
    return QUrl(u"http://127.0.0.1:%1/realms/test"_s.arg(m_port));
}

OidcSettings FakeIdp::settings() const
{
    OidcSettings settings;
    settings.issuer = issuer();
    settings.clientId = u"console"_s;
    settings.interveneClientId = u"console-intervene"_s;
    settings.adminClaim = u"groups"_s;
    settings.adminValue = u"ops"_s;
    return settings;
}

int FakeIdp::count(const QString &path) const
{
    return static_cast<int>(std::count_if(m_requests.begin(), m_requests.end(),
                                          [&](const Request &request) { return request.path == path; }));
}

qint64 FakeIdp::now() const
{
    return (m_clock.utc() + dateOffset).time_since_epoch().count() / 1000;
}

void FakeIdp::serve(QTcpSocket *socket)
{
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    const auto read = std::make_shared<QByteArray>();
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, read] {
        *read += socket->readAll();
        const auto request = parse(*read);
        if (!request)
            return;
        read->clear();
        m_requests << *request;
        Response response = respond(*request);
        if (onResponse)
            onResponse(*request, response);
        const QString date = QLocale::c().toString(QDateTime::fromSecsSinceEpoch(now()).toUTC(),
                                                   u"'Date: 'ddd, dd MMM yyyy HH:mm:ss 'GMT\r\n'"_s);
        socket->write("HTTP/1.1 " + QByteArray::number(response.status) + " Said\r\nConnection: close\r\n" +
                      (sendsDate ? date.toLatin1() : QByteArray()) +
                      "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n" +
                      response.headers + "\r\n" + response.body);
        socket->disconnectFromHost();
    });
}

FakeIdp::Response FakeIdp::respond(const Request &request)
{
    if (isBusy)
        return {503, {}, {}};
    if (request.path == "openid-configuration"_L1)
        return discovery();
    if (request.path == "certs"_L1)
        return keys();
    if (request.path == "auth"_L1)
        return authorize(request);
    if (request.path == "token"_L1)
        return tokens(request);
    if (request.path == "revoke"_L1) {
        revoked << request.parameters[u"token"_s];
        m_sessions.remove(revoked.back());
        return {};
    }
    if (request.path == "logout"_L1) {
        endedSessions << request.parameters[u"id_token_hint"_s];
        return {};
    }
    return {404, {}, {}};
}

FakeIdp::Response FakeIdp::discovery() const
{
    const QString base = issuer().toString();
    QJsonObject document{{u"issuer"_s, base},
                         {u"authorization_endpoint"_s, base + u"/auth"_s},
                         {u"token_endpoint"_s, base + u"/token"_s},
                         {u"jwks_uri"_s, base + u"/certs"_s},
                         {u"revocation_endpoint"_s, base + u"/revoke"_s},
                         {u"end_session_endpoint"_s, base + u"/logout"_s},
                         {u"response_types_supported"_s, QJsonArray{u"code"_s}},
                         {u"code_challenge_methods_supported"_s, QJsonArray{u"plain"_s, u"S256"_s}},
                         {u"id_token_signing_alg_values_supported"_s, QJsonArray{u"RS256"_s}},
                         {u"authorization_response_iss_parameter_supported"_s, true}};
    if (onDiscovery)
        onDiscovery(document);
    return {200, json(document), {}};
}

FakeIdp::Response FakeIdp::keys() const
{
    QJsonObject document{{u"keys"_s, QJsonArray{signer.publicKey()}}};
    if (onKeys)
        onKeys(document);
    return {200, json(document), {}};
}

FakeIdp::Response FakeIdp::authorize(const Request &request)
{
    const auto &asked = request.parameters;
    if (asked[u"code_challenge_method"_s] != "S256"_L1 || asked[u"response_type"_s] != "code"_L1)
        return {400, "no", {}};
    const bool isStepUp = asked[u"client_id"_s] == settings().interveneClientId;
    const QString code = u"code-%1"_s.arg(++m_counter);
    m_codes.insert(code, {asked[u"client_id"_s], asked[u"code_challenge"_s], asked[u"nonce"_s],
                          asked[u"redirect_uri"_s], subject, userName, groups,
                          isStepUp ? writePermissions : permissions, now()});
    Parameters answer{{u"code"_s, code}, {u"state"_s, asked[u"state"_s]}, {u"iss"_s, issuer().toString()}};
    if (onCallback)
        onCallback(answer);
    QUrl target(asked[u"redirect_uri"_s]);
    QUrlQuery query;
    query.setQueryItems(answer);
    target.setQuery(query);
    return {302, {}, "Location: " + target.toEncoded() + "\r\n"};
}

FakeIdp::Response FakeIdp::tokens(const Request &request)
{
    const auto &asked = request.parameters;
    if (asked[u"grant_type"_s] == "authorization_code"_L1) {
        const Grant grant = m_codes.take(asked[u"code"_s]);
        const QByteArray challenge = Pkce::challengeOf(asked[u"code_verifier"_s].toLatin1());
        if (grant.challenge.isEmpty() || QString::fromLatin1(challenge) != grant.challenge ||
            asked[u"redirect_uri"_s] != grant.redirect || asked[u"client_id"_s] != grant.client)
            return refusal(u"invalid_grant"_s);
        return tokensFor(grant, false);
    }
    ++refreshes;
    const QString token = asked[u"refresh_token"_s];
    if (m_usedTokens.contains(token))
        m_sessions.clear(); // as Keycloak: a replay ends the session
    if (grantsNothing || !m_sessions.contains(token) || asked[u"client_id"_s] != m_sessions[token].client)
        return refusal(u"invalid_grant"_s);
    Grant grant = m_sessions.take(token);
    m_usedTokens << token;
    grant.permissions = permissions;
    grant.groups = groups;
    return tokensFor(grant, true);
}

FakeIdp::Response FakeIdp::tokensFor(const Grant &grant, bool isRefresh)
{
    const bool isStepUp = grant.client == settings().interveneClientId;
    const QString number = QString::number(++m_counter);
    QJsonObject answer{{u"access_token"_s, u"access-"_s + number},
                       {u"token_type"_s, u"Bearer"_s},
                       {u"expires_in"_s, isStepUp ? 120 : lifeSeconds},
                       {u"id_token"_s, idToken(grant, isRefresh)}};
    if (!isStepUp) {
        const QString refreshToken = u"refresh-"_s + number;
        answer[u"refresh_token"_s] = refreshToken;
        m_sessions.insert(refreshToken, grant);
    }
    if (onTokens)
        onTokens(answer);
    for (const auto &name : {u"access_token"_s, u"refresh_token"_s, u"id_token"_s})
        tokensGiven << answer[name].toString();
    return {200, json(answer), {}};
}

QString FakeIdp::idToken(const Grant &grant, bool isRefresh) const
{
    QJsonObject claims{{u"iss"_s, issuer().toString()},
                       {u"aud"_s, grant.client},
                       {u"azp"_s, grant.client},
                       {u"sub"_s, grant.subject},
                       {u"preferred_username"_s, grant.userName},
                       {u"iat"_s, now()},
                       {u"exp"_s, now() + lifeSeconds},
                       {u"auth_time"_s, grant.authTime},
                       {u"groups"_s, QJsonArray::fromStringList(grant.groups)},
                       {u"permissions"_s, QJsonArray::fromStringList(grant.permissions)}};
    if (!isRefresh)
        claims[u"nonce"_s] = grant.nonce;
    if (onIdToken)
        onIdToken(claims);
    return QString::fromLatin1(signer.token("RS256", claims));
}

} // namespace signalbox::fake
