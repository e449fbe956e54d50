// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/identity/identityfixture.h"

#include <QJsonArray>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace signalbox;
using fake::FakeIdp;
using State = TokenService::State;

namespace {

using Lie = std::function<void(FakeIdp &)>;

QString parameter(const QUrl &url, const QString &name)
{
    return QUrlQuery(url).queryItemValue(name, QUrl::FullyDecoded);
}

Lie claim(const QString &name, const QJsonValue &value)
{
    return [=](FakeIdp &idp) { idp.onIdToken = [=](QJsonObject &claims) { claims[name] = value; }; };
}

Lie callback(const QString &name, const std::optional<QString> &value)
{
    return [=](FakeIdp &idp) {
        idp.onCallback = [=](FakeIdp::Parameters &parameters) {
            parameters.removeIf([&](const auto &p) { return p.first == name; });
            if (value)
                parameters.emplaceBack(name, *value);
        };
    };
}

Lie tokens(const QString &name, const QJsonValue &value)
{
    return [=](FakeIdp &idp) { idp.onTokens = [=](QJsonObject &answer) { answer[name] = value; }; };
}

Lie response(const QString &path, int status, const QByteArray &body, const QByteArray &headers = {})
{
    return [=](FakeIdp &idp) {
        idp.onResponse = [=](const FakeIdp::Request &request, FakeIdp::Response &answer) {
            if (request.path == path)
                answer = {status, body, headers};
        };
    };
}

} // namespace

Q_DECLARE_METATYPE(Lie)

class TestBrowserSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsInThroughTheBrowser()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        QSignalSpy states(service.get(), &TokenService::stateChanged);
        QSignalSpy users(service.get(), &TokenService::userChanged);
        QCOMPARE(service->state(), State::SignedOut);
        SIGN_IN(*service);
        QCOMPARE(states.size(), 2);
        QCOMPARE(states[0][0].value<State>(), State::Browser);
        QCOMPARE(states[1][0].value<State>(), State::Fresh);
        QCOMPARE(users.size(), 1);
        const User &user = service->user().value();
        QCOMPARE(user.subject, u"sub-ada"_s);
        QCOMPARE(user.name, u"ada"_s);
        QVERIFY(user.admin);
        QCOMPARE(user.namespaces(), (QStringList{u"ns-a"_s, u"ns-b"_s}));
        QCOMPARE(service->tokenExpiresAt(), f.clock.utc() + std::chrono::seconds(300));
        QVERIFY(f.bearer(*service).startsWith("access-"));
        QVERIFY(f.savedToken().startsWith("refresh-"));
        QVERIFY(f.failures.isEmpty() && f.notices.isEmpty());
        QTRY_COMPARE(f.browser.status, 200);
    }

    void asksAsTheStandardsSay()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        QSignalSpy opened(service.get(), &TokenService::browserOpened);
        SIGN_IN(*service);
        const QUrl url = opened[0][0].toUrl();
        QCOMPARE(opened[0][1].value<Instant>(), f.clock.utc() + std::chrono::minutes(5));
        QVERIFY(url.toString().startsWith(f.idp.issuer().toString() + u"/auth?"_s));
        QCOMPARE(parameter(url, u"response_type"_s), u"code"_s);
        QCOMPARE(parameter(url, u"client_id"_s), u"console"_s);
        QCOMPARE(parameter(url, u"scope"_s), u"openid"_s);
        QCOMPARE(parameter(url, u"code_challenge_method"_s), u"S256"_s);
        for (const auto &name : {u"state"_s, u"nonce"_s, u"code_challenge"_s})
            QCOMPARE(parameter(url, name).size(), 43);
        QVERIFY(QUrl(parameter(url, u"redirect_uri"_s)).toString().startsWith(u"http://127.0.0.1:"_s));
        QVERIFY(!url.toString().contains(u"verifier"_s));
    }

    void aFreshAttemptSharesNothingWithTheOld()
    {
        IdentityFixture f;
        TokenService service(f.profile, f.clock, f.keyring);
        QSignalSpy opened(&service, &TokenService::browserOpened);
        service.signIn();
        QTRY_COMPARE(opened.size(), 1);
        service.signIn();
        QTRY_COMPARE(opened.size(), 2);
        const QUrl first = opened[0][0].toUrl();
        const QUrl second = opened[1][0].toUrl();
        for (const auto &name : {u"state"_s, u"nonce"_s, u"code_challenge"_s})
            QVERIFY(parameter(first, name) != parameter(second, name));
        QCOMPARE(service.state(), State::Browser);
        f.browser.open(first); // its listener is gone
        QTRY_COMPARE(f.browser.pages, 1);
        QCOMPARE(service.state(), State::Browser);
        f.browser.open(second);
        QTRY_COMPARE(service.state(), State::Fresh);
    }

    void refusesALyingIssuer_data()
    {
        QTest::addColumn<Lie>("lie");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const Lie &lie, const char *sentence) {
            QTest::newRow(name) << lie << QString::fromLatin1(sentence);
        };
        row(
            "discovery: another issuer",
            [](FakeIdp &idp) {
                idp.onDiscovery = [](QJsonObject &d) { d[u"issuer"_s] = u"https://evil.example.org"_s; };
            },
            "says it belongs to another issuer: https://evil.example.org");
        row(
            "discovery: token endpoint elsewhere",
            [](FakeIdp &idp) {
                idp.onDiscovery = [](QJsonObject &d) {
                    d[u"token_endpoint"_s] = u"http://evil.example.org/t"_s;
                };
            },
            "the issuer's token_endpoint is on another host");
        row("discovery: not found", response(u"openid-configuration"_s, 404, {}),
            "the issuer's discovery answered HTTP 404");
        row("discovery: redirect",
            response(u"openid-configuration"_s, 302, {}, "Location: http://127.0.0.1:1/other\r\n"),
            "the issuer's discovery answered HTTP 302");
        row("discovery: huge", response(u"openid-configuration"_s, 200, QByteArray(300 * 1024, ' ')),
            "the answer is larger than 256 KiB");
        row("callback: no iss", callback(u"iss"_s, {}), "the answer does not say which issuer it is from");
        row("callback: another iss", callback(u"iss"_s, u"https://evil.example.org"_s),
            "the answer is from another issuer: https://evil.example.org");
        row(
            "callback: error",
            [](FakeIdp &idp) {
                idp.onCallback = [](FakeIdp::Parameters &p) {
                    p.removeFirst();
                    p.emplaceBack(u"error"_s, u"access_denied"_s);
                    p.emplaceBack(u"error_description"_s, u"<b>no</b>"_s);
                };
            },
            "the issuer refused the sign-in, access_denied: <b>no</b>");
        row("code of another attempt", callback(u"code"_s, u"stolen"_s), "invalid_grant");
        row("token endpoint: HTML", response(u"token"_s, 200, "<html>"),
            "the token endpoint's answer is unusable");
        row("token endpoint: 503", response(u"token"_s, 503, "later"), "HTTP 503");
        row("token endpoint: redirect", response(u"token"_s, 307, {}, "Location: /other\r\n"), "HTTP 307");
        row("token endpoint: claims it twice",
            response(u"token"_s, 200, "{\"id_token\":\"a\",\"id_token\":\"b\"}"),
            "\"id_token\" appears twice");
        row("another kind of token", tokens(u"token_type"_s, u"mac"_s), "a token that is not a Bearer token");
        row("no life", tokens(u"expires_in"_s, QJsonValue()), "does not say how long its token lives");
        row("endless life", tokens(u"expires_in"_s, 1e9), "lives longer than a day");
        row("life in words", tokens(u"expires_in"_s, u"an hour"_s), "does not say how long its token lives");
        row("no ID token", tokens(u"id_token"_s, QJsonValue()), "the token endpoint gave no ID token");
        row("no access token", tokens(u"access_token"_s, QJsonValue()),
            "the token endpoint gave no access token");
        row("keys: garbage", response(u"certs"_s, 200, "[]"), "the issuer's keys are unusable");
        row("keys: gone", response(u"certs"_s, 500, {}), "the issuer's keys answered HTTP 500");
        row(
            "keys: of somebody else",
            [](FakeIdp &idp) {
                idp.onKeys = [](QJsonObject &keys) {
                    keys[u"keys"_s] = QJsonArray{fake::IdpSigner::rsa(u"key-1"_s).publicKey()};
                };
            },
            "the token's signature is wrong");
        row("nonce of another attempt", claim(u"nonce"_s, u"x"_s),
            "belongs to another sign-in (wrong nonce)");
        row("for another client", claim(u"aud"_s, u"other"_s), "the ID token is for another client");
        row("expired", claim(u"exp"_s, 1), "the ID token has expired");
        row("for another access token", claim(u"at_hash"_s, u"x"_s), "wrong at_hash");
        row(
            "clock 10 minutes ahead", [](FakeIdp &idp) { idp.dateOffset = std::chrono::minutes(-10); },
            "this machine's clock is 10 m 00 s ahead of the issuer's: set the clock");
        row(
            "clock 2 minutes behind", [](FakeIdp &idp) { idp.dateOffset = std::chrono::minutes(2); },
            "this machine's clock is 2 m 00 s behind the issuer's: set the clock");
        const auto undated = [](Milliseconds offset) {
            return [offset](FakeIdp &idp) {
                idp.sendsDate = false;
                idp.dateOffset = offset;
            };
        };
        row("clock 10 minutes ahead, no Date", undated(std::chrono::minutes(-10)),
            "this machine's clock is 10 m 00 s ahead of the issuer's: set the clock");
        row("clock 2 minutes behind, no Date", undated(std::chrono::minutes(2)),
            "this machine's clock is 2 m 00 s behind the issuer's: set the clock");
    }
    void refusesALyingIssuer()
    {
        QFETCH(Lie, lie);
        QFETCH(QString, sentence);
        IdentityFixture f;
        lie(f.idp);
        const auto service = f.makeService();
        service->signIn();
        QTRY_COMPARE(service->state(), State::SignedOut);
        QCOMPARE(f.failures.size(), 1);
        QVERIFY2(f.failures[0].detail.contains(sentence), qPrintable(f.failures[0].detail));
        QVERIFY(!service->user() && !service->tokenExpiresAt());
        QVERIFY(f.savedToken().isEmpty());
    }

    void takesALifeWrittenAsText()
    {
        IdentityFixture f;
        tokens(u"expires_in"_s, u"3600"_s)(f.idp);
        const auto service = f.makeService();
        service->signIn();
        QTRY_COMPARE(service->state(), State::Fresh);
        QVERIFY(*service->tokenExpiresAt() > f.clock.utc() + std::chrono::minutes(55));
    }

    void saysThatTheIssuerIsUnreachable()
    {
        IdentityFixture f;
        f.idp.stop();
        const auto service = f.makeService();
        service->signIn();
        QTRY_COMPARE(service->state(), State::SignedOut);
        QCOMPARE(f.failures.size(), 1);
        QCOMPARE(f.failures[0].kind, ErrorKind::Unreachable);
        QCOMPARE(f.failures[0].method, u"discovery"_s);
        QVERIFY(f.failures[0].endpoint.startsWith(f.idp.issuer().toString()));
    }

    void aClockSlightlyOffIsOnlyNoticed_data()
    {
        QTest::addColumn<bool>("sendsDate");
        QTest::newRow("by its Date") << true;
        QTest::newRow("by its ID token") << false;
    }
    void aClockSlightlyOffIsOnlyNoticed()
    {
        QFETCH(bool, sendsDate);
        IdentityFixture f;
        f.idp.sendsDate = sendsDate;
        f.idp.dateOffset = std::chrono::seconds(45);
        const auto service = f.makeService();
        SIGN_IN(*service);
        SIGN_IN(*service);
        QCOMPARE(f.notices,
                 QStringList{u"this machine's clock is 45 s behind the issuer's: set the clock"_s});
        QVERIFY(f.wait(service->stepUp()));
    }

    void aWrongStateIsNoticedAndWaitedThrough()
    {
        IdentityFixture f;
        TokenService service(f.profile, f.clock, f.keyring);
        QSignalSpy opened(&service, &TokenService::browserOpened);
        QSignalSpy notices(&service, &TokenService::notice);
        service.signIn();
        QTRY_COMPARE(opened.size(), 1);
        const QUrl url = opened[0][0].toUrl();
        f.browser.open(QUrl(parameter(url, u"redirect_uri"_s) + u"?code=c&state=wrong"_s));
        QTRY_COMPARE(f.browser.status, 400);
        QCOMPARE(notices.size(), 1);
        QCOMPARE(service.state(), State::Browser);
        f.browser.open(url);
        QTRY_COMPARE(service.state(), State::Fresh);
    }

    void theSecondCallbackIsTooLate()
    {
        IdentityFixture f;
        TokenService service(f.profile, f.clock, f.keyring);
        QSignalSpy opened(&service, &TokenService::browserOpened);
        service.signIn();
        QTRY_COMPARE(opened.size(), 1);
        fake::IdpBrowser other;
        f.browser.open(opened[0][0].toUrl());
        other.open(opened[0][0].toUrl());
        QTRY_COMPARE(service.state(), State::Fresh);
        QTRY_COMPARE(f.browser.pages + other.pages, 2);
        QCOMPARE((f.browser.status == 200) + (other.status == 200), 1);
        QCOMPARE(f.idp.count(u"token"_s), 1);
    }

    void givesUpAfterFiveMinutes()
    {
        IdentityFixture f;
        TokenService service(f.profile, f.clock, f.keyring);
        QSignalSpy opened(&service, &TokenService::browserOpened);
        QSignalSpy failed(&service, &TokenService::failed);
        service.signIn();
        QTRY_COMPARE(opened.size(), 1);
        f.clock.advance(std::chrono::minutes(5));
        QTRY_COMPARE(service.state(), State::SignedOut);
        QCOMPARE(failed.size(), 1);
        const auto error = failed[0][0].value<Error>();
        QCOMPARE(error.kind, ErrorKind::Unreachable);
        QCOMPARE(error.endpoint, u"the browser"_s);
        QCOMPARE(error.detail, u"nobody finished the sign-in there within 5 minutes"_s);
    }

    void cancellingIsQuiet()
    {
        IdentityFixture f;
        TokenService service(f.profile, f.clock, f.keyring);
        QSignalSpy opened(&service, &TokenService::browserOpened);
        QSignalSpy failed(&service, &TokenService::failed);
        service.signIn();
        QTRY_COMPARE(opened.size(), 1);
        service.cancelSignIn();
        QCOMPARE(service.state(), State::SignedOut);
        f.browser.open(opened[0][0].toUrl());
        QTRY_COMPARE(f.browser.pages, 1);
        QCOMPARE(service.state(), State::SignedOut);
        QVERIFY(failed.isEmpty());
    }

    void cancellingBeforeTheBrowserOpensStopsIt()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        QSignalSpy opened(service.get(), &TokenService::browserOpened);
        service->signIn();
        service->cancelSignIn();
        QTRY_COMPARE(f.idp.count(u"openid-configuration"_s), 1);
        SIGN_IN(*service);
        QCOMPARE(opened.size(), 1);
    }

    void aFailedSecondSignInKeepsTheFirst()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        const QByteArray token = f.bearer(*service);
        claim(u"nonce"_s, u"x"_s)(f.idp);
        service->signIn();
        QCOMPARE(service->state(), State::Browser);
        QTRY_COMPARE(service->state(), State::Fresh);
        QCOMPARE(f.failures.size(), 1);
        QCOMPARE(f.bearer(*service), token);
    }

    void saysWhenSomebodyElseSignsIn()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        SIGN_IN(*service);
        QVERIFY(f.notices.isEmpty());
        f.idp.subject = u"sub-eve"_s;
        f.idp.userName = u"eve"_s;
        SIGN_IN(*service);
        QCOMPARE(f.notices, QStringList{u"You are now signed in as eve; before, it was ada."_s});
        QCOMPARE(service->user()->subject, u"sub-eve"_s);
    }

    void saysWhenThereIsNoBrowser()
    {
        IdentityFixture f;
        qputenv("BROWSER", "/nonexistent/browser");
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nonexistent");
        const auto service = f.makeService();
        SIGN_IN(*service);
        qputenv("PATH", path);
        QCOMPARE(f.notices.size(), 1);
        QVERIFY(f.notices[0].startsWith(u"Open the address yourself: no browser could be started"_s));
    }
};

QTEST_GUILESS_MAIN(TestBrowserSignIn)
#include "tst_browsersignin.moc"
