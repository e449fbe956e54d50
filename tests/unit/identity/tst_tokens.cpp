// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/levergate.h"
#include "models/identity/tokens.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

const Instant now{std::chrono::seconds(1'795'514'400)};

IdToken proof(std::optional<Instant> authTime, const QJsonValue &permissions = {})
{
    IdToken token;
    token.subject = u"sub-ada"_s;
    token.authTime = authTime;
    token.claims = {{u"rights"_s, permissions}};
    return token;
}

Result<WriteToken> stepUp(const IdToken &token, const QString &subject = u"sub-ada"_s)
{
    return WriteToken::fromStepUp(token, subject, now, Secret("write"), now + std::chrono::minutes(2),
                                  u"rights"_s);
}

User userOf(const QJsonObject &claims, const QString &adminClaim)
{
    IdToken token;
    token.subject = u"s"_s;
    token.preferredUsername = u"ada"_s;
    token.claims = claims;
    OidcSettings settings;
    settings.adminClaim = adminClaim;
    settings.adminValue = u"platform-team"_s;
    return User::of(token, settings);
}

} // namespace

class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writeTokenNeedsAFreshProofOfTheSamePerson()
    {
        const auto token = stepUp(proof(now - std::chrono::seconds(60)));
        QVERIFY(token);
        QCOMPARE(token->bearer(), "write");
        QCOMPARE(token->expiresAt(), now + std::chrono::minutes(2));

        QCOMPARE(stepUp(proof(now), u"sub-vic"_s).error().detail,
                 u"the step-up was made by someone other than the person signed in"_s);
        QCOMPARE(stepUp(proof(now), QString()).error().kind, ErrorKind::Denied);
        QCOMPARE(stepUp(proof(std::nullopt)).error().detail,
                 u"the step-up does not prove when the password was given"_s);
        QCOMPARE(stepUp(proof(now - std::chrono::seconds(61))).error().detail,
                 u"the step-up rests on a sign-in older than 60 s"_s);
        QCOMPARE(stepUp(proof(now + std::chrono::seconds(61))).error().detail,
                 u"the step-up rests on a sign-in in the future"_s);
    }

    void writeTokenCannotBeMadeOtherwise()
    {
        QVERIFY(!std::is_default_constructible_v<WriteToken>);
        QVERIFY(!std::is_copy_constructible_v<WriteToken>);
        QVERIFY((!std::is_constructible_v<WriteToken, Secret, Instant, QStringList>));
    }

    void mayWriteGoesByPermission_data()
    {
        QTest::addColumn<QJsonValue>("permissions");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("none") << QJsonValue() << false;
        QTest::newRow("write") << QJsonValue(QJsonArray{u"prod:write"_s}) << true;
        QTest::newRow("as one string") << QJsonValue(u"prod:write"_s) << true;
        QTest::newRow("admin") << QJsonValue(QJsonArray{u"prod:admin"_s}) << true;
        QTest::newRow("capitals") << QJsonValue(QJsonArray{u"prod:Write"_s}) << true;
        QTest::newRow("read") << QJsonValue(QJsonArray{u"prod:read"_s}) << false;
        QTest::newRow("worker") << QJsonValue(QJsonArray{u"prod:worker"_s}) << false;
        QTest::newRow("another namespace") << QJsonValue(QJsonArray{u"dev:write"_s}) << false;
        QTest::newRow("longer name") << QJsonValue(QJsonArray{u"prod2:write"_s}) << false;
        QTest::newRow("system") << QJsonValue(QJsonArray{u"temporal-system:admin"_s}) << true;
        QTest::newRow("two colons") << QJsonValue(QJsonArray{u"prod:x:write"_s}) << false;
        QTest::newRow("no string") << QJsonValue(QJsonArray{1}) << false;
    }
    void mayWriteGoesByPermission()
    {
        QFETCH(QJsonValue, permissions);
        QFETCH(bool, allowed);
        const auto token = stepUp(proof(now, permissions));
        QVERIFY(token);
        QCOMPARE(token->mayWrite(u"prod"_s), allowed);
    }

    void mayAdministerGoesByTheRoleAdminAlone()
    {
        const auto token = stepUp(proof(now, QJsonArray{u"prod:write"_s, u"dev:admin"_s}));
        QVERIFY(token);
        QVERIFY(!token->mayAdminister(u"prod"_s));
        QVERIFY(token->mayAdminister(u"dev"_s));
        QVERIFY(stepUp(proof(now, QJsonArray{u"temporal-system:admin"_s}))->mayAdminister(u"prod"_s));
    }

    void hasPermissionsIfOneNamesANamespace()
    {
        QVERIFY(stepUp(proof(now, QJsonArray{u"offline_access"_s, u"dev:read"_s}))->hasPermissions());
        QVERIFY(!stepUp(proof(now, QJsonArray{u"offline_access"_s}))->hasPermissions());
        QVERIFY(!stepUp(proof(now, QJsonValue()))->hasPermissions());
    }

    void everydayTokenCanServeAsWriteToken()
    {
        const ReadToken everyday(Secret("everyday"), now);
        const auto token = WriteToken::fromEveryday(everyday, {u"prod:write"_s});
        QCOMPARE(token.bearer(), "everyday");
        QVERIFY(token.mayWrite(u"prod"_s));
        QVERIFY(!token.mayWrite(u"dev"_s));
    }

    void namespacesComeFromPermissions()
    {
        User user;
        user.permissions = {u"b:read"_s,  u"a:write"_s, u"temporal-system:read"_s,
                            u"b:write"_s, u"odd"_s,     u":x"_s};
        QCOMPARE(user.namespaces(), (QStringList{u"a"_s, u"b"_s}));
    }

    void leverGateGoesByTheClaim_data()
    {
        QTest::addColumn<QJsonObject>("claims");
        QTest::addColumn<QString>("adminClaim");
        QTest::addColumn<QString>("found");
        const QString groups = u"groups"_s;
        QTest::newRow("list") << QJsonObject{{groups, QJsonArray{u"x"_s, u"platform-team"_s}}} << groups
                              << QString();
        QTest::newRow("string") << QJsonObject{{groups, u"platform-team"_s}} << groups << QString();
        QTest::newRow("other value") << QJsonObject{{groups, u"platform-teams"_s}} << groups
                                     << u"the sign-in says platform-teams"_s;
        QTest::newRow("no claim") << QJsonObject{} << groups << u"the sign-in has no claim groups"_s;
        QTest::newRow("true") << QJsonObject{{groups, true}} << groups
                              << u"the sign-in's groups holds no text"_s;
        QTest::newRow("object") << QJsonObject{{groups, QJsonObject{{u"platform-team"_s, true}}}} << groups
                                << u"the sign-in's groups holds no text"_s;
        QTest::newRow("a group's full path") << QJsonObject{{groups, QJsonArray{u"/platform-team"_s}}}
                                             << groups << u"the sign-in says /platform-team"_s;
        const QJsonObject roles{{u"roles"_s, QJsonArray{u"platform-team"_s}}};
        const QString path = u"realm_access.roles"_s;
        QTest::newRow("nested") << QJsonObject{{u"realm_access"_s, roles}} << path << QString();
        QTest::newRow("a name with a dot") << QJsonObject{{path, u"platform-team"_s}} << path << QString();
        QTest::newRow("not so nested") << QJsonObject{{u"realm_access"_s, u"roles"_s}} << path
                                       << u"the sign-in has no claim realm_access.roles"_s;
        QTest::newRow("no claim asked") << QJsonObject{} << QString() << QString();
    }
    void leverGateGoesByTheClaim()
    {
        QFETCH(QJsonObject, claims);
        QFETCH(QString, adminClaim);
        QFETCH(QString, found);
        OidcSettings settings;
        settings.adminClaim = adminClaim;
        settings.adminValue = u"platform-team"_s;
        const QString needs = u"needs %1 = platform-team"_s.arg(adminClaim);
        QCOMPARE(leverGate(settings, userOf(claims, adminClaim)),
                 (LeverGate{found.isEmpty(), found.isEmpty() ? QString() : needs, found}));
    }

    void leverGateNeedsSomebody()
    {
        QCOMPARE(leverGate({}, std::nullopt), (LeverGate{false, u"needs a sign-in"_s, {}}));
    }
};

QTEST_APPLESS_MAIN(TestTokens)
#include "tst_tokens.moc"
