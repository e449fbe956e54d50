// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"
#include "models/identity/secret.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace signalbox {

struct OidcSettings;

/// A claim's value: a string or the strings of an array; empty otherwise.
[[nodiscard]] QStringList stringsOf(const QJsonValue &claim);

/// The claims of an ID token that passed every check of OIDC Core 3.1.3.7 (see idtokenverifier.h).
struct IdToken
{
    QString issuer;
    QString subject;
    QString preferredUsername; ///< falls back to the subject
    Instant issuedAt;
    Instant expiresAt;
    std::optional<Instant> authTime;
    QJsonObject claims;

    /// A name with dots that is no claim of its own is a path into objects, as Keycloak's
    /// "realm_access.roles".
    [[nodiscard]] QJsonValue claim(const QString &nameOrPath) const;
    [[nodiscard]] QStringList stringsOf(const QString &nameOrPath) const;
};

/// Who is signed in, from the verified ID token alone.
struct User
{
    QString subject;
    QString name; ///< preferred user name
    QStringList permissions;
    bool admin = false;         ///< holds adminClaim/adminValue; true where the profile names no claim
    QStringList groups;         ///< the values of the admin claim, for display
    bool hasAdminClaim = false; ///< the token has it, whatever it holds

    [[nodiscard]] static User of(const IdToken &token, const OidcSettings &settings);
    /// Namespaces of `permissions` ("<namespace>:<role>"), "temporal-system" left out, sorted, unique.
    [[nodiscard]] QStringList namespaces() const;
    bool operator==(const User &) const = default;
};

/// An everyday access token: reads only. Shared, immutable, opaque.
class ReadToken
{
public:
    ReadToken(Secret bearer, Instant expiresAt)
        : m_bearer(std::make_shared<const Secret>(std::move(bearer)))
        , m_expiresAt(expiresAt)
    {
    }
    [[nodiscard]] QByteArrayView bearer() const { return m_bearer->view(); }
    [[nodiscard]] Instant expiresAt() const { return m_expiresAt; }

private:
    std::shared_ptr<const Secret> m_bearer;
    Instant m_expiresAt;
};

/// The token of one intervention: no read token passes for it, so a write has to get one. Of a step-up, which
/// demands proof of a fresh sign-in by the same person, or, where the profile has no intervene client, of the
/// everyday token. Move-only, wiped when it dies.
class WriteToken
{
public:
    /// Refused (Denied) if the proof is of another subject, has no auth_time or one older than 60 s at `now`.
    [[nodiscard]] static Result<WriteToken> fromStepUp(const IdToken &proof, const QString &expectedSubject,
                                                       Instant now, Secret accessToken, Instant expiresAt,
                                                       const QString &permissionsClaim);
    /// For a profile without an intervene client: the everyday token, after the dialog. Gating is by role
    /// only.
    [[nodiscard]] static WriteToken fromEveryday(const ReadToken &token, const QStringList &permissions);

    [[nodiscard]] QByteArrayView bearer() const { return m_bearer.view(); }
    [[nodiscard]] Instant expiresAt() const { return m_expiresAt; }
    /// Whether it names any: the server alone knows what one without may do.
    [[nodiscard]] bool hasPermissions() const;
    /// Whether its permissions name write or admin on the namespace, or on temporal-system.
    [[nodiscard]] bool mayWrite(const QString &ns) const;
    /// Whether they name admin there.
    [[nodiscard]] bool mayAdminister(const QString &ns) const;

private:
    WriteToken(Secret bearer, Instant expiresAt, QStringList permissions);
    [[nodiscard]] bool names(const QString &ns, const QStringList &roles) const;

    Secret m_bearer;
    Instant m_expiresAt;
    QStringList m_permissions;
};

} // namespace signalbox
