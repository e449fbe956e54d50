// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/dispatcher.h"
#include "models/temporal/writes.h"
#include "tests/unit/temporal/fixture.h"
#include "tests/unit/temporal/testcertificates.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTimer>

#include <utility>

using namespace signalbox;
using namespace Qt::StringLiterals;

/// Losing, finding and securing the connection.
class TestConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { dispatcher::init(); }

    void connectsOnlyWhenAsked();
    void lossAndRecoveryAreSeenWithoutACall();
    void aServerThatStandsStillIsAwaySinceTheFirstCallItLeft();
    void aStandingConnectionIsNotLookedAt();
    void aLossIsToldWhileACallIsUnderWay();
    void aReadSurvivesARestart();
    void aRoutineGoawayIsNoLoss();
    void aServerThatFallsSilentIsLost();
    void aSlowGreetingIsWaitedFor();
    void limitsAreAsPromised();
    void nothingAtTheAddressIsToldAtOnce();

    void plaintextBeyondThisMachineIsRefused_data();
    void plaintextBeyondThisMachineIsRefused();
    void tlsWithTheRightAuthority();
    void tlsFromFiles();
    void tlsUnderAnotherName();
    void tlsWithAClientCertificate();
    void tlsFaultsNameTheirCause_data();
    void tlsFaultsNameTheirCause();
    void unusableCertificatesAreConfigurationErrors_data();
    void unusableCertificatesAreConfigurationErrors();
};

namespace {

fake::ServerOptions tlsServer(const TestCertificate &certificate = certificates().server)
{
    fake::ServerOptions options;
    options.certificatePem = certificate.certificatePem;
    options.keyPem = certificate.keyPem;
    return options;
}

/// Greets the first that comes as HTTP/2 does, and says nothing more to anybody, as a machine that lost its
/// power: no connection is refused or ended.
class SilentServer
{
public:
    explicit SilentServer(Milliseconds greetsAfter = Milliseconds(0))
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, greetsAfter] {
            QTcpSocket *const client = m_server.nextPendingConnection();
            QTimer::singleShot(greetsAfter, client, [this, client] {
                if (!std::exchange(m_greeted, true))
                    client->write(QByteArray::fromHex("000000040000000000")); // no settings
            });
        });
    }
    [[nodiscard]] QString address() const { return u"127.0.0.1:%1"_s.arg(m_server.serverPort()); }

private:
    QTcpServer m_server;
    bool m_greeted = false;
};

/// Timers of this thread that fired since.
class TimerEvents final : public QObject
{
public:
    TimerEvents() { QCoreApplication::instance()->installEventFilter(this); }

    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Timer;
        return false;
    }

    int count = 0;
};

/// A client with settings of its own.
struct OtherClient
{
    OtherClient(const fake::TemporalServer &server, std::optional<TlsSettings> tls)
    {
        Profile profile = server.profile();
        profile.tls = std::move(tls);
        client = Client::create(profile, tokens, clock, quickLimits()).value();
    }

    fake::StaticTokenSource tokens;
    SystemClock clock;
    std::unique_ptr<Client> client;
};

} // namespace

void TestConnection::connectsOnlyWhenAsked()
{
    Fixture f;
    QSignalSpy changed(f.client.get(), &Client::connectionChanged);
    QCOMPARE(f.client->connection(), ConnectionState::Connecting);
    QCOMPARE(f.client->address(), f.server.address());
    QVERIFY(!changed.wait(600)); // two looks
    QVERIFY(await(f.client->systemInfo()));
    QTRY_COMPARE(f.client->connection(), ConnectionState::Connected);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(f.client->lostSince(), std::nullopt);
}

void TestConnection::lossAndRecoveryAreSeenWithoutACall()
{
    Fixture f;
    QVERIFY(await(f.client->systemInfo()));
    QTRY_COMPARE(f.client->connection(), ConnectionState::Connected);
    f.server.forgetCalls();
    const Instant before = f.clock.utc();
    f.server.stop();
    QTRY_COMPARE_WITH_TIMEOUT(f.client->connection(), ConnectionState::Lost,
                              2'000); // promised to the operator
    QVERIFY(f.client->lostSince() >= before);
    f.server.start();
    QTRY_COMPARE(f.client->connection(), ConnectionState::Connected);
    QCOMPARE(f.client->lostSince(), std::nullopt);
    QCOMPARE(f.server.calls(u"GetSystemInfo"_s), 0);
}

void TestConnection::aServerThatStandsStillIsAwaySinceTheFirstCallItLeft()
{
    Fixture f;
    QVERIFY(await(f.client->systemInfo()));
    QTRY_COMPARE(f.client->connection(), ConnectionState::Connected);
    f.server.holdNext({}, fake::TemporalServer::always);
    QObject receiver;
    f.client->listNamespaces(Purpose::Background).deliver(&receiver, [](const auto &) {});
    QTRY_COMPARE(f.server.held(), 1);
    const Instant held = f.clock.utc();
    QTest::qWait(300);
    f.server.stop();
    QTRY_COMPARE(f.client->connection(), ConnectionState::Lost);
    QTRY_VERIFY(f.client->lostSince() <= held);
}

void TestConnection::aStandingConnectionIsNotLookedAt()
{
    Fixture f;
    QVERIFY(await(f.client->systemInfo()));
    QTRY_COMPARE(f.client->connection(), ConnectionState::Connected);
    const TimerEvents timers;
    QTest::qWait(600); // two looks, if there were any
    QCOMPARE(timers.count, 0);
}

void TestConnection::aLossIsToldWhileACallIsUnderWay()
{
    Fixture f;
    QVERIFY(await(f.client->systemInfo()));
    QTRY_COMPARE(f.client->connection(), ConnectionState::Connected);
    f.server.holdNext({}, 1);
    QObject receiver;
    std::optional<Result<QString>> write;
    writes::terminate(*f.client, f.writeToken(), {u"ns"_s, u"w"_s, u"r"_s, {}, {}, {}})
        .deliver(&receiver, [&write](Result<QString> result) { write.emplace(std::move(result)); });
    QTRY_COMPARE(f.server.held(), 1);
    f.server.stop();
    QTRY_VERIFY(write);
    QVERIFY(!*write);
    QTRY_COMPARE(f.client->connection(), ConnectionState::Lost);
}

void TestConnection::aReadSurvivesARestart()
{
    Fixture f;
    NamespaceInfo info;
    info.name = u"ns"_s;
    f.server.setNamespaces({info});
    QVERIFY(await(f.client->systemInfo()));
    QTRY_COMPARE(f.client->connection(), ConnectionState::Connected);
    f.server.stop();
    QTRY_COMPARE(f.client->connection(), ConnectionState::Lost);
    QObject receiver;
    std::optional<Result<NamespaceInfo>> got;
    f.client->describeNamespace(u"ns"_s, Purpose::Operator)
        .deliver(&receiver, [&got](Result<NamespaceInfo> result) { got.emplace(std::move(result)); });
    QTest::qWait(200); // fails and waits for its next try meanwhile
    QVERIFY(!got);
    f.server.start();
    QTRY_VERIFY(got);
    QVERIFY2(*got, *got ? "" : qPrintable(got->error().detail));
}

void TestConnection::aRoutineGoawayIsNoLoss()
{
    fake::ServerOptions options;
    options.maxConnectionAge = Milliseconds(150);
    Fixture f(quickLimits(), options);
    QSignalSpy changed(f.client.get(), &Client::connectionChanged);
    QSet<QByteArray> connections;
    QElapsedTimer timer;
    timer.start();
    while (connections.size() < 5 && timer.elapsed() < 60'000) {
        const auto info = await(f.client->systemInfo());
        QVERIFY2(info, info ? "" : qPrintable(info.error().detail));
        for (const auto &call : f.server.recorded(u"GetSystemInfo"_s))
            connections.insert(call.peer);
        QTest::qWait(10);
    }
    QVERIFY(connections.size() >= 5);
    QCOMPARE(f.client->connection(), ConnectionState::Connected);
    QCOMPARE(changed.count(), 1);
}

void TestConnection::aServerThatFallsSilentIsLost()
{
    SilentServer server;
    Profile profile;
    profile.address = server.address();
    Limits limits = quickLimits();
    limits.keepaliveEvery = Milliseconds(200);
    limits.keepaliveTimeout = Milliseconds(200);
    fake::StaticTokenSource tokens;
    const SystemClock clock;
    const auto client = Client::create(profile, tokens, clock, limits).value();
    const auto unanswered = client->systemInfo();
    QTRY_COMPARE(client->connection(), ConnectionState::Connected);
    QTRY_COMPARE(client->connection(), ConnectionState::Lost);
    QVERIFY(client->lostBecause());
    QVERIFY2(client->lostBecause()->detail.contains(u"stopped answering"_s),
             qPrintable(client->lostBecause()->detail));
}

void TestConnection::aSlowGreetingIsWaitedFor()
{
    // As over a far VPN: longer than every wait between two attempts.
    SilentServer server(Milliseconds(2'000));
    Profile profile;
    profile.address = server.address();
    fake::StaticTokenSource tokens;
    const SystemClock clock;
    const auto client = Client::create(profile, tokens, clock, Limits()).value();
    const auto unanswered = client->systemInfo();
    QTRY_COMPARE_WITH_TIMEOUT(client->connection(), ConnectionState::Connected, 20'000);
}

void TestConnection::limitsAreAsPromised()
{
    const Limits limits;
    QCOMPARE(limits.readDeadline, Milliseconds(10'000));
    QCOMPARE(limits.writeDeadline, Milliseconds(30'000));
    QCOMPARE(limits.keepaliveEvery, Milliseconds(15'000));
    QCOMPARE(limits.keepaliveTimeout, Milliseconds(5'000));
    QCOMPARE(limits.connectPatience, Milliseconds(5'000));
    QCOMPARE(limits.reconnectFirst, Milliseconds(200));
    QCOMPARE(limits.reconnectMax, Milliseconds(1'000));
    QCOMPARE(limits.receiveBytes, 128 * 1024 * 1024);
}

void TestConnection::nothingAtTheAddressIsToldAtOnce()
{
    Fixture f;
    f.server.stop();
    const auto info = await(f.client->systemInfo());
    QCOMPARE(info.error().kind, ErrorKind::Unreachable);
    QCOMPARE(info.error().endpoint, f.server.address());
    QCOMPARE(info.error().detail,
             u"Nothing listens there (Failed to connect to remote host: Connection refused)"_s);
    QCOMPARE(f.client->connection(), ConnectionState::Lost);
    f.server.start();
    QTRY_COMPARE(f.client->connection(), ConnectionState::Connected);
}

void TestConnection::plaintextBeyondThisMachineIsRefused_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("refused");
    QTest::newRow("private address") << u"10.0.0.1:7233"_s << true;
    QTest::newRow("name") << u"temporal.example.org:7233"_s << true;
    QTest::newRow("any address") << u"0.0.0.0:7233"_s << true;
    QTest::newRow("ipv6") << u"[2001:db8::1]:7233"_s << true;
    QTest::newRow("name that starts like loopback") << u"localhost.example.org:7233"_s << true;
    QTest::newRow("loopback") << u"127.0.0.1:7233"_s << false;
    QTest::newRow("all of loopback") << u"127.8.9.1:7233"_s << false;
    QTest::newRow("localhost") << u"localhost:7233"_s << false;
    QTest::newRow("ipv6 loopback") << u"[::1]:7233"_s << false;
}

void TestConnection::plaintextBeyondThisMachineIsRefused()
{
    QFETCH(const QString, address);
    QFETCH(const bool, refused);
    Profile profile;
    profile.address = address;
    profile.tls = TlsSettings{};
    profile.tls->disabled = true;
    fake::StaticTokenSource tokens;
    const SystemClock clock;
    const auto client = Client::create(profile, tokens, clock);
    QCOMPARE(!client, refused);
    if (refused) {
        QCOMPARE(client.error().kind, ErrorKind::Configuration);
        QVERIFY2(client.error().detail.startsWith(address), qPrintable(client.error().detail));
    }
}

void TestConnection::tlsWithTheRightAuthority()
{
    const fake::TemporalServer server(tlsServer());
    const OtherClient other(server, trusting(certificates().authority));
    const auto info = await(other.client->systemInfo());
    QVERIFY2(info, info ? "" : qPrintable(info.error().detail));
    QTRY_COMPARE(other.client->connection(), ConnectionState::Connected);
}

void TestConnection::tlsFromFiles()
{
    const QTemporaryDir folder;
    const auto file = [&folder](const QString &name, const QByteArray &bytes) {
        QFile written(folder.filePath(name));
        return written.open(QIODevice::WriteOnly) && written.write(bytes) == bytes.size() ? written.fileName()
                                                                                          : QString();
    };
    fake::ServerOptions options = tlsServer();
    options.clientCaPem = certificates().authority.certificatePem();
    const fake::TemporalServer server(options);
    TlsSettings tls;
    tls.serverCaCertPath = file(u"ca.pem"_s, certificates().authority.certificatePem());
    tls.clientCertPath = file(u"client.pem"_s, certificates().client.certificatePem);
    tls.clientKeyPath = file(u"client.key"_s, certificates().client.keyPem);
    const OtherClient other(server, tls);
    QVERIFY(await(other.client->systemInfo()));
}

void TestConnection::tlsUnderAnotherName()
{
    const fake::TemporalServer server(tlsServer(certificates().otherName));
    TlsSettings tls = trusting(certificates().authority);
    const OtherClient byAddress(server, tls);
    QCOMPARE(await(byAddress.client->systemInfo()).error().kind, ErrorKind::Unreachable);
    tls.serverName = u"temporal.test"_s;
    const OtherClient byName(server, tls);
    QVERIFY(await(byName.client->systemInfo()));
}

void TestConnection::tlsWithAClientCertificate()
{
    fake::ServerOptions options = tlsServer();
    options.clientCaPem = certificates().authority.certificatePem();
    const fake::TemporalServer server(options);
    TlsSettings tls = trusting(certificates().authority);
    tls.clientCertData = QString::fromLatin1(certificates().client.certificatePem);
    tls.clientKeyData = QString::fromLatin1(certificates().client.keyPem);
    const OtherClient other(server, tls);
    QVERIFY(await(other.client->systemInfo()));
}

void TestConnection::tlsFaultsNameTheirCause_data()
{
    QTest::addColumn<fake::ServerOptions>("options");
    QTest::addColumn<std::optional<TlsSettings>>("tls");
    QTest::addColumn<QString>("cause");
    TlsSettings plaintext;
    plaintext.disabled = true;
    fake::ServerOptions wantsClient = tlsServer();
    wantsClient.clientCaPem = certificates().authority.certificatePem();
    QTest::newRow("another authority")
        << tlsServer() << std::optional(trusting(certificates().stranger)) << u"authority"_s;
    QTest::newRow("another name") << tlsServer(certificates().otherName)
                                  << std::optional(trusting(certificates().authority))
                                  << u"for another name"_s;
    QTest::newRow("plaintext to TLS") << tlsServer() << std::optional(plaintext) << u"expects TLS"_s;
    QTest::newRow("TLS to plaintext")
        << fake::ServerOptions() << std::optional(trusting(certificates().authority)) << u"without TLS"_s;
    QTest::newRow("no client certificate")
        << wantsClient << std::optional(trusting(certificates().authority)) << u"client certificate"_s;
}

void TestConnection::tlsFaultsNameTheirCause()
{
    QFETCH(const fake::ServerOptions, options);
    QFETCH(const std::optional<TlsSettings>, tls);
    QFETCH(const QString, cause);
    const fake::TemporalServer server(options);
    const OtherClient other(server, tls);
    const auto info = await(other.client->systemInfo());
    QVERIFY(!info);
    QCOMPARE(info.error().kind, ErrorKind::Unreachable);
    QVERIFY2(info.error().detail.contains(cause), qPrintable(info.error().code + info.error().detail));
}

void TestConnection::unusableCertificatesAreConfigurationErrors_data()
{
    QTest::addColumn<TlsSettings>("tls");
    QTest::addColumn<QString>("names");
    TlsSettings missing;
    missing.serverCaCertPath = u"/nowhere/ca.pem"_s;
    QTest::newRow("missing file") << missing << u"/nowhere/ca.pem"_s;
    TlsSettings text;
    text.serverCaCertData = u"not a certificate"_s;
    QTest::newRow("no PEM") << text << u"server_ca_cert"_s;
    TlsSettings half;
    half.clientCertData = QString::fromLatin1(certificates().client.certificatePem);
    QTest::newRow("certificate without key") << half << u"client_key"_s;
}

void TestConnection::unusableCertificatesAreConfigurationErrors()
{
    QFETCH(const TlsSettings, tls);
    QFETCH(const QString, names);
    Profile profile;
    profile.address = u"127.0.0.1:1"_s;
    profile.tls = tls;
    fake::StaticTokenSource tokens;
    const SystemClock clock;
    const auto client = Client::create(profile, tokens, clock);
    QVERIFY(!client);
    QCOMPARE(client.error().kind, ErrorKind::Configuration);
    QVERIFY2(client.error().detail.contains(names), qPrintable(client.error().detail));
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
