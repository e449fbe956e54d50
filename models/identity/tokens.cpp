// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/tokens.h"

#include "models/base/text.h"
#include "models/identity/idtokenverifier.h"
#include "models/profile/profile.h"

#include <QJsonArray>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto systemNamespace = "temporal-system"_L1; // its roles hold on every namespace

struct Permission
{
    QString ns;
    QString role;
};

/// "<namespace>:<role>", as Temporal's default claim mapper splits it: exactly one colon.
std::optional<Permission> parsePermission(const QString &text)
{
    const QStringList parts = text.split(u':');
    if (parts.size() != 2 || parts[0].isEmpty())
        return {};
    return Permission{parts[0], parts[1].toLower()};
}

} // namespace

QStringList stringsOf(const QJsonValue &claim)
{
    if (claim.isString())
        return {claim.toString()};
    QStringList strings;
    const QJsonArray values = claim.toArray();
    for (const auto &value : values)
        if (value.isString())
            strings << value.toString();
    return strings;
}

QJsonValue IdToken::claim(const QString &nameOrPath) const
{
    if (claims.contains(nameOrPath))
        return claims.value(nameOrPath);
    QJsonValue value = claims;
    for (const QString &part : nameOrPath.split(u'.'))
        value = value.toObject().value(part);
    return value;
}

QStringList IdToken::stringsOf(const QString &nameOrPath) const
{
    return signalbox::stringsOf(claim(nameOrPath));
}

User User::of(const IdToken &token, const OidcSettings &settings)
{
    User user;
    user.subject = token.subject;
    user.name = token.preferredUsername;
    user.permissions = token.stringsOf(settings.permissionsClaim);
    if (!settings.adminClaim.isEmpty()) {
        user.groups = token.stringsOf(settings.adminClaim);
        user.hasAdminClaim = !token.claim(settings.adminClaim).isUndefined();
    }
    user.admin = settings.adminClaim.isEmpty() || user.groups.contains(settings.adminValue);
    return user;
}

QStringList User::namespaces() const
{
    QStringList names;
    for (const QString &text : permissions)
        if (const auto permission = parsePermission(text); permission && permission->ns != systemNamespace)
            names << permission->ns;
    names.sort();
    names.removeDuplicates();
    return names;
}

WriteToken::WriteToken(Secret bearer, Instant expiresAt, QStringList permissions)
    : m_bearer(std::move(bearer))
    , m_expiresAt(expiresAt)
    , m_permissions(std::move(permissions))
{
}

Result<WriteToken> WriteToken::fromStepUp(const IdToken &proof, const QString &expectedSubject, Instant now,
                                          Secret accessToken, Instant expiresAt,
                                          const QString &permissionsClaim)
{
    if (expectedSubject.isEmpty() || proof.subject != expectedSubject)
        return fail(ErrorKind::Denied,
                    Text::tr("the step-up was made by someone other than the person signed in"));
    if (!proof.authTime)
        return fail(ErrorKind::Denied, Text::tr("the step-up does not prove when the password was given"));
    if (*proof.authTime + clockLeeway < now)
        return fail(ErrorKind::Denied, Text::tr("the step-up rests on a sign-in older than 60 s"));
    if (*proof.authTime > now + clockLeeway)
        return fail(ErrorKind::Denied, Text::tr("the step-up rests on a sign-in in the future"));
    return WriteToken(std::move(accessToken), expiresAt, proof.stringsOf(permissionsClaim));
}

WriteToken WriteToken::fromEveryday(const ReadToken &token, const QStringList &permissions)
{
    return {Secret(token.bearer().toByteArray()), token.expiresAt(), permissions};
}

bool WriteToken::hasPermissions() const
{
    return std::any_of(m_permissions.begin(), m_permissions.end(),
                       [](const QString &text) { return parsePermission(text).has_value(); });
}

bool WriteToken::mayWrite(const QString &ns) const
{
    return names(ns, {u"write"_s, u"admin"_s});
}

bool WriteToken::mayAdminister(const QString &ns) const
{
    return names(ns, {u"admin"_s});
}

bool WriteToken::names(const QString &ns, const QStringList &roles) const
{
    return std::any_of(m_permissions.begin(), m_permissions.end(), [&](const QString &text) {
        const auto permission = parsePermission(text);
        return permission && (permission->ns == ns || permission->ns == systemNamespace) &&
               roles.contains(permission->role);
    });
}

} // namespace signalbox
