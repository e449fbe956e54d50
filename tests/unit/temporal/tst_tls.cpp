// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fake/statictokensource.h"
#include "tests/fake/temporalserver.h"
#include "tests/unit/temporal/await.h"
#include "tests/unit/temporal/testcertificates.h"

#include "models/base/explain.h"
#include "models/temporal/client.h"

#include <openssl/pem.h>

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Writes each of its answers on a connection as soon as what it awaits has come there.
class RawServer final : public QTcpServer
{
public:
    struct Answer
    {
        QByteArray awaited;
        QByteArray bytes;
    };
    explicit RawServer(std::vector<Answer> answers)
        : m_answers(std::move(answers))
    {
        listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QString address() const { return u"127.0.0.1:%1"_s.arg(serverPort()); }
    [[nodiscard]] const QByteArray &heard() const { return m_heard; } ///< of all connections

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        connect(socket, &QTcpSocket::readyRead, this,
                [this, socket, heard = QByteArray(), next = std::size_t(0)]() mutable {
                    const QByteArray bytes = socket->readAll();
                    heard += bytes;
                    m_heard += bytes;
                    for (; next < m_answers.size() && heard.contains(m_answers[next].awaited); ++next)
                        socket->write(m_answers[next].bytes);
                });
    }

private:
    std::vector<Answer> m_answers;
    QByteArray m_heard;
};

class Variable
{
public:
    Variable(const char *name, const QByteArray &value)
        : m_name(name)
    {
        qputenv(name, value);
    }
    ~Variable() { qunsetenv(m_name); }
    Variable(const Variable &) = delete;
    Variable &operator=(const Variable &) = delete;

private:
    const char *m_name;
};

fake::ServerOptions serverWith(const TestCertificate &certificate)
{
    fake::ServerOptions options;
    options.certificatePem = certificate.certificatePem;
    options.keyPem = certificate.keyPem;
    return options;
}

TlsSettings withClient(const TestCertificate &client)
{
    TlsSettings tls = trusting(certificates().authority);
    tls.clientCertData = QString::fromLatin1(client.certificatePem);
    tls.clientKeyData = QString::fromLatin1(client.keyPem);
    return tls;
}

QByteArray encrypted(const QByteArray &keyPem)
{
    BIO *in = BIO_new_mem_buf(keyPem.data(), static_cast<int>(keyPem.size()));
    EVP_PKEY *key = PEM_read_bio_PrivateKey(in, nullptr, nullptr, nullptr);
    BIO *out = BIO_new(BIO_s_mem());
    const QByteArray passphrase = "open sesame";
    PEM_write_bio_PKCS8PrivateKey(out, key, EVP_aes_256_cbc(), passphrase.data(),
                                  static_cast<int>(passphrase.size()), nullptr, nullptr);
    char *data = nullptr;
    const long size = BIO_get_mem_data(out, &data);
    QByteArray result(data, size);
    EVP_PKEY_free(key);
    BIO_free(in);
    BIO_free(out);
    return result;
}

} // namespace

class TestTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { dispatcher::init(); }
    void aFailedHandshakeNamesItsCause_data();
    void aFailedHandshakeNamesItsCause();
    void anAlertIsPutIntoWords_data();
    void anAlertIsPutIntoWords();
    void unusableFilesAreNamed_data();
    void unusableFilesAreNamed();
    void goesByTheProxyOfTheEnvironment_data();
    void goesByTheProxyOfTheEnvironment();
    void aDeadProxyIsNamed();
    void whatNeedsNoProxyGoesWithout();
    void aTokenThatIsTooLargeIsSaidWithItsSize();

private:
    [[nodiscard]] Error failure(const QString &address, const std::optional<TlsSettings> &tls,
                                const Limits &limits = {});

    SystemClock m_clock;
    fake::StaticTokenSource m_tokens;
};

Error TestTls::failure(const QString &address, const std::optional<TlsSettings> &tls, const Limits &limits)
{
    Profile profile;
    profile.address = address;
    profile.tls = tls;
    const auto client = Client::create(profile, m_tokens, m_clock, limits);
    if (!client)
        return client.error();
    const auto list = await((*client)->listNamespaces(Purpose::Operator));
    return list ? Error{ErrorKind::Internal, u"no failure"_s, {}, {}, {}} : list.error();
}

void TestTls::aFailedHandshakeNamesItsCause_data()
{
    QTest::addColumn<fake::ServerOptions>("options");
    QTest::addColumn<TlsSettings>("tls");
    QTest::addColumn<QString>("cause");
    const char *here = "IP:127.0.0.1";
    const TestAuthority &authority = certificates().authority;
    const TlsSettings trust = trusting(authority);
    QTest::newRow("run out") << serverWith(authority.issue(here, {-7200, -3600})) << trust
                             << u"The server's certificate ran out at 20"_s;
    QTest::newRow("not yet good") << serverWith(authority.issue(here, {3600, 7200})) << trust
                                  << u"The server's certificate is good from 20"_s;
    static const TestAuthority old("An old authority", {-7200, -3600});
    QTest::newRow("authority run out") << serverWith(old.issue(here)) << trusting(old)
                                       << u"The certificate of the authority \"An old authority\" ran out"_s;
    QTest::newRow("unknown authority") << serverWith(certificates().stranger.issue(here)) << trust
                                       << u"not from an authority this profile trusts"_s;
    QTest::newRow("another name") << serverWith(certificates().otherName) << trust << u"for another name"_s;
    fake::ServerOptions wantsClient = serverWith(certificates().server);
    wantsClient.clientCaPem = authority.certificatePem();
    QTest::newRow("no client certificate")
        << wantsClient << trust << u"probably wants a client certificate, client_cert_path"_s;
    QTest::newRow("client of another authority")
        << wantsClient << withClient(certificates().stranger.issue("DNS:client.test"))
        << u"probably does not accept this profile's client certificate"_s;
    QTest::newRow("client run out") << wantsClient
                                    << withClient(authority.issue("DNS:client.test", {-7200, -3600}))
                                    << u"This profile's client certificate ran out at 20"_s;
}

void TestTls::aFailedHandshakeNamesItsCause()
{
    QFETCH(const fake::ServerOptions, options);
    QFETCH(const TlsSettings, tls);
    QFETCH(const QString, cause);
    const fake::TemporalServer server(options);
    const Error error = failure(server.address(), tls);
    QCOMPARE(error.kind, ErrorKind::Unreachable);
    QVERIFY2(error.detail.contains(cause), qPrintable(error.detail));
}

/// RFC 8446, 6: a record of type alert, fatal.
void TestTls::anAlertIsPutIntoWords_data()
{
    QTest::addColumn<QByteArray>("alert");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const char *number, const QString &cause) {
        QTest::newRow(name) << QByteArray::fromHex("150301000202") + QByteArray::fromHex(number) << cause;
    };
    row("protocol_version", "46", u"no TLS newer than 1.1"_s);
    row("unknown_ca", "30", u"does not know the authority of this profile's client certificate"_s);
    row("certificate_required", "74", u"wants a client certificate: client_cert_path"_s);
    row("certificate_expired", "2d", u"client certificate has run out"_s);
    row("certificate_revoked", "2c", u"client certificate was revoked"_s);
    row("bad_certificate", "2a", u"does not accept this profile's client certificate"_s);
}

void TestTls::anAlertIsPutIntoWords()
{
    QFETCH(const QByteArray, alert);
    QFETCH(const QString, cause);
    const RawServer server({RawServer::Answer{{}, alert}});
    const Error error = failure(server.address(), trusting(certificates().authority));
    QVERIFY2(error.detail.contains(cause), qPrintable(error.detail));
}

void TestTls::unusableFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("authorities");
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("says");
    const QByteArray ca = certificates().authority.certificatePem();
    const TestCertificate &client = certificates().client;
    const QByteArray junk = "-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----\n";
    const auto row = [](const char *name, const QByteArray &authorities, const QByteArray &certificate,
                        const QByteArray &key, const QString &says) {
        QTest::newRow(name) << authorities << certificate << key << says;
    };
    row("encrypted key", ca, client.certificatePem, encrypted(client.keyPem),
        u"client_key_path: %1/key.pem is encrypted"_s);
    row("another's key", ca, client.certificatePem, certificates().server.keyPem,
        u"client_key_path: %1/key.pem is not the key of the certificate in %1/certificate.pem"_s);
    row("no key", ca, client.certificatePem, client.certificatePem,
        u"client_key_path: %1/key.pem holds no private key"_s);
    row("junk authority", junk, client.certificatePem, client.keyPem,
        u"server_ca_cert_path: %1/ca.pem holds no certificate"_s);
    row("a damaged second authority", ca + junk, client.certificatePem, client.keyPem,
        u"server_ca_cert_path: %1/ca.pem holds no certificate in PEM form, or one that is damaged"_s);
    row("no PEM", "not a certificate", client.certificatePem, client.keyPem,
        u"server_ca_cert_path: %1/ca.pem holds no certificate"_s);
    row("junk certificate", ca, junk, client.keyPem, u"client_cert_path: %1/certificate.pem holds no"_s);
}

void TestTls::unusableFilesAreNamed()
{
    QFETCH(const QByteArray, authorities);
    QFETCH(const QByteArray, certificate);
    QFETCH(const QByteArray, key);
    QFETCH(const QString, says);
    const QTemporaryDir folder;
    const auto file = [&folder](const QString &name, const QByteArray &bytes) {
        QFile written(folder.filePath(name));
        return written.open(QIODevice::WriteOnly) && written.write(bytes) == bytes.size() ? written.fileName()
                                                                                          : QString();
    };
    TlsSettings tls;
    tls.serverCaCertPath = file(u"ca.pem"_s, authorities);
    tls.clientCertPath = file(u"certificate.pem"_s, certificate);
    tls.clientKeyPath = file(u"key.pem"_s, key);
    const Error error = failure(u"127.0.0.1:1"_s, tls);
    QCOMPARE(error.kind, ErrorKind::Configuration);
    QVERIFY2(error.detail.startsWith(QString(says).replace(u"%1"_s, folder.path())),
             qPrintable(error.detail));
}

void TestTls::goesByTheProxyOfTheEnvironment_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::newRow("lower case") << QByteArray("https_proxy");
    QTest::newRow("upper case") << QByteArray("HTTPS_PROXY");
}

void TestTls::goesByTheProxyOfTheEnvironment()
{
    QFETCH(const QByteArray, variable);
    const RawServer proxy(
        {RawServer::Answer{"\r\n\r\n", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"}});
    const Variable environment(variable.constData(), "http://" + proxy.address().toLatin1());
    const Error error = failure(u"temporal.example:7233"_s, TlsSettings());
    QVERIFY2(proxy.heard().startsWith("CONNECT temporal.example:7233 "), proxy.heard().constData());
    QVERIFY2(error.detail.contains(u"The proxy %1"_s.arg(proxy.address())) &&
                 error.detail.contains(u"does not let it through"_s),
             qPrintable(error.detail));
}

void TestTls::aDeadProxyIsNamed()
{
    const Variable environment("https_proxy", "http://127.0.0.1:1");
    const Error error = failure(u"temporal.example:7233"_s, TlsSettings());
    QVERIFY2(error.detail.contains(u"Nothing listens at the proxy 127.0.0.1:1"_s), qPrintable(error.detail));
}

void TestTls::whatNeedsNoProxyGoesWithout()
{
    const Variable proxy("https_proxy", "http://127.0.0.1:1");
    const Variable exceptions("no_proxy", "10.0.0.0/8,127.0.0.0/8");
    Limits limits;
    limits.connectPatience = 500ms;
    limits.readDeadline = 1s;
    for (const QString &address : {u"10.255.255.1:7233"_s, u"127.0.0.1:1"_s}) {
        const Error error = failure(address, TlsSettings(), limits);
        QVERIFY2(!error.detail.contains(u"proxy"_s), qPrintable(error.detail));
    }
}

/// What stands before Temporal answers what is too large for it by itself.
void TestTls::aTokenThatIsTooLargeIsSaidWithItsSize()
{
    const QByteArray settings = QByteArray::fromHex("000000040000000000");
    const QByteArray headersOfOne = QByteArray::fromHex("010400000001"); // RFC 9113: type, flags, stream
    // HEADERS of stream 1, the last: ":status" by its place in the static table, with a value of its own.
    const QByteArray refusal =
        QByteArray::fromHex("000005010500000001") + QByteArray::fromHex("0803") + "431";
    const RawServer proxy({{"PRI * HTTP/2.0", settings}, {headersOfOne, refusal}});
    m_tokens.setBearer(QByteArray(12'000, 'x'));
    const Error error = failure(proxy.address(), plaintext());
    const QString sentence = explain(error).sentence();
    QVERIFY2(sentence.startsWith(u"The token is too large. It has 12000 bytes"_s), qPrintable(sentence));
    QVERIFY(!sentence.contains(u"limiting"_s));
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
