// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/loopbacklistener.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

/// A client on a real socket; the event loop runs in the test's QTRY macros.
class Client
{
public:
    explicit Client(const LoopbackListener &listener)
        : m_port(static_cast<quint16>(listener.redirectAddress().port()))
    {
        m_socket.connectToHost(u"127.0.0.1"_s, m_port);
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket,
                         [this] { answer += m_socket.readAll(); });
    }
    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    void get(const QByteArray &target, const QByteArray &headers = {})
    {
        send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n" +
             headers + "\r\n");
    }
    [[nodiscard]] bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    [[nodiscard]] bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    [[nodiscard]] QByteArray status() const { return answer.mid(9, 3); }

    QByteArray answer;

private:
    quint16 m_port;
    QTcpSocket m_socket;
};

} // namespace

class TestLoopbackListener : public QObject
{
    Q_OBJECT

    std::unique_ptr<LoopbackListener> m_listener;
    QList<CallbackAnswer> m_answers;

private Q_SLOTS:
    void init()
    {
        m_listener = std::make_unique<LoopbackListener>("state-1");
        m_answers.clear();
        QVERIFY(m_listener->listen());
        connect(m_listener.get(), &LoopbackListener::answered, this,
                [this](const CallbackAnswer &answer) { m_answers << answer; });
    }

    void otherProgramsCookiesDontMatter()
    {
        Client client(*m_listener);
        client.get("/callback?code=c&state=state-1", "Cookie: " + QByteArray(9 * 1024, 'x') + "\r\nCookie: " +
                                                         QByteArray(60 * 1024, 'y') + "\r\n");
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers.front().code, QByteArray("c"));
        QTRY_COMPARE(client.status(), QByteArray("200"));
    }

    void listensOnLoopbackOnly()
    {
        const QUrl address = m_listener->redirectAddress();
        QCOMPARE(address.host(), u"127.0.0.1"_s);
        QCOMPARE(address.path(), u"/callback"_s);
        QVERIFY(address.port() > 0);
        QTcpSocket other;
        other.connectToHost(u"127.0.0.2"_s, static_cast<quint16>(address.port()));
        QTRY_COMPARE(other.error(), QAbstractSocket::ConnectionRefusedError);
    }

    void takesTheAnswerAndCloses()
    {
        Client client(*m_listener);
        client.get("/callback?code=c&state=state-1&iss=i");
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.status(), QByteArray("200"));
        QCOMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers.front().code, QByteArray("c"));
        QCOMPARE(m_answers.front().issuer, QByteArray("i"));
        QVERIFY(m_answers.front().error.isEmpty());
        Client second(*m_listener);
        QTRY_VERIFY(second.isClosed());
        QVERIFY(second.answer.isEmpty());
    }

    void thePageIsStaticAndLocked()
    {
        Client client(*m_listener);
        client.get("/callback?code=CANARY&state=state-1");
        QTRY_VERIFY(client.isClosed());
        for (const char *line :
             {"Cache-Control: no-store", "Referrer-Policy: no-referrer",
              "Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff",
              "X-Frame-Options: DENY", "history.replaceState(null,'','/callback')"})
            QVERIFY2(client.answer.contains(line), line);
        QVERIFY(!client.answer.contains("CANARY"));
    }

    void twoCallbacksCountOnce()
    {
        Client first(*m_listener), second(*m_listener);
        QTRY_VERIFY(first.isConnected() && second.isConnected());
        first.get("/callback?code=c1&state=state-1");
        QTRY_VERIFY(first.isClosed());
        second.get("/callback?code=c2&state=state-1");
        QTRY_VERIFY(second.isClosed());
        QCOMPARE(second.status(), QByteArray("400"));
        QCOMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers.front().code, QByteArray("c1"));
    }

    void reportsAnErrorAnswer()
    {
        Client client(*m_listener);
        client.get("/callback?error=access_denied&error_description=%3Cb%3Eno&state=state-1");
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(m_answers.size(), 1);
        QVERIFY(m_answers.front().code.isEmpty());
        QCOMPARE(m_answers.front().error, u"access_denied"_s);
        QCOMPARE(m_answers.front().errorDescription, u"<b>no"_s);
        QVERIFY(!client.answer.contains("<b>no"));
    }

    void aWrongStateIsSaidAndWaitedThrough_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("other") << QByteArray("/callback?code=c&state=state-2");
        QTest::newRow("shorter") << QByteArray("/callback?code=c&state=state");
        QTest::newRow("longer") << QByteArray("/callback?code=c&state=state-11");
        QTest::newRow("empty") << QByteArray("/callback?code=c&state=");
        QTest::newRow("missing") << QByteArray("/callback?code=c");
        QTest::newRow("injected") << QByteArray("/callback?code=c%26state%3Dstate-1");
        QTest::newRow("error") << QByteArray("/callback?error=access_denied&state=x");
    }
    void aWrongStateIsSaidAndWaitedThrough()
    {
        QFETCH(QByteArray, target);
        QSignalSpy stray(m_listener.get(), &LoopbackListener::strayCallback);
        Client wrong(*m_listener);
        wrong.get(target);
        QTRY_VERIFY(wrong.isClosed());
        QCOMPARE(wrong.status(), QByteArray("400"));
        QVERIFY(wrong.answer.contains("does not belong to the sign-in"));
        QCOMPARE(stray.size(), 1);
        QVERIFY(m_answers.isEmpty());

        Client right(*m_listener);
        right.get("/callback?code=c&state=state-1");
        QTRY_COMPARE(m_answers.size(), 1);
    }

    void junkIsAnsweredAndWaitedThrough_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nonsense") << QByteArray("\r\n\r\n");
        QTest::newRow("POST") << QByteArray("POST /callback HTTP/1.1\r\nHost: x\r\n\r\n");
        QTest::newRow("TLS hello") << QByteArray("\x16\x03\x01\0\0\r\n\r\n", 9);
        QTest::newRow("9 KiB") << QByteArray(9 * 1024, 'x');
        QTest::newRow("no end") << "GET /callback HTTP/1.1\r\nCookie: " + QByteArray(1024 * 1024, 'x');
        QTest::newRow("1 MiB") << QByteArray(1024 * 1024, 'x');
    }
    void junkIsAnsweredAndWaitedThrough()
    {
        QFETCH(QByteArray, bytes);
        Client junk(*m_listener);
        junk.send(bytes);
        QTRY_VERIFY(junk.isClosed());
        if (bytes.size() < 8 * 1024)
            QCOMPARE(junk.status(), QByteArray("400"));
        Client right(*m_listener);
        right.get("/callback?code=c&state=state-1");
        QTRY_COMPARE(m_answers.size(), 1);
    }

    void codeAndErrorTogetherOrNeitherIsJunk_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("both") << QByteArray("/callback?code=c&error=e&state=state-1");
        QTest::newRow("neither") << QByteArray("/callback?state=state-1");
    }
    void codeAndErrorTogetherOrNeitherIsJunk()
    {
        QFETCH(QByteArray, target);
        Client client(*m_listener);
        client.get(target);
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.status(), QByteArray("400"));
        QVERIFY(m_answers.isEmpty());
    }

    void theFaviconChangesNothing()
    {
        Client icon(*m_listener);
        icon.get("/favicon.ico");
        QTRY_VERIFY(icon.isClosed());
        QCOMPARE(icon.status(), QByteArray("404"));
        QVERIFY(m_answers.isEmpty());
        Client right(*m_listener);
        right.get("/callback?code=c&state=state-1");
        QTRY_COMPARE(m_answers.size(), 1);
    }

    void slowConnectionsGiveWay()
    {
        std::vector<std::unique_ptr<Client>> slow;
        for (int i = 0; i < 20; ++i) {
            slow.push_back(std::make_unique<Client>(*m_listener));
            slow.back()->send("GET /callback?code=");
        }
        QTRY_VERIFY(slow.front()->isClosed());
        QVERIFY(slow.back()->isConnected());
        Client right(*m_listener);
        right.get("/callback?code=c&state=state-1");
        QTRY_COMPARE(m_answers.size(), 1);
        QTRY_COMPARE(right.status(), QByteArray("200"));
    }

    void aConnectionThatSaysNothingIsClosed()
    {
        Client silent(*m_listener);
        QTRY_VERIFY(silent.isConnected());
        QTRY_VERIFY_WITH_TIMEOUT(silent.isClosed(), 20'000);
        QVERIFY(silent.answer.isEmpty());
    }

    void aThousandJunkConnectionsDoNotShutTheBrowserOut()
    {
        std::vector<std::unique_ptr<Client>> junk;
        for (int round = 0; round < 10; ++round) {
            junk.clear();
            for (int i = 0; i < 100; ++i) {
                junk.push_back(std::make_unique<Client>(*m_listener));
                junk.back()->send(i % 2 ? "x" : "GET / HTTP/1.1\r\n\r\n");
            }
            QTRY_VERIFY_WITH_TIMEOUT(junk.front()->isClosed(), 20'000);
        }
        Client right(*m_listener);
        right.get("/callback?code=c&state=state-1");
        QTRY_COMPARE_WITH_TIMEOUT(m_answers.size(), 1, 20'000);
    }
};

QTEST_GUILESS_MAIN(TestLoopbackListener)
#include "tst_loopbacklistener.moc"
