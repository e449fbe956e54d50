// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/base/queuekey.h"

#include <QStringList>
#include <QUrl>

#include <optional>
#include <vector>

namespace signalbox {

enum class Environment { Development, Staging, Production };

/// [profile.NAME.tls], with the keys of temporal.toml (sdk-go contrib/envconfig). Paths or PEM text.
struct TlsSettings
{
    bool disabled = false;
    QString clientCertPath, clientCertData;
    QString clientKeyPath, clientKeyData;
    QString serverCaCertPath, serverCaCertData;
    QString serverName;

    bool operator==(const TlsSettings &) const = default;
};

/// [profile.NAME.oidc].
struct OidcSettings
{
    QUrl issuer;
    QString clientId;
    QString interveneClientId; ///< empty: the write token is made from the everyday one
    QString adminClaim;        ///< empty: levers are enabled and the server decides
    QString adminValue;
    QStringList scopes{QStringLiteral("openid")};
    QString permissionsClaim = QStringLiteral("permissions");
    QString caCertPath;

    bool operator==(const OidcSettings &) const = default;
};

/// One Temporal cluster and how to reach it. Plain value, checked by the reader: an address with a port, an
/// issuer that is https or on loopback, plaintext to loopback only.
struct Profile
{
    QString name;
    QString address; ///< host:port
    Environment environment = Environment::Production;
    std::optional<TlsSettings> tls;
    OidcSettings oidc;
    QString runbookPath;          ///< empty: the built-in runbook
    QString rulesPath;            ///< of rules in place of the runbook's; there may be no such file
    std::vector<QueueKey> queues; ///< what no API lists; "namespace/queue", split at the first slash

    /// TLS is used unless [tls] disables it, or there is no [tls] and the address is loopback.
    [[nodiscard]] bool usesTls() const;

    bool operator==(const Profile &) const = default;
};

/// Whether a host name or literal can only reach this machine: 127.0.0.0/8, ::1 and "localhost".
[[nodiscard]] bool isLoopbackHost(const QString &host);
[[nodiscard]] QString hostOf(const QString &address); ///< "[::1]:7233" -> "::1"

} // namespace signalbox
