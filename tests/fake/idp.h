// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/profile/profile.h"
#include "tests/fake/idpsigner.h"

#include <QHash>
#include <QStringList>
#include <QTcpServer>

#include <functional>
#include <memory>

namespace signalbox::fake {

/// An OpenID Connect issuer on 127.0.0.1 that behaves as Keycloak does (PKCE demanded, refresh tokens
/// rotated, the replay of one ends its session), and lies as told: each hook gets what is about to be said.
/// Signs everybody in without a form; open its authorization address with a client that follows redirects.
/// Owner thread; must outlive nothing.
class FakeIdp final : public QObject
{
    Q_OBJECT

public:
    using Parameters = QList<std::pair<QString, QString>>;
    struct Request
    {
        QString method;
        QString path; ///< "token", "auth", "certs", ...
        QHash<QString, QString> parameters;
    };
    struct Response
    {
        int status = 200;
        QByteArray body;
        QByteArray headers; ///< each "Name: value\r\n"
    };

    explicit FakeIdp(const Clock &clock, QObject *parent = nullptr);
    ~FakeIdp() override;

    [[nodiscard]] QUrl issuer() const;
    [[nodiscard]] OidcSettings settings() const; ///< clients "console" and "console-intervene", groups = ops
    void stop();                                 ///< closes the port
    void start();                                ///< the same one

    // Who signs in, and for how long.
    QString subject = QStringLiteral("sub-ada");
    QString userName = QStringLiteral("ada");
    QStringList groups{QStringLiteral("ops")};
    QStringList permissions{QStringLiteral("ns-a:read"), QStringLiteral("ns-b:read")};
    QStringList writePermissions{QStringLiteral("ns-a:write")};
    int lifeSeconds = 300;

    // Lies. Null: none.
    std::function<void(QJsonObject &)> onDiscovery;
    std::function<void(QJsonObject &)> onKeys;
    std::function<void(QJsonObject &claims)> onIdToken;
    std::function<void(QJsonObject &)> onTokens;
    std::function<void(Parameters &)> onCallback;
    std::function<void(const Request &, Response &)> onResponse; ///< last, on everything
    bool isBusy = false;                                         ///< 503, and nothing done
    bool grantsNothing = false;                                  ///< invalid_grant for every refresh
    Milliseconds dateOffset{0};                                  ///< its clock minus the one given
    bool sendsDate = true;                                       ///< Keycloak 26 doesn't

    // What happened.
    [[nodiscard]] int count(const QString &path) const;
    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }
    int refreshes = 0;
    QStringList revoked;
    QStringList endedSessions; ///< the ID tokens that named them
    QStringList tokensGiven;   ///< every access, refresh and ID token, for leak searches

    IdpSigner signer = IdpSigner::usual();

private:
    struct Grant
    {
        QString client, challenge, nonce, redirect, subject, userName;
        QStringList groups, permissions;
        qint64 authTime = 0;
    };
    void serve(QTcpSocket *socket);
    [[nodiscard]] Response respond(const Request &request);
    [[nodiscard]] Response discovery() const;
    [[nodiscard]] Response keys() const;
    [[nodiscard]] Response authorize(const Request &request);
    [[nodiscard]] Response tokens(const Request &request);
    [[nodiscard]] Response tokensFor(const Grant &grant, bool isRefresh);
    [[nodiscard]] QString idToken(const Grant &grant, bool isRefresh) const;
    [[nodiscard]] qint64 now() const;

    const Clock &m_clock;
    QTcpServer m_server;
    quint16 m_port = 0;
    QList<Request> m_requests;
    QHash<QString, Grant> m_codes;
    QHash<QString, Grant> m_sessions; ///< by refresh token
    QStringList m_usedTokens;
    int m_counter = 0;
};

} // namespace signalbox::fake
