// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/http/httpclient.h"

#include <QDateTime>
#include <QFile>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

/// A self-signed certificate for 127.0.0.1 and its key.
struct Identity
{
    QByteArray certificate;
    QByteArray key;
};

QByteArray pemOf(const std::function<void(BIO *)> &write)
{
    BIO *bio = BIO_new(BIO_s_mem());
    write(bio);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    QByteArray pem(data, size);
    BIO_free(bio);
    return pem;
}

Identity makeIdentity()
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME *name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("test"), -1,
                               -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    X509_sign(certificate, key, EVP_sha256());
    Identity identity{pemOf([&](BIO *bio) { PEM_write_bio_X509(bio, certificate); }), pemOf([&](BIO *bio) {
                          PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
                      })};
    X509_free(certificate);
    EVP_PKEY_free(key);
    return identity;
}

/// Answers every connection with the same bytes, once something came; keeps what came.
void answerAll(QTcpServer &server, const QByteArray &answer, QByteArray &received)
{
    QObject::connect(&server, &QTcpServer::pendingConnectionAvailable, &server, [&server, &received, answer] {
        while (QTcpSocket *socket = server.nextPendingConnection())
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, &received, answer] {
                received += socket->readAll();
                if (!answer.isEmpty()) {
                    socket->write(answer);
                    socket->disconnectFromHost();
                }
            });
    });
}

QByteArray http(const QByteArray &status, const QByteArray &body, const QByteArray &headers = {})
{
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\nDate: Tue, 24 Nov 2026 10:00:05 GMT\r\n" +
           headers + "\r\n" + body;
}

/// What is asked, and the authority that is trusted for it.
struct Target
{
    QUrl url;
    QString caCertPath = {};

    [[nodiscard]] HttpSettings http() const { return {url.host(), caCertPath, u"ca_cert_path"_s}; }
};

Target targetFor(const QTcpServer &server, const QString &scheme, const QString &ca = {})
{
    Target target;
    target.url = QUrl(u"%1://127.0.0.1:%2/r"_s.arg(scheme).arg(server.serverPort()));
    target.caCertPath = ca;
    return target;
}

} // namespace

class TestHttpClient : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QByteArray m_received;

    Result<HttpAnswer> get(const Target &target)
    {
        HttpClient client(target.http());
        return wait(client.get(target.url, u"test"_s));
    }
    Result<HttpAnswer> wait(Reply<HttpAnswer> reply)
    {
        std::optional<Result<HttpAnswer>> result;
        QObject context;
        reply.deliver(&context, [&](Result<HttpAnswer> answer) { result = std::move(answer); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 30'000))
            return fail(ErrorKind::Internal, u"no answer"_s);
        return std::move(*result);
    }
    Result<HttpAnswer> getFrom(const QByteArray &answer)
    {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            return fail(ErrorKind::Internal, u"no port"_s);
        m_received.clear();
        answerAll(server, answer, m_received);
        return get(targetFor(server, u"http"_s));
    }
    QString file(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no file");
        return file.fileName();
    }

private Q_SLOTS:
    void givesStatusBodyAndDate()
    {
        const auto answer = getFrom(http("200 OK", "{}"));
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->body, QByteArray("{}"));
        const QDateTime date(QDate(2026, 11, 24), QTime(10, 0, 5), QTimeZone::utc());
        QCOMPARE(answer->date, Instant(Milliseconds(date.toMSecsSinceEpoch())));
        QVERIFY(m_received.startsWith("GET /r HTTP/1.1\r\n"));
        QVERIFY(!m_received.contains("Cookie"));
    }

    void anErrorStatusIsAnAnswer_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<int>("code");
        for (const int code : {302, 400, 401, 403, 404, 429, 500, 503})
            QTest::addRow("%d", code) << QByteArray::number(code) + " Said" << code;
    }
    void anErrorStatusIsAnAnswer()
    {
        QFETCH(QByteArray, status);
        QFETCH(int, code);
        const auto answer = getFrom(http(status, "why", "Location: http://127.0.0.1:1/elsewhere\r\n"));
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
        QCOMPARE(answer->status, code);
        QCOMPARE(answer->body, QByteArray("why"));
    }

    void postsAForm()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        m_received.clear();
        answerAll(server, http("200 OK", ""), m_received);
        const Target target = targetFor(server, u"http"_s);
        HttpClient client(target.http());
        QVERIFY(wait(client.post(target.url, {{"a", "b c+d&e=f"}, {"g", ""}}, u"test"_s)));
        // Names of headers have no case; Qt writes them small since 6.8.
        QVERIFY(m_received.toLower().contains("content-type: application/x-www-form-urlencoded\r\n"));
        QVERIFY(m_received.endsWith("\r\n\r\na=b%20c%2Bd%26e%3Df&g="));
    }

    void postsJson()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        m_received.clear();
        answerAll(server, http("200 OK", ""), m_received);
        const Target target = targetFor(server, u"http"_s);
        HttpClient client(target.http());
        QVERIFY(wait(client.post(target.url, "{\"a\":1}", HttpHeaders{{"X-Of-Ours", "b"}}, u"test"_s)));
        const QByteArray received = m_received.toLower();
        QVERIFY(received.contains("content-type: application/json\r\n"));
        QVERIFY(received.contains("x-of-ours: b\r\n"));
        QVERIFY(m_received.endsWith("\r\n\r\n{\"a\":1}"));
    }

    void refusesTooMuch_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("256 KiB") << 256 * 1024 << true;
        QTest::newRow("one more") << 256 * 1024 + 1 << false;
        QTest::newRow("10 MiB") << 10 * 1024 * 1024 << false;
    }
    void refusesTooMuch()
    {
        QFETCH(int, size);
        QFETCH(bool, accepted);
        const auto answer = getFrom(http("200 OK", QByteArray(size, 'x')));
        QCOMPARE(answer.has_value(), accepted);
        if (!accepted)
            QCOMPARE(answer.error().kind, ErrorKind::TooLarge);
    }

    void namesWhoDidNotAnswer()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        Target target = targetFor(server, u"http"_s);
        target.url.setQuery(u"secret=1"_s);
        server.close();
        const auto answer = get(target);
        QCOMPARE(answer.error().kind, ErrorKind::Unreachable);
        QCOMPARE(answer.error().method, u"test"_s);
        QCOMPARE(answer.error().endpoint, target.url.toString(QUrl::RemoveQuery));
    }

    void noticesAnAnswerThatBreaksOff()
    {
        const auto answer = getFrom(http("200 OK", "half", "Content-Length: 100\r\n"));
        QCOMPARE(answer.error().kind, ErrorKind::Unreachable);
    }

    void givesUpOnASilentServer()
    {
        const auto answer = getFrom({});
        QCOMPARE(answer.error().kind, ErrorKind::Unreachable);
        QCOMPARE(answer.error().detail, u"no complete answer within 10 s"_s);
    }

    void dropsTheRequestWithTheReply()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const Target target = targetFor(server, u"http"_s);
        HttpClient client(target.http());
        QTcpSocket *socket = nullptr;
        {
            const auto reply = client.get(target.url, u"test"_s);
            QTRY_VERIFY(socket || (socket = server.nextPendingConnection()));
        }
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    }

    // What is offered stands in clear in the ClientHello, each name after its length.
    void offersNoHttp2()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        m_received.clear();
        answerAll(server, "no TLS here", m_received);
        QVERIFY(!get(targetFor(server, u"https"_s)));
        QCOMPARE(m_received.at(0), '\x16');
        QVERIFY2(!m_received.contains("\x02h2"), m_received.toHex().constData());
    }

    void trustsTheProfilesOwnCaOnly()
    {
        const Identity mine = makeIdentity();
        const Identity other = makeIdentity();
        QSslServer server;
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(QSslCertificate(mine.certificate));
        tls.setPrivateKey(QSslKey(mine.key, QSsl::Ec));
        server.setSslConfiguration(tls);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        answerAll(server, http("200 OK", "{}"), m_received);

        const auto good = get(targetFor(server, u"https"_s, file(u"mine.pem"_s, mine.certificate)));
        QVERIFY2(good, qPrintable(good ? QString() : good.error().detail));
        for (const QString &ca : {file(u"other.pem"_s, other.certificate), QString()}) {
            const auto bad = get(targetFor(server, u"https"_s, ca));
            QVERIFY(!bad);
            QCOMPARE(bad.error().kind, ErrorKind::Unreachable);
            QVERIFY2(bad.error().detail.startsWith(u"the server's certificate is not accepted: "_s),
                     qPrintable(bad.error().detail));
            QVERIFY2(bad.error().detail.contains(u"ca_cert_path"_s), qPrintable(bad.error().detail));
        }
        // Another name is no matter of the authority's.
        Target renamed = targetFor(server, u"https"_s, file(u"mine.pem"_s, mine.certificate));
        renamed.url.setHost(u"localhost"_s);
        const auto bad = get(renamed);
        QVERIFY(!bad && bad.error().detail.startsWith(u"the server's certificate is not accepted: "_s));
        QVERIFY2(!bad.error().detail.contains(u"ca_cert_path"_s), qPrintable(bad.error().detail));
    }

    void refusesAnUnusableCaFile_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("why");
        QTest::newRow("missing") << m_folder.filePath(u"none.pem"_s) << u"cannot be read"_s;
        QTest::newRow("not PEM") << file(u"bad.pem"_s, "hello") << u"holds no PEM certificate"_s;
    }
    void refusesAnUnusableCaFile()
    {
        QFETCH(QString, path);
        QFETCH(QString, why);
        Target target;
        target.url = QUrl(u"https://127.0.0.1:1/"_s);
        target.caCertPath = path;
        const auto answer = get(target);
        QCOMPARE(answer.error().kind, ErrorKind::Configuration);
        QVERIFY(answer.error().detail.contains(path) && answer.error().detail.contains(why));
    }

    void aLoopbackIssuerIsReachedWithoutAProxy()
    {
        qputenv("http_proxy", "http://127.0.0.1:1");
        const auto answer = getFrom(http("200 OK", "{}"));
        qunsetenv("http_proxy");
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"
