// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/base64url.h"
#include "models/identity/jws.h"
#include "tests/fake/idpsigner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using fake::IdpSigner;

namespace {

/// JSON written with ' for ". (moc of Qt 6.4 loses the class behind some raw strings.)
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray keySet(const QJsonArray &keys)
{
    return QJsonDocument(QJsonObject{{u"keys"_s, keys}}).toJson();
}

QByteArray withChangedEnd(QByteArray token)
{
    token[token.size() - 5] = token.at(token.size() - 5) == 'A' ? 'B' : 'A';
    return token;
}

QByteArray withPart(const QByteArray &token, int index, const QByteArray &part)
{
    QByteArrayList parts = token.split('.');
    parts[index] = part;
    return parts.join('.');
}

} // namespace

class TestJws : public QObject
{
    Q_OBJECT

    const IdpSigner m_rsa = IdpSigner::rsa(u"rsa"_s);
    const IdpSigner m_otherRsa = IdpSigner::rsa(u"rsa"_s);
    const IdpSigner m_ec = IdpSigner::p256(u"ec"_s);
    const QJsonObject m_claims{{u"sub"_s, u"ada"_s}};
    const QByteArray m_payload = json("{'sub':'ada'}");
    KeySet m_keys;

    QJsonObject changed(QJsonObject key, const QString &name, const QJsonValue &value) const
    {
        key[name] = value;
        return key;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto keys = KeySet::parse(keySet({m_rsa.publicKey(), m_ec.publicKey()}));
        QVERIFY2(keys, qPrintable(keys ? QString() : keys.error().detail));
        m_keys = std::move(*keys);
    }

    void acceptsTheThreeAlgorithms_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("RS256") << m_rsa.token("RS256", m_claims);
        QTest::newRow("PS256") << m_rsa.token("PS256", m_claims);
        QTest::newRow("ES256") << m_ec.token("ES256", m_claims);
    }
    void acceptsTheThreeAlgorithms()
    {
        QFETCH(QByteArray, token);
        const auto claims = verifyJws(token, m_keys);
        QVERIFY2(claims, qPrintable(claims ? QString() : claims.error().detail));
        QCOMPARE(*claims, m_claims);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const QByteArray &token, const char *why) {
            QTest::newRow(name) << token << QString::fromLatin1(why);
        };
        const auto rs = [this](const QByteArray &header) {
            return m_rsa.rawToken("RS256", header, m_payload);
        };
        const QByteArray good = m_rsa.token("RS256", m_claims);
        const QByteArray goodEc = m_ec.token("ES256", m_claims);

        row("alg none", m_rsa.token("none", m_claims), "the token is signed with \"none\"");
        row("alg None", rs(json("{'alg':'None','kid':'rsa'}")), "the token is signed with \"None\"");
        row("alg empty", rs(json("{'alg':'','kid':'rsa'}")), "the token is signed with \"\"");
        row("alg missing", rs(json("{'kid':'rsa'}")), "the token is signed with \"\"");
        row("alg a list", rs(json("{'alg':['RS256'],'kid':'rsa'}")), "the token is signed with \"\"");
        row("alg in small letters", rs(json("{'alg':'rs256','kid':'rsa'}")),
            "the token is signed with \"rs256\"");
        row("HS256 with the RSA key", m_rsa.token("HS256", m_claims), "the token is signed with \"HS256\"");
        row("RS512", rs(json("{'alg':'RS512','kid':'rsa'}")), "the token is signed with \"RS512\"");
        row("ES256 with an RSA key", m_rsa.rawToken("RS256", json("{'alg':'ES256','kid':'rsa'}"), m_payload),
            "the token's algorithm ES256 does not belong to its key");
        row("RS256 with an EC key", m_ec.rawToken("ES256", json("{'alg':'RS256','kid':'ec'}"), m_payload),
            "the token's algorithm RS256 does not belong to its key");
        row("PS256 said, RS256 done", m_rsa.rawToken("RS256", json("{'alg':'PS256','kid':'rsa'}"), m_payload),
            "the token's signature is wrong");
        row("alg twice", rs(json("{'alg':'none','alg':'RS256','kid':'rsa'}")),
            "the token's header is unusable");

        row("crit", rs(json("{'alg':'RS256','kid':'rsa','crit':['exp']}")),
            "the token has a critical header");
        row("crit empty", rs(json("{'alg':'RS256','kid':'rsa','crit':[]}")),
            "the token has a critical header");
        row("b64 false", rs(json("{'alg':'RS256','kid':'rsa','b64':false,'crit':['b64']}")),
            "the token has a critical header");

        row("kid missing", rs(json("{'alg':'RS256'}")), "the token does not say which key");
        row("kid empty", rs(json("{'alg':'RS256','kid':''}")), "the token does not say which key");
        row("kid a number", rs(json("{'alg':'RS256','kid':1}")), "the token does not say which key");
        row("kid a list", rs(json("{'alg':'RS256','kid':['rsa']}")), "the token does not say which key");
        row("kid unknown", rs(json("{'alg':'RS256','kid':'other'}")), "the token is signed by a key");
        row("kid a path", rs(json("{'alg':'RS256','kid':'../../dev/null'}")), "the token is signed by a key");
        row("kid with a NUL", rs(json("{'alg':'RS256','kid':'rsa\\u0000'}")), "the token is signed by a key");
        row("kid of the other key", m_rsa.rawToken("RS256", json("{'alg':'RS256','kid':'ec'}"), m_payload),
            "the token's algorithm RS256 does not belong to its key");
        const QByteArray ownKey = QJsonDocument(m_otherRsa.publicKey()).toJson(QJsonDocument::Compact);
        row("own key in jwk",
            m_otherRsa.rawToken("RS256", json("{'alg':'RS256','kid':'rsa','jwk':") + ownKey + "}", m_payload),
            "the token's signature is wrong");
        row("own keys in jku",
            m_otherRsa.rawToken("RS256", json("{'alg':'RS256','kid':'rsa','jku':'http://evil/'}"), m_payload),
            "the token's signature is wrong");

        row("another's signature", m_otherRsa.token("RS256", m_claims), "the token's signature is wrong");
        row("changed signature", withChangedEnd(good), "the token's signature is wrong");
        row("changed EC signature", withChangedEnd(goodEc), "the token's signature is wrong");
        row("no signature", withPart(good, 2, ""), "the token's signature is wrong");
        row("EC signature in DER", withPart(goodEc, 2, toBase64Url(QByteArray(70, '0'))),
            "the token's signature is wrong");
        row("EC signature with a byte more",
            withPart(goodEc, 2, toBase64Url(*fromBase64Url(goodEc.split('.').back()) + 'x')),
            "the token's signature is wrong");
        row("EC signature of zeros", withPart(goodEc, 2, toBase64Url(QByteArray(64, '\0'))),
            "the token's signature is wrong");
        row("changed payload", withPart(good, 1, toBase64Url(json("{'sub':'eve'}"))),
            "the token's signature is wrong");
        row("payload not JSON", m_rsa.rawToken("RS256", json("{'alg':'RS256','kid':'rsa'}"), "sub"),
            "the token's payload is unusable");
        row("claim twice",
            m_rsa.rawToken("RS256", json("{'alg':'RS256','kid':'rsa'}"), json("{'sub':'ada','sub':'eve'}")),
            "the token's payload is unusable: \"sub\" appears twice");

        row("empty", "", "the token does not have three parts");
        row("two parts", good.left(good.lastIndexOf('.')), "the token does not have three parts");
        row("four parts", good + ".x", "the token does not have three parts");
        row("header not base64url", withPart(good, 0, "e30="), "the token's header is not base64url");
        row("header no object", withPart(good, 0, toBase64Url("[]")), "the token's header is unusable");
        row("signature padded", good + "=", "the token's signature is wrong");
        row("huge", QByteArray(70'000, 'a'), "the token is too long");
    }
    void refuses()
    {
        QFETCH(QByteArray, token);
        QFETCH(QString, why);
        const auto claims = verifyJws(token, m_keys);
        QVERIFY(!claims);
        QCOMPARE(claims.error().kind, ErrorKind::Internal);
        QVERIFY2(claims.error().detail.startsWith(why), qPrintable(claims.error().detail));
    }

    void refusesAKeySet_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const QByteArray &json, const char *why) {
            QTest::newRow(name) << json << QString::fromLatin1(why);
        };
        const QJsonObject rsa = m_rsa.publicKey();
        const QJsonObject ec = m_ec.publicKey();
        const QString x = ec[u"x"_s].toString();
        const char *broken = "the issuer's key \"";
        row("not JSON", "<html>", "the issuer's keys are unusable");
        row("none", keySet({}), "the issuer publishes no key");
        row("no list", json("{'keys': 'x'}"), "the issuer publishes no key");
        row("weak RSA", keySet({IdpSigner::rsa(u"weak"_s, 1024).publicKey()}), broken);
        row("RSA exponent 1", keySet({changed(rsa, u"e"_s, u"AQ"_s)}), broken);
        row("RSA even exponent", keySet({changed(rsa, u"e"_s, u"Ag"_s)}), broken);
        row("RSA huge modulus",
            keySet({changed(rsa, u"n"_s, QString::fromLatin1(toBase64Url(QByteArray(4096, 'x'))))}), broken);
        row("RSA without modulus", keySet({changed(rsa, u"n"_s, QJsonValue())}), broken);
        const QByteArray nineBytes = QByteArray(8, '\1') + '\3';
        row("RSA huge exponent", keySet({changed(rsa, u"e"_s, QString::fromLatin1(toBase64Url(nineBytes)))}),
            broken);
        const QByteArray point =
            *fromBase64Url(x.toLatin1()) + *fromBase64Url(ec[u"y"_s].toString().toLatin1());
        row("EC coordinates of odd sizes",
            keySet({changed(changed(ec, u"x"_s, QString::fromLatin1(toBase64Url(point.first(31)))), u"y"_s,
                            QString::fromLatin1(toBase64Url(point.sliced(31))))}),
            broken);
        row("EC point off the curve", keySet({changed(ec, u"y"_s, x)}), broken);
        row("EC short coordinate", keySet({changed(ec, u"x"_s, x.left(20))}), broken);
        row("two of one name", keySet({rsa, m_otherRsa.publicKey()}),
            "the issuer's keys don't each have a name");
        row("without a name", keySet({changed(rsa, u"kid"_s, QJsonValue())}),
            "the issuer's keys don't each have a name");
        row("secret only",
            keySet({QJsonObject{{u"kty"_s, u"oct"_s}, {u"kid"_s, u"k"_s}, {u"k"_s, u"AAAA"_s}}}),
            "the issuer publishes no key");
        row("for encryption only", keySet({changed(rsa, u"use"_s, u"enc"_s)}), "the issuer publishes no key");
        QJsonArray many;
        for (int i = 0; i < 65; ++i)
            many << changed(rsa, u"kid"_s, QString::number(i));
        row("65 keys", keySet(many), "the issuer publishes more than 64 keys");
    }
    void refusesAKeySet()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, why);
        const auto keys = KeySet::parse(json);
        QVERIFY(!keys);
        QVERIFY2(keys.error().detail.startsWith(why), qPrintable(keys.error().detail));
    }

    void passesOverKeysItDoesNotUse()
    {
        const auto keys = KeySet::parse(
            keySet({changed(changed(m_rsa.publicKey(), u"use"_s, u"enc"_s), u"kid"_s, u"enc"_s),
                    QJsonObject{{u"kty"_s, u"OKP"_s}, {u"kid"_s, u"ed"_s}, {u"use"_s, u"sig"_s}},
                    changed(m_ec.publicKey(), u"crv"_s, u"P-384"_s), m_rsa.publicKey()}));
        QVERIFY(keys);
        QVERIFY(keys->find(u"rsa"_s));
        QVERIFY(!keys->find(u"enc"_s) && !keys->find(u"ed"_s) && !keys->find(u"ec"_s));
    }

    void holdsAKeyToItsOwnAlgorithm()
    {
        const auto keys = KeySet::parse(keySet({changed(m_rsa.publicKey(), u"alg"_s, u"RS256"_s)}));
        QVERIFY(keys);
        QVERIFY(verifyJws(m_rsa.token("RS256", m_claims), *keys));
        const auto other = verifyJws(m_rsa.token("PS256", m_claims), *keys);
        QCOMPARE(other.error().detail, u"the token's algorithm PS256 does not belong to its key"_s);
    }

    void readsTheClaimedKeyWithoutTrustingIt()
    {
        QCOMPARE(claimedKeyId(m_ec.token("ES256", m_claims)), u"ec"_s);
        QCOMPARE(claimedKeyId("x"), QString());
        QCOMPARE(claimedKeyId(""), QString());
    }
};

QTEST_APPLESS_MAIN(TestJws)
#include "tst_jws.moc"
