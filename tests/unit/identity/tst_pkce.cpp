// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/base64url.h"
#include "models/identity/pkce.h"
#include "models/identity/randomtoken.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

class TestPkce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheChallengeOfTheStandard()
    {
        // RFC 7636, appendix B.
        QCOMPARE(Pkce::challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
                 QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }

    void makesAVerifierThatFitsItsChallenge()
    {
        const auto pkce = Pkce::make();
        QVERIFY(pkce);
        QCOMPARE(pkce->verifier.view().size(), 43);
        QCOMPARE(Pkce::challengeOf(pkce->verifier.view()), pkce->challenge);
    }

    void neverRepeatsAToken()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const auto token = randomToken();
            QVERIFY(token);
            QCOMPARE(fromBase64Url(*token).value().size(), 32);
            seen.insert(*token);
        }
        QCOMPARE(seen.size(), 1000);
    }

    void decodesOneSpellingOnly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("canonical") << QByteArray("-_8") << true;
        QTest::newRow("empty") << QByteArray("") << true;
        QTest::newRow("padded") << QByteArray("-_8=") << false;
        QTest::newRow("stray bits") << QByteArray("-_9") << false;
        QTest::newRow("plain base64") << QByteArray("+/8") << false;
        QTest::newRow("space") << QByteArray("-_ 8") << false;
        QTest::newRow("line break") << QByteArray("-_8\n") << false;
        QTest::newRow("one letter") << QByteArray("A") << false;
    }
    void decodesOneSpellingOnly()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, good);
        QCOMPARE(fromBase64Url(text).has_value(), good);
    }
};

QTEST_APPLESS_MAIN(TestPkce)
#include "tst_pkce.moc"
