// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/provider.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

/// JSON written with ' for ". (moc of Qt 6.4 loses the class behind some raw strings.)
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

const QUrl issuer(u"https://id.example.org/realms/r"_s);

QJsonObject goodDocument()
{
    const QString base = issuer.toString() + u"/protocol"_s;
    return {{u"issuer"_s, issuer.toString()},
            {u"authorization_endpoint"_s, base + u"/auth?tenant=1"_s},
            {u"token_endpoint"_s, base + u"/token"_s},
            {u"jwks_uri"_s, base + u"/certs"_s},
            {u"revocation_endpoint"_s, base + u"/revoke"_s},
            {u"end_session_endpoint"_s, base + u"/logout"_s},
            {u"code_challenge_methods_supported"_s, QJsonArray{u"S256"_s}},
            {u"authorization_response_iss_parameter_supported"_s, true}};
}

QByteArray bytes(const QJsonObject &document)
{
    return QJsonDocument(document).toJson();
}

} // namespace

class TestProvider : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAGoodDocument()
    {
        const auto provider = Provider::parse(bytes(goodDocument()), issuer);
        QVERIFY2(provider, qPrintable(provider ? QString() : provider.error().detail));
        QCOMPARE(provider->issuer, issuer.toString());
        QCOMPARE(provider->authorizationEndpoint.toString(),
                 issuer.toString() + u"/protocol/auth?tenant=1"_s);
        QCOMPARE(provider->keysEndpoint.toString(), issuer.toString() + u"/protocol/certs"_s);
        QVERIFY(provider->sendsIssuer);
    }

    void managesWithWhatIsRequired()
    {
        QJsonObject document = goodDocument();
        for (const auto &key :
             {u"revocation_endpoint"_s, u"end_session_endpoint"_s, u"code_challenge_methods_supported"_s,
              u"authorization_response_iss_parameter_supported"_s})
            document.remove(key);
        const auto provider = Provider::parse(bytes(document), issuer);
        QVERIFY(provider);
        QVERIFY(provider->revocationEndpoint.isEmpty() && provider->endSessionEndpoint.isEmpty());
        QVERIFY(!provider->sendsIssuer);
    }

    void findsTheDocument_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("address");
        QTest::newRow("path") << u"https://i.example.org/realms/r"_s
                              << u"https://i.example.org/realms/r/.well-known/openid-configuration"_s;
        QTest::newRow("slash") << u"https://i.example.org/"_s
                               << u"https://i.example.org/.well-known/openid-configuration"_s;
        QTest::newRow("bare") << u"https://i.example.org"_s
                              << u"https://i.example.org/.well-known/openid-configuration"_s;
    }
    void findsTheDocument()
    {
        QFETCH(QString, issuer);
        QFETCH(QString, address);
        QCOMPARE(Provider::discoveryAddress(QUrl(issuer)).toString(), address);
    }

    void refusesLies_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const QString &key, const QJsonValue &value, const char *why) {
            QTest::newRow(name) << key << value << QString::fromLatin1(why);
        };
        const QString said = u"issuer"_s;
        const char *other =
            "the discovery document of https://id.example.org/realms/r says it belongs to another issuer";
        row("issuer other", said, u"https://evil.example.org"_s, other);
        row("issuer with a slash", said, u"https://id.example.org/realms/r/"_s, other);
        row("issuer in capitals", said, u"https://ID.example.org/realms/r"_s, other);
        row("issuer missing", said, QJsonValue(), other);
        row("token endpoint elsewhere", u"token_endpoint"_s, u"https://evil.example.org/token"_s,
            "the issuer's token_endpoint is on another host");
        row("token endpoint on another port", u"token_endpoint"_s, u"https://id.example.org:8443/token"_s,
            "the issuer's token_endpoint is on another host");
        row("token endpoint in plaintext", u"token_endpoint"_s, u"http://id.example.org/token"_s,
            "the issuer's token_endpoint is not https");
        row("token endpoint a file", u"token_endpoint"_s, u"file:///etc/passwd"_s,
            "the issuer names no usable token_endpoint");
        row("token endpoint missing", u"token_endpoint"_s, QJsonValue(),
            "the issuer names no usable token_endpoint");
        row("token endpoint with a user", u"token_endpoint"_s, u"https://u:p@id.example.org/token"_s,
            "the issuer's token_endpoint is not a plain address");
        row("token endpoint with a fragment", u"token_endpoint"_s, u"https://id.example.org/token#x"_s,
            "the issuer's token_endpoint is not a plain address");
        row("authorization a script", u"authorization_endpoint"_s, u"javascript:alert(1)"_s,
            "the issuer names no usable authorization_endpoint");
        row("authorization elsewhere", u"authorization_endpoint"_s,
            u"https://id.example.org.evil.example/auth"_s,
            "the issuer's authorization_endpoint is on another host");
        row("keys elsewhere", u"jwks_uri"_s, u"https://evil.example.org/certs"_s,
            "the issuer's jwks_uri is on another host");
        row("keys missing", u"jwks_uri"_s, QJsonValue(), "the issuer names no usable jwks_uri");
        row("revocation elsewhere", u"revocation_endpoint"_s, u"https://evil.example.org/r"_s,
            "the issuer's revocation_endpoint is on another host");
        row("logout elsewhere", u"end_session_endpoint"_s, u"https://evil.example.org/l"_s,
            "the issuer's end_session_endpoint is on another host");
        row("no PKCE", u"code_challenge_methods_supported"_s, QJsonArray{u"plain"_s},
            "the issuer does not offer PKCE with S256");
        row("no code flow", u"response_types_supported"_s, QJsonArray{u"id_token"_s},
            "the issuer does not offer the authorization code flow");
        row("no algorithm", u"id_token_signing_alg_values_supported"_s, QJsonArray{u"HS256"_s, u"none"_s},
            "the issuer signs with none of");
    }
    void refusesLies()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QFETCH(QString, why);
        QJsonObject document = goodDocument();
        document[key] = value;
        const auto provider = Provider::parse(bytes(document), issuer);
        QVERIFY(!provider);
        QVERIFY2(provider.error().detail.startsWith(why), qPrintable(provider.error().detail));
    }

    void refusesWhatIsNoDocument()
    {
        QVERIFY(Provider::parse("<html>", issuer)
                    .error()
                    .detail.startsWith(u"the issuer's discovery document is unusable"_s));
        const QByteArray twice =
            json("{'issuer': 'https://evil', 'issuer': 'https://id.example.org/realms/r'}");
        QVERIFY(Provider::parse(twice, issuer).error().detail.endsWith(u"\"issuer\" appears twice"_s));
    }

    void aLoopbackIssuerMayUseHttp()
    {
        const QUrl local(u"http://127.0.0.1:8080/realms/r"_s);
        QJsonObject document = goodDocument();
        for (const auto &key : document.keys())
            if (document[key].isString())
                document[key] =
                    document[key].toString().replace(u"https://id.example.org"_s, u"http://127.0.0.1:8080"_s);
        QVERIFY(Provider::parse(bytes(document), local));
        document[u"token_endpoint"_s] = u"http://127.0.0.1:9090/token"_s;
        QVERIFY(!Provider::parse(bytes(document), local));
    }
};

QTEST_APPLESS_MAIN(TestProvider)
#include "tst_provider.moc"
