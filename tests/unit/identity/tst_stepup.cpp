// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/identity/identityfixture.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace signalbox;
using fake::FakeIdp;
using State = TokenService::State;

namespace {
using Lie = std::function<void(FakeIdp &)>;
}

Q_DECLARE_METATYPE(Lie)

class TestStepUp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesAWriteTokenAndTouchesNothingElse()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        const QByteArray everyday = f.bearer(*service);
        const QByteArray saved = f.savedToken();
        QSignalSpy states(service.get(), &TokenService::stateChanged);
        QSignalSpy users(service.get(), &TokenService::userChanged);
        const auto token = f.wait(service->stepUp());
        QVERIFY2(token, qPrintable(token ? QString() : token.error().detail));
        QVERIFY(token->bearer().startsWith("access-"));
        QVERIFY(token->bearer() != everyday);
        QCOMPARE(token->expiresAt(), f.clock.utc() + std::chrono::seconds(120));
        QVERIFY(token->mayWrite(u"ns-a"_s));
        QVERIFY(!token->mayWrite(u"ns-b"_s));
        QCOMPARE(f.bearer(*service), everyday);
        QCOMPARE(f.savedToken(), saved);
        QVERIFY(states.isEmpty() && users.isEmpty());
    }

    void demandsThePasswordOfTheSamePerson()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        QVERIFY(f.wait(service->stepUp()));
        const auto &requests = f.idp.requests();
        const auto asked =
            std::find_if(requests.rbegin(), requests.rend(),
                         [](const FakeIdp::Request &request) { return request.path == u"auth"_s; });
        QCOMPARE(asked->parameters[u"client_id"_s], u"console-intervene"_s);
        QCOMPARE(asked->parameters[u"max_age"_s], u"0"_s);
        QCOMPARE(asked->parameters[u"login_hint"_s], u"ada"_s);
    }

    void aViewersTokenMayWriteNothing()
    {
        IdentityFixture f;
        f.idp.writePermissions.clear();
        const auto service = f.makeService();
        SIGN_IN(*service);
        const auto token = f.wait(service->stepUp());
        QVERIFY(token);
        QVERIFY(!token->mayWrite(u"ns-a"_s));
    }

    void refuses_data()
    {
        QTest::addColumn<Lie>("lie");
        QTest::addColumn<QString>("sentence");
        const auto claim = [](const char *name, const QString &key,
                              const std::function<QJsonValue(qint64)> &value, const char *sentence) {
            QTest::newRow(name) << Lie([=](FakeIdp &idp) {
                idp.onIdToken = [=](QJsonObject &claims) {
                    claims[key] = value(claims[u"iat"_s].toInteger());
                };
            }) << QString::fromLatin1(sentence);
        };
        claim(
            "old auth_time", u"auth_time"_s, [](qint64 now) { return QJsonValue(now - 61); },
            "the ID token comes from a sign-in that is too old");
        claim(
            "no auth_time", u"auth_time"_s, [](qint64) { return QJsonValue(QJsonValue::Undefined); },
            "the ID token does not say when its owner signed in");
        claim(
            "another person", u"sub"_s, [](qint64) { return QJsonValue(u"sub-eve"_s); },
            "the ID token belongs to another person");
        claim(
            "the everyday client's token", u"aud"_s, [](qint64) { return QJsonValue(u"console"_s); },
            "the ID token is for another client");
        QTest::newRow("refused by the issuer") << Lie([](FakeIdp &idp) {
            idp.onCallback = [](FakeIdp::Parameters &p) { p[0] = {u"error"_s, u"access_denied"_s}; };
        }) << u"the issuer refused the sign-in, access_denied"_s;
    }
    void refuses()
    {
        QFETCH(Lie, lie);
        QFETCH(QString, sentence);
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        lie(f.idp);
        const auto token = f.wait(service->stepUp());
        QVERIFY(!token);
        QCOMPARE(token.error().endpoint, f.idp.issuer().toString());
        QVERIFY2(token.error().detail.startsWith(sentence), qPrintable(token.error().detail));
        QCOMPARE(service->state(), State::Fresh);
        QVERIFY(f.failures.isEmpty());
    }

    void usesTheEverydayTokenWithoutAnInterveneClient()
    {
        IdentityFixture f;
        f.profile.oidc.interveneClientId.clear();
        f.idp.permissions = {u"ns-a:write"_s};
        const auto service = f.makeService();
        SIGN_IN(*service);
        const auto token = f.wait(service->stepUp());
        QVERIFY(token);
        QCOMPARE(token->bearer().toByteArray(), f.bearer(*service));
        QVERIFY(token->mayWrite(u"ns-a"_s));
        QCOMPARE(f.idp.count(u"auth"_s), 1);
    }

    void needsSomebodySignedIn()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        QCOMPARE(f.wait(service->stepUp()).error().kind, ErrorKind::Expired);
    }

    void waitsForASignInThatIsOpen()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        service->signIn();
        QCOMPARE(f.wait(service->stepUp()).error().detail,
                 u"a sign-in is open in the browser: finish it first"_s);
        QTRY_COMPARE(service->state(), State::Fresh);
    }

    void isReplacedByANewerOneAndByASignIn()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        QList<ErrorKind> ends;
        const auto note = [&](const Result<WriteToken> &token) { ends << token.error().kind; };
        service->stepUp().deliver(service.get(), note);
        const auto second = f.wait(service->stepUp());
        QVERIFY(second);
        QTRY_COMPARE(ends, QList{ErrorKind::Cancelled});
        service->stepUp().deliver(service.get(), note);
        SIGN_IN(*service);
        QTRY_COMPARE(ends, (QList{ErrorKind::Cancelled, ErrorKind::Cancelled}));
    }

    void droppingTheReplyClosesTheListener()
    {
        IdentityFixture f;
        TokenService service(f.profile, f.clock, f.keyring);
        QSignalSpy opened(&service, &TokenService::browserOpened);
        service.signIn();
        QTRY_COMPARE(opened.size(), 1);
        f.browser.open(opened[0][0].toUrl());
        QTRY_COMPARE(service.state(), State::Fresh);
        {
            const auto reply = service.stepUp();
            QTRY_COMPARE(opened.size(), 2);
        }
        const int tokensBefore = f.idp.count(u"token"_s);
        QCoreApplication::processEvents();
        f.browser.open(opened[1][0].toUrl());
        QTRY_COMPARE(f.browser.pages, 2);
        QCOMPARE(f.idp.count(u"token"_s), tokensBefore);
    }

    void signingOutEndsIt()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        std::optional<ErrorKind> end;
        service->stepUp().deliver(service.get(),
                                  [&](const Result<WriteToken> &token) { end = token.error().kind; });
        service->signOut();
        QTRY_COMPARE(end, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestStepUp)
#include "tst_stepup.moc"
