// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/savedsession.h"
#include "models/identity/sessionlock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

class TestSessionLock : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

private Q_SLOTS:
    void init() { qputenv("XDG_STATE_HOME", m_home.path().toUtf8()); }

    void isHeldByOneAtATime()
    {
        auto first = std::make_unique<SessionLock>(u"a"_s);
        SessionLock second(u"a"_s);
        QStringList order;
        first->acquire().deliver(this,
                                 [&](const Result<bool> &held) { order << (held ? u"first"_s : u"-"_s); });
        QTRY_COMPARE(order, QStringList{u"first"_s});
        second.acquire().deliver(this,
                                 [&](const Result<bool> &held) { order << (held ? u"second"_s : u"-"_s); });
        QTest::qWait(200);
        QCOMPARE(order.size(), 1);
        first.reset(); // dying gives it back
        QTRY_COMPARE(order, (QStringList{u"first"_s, u"second"_s}));
    }

    void othersDoNotMatter()
    {
        SessionLock first(u"a"_s), second(u"b"_s);
        int held = 0;
        const auto count = [&](const Result<bool> &result) { held += result ? 1 : 0; };
        first.acquire().deliver(this, count);
        second.acquire().deliver(this, count);
        QTRY_COMPARE(held, 2);
    }

    void saysWhereItCannotBeWritten()
    {
        QFile file(m_home.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        qputenv("XDG_STATE_HOME", file.fileName().toUtf8());
        SessionLock lock(u"a"_s);
        std::optional<Error> error;
        lock.acquire().deliver(this, [&](const Result<bool> &held) { error = held.error(); });
        QTRY_VERIFY(error);
        QCOMPARE(error->kind, ErrorKind::Configuration);
        QCOMPARE(error->detail, file.fileName() + u"/signalbox cannot be made"_s);
    }

    void savedSessionSurvivesItsBlob()
    {
        const QUrl issuer(u"https://id.example.org/r"_s);
        const SavedSession session{Secret("refresh"), issuer.toString(), u"sub"_s, u"ada"_s,
                                   Instant(Milliseconds(1234))};
        const auto read = SavedSession::fromCbor(session.toCbor(), issuer);
        QVERIFY(read);
        QCOMPARE(read->refreshToken.view(), "refresh");
        QCOMPARE(read->subject, u"sub"_s);
        QCOMPARE(read->name, u"ada"_s);
        QCOMPARE(read->created, session.created);
    }

    void savedSessionRefusesWhatIsNotItsOwn()
    {
        const QUrl issuer(u"https://id.example.org/r"_s);
        const SavedSession session{Secret("refresh"), issuer.toString(), u"sub"_s, {}, {}};
        QCOMPARE(SavedSession::fromCbor(session.toCbor(), QUrl(u"https://other.example.org"_s)).error().kind,
                 ErrorKind::NotFound);
        QCOMPARE(SavedSession::fromCbor(Secret("not CBOR"), issuer).error().kind, ErrorKind::NotFound);
        QCOMPARE(SavedSession::fromCbor(Secret(), issuer).error().kind, ErrorKind::NotFound);
        const SavedSession empty{Secret(), issuer.toString(), u"sub"_s, {}, {}};
        QCOMPARE(SavedSession::fromCbor(empty.toCbor(), issuer).error().kind, ErrorKind::NotFound);
    }

    void savedSessionRefusesWhatWasCutShort()
    {
        const QUrl issuer(u"https://id.example.org/r"_s);
        const SavedSession session{Secret("refresh"), issuer.toString(), u"sub"_s, u"ada"_s,
                                   Instant(Milliseconds(1234))};
        const QByteArray whole = session.toCbor().view().toByteArray();
        for (qsizetype size = 0; size < whole.size(); ++size) {
            const auto read = SavedSession::fromCbor(Secret(whole.first(size)), issuer);
            QVERIFY2(!read, qPrintable(u"%1 of %2 bytes"_s.arg(size).arg(whole.size())));
            QCOMPARE(read.error().kind, ErrorKind::NotFound);
        }
        QCOMPARE(
            SavedSession::fromCbor(Secret(QByteArray::fromHex("a16772656672657368")), issuer).error().kind,
            ErrorKind::NotFound);
    }

    void sessionKeyNamesIssuerClientAndProfile()
    {
        Profile profile;
        profile.name = u"p"_s;
        profile.oidc.issuer = QUrl(u"https://id.example.org/r"_s);
        profile.oidc.clientId = u"c"_s;
        const QString key = sessionKey(profile);
        QVERIFY(key.startsWith(u"v1/"_s));
        QCOMPARE(key.size(), 3 + 64);
        Profile other = profile;
        other.name = u"q"_s;
        QVERIFY(sessionKey(other) != key);
        other = profile;
        other.oidc.clientId = u"d"_s;
        QVERIFY(sessionKey(other) != key);
        other = profile;
        other.oidc.issuer = QUrl(u"https://id.example.org/s"_s);
        QVERIFY(sessionKey(other) != key);
    }
};

QTEST_GUILESS_MAIN(TestSessionLock)
#include "tst_sessionlock.moc"
