// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/identity/identityfixture.h"

using namespace Qt::StringLiterals;
using namespace signalbox;
using State = TokenService::State;

class TestSession : public QObject
{
    Q_OBJECT

    /// An earlier run of the program: what is left of it is in the keyring.
    void signInOnce(IdentityFixture &f)
    {
        const auto service = f.makeService();
        SIGN_IN(*service);
    }

private Q_SLOTS:
    void restoresFromTheKeyringWithoutABrowser()
    {
        IdentityFixture f;
        signInOnce(f);
        const QByteArray before = f.savedToken();
        const auto second = f.makeService();
        second->restore();
        QCOMPARE(second->state(), State::Restoring);
        const QByteArray bearer = f.bearer(*second); // waits for the restore
        QVERIFY(bearer.startsWith("access-"));
        QCOMPARE(second->state(), State::Fresh);
        QCOMPARE(second->user()->name, u"ada"_s);
        QCOMPARE(f.idp.count(u"auth"_s), 1);
        QVERIFY(f.savedToken() != before); // rotated, and saved
        QVERIFY(f.failures.isEmpty() && f.notices.isEmpty());
    }

    void restoringNothingIsQuiet()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        service->restore();
        QCOMPARE(f.wait(service->readToken()).error().kind, ErrorKind::Expired);
        QCOMPARE(service->state(), State::SignedOut);
        QVERIFY(f.failures.isEmpty() && f.notices.isEmpty());
    }

    void restoringAnEndedSessionForgetsIt()
    {
        IdentityFixture f;
        signInOnce(f);
        f.idp.grantsNothing = true;
        const auto service = f.makeService();
        service->restore();
        QTRY_COMPARE(service->state(), State::SignedOut);
        QCOMPARE(f.failures.size(), 1);
        QCOMPARE(f.failures[0].kind, ErrorKind::Expired);
        QVERIFY(f.savedToken().isEmpty());
    }

    void restoresLaterIfTheIssuerIsAway()
    {
        IdentityFixture f;
        signInOnce(f);
        f.idp.stop();
        const auto service = f.makeService();
        service->restore();
        QTRY_COMPARE(service->state(), State::SignedOut);
        QCOMPARE(f.failures.size(), 1);
        QCOMPARE(f.failures[0].kind, ErrorKind::Unreachable);
        QCOMPARE(f.wait(service->readToken()).error().kind, ErrorKind::Unreachable);
        f.idp.start();
        f.clock.advance(std::chrono::seconds(1));
        QTRY_COMPARE(service->state(), State::Fresh);
    }

    void goesOnSignedOutIfTheKeyringIsSilent()
    {
        IdentityFixture f;
        StubbornKeyring keyring;
        const auto service = f.makeService(keyring);
        service->restore();
        QCOMPARE(service->state(), State::Restoring);
        QTRY_COMPARE(service->state(), State::SignedOut);
        QCOMPARE(f.notices.size(), 1);
        QVERIFY(f.notices[0].contains(u"kept in memory only"_s));
        SIGN_IN(*service);
        QVERIFY(f.bearer(*service).startsWith("access-"));
        QCOMPARE(f.notices.size(), 1); // said once
    }

    void refreshesNoSessionThatIsStillBeingSaved()
    {
        IdentityFixture f;
        StubbornKeyring keyring; // longer silent than the session takes to look at what is due
        const auto service = f.makeService(keyring);
        SIGN_IN(*service);
        QVERIFY(keyring.reads.empty());
        QCOMPARE(f.idp.refreshes, 0);
        QVERIFY(f.bearer(*service).startsWith("access-"));
    }

    void takesUpASessionThatTheKeyringGivesLate()
    {
        IdentityFixture f;
        signInOnce(f);
        auto blob = f.wait(f.keyring.read(sessionKey(f.profile)));
        QVERIFY(blob);
        StubbornKeyring keyring;
        const auto service = f.makeService(keyring);
        service->restore();
        QTRY_COMPARE(service->state(), State::SignedOut);
        keyring.reads.front().finish(std::move(*blob));
        QTRY_COMPARE(service->state(), State::Fresh);
        QCOMPARE(service->user()->name, u"ada"_s);
    }

    void saysOnceThatThereIsNoKeyring_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("none") << static_cast<int>(ErrorKind::Unreachable);
        QTest::newRow("locked") << static_cast<int>(ErrorKind::Denied);
    }
    void saysOnceThatThereIsNoKeyring()
    {
        QFETCH(int, kind);
        IdentityFixture f;
        StubbornKeyring keyring;
        keyring.error = Error{static_cast<ErrorKind>(kind), u"because"_s, {}, {}, {}};
        const auto service = f.makeService(keyring);
        service->restore();
        QTRY_COMPARE(service->state(), State::SignedOut);
        SIGN_IN(*service);
        f.clock.advance(std::chrono::seconds(250));
        const QByteArray old = f.bearer(*service);
        QTRY_VERIFY(f.bearer(*service) != old); // refreshed from memory
        QCOMPARE(f.notices,
                 QStringList{u"The keyring cannot be used (because): a sign-in is kept in memory only "
                             "and ends with Signalbox."_s});
        QVERIFY(f.failures.isEmpty());
    }

    void goesOnInMemoryWhereNoLockCanBeHad_data()
    {
        QTest::addColumn<bool>("hasFolder");
        QTest::newRow("no folder") << false;
        QTest::newRow("a folder in the lock's place") << true;
    }
    void goesOnInMemoryWhereNoLockCanBeHad()
    {
        QFETCH(const bool, hasFolder);
        IdentityFixture f;
        const QTemporaryDir home;
        const auto before = qgetenv("XDG_STATE_HOME");
        const auto restore = qScopeGuard([&before] { qputenv("XDG_STATE_HOME", before); });
        QFile file(home.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        qputenv("XDG_STATE_HOME", (hasFolder ? home.path() : file.fileName()).toUtf8());
        const QString lock = sessionKey(f.profile).replace(u'/', u'-') + u".lock"_s;
        QVERIFY(!hasFolder || QDir(home.path()).mkpath(u"signalbox/"_s + lock));
        const auto service = f.makeService();
        SIGN_IN(*service);
        for (int life = 0; life < 3; ++life) {
            f.clock.advance(std::chrono::seconds(250));
            const QByteArray old = f.bearer(*service);
            QTRY_VERIFY(f.bearer(*service) != old);
        }
        QCOMPARE(f.notices.size(), 1);
        QVERIFY2(f.notices.front().contains(u"kept in memory only"_s) &&
                     f.notices.front().contains(hasFolder ? home.path() : file.fileName()),
                 qPrintable(f.notices.front()));
        QVERIFY(f.failures.isEmpty());
    }

    void refreshesInTime_data()
    {
        QTest::addColumn<int>("life");
        QTest::addColumn<int>("dueAfter");
        QTest::newRow("60 s before the end") << 600 << 540;
        QTest::newRow("a fifth before the end") << 100 << 80;
    }
    void refreshesInTime()
    {
        QFETCH(int, life);
        QFETCH(int, dueAfter);
        IdentityFixture f;
        f.idp.lifeSeconds = life;
        const auto service = f.makeService();
        SIGN_IN(*service);
        const QByteArray old = f.bearer(*service);
        f.clock.advance(std::chrono::seconds(dueAfter) - Milliseconds(1));
        QCOMPARE(f.bearer(*service), old);
        QCOMPARE(service->state(), State::Fresh);
        f.clock.advance(Milliseconds(1));
        QCOMPARE(f.bearer(*service), old); // at once, while it lives
        QCOMPARE(service->state(), State::Refreshing);
        QTRY_COMPARE(service->state(), State::Fresh);
        QVERIFY(f.bearer(*service) != old);
        QCOMPARE(f.idp.refreshes, 1);
    }

    void refreshesWithoutBeingAsked()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        f.clock.advance(std::chrono::seconds(241));
        QTRY_COMPARE(f.idp.refreshes, 1);
        QTRY_COMPARE(service->tokenExpiresAt(), f.clock.utc() + std::chrono::seconds(300));
    }

    void manyWaitersShareOneRefresh()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        f.clock.advance(std::chrono::seconds(301)); // as after a suspend
        QSet<QByteArray> bearers;
        int answers = 0;
        for (int i = 0; i < 50; ++i)
            service->readToken().deliver(service.get(), [&](const Result<ReadToken> &token) {
                ++answers;
                bearers << (token ? token->bearer().toByteArray() : QByteArray());
            });
        QCOMPARE(service->state(), State::Refreshing);
        QTRY_COMPARE(answers, 50);
        QCOMPARE(bearers.size(), 1);
        QVERIFY(bearers.values().front().startsWith("access-"));
        QCOMPARE(f.idp.refreshes, 1);
        QCOMPARE(service->state(), State::Fresh);
    }

    void twoProcessesNeverReplayAToken()
    {
        IdentityFixture f;
        const auto first = f.makeService();
        SIGN_IN(*first);
        const auto second = f.makeService();
        second->restore();
        QTRY_COMPARE(second->state(), State::Fresh);
        for (int round = 0; round < 20; ++round) {
            f.clock.advance(std::chrono::seconds(301));
            int answers = 0;
            for (auto *service : {first.get(), second.get()})
                service->readToken().deliver(service, [&](const Result<ReadToken> &token) {
                    QVERIFY(token);
                    ++answers;
                });
            QTRY_COMPARE(answers, 2);
        }
        QVERIFY(f.failures.isEmpty());
        QCOMPARE(f.idp.refreshes, 41);
    }

    void anEndedSessionIsOverAtOnce()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        f.idp.grantsNothing = true;
        f.clock.advance(std::chrono::seconds(241));
        QTRY_COMPARE(service->state(), State::Expired);
        QCOMPARE(f.failures.size(), 1);
        QCOMPARE(f.failures[0].kind, ErrorKind::Expired);
        QCOMPARE(f.wait(service->readToken()).error().kind, ErrorKind::Expired);
        QCOMPARE(service->user()->name, u"ada"_s); // still known, so that the window says who
        QVERIFY(f.savedToken().isEmpty());
        f.clock.advance(std::chrono::minutes(10));
        QCOMPARE(f.wait(service->readToken()).error().kind, ErrorKind::Expired);
        QCOMPARE(f.idp.refreshes, 1);
        f.idp.grantsNothing = false;
        SIGN_IN(*service);
    }

    void readsGoOnWhileTheIssuerIsAway()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        const QByteArray token = f.bearer(*service);
        f.idp.stop();
        f.clock.advance(std::chrono::seconds(241));
        QTRY_COMPARE(f.failures.size(), 1);
        QCOMPARE(f.failures[0].kind, ErrorKind::Unreachable);
        QCOMPARE(f.bearer(*service), token);
        f.clock.advance(std::chrono::seconds(60));
        QTRY_COMPARE(service->state(), State::IssuerAway);
        QCOMPARE(f.wait(service->readToken()).error().kind, ErrorKind::Unreachable);
        QCOMPARE(service->state(), State::IssuerAway); // also while it is tried again
        QCOMPARE(f.failures.size(), 1);                // said once
        f.idp.start();
        f.clock.advance(std::chrono::seconds(60));
        QTRY_COMPARE(service->state(), State::Fresh);
        QVERIFY(f.bearer(*service) != token);
    }

    void backsOffFurtherEachTime()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        f.idp.isBusy = true;
        f.clock.advance(std::chrono::seconds(301));
        for (const int seconds : {1, 2, 4, 8, 16, 32, 60, 60}) {
            const int before = f.idp.count(u"token"_s);
            QVERIFY(!f.wait(service->readToken()));
            QTRY_COMPARE(f.idp.count(u"token"_s), before + 1);
            QTRY_VERIFY(!f.wait(service->readToken()));
            f.clock.advance(std::chrono::seconds(seconds) - Milliseconds(1));
            QVERIFY(!f.wait(service->readToken()));
            QCOMPARE(f.idp.count(u"token"_s), before + 1);
            f.clock.advance(Milliseconds(1));
        }
    }

    void aLostReplyCostsOneSignInAndNothingElse()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        f.idp.onResponse = [](const auto &request, auto &response) {
            if (request.path == u"token"_s)
                response.status = 503; // after the token was used up
        };
        f.clock.advance(std::chrono::seconds(241));
        QTRY_COMPARE(f.failures.size(), 1);
        QCOMPARE(f.failures[0].kind, ErrorKind::Unreachable);
        f.idp.onResponse = nullptr;
        f.clock.advance(std::chrono::seconds(1));
        QTRY_COMPARE(service->state(), State::Expired);
        QCOMPARE(f.failures.size(), 2);
        QCOMPARE(f.failures[1].kind, ErrorKind::Expired);
        SIGN_IN(*service);
        QVERIFY(f.notices.isEmpty());
    }

    void aDeniedTokenIsRefreshedOnce()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        const auto first = f.wait(service->readToken());
        QVERIFY(first);
        service->reportDenied(*first);
        service->reportDenied(*first);
        const auto second = f.wait(service->readToken());
        QVERIFY(second && second->bearer() != first->bearer());
        QCOMPARE(f.idp.refreshes, 1);
        service->reportDenied(*first);  // stale
        service->reportDenied(*second); // then it is the role that is missing
        QCOMPARE(f.bearer(*service), second->bearer().toByteArray());
        QCOMPARE(f.idp.refreshes, 1);
        f.clock.advance(std::chrono::seconds(301));
        const auto third = f.wait(service->readToken());
        QVERIFY(third);
        service->reportDenied(*third);
        QVERIFY(f.bearer(*service) != third->bearer());
        QCOMPARE(f.idp.refreshes, 3);
    }

    void aRevokedRoleShowsAfterTheRefresh()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        QSignalSpy users(service.get(), &TokenService::userChanged);
        f.idp.groups.clear();
        f.idp.permissions = {u"ns-b:read"_s};
        f.clock.advance(std::chrono::seconds(241));
        QTRY_COMPARE(users.size(), 1);
        QVERIFY(!service->user()->admin);
        QCOMPARE(service->user()->namespaces(), QStringList{u"ns-b"_s});
    }

    void aRefreshForSomebodyElseIsNotUsed()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        const QByteArray token = f.bearer(*service);
        f.idp.onIdToken = [](QJsonObject &claims) { claims[u"sub"_s] = u"sub-eve"_s; };
        f.clock.advance(std::chrono::seconds(241));
        QTRY_COMPARE(f.failures.size(), 1);
        QCOMPARE(f.failures[0].detail, u"the ID token belongs to another person"_s);
        QCOMPARE(f.bearer(*service), token);
        QCOMPARE(service->user()->subject, u"sub-ada"_s);
    }

    void savesTheRotatedTokenBeforeItVerifies()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        const QByteArray before = f.savedToken();
        f.idp.onIdToken = [](QJsonObject &claims) { claims[u"aud"_s] = u"other"_s; };
        f.clock.advance(std::chrono::seconds(241));
        QTRY_COMPARE(f.failures.size(), 1);
        QVERIFY(f.savedToken() != before);
        f.idp.onIdToken = nullptr;
        f.clock.advance(std::chrono::seconds(2));
        QTRY_COMPARE(service->tokenExpiresAt(), f.clock.utc() + std::chrono::seconds(300));
        QCOMPARE(f.failures.size(), 1);
    }

    void followsTheIssuersNewKey()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        f.idp.signer = fake::IdpSigner::rsa(u"key-2"_s);
        f.clock.advance(std::chrono::seconds(241));
        QTRY_COMPARE(service->tokenExpiresAt(), f.clock.utc() + std::chrono::seconds(300));
        QCOMPARE(f.idp.count(u"certs"_s), 2);
        QVERIFY(f.failures.isEmpty());
    }

    void asksForKeysOnceAMinuteAtMost()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        f.idp.onKeys = [](QJsonObject &keys) { keys = QJsonObject(); };
        f.idp.signer = fake::IdpSigner::rsa(u"key-2"_s);
        service->reportDenied(*f.wait(service->readToken()));
        QTRY_COMPARE(f.failures.size(), 1);
        QCOMPARE(f.failures[0].detail, u"the token is signed by a key the issuer does not publish"_s);
        QCOMPARE(f.idp.count(u"certs"_s), 1);
    }

    void leavesAnotherPersonsEntryAlone()
    {
        IdentityFixture f;
        const auto first = f.makeService();
        SIGN_IN(*first);
        f.idp.subject = u"sub-eve"_s;
        const auto second = f.makeService();
        SIGN_IN(*second);
        const QByteArray evesToken = f.savedToken();
        f.clock.advance(std::chrono::seconds(241));
        QTRY_COMPARE(first->tokenExpiresAt(), f.clock.utc() + std::chrono::seconds(300));
        QCOMPARE(first->user()->subject, u"sub-ada"_s);
        QTRY_COMPARE(second->tokenExpiresAt(), f.clock.utc() + std::chrono::seconds(300));
        QVERIFY(f.savedToken() != evesToken);
        QCOMPARE(second->user()->subject, u"sub-eve"_s);
        QVERIFY(f.failures.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
