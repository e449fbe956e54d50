// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/base64url.h"
#include "models/identity/idtokenverifier.h"
#include "tests/fake/idpsigner.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

constexpr qint64 nowSeconds = 1'795'514'400;

QJsonObject goodClaims()
{
    const QByteArray hash = QCryptographicHash::hash("access", QCryptographicHash::Sha256);
    return {{u"iss"_s, u"https://id.example.org/realms/r"_s},
            {u"aud"_s, u"console"_s},
            {u"azp"_s, u"console"_s},
            {u"sub"_s, u"sub-ada"_s},
            {u"preferred_username"_s, u"ada"_s},
            {u"nonce"_s, u"nonce-1"_s},
            {u"iat"_s, nowSeconds},
            {u"exp"_s, nowSeconds + 300},
            {u"auth_time"_s, nowSeconds - 5},
            {u"at_hash"_s, QString::fromLatin1(toBase64Url(hash.first(16)))},
            {u"groups"_s, QJsonArray{u"ops"_s}}};
}

IdTokenExpectation expectation()
{
    IdTokenExpectation expected;
    expected.issuer = u"https://id.example.org/realms/r"_s;
    expected.clientId = u"console"_s;
    expected.nonce = "nonce-1";
    expected.subject = u"sub-ada"_s;
    expected.maxAge = Milliseconds(0);
    expected.accessToken = "access";
    expected.now = Instant(std::chrono::seconds(nowSeconds));
    return expected;
}

using Change = std::function<void(QJsonObject &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestIdTokenVerifier : public QObject
{
    Q_OBJECT

    const fake::IdpSigner m_signer = fake::IdpSigner::rsa(u"key"_s);
    KeySet m_keys;

    Result<IdToken> verify(const QJsonObject &claims,
                           const IdTokenExpectation &expected = expectation()) const
    {
        return verifyIdToken(m_signer.token("RS256", claims), m_keys, expected);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QJsonObject set{{u"keys"_s, QJsonArray{m_signer.publicKey()}}};
        auto keys = KeySet::parse(QJsonDocument(set).toJson());
        QVERIFY(keys);
        m_keys = std::move(*keys);
    }

    void readsAGoodToken()
    {
        const auto token = verify(goodClaims());
        QVERIFY2(token, qPrintable(token ? QString() : token.error().detail));
        QCOMPARE(token->issuer, u"https://id.example.org/realms/r"_s);
        QCOMPARE(token->subject, u"sub-ada"_s);
        QCOMPARE(token->preferredUsername, u"ada"_s);
        QCOMPARE(token->expiresAt, Instant(std::chrono::seconds(nowSeconds + 300)));
        QCOMPARE(token->authTime, Instant(std::chrono::seconds(nowSeconds - 5)));
        QCOMPARE(token->stringsOf(u"groups"_s), QStringList{u"ops"_s});
    }

    void refuses_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("why");
        const auto set = [](const char *name, const char *claim, const QJsonValue &value, const char *why) {
            const QString key = QString::fromLatin1(claim);
            QTest::newRow(name) << Change([key, value](QJsonObject &claims) { claims[key] = value; })
                                << QString::fromLatin1(why);
        };
        const auto drop = [](const char *name, const char *claim, const char *why) {
            const QString key = QString::fromLatin1(claim);
            QTest::newRow(name) << Change([key](QJsonObject &claims) { claims.remove(key); })
                                << QString::fromLatin1(why);
        };
        drop("iss missing", "iss", "the ID token is from another issuer");
        set("iss other", "iss", u"https://evil.example.org"_s, "the ID token is from another issuer");
        set("iss with a slash", "iss", u"https://id.example.org/realms/r/"_s,
            "the ID token is from another issuer");
        set("iss a list", "iss", QJsonArray{u"https://id.example.org/realms/r"_s},
            "the ID token is from another issuer");
        drop("aud missing", "aud", "the ID token is for another client");
        set("aud other", "aud", u"other"_s, "the ID token is for another client");
        set("aud a part", "aud", u"console-2"_s, "the ID token is for another client");
        set("aud list without us", "aud", QJsonArray{u"a"_s, u"b"_s}, "the ID token is for another client");
        set("azp other", "azp", u"other"_s, "the ID token was asked for by another client");
        set("azp empty", "azp", u""_s, "the ID token was asked for by another client");
        QTest::newRow("several aud, no azp") << Change([](QJsonObject &claims) {
            claims[u"aud"_s] = QJsonArray{u"console"_s, u"other"_s};
            claims.remove(u"azp"_s);
        }) << u"the ID token is for several clients"_s;
        drop("exp missing", "exp", "the ID token does not say when it expires");
        set("exp a text", "exp", QString::number(nowSeconds + 300),
            "the ID token does not say when it expires");
        set("exp negative", "exp", -1, "the ID token does not say when it expires");
        set("exp past", "exp", nowSeconds - 60, "the ID token has expired");
        drop("iat missing", "iat", "the ID token does not say when it was issued");
        set("iat future", "iat", nowSeconds + 61, "the ID token was issued in the future");
        set("iat old", "iat", nowSeconds - 361, "the ID token was issued too long ago");
        set("nbf future", "nbf", nowSeconds + 61, "the ID token is not valid yet");
        set("nbf a text", "nbf", u"x"_s, "the ID token is not valid yet");
        drop("nonce missing", "nonce", "the ID token has no nonce");
        set("nonce other", "nonce", u"nonce-2"_s, "the ID token belongs to another sign-in");
        set("nonce longer", "nonce", u"nonce-11"_s, "the ID token belongs to another sign-in");
        set("nonce shorter", "nonce", u"nonce-"_s, "the ID token belongs to another sign-in");
        drop("sub missing", "sub", "the ID token does not say who signed in");
        set("sub empty", "sub", u""_s, "the ID token does not say who signed in");
        set("sub a number", "sub", 1, "the ID token does not say who signed in");
        set("sub endless", "sub", QString(256, u'x'), "the ID token does not say who signed in");
        set("sub other", "sub", u"sub-eve"_s, "the ID token belongs to another person");
        drop("auth_time missing", "auth_time", "the ID token does not say when its owner signed in");
        set("auth_time old", "auth_time", nowSeconds - 61,
            "the ID token comes from a sign-in that is too old");
        set("auth_time future", "auth_time", nowSeconds + 61, "the ID token says an impossible time");
        set("auth_time a text", "auth_time", u"now"_s, "the ID token says an impossible time");
        set("at_hash other", "at_hash", u"AAAAAAAAAAAAAAAAAAAAAA"_s,
            "the ID token belongs to another access token");
        set("at_hash a number", "at_hash", 1, "the ID token belongs to another access token");
    }
    void refuses()
    {
        QFETCH(Change, change);
        QFETCH(QString, why);
        QJsonObject claims = goodClaims();
        change(claims);
        const auto token = verify(claims);
        QVERIFY(!token);
        const bool isOfAnother = why.contains(u"another person"_s) || why.contains(u"too old"_s) ||
                                 why.contains(u"its owner signed in"_s);
        QCOMPARE(token.error().kind, isOfAnother ? ErrorKind::Denied : ErrorKind::Internal);
        QVERIFY2(token.error().detail.startsWith(why), qPrintable(token.error().detail));
    }

    void refusesABadSignatureFirst()
    {
        const fake::IdpSigner other = fake::IdpSigner::rsa(u"key"_s);
        const auto token = verifyIdToken(other.token("RS256", goodClaims()), m_keys, expectation());
        QCOMPARE(token.error().detail, u"the token's signature is wrong"_s);
    }

    void allowsAMinuteBothWays_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("exp") << u"exp"_s << nowSeconds - 59;
        QTest::newRow("iat ahead") << u"iat"_s << nowSeconds + 60;
        QTest::newRow("nbf ahead") << u"nbf"_s << nowSeconds + 60;
        QTest::newRow("auth_time behind") << u"auth_time"_s << nowSeconds - 60;
        QTest::newRow("auth_time ahead") << u"auth_time"_s << nowSeconds + 60;
    }
    void allowsAMinuteBothWays()
    {
        QFETCH(QString, claim);
        QFETCH(qint64, seconds);
        QJsonObject claims = goodClaims();
        claims[claim] = seconds;
        const auto token = verify(claims);
        QVERIFY2(token, qPrintable(token ? QString() : token.error().detail));
    }

    void asksOnlyWhatIsExpected()
    {
        QJsonObject claims = goodClaims();
        for (const auto &name : {u"nonce"_s, u"auth_time"_s, u"at_hash"_s, u"azp"_s, u"preferred_username"_s})
            claims.remove(name);
        IdTokenExpectation expected = expectation();
        expected.nonce.reset();
        expected.subject.reset();
        expected.maxAge.reset();
        const auto token = verify(claims, expected);
        QVERIFY2(token, qPrintable(token ? QString() : token.error().detail));
        QCOMPARE(token->preferredUsername, u"sub-ada"_s);
        QCOMPARE(token->authTime, std::nullopt);
    }

    void acceptsSeveralAudiencesWithAzp()
    {
        QJsonObject claims = goodClaims();
        claims[u"aud"_s] = QJsonArray{u"temporal"_s, u"console"_s};
        QVERIFY(verify(claims));
    }
};

QTEST_APPLESS_MAIN(TestIdTokenVerifier)
#include "tst_idtokenverifier.moc"
