// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/profile/profilereader.h"

#include "models/base/smallfile.h"
#include "models/base/text.h"
#include "models/base/tomltable.h"
#include "models/profile/metricsources.h"
#include "models/profile/profilefolder.h"
#include "models/profile/queuecheck.h"
#include "models/profile/receiver.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <tuple>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

bool isAddress(const QString &text)
{
    static const QRegularExpression form(
        u"^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\]):([0-9]{1,5})$"_s);
    const auto match = form.match(text);
    return match.hasMatch() && match.captured(1).toInt() >= 1 && match.captured(1).toInt() <= 65535;
}

QString readAddress(TomlTable &table)
{
    QString address = table.requiredText("address");
    if (!address.isEmpty() && !isAddress(address))
        table.refuse("address", Text::tr("must be host:port, as in \"temporal.example.org:7233\""));
    return address;
}

Environment readEnvironment(TomlTable &table)
{
    const QString name = table.requiredText("environment");
    if (name == "development"_L1)
        return Environment::Development;
    if (name == "staging"_L1)
        return Environment::Staging;
    if (!name.isEmpty() && name != "production"_L1)
        table.refuse("environment", Text::tr("must be development, staging or production"));
    return Environment::Production;
}

/// Paths are relative to the folder of profiles.toml.
QString readPath(TomlTable &table, const char *key, const QDir &folder)
{
    const QString path = table.text(key);
    return path.isEmpty() ? path : QDir::cleanPath(folder.absoluteFilePath(path));
}

/// What it holds is read later; that it is there is said beside the other faults of this file.
QString readRunbookPath(TomlTable &table, const QDir &folder)
{
    QString path = readPath(table, "runbook", folder);
    if (path.isEmpty())
        return path;
    if (const auto read = readSmallFile(path); !read)
        table.refuse("runbook", Text::tr("%1 cannot be read: %2").arg(path, read.error().detail));
    return path;
}

void refuseBoth(TomlTable &table, const char *dataKey, const QString &path, const QString &data)
{
    if (!path.isEmpty() && !data.isEmpty())
        table.refuse(dataKey, Text::tr("cannot be given together with its path: leave out one of the two"));
}

TlsSettings readTls(TomlTable &table, const QDir &folder)
{
    TlsSettings tls;
    tls.disabled = table.flag("disabled").value_or(false);
    tls.clientCertPath = readPath(table, "client_cert_path", folder);
    tls.clientCertData = table.text("client_cert_data");
    tls.clientKeyPath = readPath(table, "client_key_path", folder);
    tls.clientKeyData = table.text("client_key_data");
    tls.serverCaCertPath = readPath(table, "server_ca_cert_path", folder);
    tls.serverCaCertData = table.text("server_ca_cert_data");
    tls.serverName = table.text("server_name");
    if (table.flag("disable_host_verification").value_or(false))
        table.refuse(
            "disable_host_verification",
            Text::tr("is refused: without it anybody on the way can pose as the server and take the tokens; "
                     "name the server's CA with server_ca_cert_path instead"));
    refuseBoth(table, "client_cert_data", tls.clientCertPath, tls.clientCertData);
    refuseBoth(table, "client_key_data", tls.clientKeyPath, tls.clientKeyData);
    refuseBoth(table, "server_ca_cert_data", tls.serverCaCertPath, tls.serverCaCertData);
    const bool hasCert = !tls.clientCertPath.isEmpty() || !tls.clientCertData.isEmpty();
    const bool hasKey = !tls.clientKeyPath.isEmpty() || !tls.clientKeyData.isEmpty();
    if (hasCert && !hasKey)
        table.refuse("client_key_path", Text::tr("is missing: a client certificate needs its key"));
    if (hasKey && !hasCert)
        table.refuse("client_cert_path", Text::tr("is missing: a client key needs its certificate"));
    table.end();
    return tls;
}

QUrl readIssuer(TomlTable &table)
{
    const QString text = table.requiredText("issuer");
    QUrl issuer(text, QUrl::StrictMode);
    const bool isWeb = issuer.scheme() == "https"_L1 || issuer.scheme() == "http"_L1;
    if (text.isEmpty())
        return {};
    // Compared byte for byte with the discovery document and the tokens, so it has to survive QUrl unchanged.
    if (!isWeb || issuer.host().isEmpty() || issuer.hasQuery() || issuer.hasFragment() ||
        !issuer.userInfo().isEmpty() || issuer.toString(QUrl::FullyEncoded) != text)
        table.refuse("issuer", Text::tr("must be the issuer's address exactly as the issuer writes it, as in "
                                        "\"https://id.example.org/realms/platform\""));
    else if (issuer.scheme() == "http"_L1 && !isLoopbackHost(issuer.host()))
        table.refuse("issuer",
                     Text::tr("must be https: http is accepted on this machine's own loopback address only"));
    return issuer;
}

OidcSettings readOidc(TomlTable &table, const QDir &folder)
{
    OidcSettings oidc;
    oidc.issuer = readIssuer(table);
    oidc.clientId = table.requiredText("client_id");
    oidc.interveneClientId = table.text("intervene_client_id");
    oidc.adminClaim = table.text("admin_claim");
    oidc.adminValue = table.text("admin_value");
    if (oidc.adminClaim.isEmpty() != oidc.adminValue.isEmpty())
        table.refuse(oidc.adminClaim.isEmpty() ? "admin_claim" : "admin_value",
                     Text::tr("is missing: admin_claim and admin_value belong together"));
    if (const QStringList scopes = table.texts("scopes"); !scopes.isEmpty())
        oidc.scopes = scopes;
    if (!oidc.scopes.contains("openid"_L1))
        table.refuse("scopes",
                     Text::tr("must contain \"openid\": without it there is no ID token to verify"));
    if (const QString claim = table.text("permissions_claim"); !claim.isEmpty())
        oidc.permissionsClaim = claim;
    oidc.caCertPath = readPath(table, "ca_cert_path", folder);
    table.end();
    return oidc;
}

std::vector<QueueKey> readQueues(TomlTable &table)
{
    std::vector<QueueKey> queues;
    for (const QString &text : table.texts("queues")) {
        const qsizetype slash = text.indexOf(u'/');
        const QueueKey key{text.left(slash), text.mid(slash + 1)};
        if (slash < 1 || key.queue.isEmpty())
            table.refuse("queues", Text::tr("\"%1\" must be \"namespace/queue\"").arg(text));
        else if (const auto why = whyNotWatched(key.queue))
            table.refuse("queues", u"\"%1\" %2"_s.arg(text, *why));
        else if (std::find(queues.begin(), queues.end(), key) != queues.end())
            table.refuse("queues", Text::tr("\"%1\" appears twice").arg(text));
        queues.push_back(key);
    }
    return queues;
}

Profile readProfile(TomlTable &table, const QDir &folder)
{
    Profile profile;
    profile.name = table.name();
    profile.address = readAddress(table);
    profile.environment = readEnvironment(table);
    if (auto tls = table.table("tls"))
        profile.tls = readTls(*tls, folder);
    auto oidc = table.table("oidc");
    if (oidc)
        profile.oidc = readOidc(*oidc, folder);
    profile.runbookPath = readRunbookPath(table, folder);
    profile.rulesPath = folder.absoluteFilePath(u"rules-%1.toml"_s.arg(profileFolder(profile.name)));
    profile.queues = readQueues(table);
    // Only checked: who uses them reads them again.
    std::ignore = readReceivers(table, folder);
    std::ignore = readMetricSources(table, folder);
    if (!profile.address.isEmpty() && !profile.usesTls() && !isLoopbackHost(hostOf(profile.address)))
        table.refuse(
            "tls",
            Text::tr("disabled is refused here: a token in plaintext may go to this machine's own loopback "
                     "address only"));
    table.end();
    if (!oidc) // after a key nobody knows, which may be meant for it
        table.refuse("oidc", Text::tr("is missing: Signalbox signs in through OpenID Connect"));
    return profile;
}

} // namespace

Result<std::vector<Profile>> readProfiles(const QString &path)
{
    const auto source = readSmallFile(path);
    if (!source)
        return fail(ErrorKind::Configuration,
                    Text::tr("%1: cannot be read: %2").arg(path, source.error().detail));
    TomlFile file(*source, path);
    if (const Done parsed = file.check(); !parsed)
        return tl::unexpected(parsed.error());
    const QDir folder = QFileInfo(path).absoluteDir();
    TomlTable root = file.root();
    std::vector<Profile> profiles;
    if (auto all = root.table("profile"))
        for (TomlTable &table : all->allTables())
            profiles.push_back(readProfile(table, folder));
    root.end();
    if (const Done checked = file.check(); !checked)
        return tl::unexpected(checked.error());
    if (profiles.empty())
        return fail(ErrorKind::Configuration,
                    Text::tr("%1: has no profile: a table [profile.NAME] is missing").arg(path));
    return profiles;
}

Result<Profile> chooseProfile(const std::vector<Profile> &profiles, const QString &name)
{
    if (name.isEmpty() && profiles.size() == 1)
        return profiles.front();
    QStringList names;
    for (const Profile &profile : profiles) {
        if (!name.isEmpty() && profile.name == name)
            return profile;
        names << profile.name;
    }
    const QString list = names.isEmpty() ? u"none"_s : names.join(u", "_s);
    return fail(ErrorKind::Configuration,
                name.isEmpty() ? Text::tr("name one of the profiles with --profile: %1").arg(list)
                               : Text::tr("there is no profile \"%1\"; there are: %2").arg(name, list));
}

QString profilesPath(const QString &configDir)
{
    const QString folder =
        configDir.isEmpty()
            ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/signalbox"_s
            : configDir;
    return QDir(folder).filePath(u"profiles.toml"_s);
}

} // namespace signalbox
