// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/levergate.h"
#include "models/identity/memorykeyring.h"
#include "models/identity/qtkeyring.h"
#include "models/identity/savedsession.h"
#include "models/identity/tokenservice.h"
#include "tests/system/realstack.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using State = TokenService::State;

#define TRY_STATE(service, wanted) QTRY_COMPARE_WITH_TIMEOUT((service).state(), wanted, 60'000)

namespace {
constexpr auto inKeyring = "SIGNALBOX_TEST_IN_KEYRING";
}

/// Sign-in, refresh, step-up and sign-out at a real Keycloak through a real browser.
class TestSignIn : public QObject
{
    Q_OBJECT

    QTemporaryDir m_state;
    SystemClock m_clock;
    MemoryKeyring m_keyring;
    Profile m_profile;

    template <class T>
    Result<T> wait(Reply<T> reply)
    {
        std::optional<Result<T>> result;
        QObject context;
        reply.deliver(&context, [&](Result<T> value) { result = std::move(value); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
            return fail(ErrorKind::Internal, u"no answer"_s);
        return std::move(*result);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!RealStack::isThere())
            QFAIL("needs the environment of `tests/stack/stack env`");
        qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
        m_profile = RealStack::profile();
    }

    void init() { m_keyring = MemoryKeyring(); }

    void signsIn_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("admin");
        QTest::addColumn<QStringList>("namespaces");
        const QStringList all{u"stratmaster-dev"_s, u"stratmaster-prod"_s, u"stratmaster-staging"_s,
                              u"tenant-acme"_s};
        QTest::newRow("operator") << u"ada"_s << true << all;
        QTest::newRow("viewer") << u"vic"_s << false << all;
        QTest::newRow("tenant") << u"tess"_s << false << QStringList{u"tenant-acme"_s};
    }
    void signsIn()
    {
        QFETCH(QString, user);
        QFETCH(bool, admin);
        QFETCH(QStringList, namespaces);
        RealStack::signInAs(user);
        TokenService service(m_profile, m_clock, m_keyring);
        QSignalSpy failed(&service, &TokenService::failed);
        service.signIn();
        TRY_STATE(service, State::Fresh);
        QVERIFY(failed.isEmpty());
        QCOMPARE(service.user()->name, user);
        QCOMPARE(service.user()->admin, admin);
        QCOMPARE(service.user()->namespaces(), namespaces);
        QVERIFY(service.tokenExpiresAt() > m_clock.utc());
    }

    /// A realm whose roles stand where Keycloak puts them, whose groups are whole paths, and what a typo
    /// makes of both.
    void findsTheAdminWhereverTheClaimIs_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("found"); ///< in place of what is needed; empty: it is there
        const QString roles = u"realm_access.roles"_s;
        QTest::newRow("a nested role") << u"ada"_s << roles << u"platform-team"_s << QString();
        QTest::newRow("a whole path") << u"ada"_s << u"group_paths"_s << u"/platform-team"_s << QString();
        QTest::newRow("a path told without its slash")
            << u"ada"_s << u"group_paths"_s << u"platform-team"_s << u"the sign-in says /platform-team"_s;
        QTest::newRow("nobody's role")
            << u"vic"_s << roles << u"platform-team"_s << u"the sign-in has no claim realm_access.roles"_s;
        QTest::newRow("no such claim") << u"ada"_s << u"resource_access.roles"_s << u"platform-team"_s
                                       << u"the sign-in has no claim resource_access.roles"_s;
        QTest::newRow("an object") << u"ada"_s << u"address"_s << u"platform-team"_s
                                   << u"the sign-in's address holds no text"_s;
    }
    void findsTheAdminWhereverTheClaimIs()
    {
        QFETCH(QString, user);
        QFETCH(QString, claim);
        QFETCH(QString, value);
        QFETCH(QString, found);
        Profile profile = m_profile;
        profile.oidc.clientId = RealStack::value("NESTED_CLIENT");
        profile.oidc.adminClaim = claim;
        profile.oidc.adminValue = value;
        RealStack::signInAs(user);
        TokenService service(profile, m_clock, m_keyring);
        service.signIn();
        TRY_STATE(service, State::Fresh);
        const LeverGate gate = leverGate(profile.oidc, service.user());
        QCOMPARE(gate.allowed, found.isEmpty());
        QCOMPARE(gate.found, found);
    }

    void refreshesAndRestores()
    {
        RealStack::signInAs(u"ada"_s);
        {
            TokenService service(m_profile, m_clock, m_keyring);
            service.signIn();
            TRY_STATE(service, State::Fresh);
            const auto first = wait(service.readToken());
            QVERIFY(first);
            service.reportDenied(*first);
            const auto second = wait(service.readToken());
            QVERIFY(second && second->bearer() != first->bearer());
        }
        qputenv("BROWSER", "/nonexistent/browser"); // none is needed
        TokenService restored(m_profile, m_clock, m_keyring);
        QSignalSpy failed(&restored, &TokenService::failed);
        restored.restore();
        TRY_STATE(restored, State::Fresh);
        QCOMPARE(restored.user()->name, u"ada"_s);
        QVERIFY(failed.isEmpty());
    }

    void stepsUp_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("mayWrite");
        QTest::newRow("operator") << u"ada"_s << true;
        QTest::newRow("viewer") << u"vic"_s << false;
    }
    void stepsUp()
    {
        QFETCH(QString, user);
        QFETCH(bool, mayWrite);
        RealStack::signInAs(user);
        TokenService service(m_profile, m_clock, m_keyring);
        service.signIn();
        TRY_STATE(service, State::Fresh);
        const auto everyday = wait(service.readToken());
        QVERIFY(everyday);
        const auto token = wait(service.stepUp());
        QVERIFY2(token, qPrintable(token ? QString() : token.error().detail));
        QCOMPARE(token->mayWrite(u"stratmaster-prod"_s), mayWrite);
        QVERIFY(token->expiresAt() <= m_clock.utc() + std::chrono::minutes(2));
        QVERIFY(token->bearer() != everyday->bearer());
        service.reportDenied(*everyday); // the everyday session goes on
        QVERIFY(wait(service.readToken()));
        QCOMPARE(service.state(), State::Fresh);
    }

    void signOutEndsTheSessionAtTheIssuer()
    {
        RealStack::signInAs(u"ada"_s);
        QVERIFY(RealStack::run({u"end-sessions"_s, u"ada"_s}));
        TokenService service(m_profile, m_clock, m_keyring);
        QSignalSpy notices(&service, &TokenService::notice);
        service.signIn();
        TRY_STATE(service, State::Fresh);
        // Revocation alone ends a session that no other client shares (Keycloak 26.7), but not this one.
        QVERIFY(wait(service.stepUp()));
        const auto sessions = RealStack::sessions(u"ada"_s);
        QCOMPARE(sessions.size(), 1);
        QCOMPARE(sessions[0][u"clients"_s].toObject().size(), 2);
        const QString key = sessionKey(m_profile);
        const auto blob = wait(m_keyring.read(key));
        QVERIFY(blob);
        service.signOut();
        QCOMPARE(service.state(), State::SignedOut);
        QCOMPARE(wait(m_keyring.read(key)).error().kind, ErrorKind::NotFound);

        // A copy of the token that somebody kept is worth nothing once the issuer was told.
        const auto isRefused = [&] {
            MemoryKeyring stolen;
            if (!wait(stolen.write(key, *blob)))
                return false;
            TokenService thief(m_profile, m_clock, stolen);
            QSignalSpy failed(&thief, &TokenService::failed);
            thief.restore();
            return QTest::qWaitFor([&] { return !failed.isEmpty() || thief.state() == State::Fresh; },
                                   30'000) &&
                   failed.size() == 1 && failed[0][0].value<Error>().kind == ErrorKind::Expired;
        };
        // The telling is not announced.
        QVERIFY(QTest::qWaitFor([] { return RealStack::sessions(u"ada"_s).isEmpty(); }, 30'000));
        QVERIFY(isRefused());
        QVERIFY2(notices.isEmpty(), notices.isEmpty() ? "" : qPrintable(notices[0][0].toString()));
    }

    void aClosedBrowserLosesNothing()
    {
        RealStack::signInAs(u"ada"_s);
        RealStack::abandonSignIn(true);
        TokenService service(m_profile, m_clock, m_keyring);
        const auto closed = [] { return RealStack::browserLog(u"ada"_s).filter(u"abandon: done"_s).size(); };
        const auto before = closed();
        service.signIn();
        QTRY_COMPARE_WITH_TIMEOUT(closed(), before + 1, 60'000);
        QCOMPARE(service.state(), State::Browser);
        RealStack::abandonSignIn(false);
        service.signIn();
        TRY_STATE(service, State::Fresh);
    }

    void anotherRealmIsNamed()
    {
        Profile other = m_profile;
        other.oidc.issuer = QUrl(other.oidc.issuer.toString() + u"-none"_s);
        TokenService service(other, m_clock, m_keyring);
        QSignalSpy failed(&service, &TokenService::failed);
        service.signIn();
        TRY_STATE(service, State::SignedOut);
        QCOMPARE(failed.size(), 1);
        const auto error = failed[0][0].value<Error>();
        QCOMPARE(error.kind, ErrorKind::Configuration);
        QVERIFY2(
            error.detail.startsWith(u"the issuer's discovery answered HTTP 404; issuer of the profile"_s),
            qPrintable(error.detail));
    }

    /// The program runs this test again on a bus of its own, with an unlocked keyring.
    void survivesARestartInTheKeyring()
    {
        if (qEnvironmentVariableIsSet(inKeyring))
            return keepTheSessionInTheKeyring();
        QTemporaryDir home;
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(inKeyring), u"1"_s);
        environment.insert(u"HOME"_s, home.path());
        environment.remove(u"DISPLAY"_s);
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::ForwardedChannels);
        child.start(u"dbus-run-session"_s,
                    {u"--"_s, u"sh"_s, u"-c"_s,
                     u"printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null; "
                     "\"$0\" survivesARestartInTheKeyring"_s,
                     QCoreApplication::applicationFilePath()});
        QVERIFY(child.waitForStarted());
        QTRY_COMPARE_WITH_TIMEOUT(child.state(), QProcess::NotRunning, 120'000);
        QCOMPARE(child.exitCode(), 0);
    }

private:
    void keepTheSessionInTheKeyring()
    {
        RealStack::signInAs(u"ada"_s);
        QtKeyring keyring;
        {
            TokenService service(m_profile, m_clock, keyring);
            QSignalSpy notices(&service, &TokenService::notice);
            service.signIn();
            TRY_STATE(service, State::Fresh);
            QVERIFY2(notices.isEmpty(), notices.isEmpty() ? "" : qPrintable(notices[0][0].toString()));
        }
        TokenService restored(m_profile, m_clock, keyring);
        restored.restore();
        TRY_STATE(restored, State::Fresh);
        restored.signOut();
        TokenService gone(m_profile, m_clock, keyring);
        QTRY_COMPARE_WITH_TIMEOUT(wait(keyring.read(sessionKey(m_profile))).has_value(), false, 10'000);
        gone.restore();
        TRY_STATE(gone, State::SignedOut);
    }
};

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"
