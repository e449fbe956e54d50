// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/identity/identityfixture.h"

#include <QDirIterator>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;
using namespace signalbox;
using State = TokenService::State;

class TestSignOut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signingOutTellsEverybody()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        const QByteArray token = f.savedToken();
        service->signOut();
        QCOMPARE(service->state(), State::SignedOut);
        QVERIFY(!service->user() && !service->tokenExpiresAt());
        QCOMPARE(f.wait(service->readToken()).error().kind, ErrorKind::Expired);
        QVERIFY(f.savedToken().isEmpty());
        QTRY_COMPARE(f.idp.endedSessions.size(), 1);
        QCOMPARE(f.idp.revoked, QStringList{QString::fromLatin1(token)});
        QVERIFY(f.idp.tokensGiven.contains(f.idp.endedSessions[0]));
        QVERIFY(f.notices.isEmpty());
    }

    void signingOutWorksOffline()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        f.idp.stop();
        service->signOut();
        QCOMPARE(service->state(), State::SignedOut);
        QVERIFY(f.savedToken().isEmpty());
        QTRY_COMPARE(f.notices.size(), 1);
        QVERIFY(f.notices[0].startsWith(u"You are signed out here, but the issuer could not be told"_s));
    }

    void theSessionEndsThoughTheTokenCannotBeRevoked_data()
    {
        QTest::addColumn<QStringList>("failing");
        QTest::addColumn<QStringList>("reported");
        QTest::newRow("revocation") << QStringList{u"revoke"_s} << QStringList{u"revocation"_s};
        QTest::newRow("end of session") << QStringList{u"logout"_s} << QStringList{u"end of session"_s};
        QTest::newRow("both") << QStringList{u"revoke"_s, u"logout"_s}
                              << QStringList{u"revocation"_s, u"end of session"_s};
    }
    void theSessionEndsThoughTheTokenCannotBeRevoked()
    {
        QFETCH(QStringList, failing);
        QFETCH(QStringList, reported);
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        f.idp.onResponse = [failing](const fake::FakeIdp::Request &request,
                                     fake::FakeIdp::Response &response) {
            if (failing.contains(request.path))
                response.status = 503;
        };
        service->signOut();
        QTRY_COMPARE(f.notices.size(), 1);
        QCOMPARE(f.idp.count(u"revoke"_s), 1);
        QCOMPARE(f.idp.endedSessions.size(), 1);
        QVERIFY(f.notices[0].startsWith(u"You are signed out here, but the issuer could not be told"_s));
        for (const QString &endpoint : {u"revocation"_s, u"end of session"_s})
            QCOMPARE(f.notices[0].contains(u"the issuer's %1 answered HTTP 503"_s.arg(endpoint)),
                     reported.contains(endpoint));
    }

    void signingOutDropsARefreshUnderWay()
    {
        IdentityFixture f;
        const auto service = f.makeService();
        SIGN_IN(*service);
        f.clock.advance(std::chrono::seconds(301));
        std::optional<ErrorKind> end;
        service->readToken().deliver(service.get(),
                                     [&](const Result<ReadToken> &token) { end = token.error().kind; });
        service->signOut();
        QTRY_COMPARE(end, ErrorKind::Expired);
        QTRY_COMPARE(f.idp.endedSessions.size(), 1);
        QCOMPARE(service->state(), State::SignedOut);
        QVERIFY(f.savedToken().isEmpty());
    }

    void leaksNothing()
    {
        static QByteArray log;
        log.clear();
        QLoggingCategory::setFilterRules(u"*.debug=true\nqt.*.debug=false"_s);
        const auto previous = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { log += text.toUtf8() + '\n'; });
        QTemporaryDir home;
        {
            IdentityFixture f;
            qputenv("XDG_STATE_HOME", home.path().toUtf8());
            const auto service = f.makeService();
            SIGN_IN(*service);
            QVERIFY(f.wait(service->stepUp()));
            f.clock.advance(std::chrono::seconds(301));
            f.bearer(*service);
            f.idp.grantsNothing = true;
            f.clock.advance(std::chrono::seconds(301));
            f.bearer(*service);
            service->signOut();
            QTRY_COMPARE(f.idp.endedSessions.size(), 1);
            for (QDirIterator files(home.path(), QDir::Files, QDirIterator::Subdirectories);
                 files.hasNext();) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                log += file.fileName().toUtf8() + file.readAll();
            }
            qInstallMessageHandler(previous);
            QVERIFY(log.contains("the session has ended"));
            QVERIFY(f.idp.tokensGiven.size() >= 9);
            for (const QString &token : f.idp.tokensGiven)
                QVERIFY2(token.isEmpty() || !log.contains(token.toUtf8()), log.constData());
            for (const auto &request : f.idp.requests())
                for (const QString &value : request.parameters)
                    QVERIFY(value.size() < 20 || !log.contains(value.toUtf8()));
        }
    }
};

QTEST_GUILESS_MAIN(TestSignOut)
#include "tst_signout.moc"
