// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/explain.h"
#include "tests/fake/statictokensource.h"
#include "tests/system/person.h"
#include "tests/system/tlsfront.h"

#include <QRegularExpression>
#include <QTemporaryDir>

// Ways to miss a real Temporal and a real Keycloak: each is said in a sentence that names what is wrong.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

/// An address of this machine where nothing listens.
QString freeAddress()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return u"127.0.0.1:%1"_s.arg(server.serverPort());
}

QString authorityOf(const QString &url)
{
    return QUrl(url).authority();
}

/// This machine's clock, set wrong.
class WrongClock final : public Clock
{
public:
    explicit WrongClock(Milliseconds ahead)
        : m_ahead(ahead)
    {
    }
    [[nodiscard]] Instant utc() const override { return m_clock.utc() + m_ahead; }
    [[nodiscard]] Milliseconds sinceBoot() const override { return m_clock.sinceBoot(); }

private:
    SystemClock m_clock;
    Milliseconds m_ahead;
};

} // namespace

class TstReaching : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aServerBehindTlsIsReached();
    void aWrongAddressIsSaid_data();
    void aWrongAddressIsSaid();
    void wrongTlsIsSaid_data();
    void wrongTlsIsSaid();
    void anUnreachableIssuerIsSaid();
    void anIssuerThatCallsItselfOtherwiseIsRefused();
    void aClockThatIsOffIsSaid_data();
    void aClockThatIsOffIsSaid();

private:
    [[nodiscard]] Result<SystemInfo> ask(const QString &address, const std::optional<TlsSettings> &tls);
    [[nodiscard]] static std::optional<Error> failedSignIn(const Profile &profile, const Clock &clock);

    QTemporaryDir m_home;
    SystemClock m_clock;
    fake::StaticTokenSource m_tokens;
};

void TstReaching::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    qputenv("XDG_STATE_HOME", m_home.path().toLocal8Bit());
}

Result<SystemInfo> TstReaching::ask(const QString &address, const std::optional<TlsSettings> &tls)
{
    Profile profile = RealStack::profile();
    profile.address = address;
    profile.tls = tls;
    const auto client = Client::create(profile, m_tokens, m_clock);
    return client ? await((*client)->systemInfo()) : tl::unexpected<Error>(client.error());
}

void TstReaching::aServerBehindTlsIsReached()
{
    const TlsFront front(RealStack::value("ADDRESS"), certificates().server);
    const auto info = ask(front.address(), trusting(certificates().authority));
    QVERIFY2(info, info ? "" : qPrintable(info.error().detail));
    QVERIFY(!info->serverVersion.isEmpty());
    QVERIFY(front.passed() > 0);
}

void TstReaching::aWrongAddressIsSaid_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<std::optional<TlsSettings>>("tls");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const QString &address, const std::optional<TlsSettings> &tls,
                        const QString &cause) { QTest::newRow(name) << address << tls << cause; };
    row("nothing there", freeAddress(), plaintext(), u"Nothing listens there"_s);
    row("no such host", u"no-such-host.invalid:7233"_s, TlsSettings(), u"The host's name is unknown"_s);
    TlsSettings issuersAuthority;
    issuersAuthority.serverCaCertPath = RealStack::value("ISSUER_CA");
    row("Keycloak", authorityOf(RealStack::value("KEYCLOAK")), issuersAuthority, u"not a gRPC server"_s);
    row("Keycloak without TLS", authorityOf(RealStack::value("KEYCLOAK")), plaintext(), u"expects TLS"_s);
    row("Temporal's HTTP interface", authorityOf(RealStack::value("HTTP_API")), plaintext(),
        u"not a gRPC server"_s);
}

void TstReaching::aWrongAddressIsSaid()
{
    QFETCH(const QString, address);
    QFETCH(const std::optional<TlsSettings>, tls);
    QFETCH(const QString, cause);
    const auto info = ask(address, tls);
    QVERIFY(!info);
    const QString sentence = explain(info.error()).sentence();
    QVERIFY2(info.error().kind == ErrorKind::Unreachable, qPrintable(sentence));
    QVERIFY2(sentence.startsWith(u"No answer from %1. "_s.arg(address)) && sentence.contains(cause),
             qPrintable(sentence));
}

void TstReaching::wrongTlsIsSaid_data()
{
    QTest::addColumn<TestCertificate>("certificate"); // of the front; none: the server itself, plaintext
    QTest::addColumn<TlsSettings>("tls");
    QTest::addColumn<QString>("cause");
    QTest::newRow("wrong authority")
        << certificates().server << trusting(certificates().stranger)
        << u"The server's certificate is not from an authority this profile trusts"_s;
    QTest::newRow("the system's authorities")
        << certificates().server << TlsSettings()
        << u"The server's certificate is not from an authority this profile trusts"_s;
    QTest::newRow("wrong name") << certificates().otherName << trusting(certificates().authority)
                                << u"The server's certificate is for another name"_s;
    QTest::newRow("plaintext to TLS") << certificates().server << plaintext() << u"it probably expects TLS"_s;
    QTest::newRow("TLS to plaintext") << TestCertificate() << trusting(certificates().authority)
                                      << u"The server answers without TLS, or is not a gRPC server"_s;
}

void TstReaching::wrongTlsIsSaid()
{
    QFETCH(const TestCertificate, certificate);
    QFETCH(const TlsSettings, tls);
    QFETCH(const QString, cause);
    const QString server = RealStack::value("ADDRESS");
    const bool hasFront = !certificate.keyPem.isEmpty();
    const TlsFront front(server, hasFront ? certificate : certificates().server);
    const auto info = ask(hasFront ? front.address() : server, tls);
    QVERIFY(!info);
    QCOMPARE(info.error().kind, ErrorKind::Unreachable);
    const QString sentence = explain(info.error()).sentence();
    QVERIFY2(sentence.contains(cause), qPrintable(sentence));
    QCOMPARE(front.passed(), 0);
}

std::optional<Error> TstReaching::failedSignIn(const Profile &profile, const Clock &clock)
{
    RealStack::signInAs(u"ada"_s);
    MemoryKeyring keyring;
    TokenService tokens(profile, clock, keyring);
    QSignalSpy failed(&tokens, &TokenService::failed);
    tokens.signIn();
    const bool ended =
        QTest::qWaitFor([&] { return tokens.state() == TokenService::State::SignedOut; }, 60'000);
    if (!ended || failed.size() != 1 || tokens.user())
        return {};
    return failed[0][0].value<Error>();
}

void TstReaching::anUnreachableIssuerIsSaid()
{
    Profile profile = RealStack::profile();
    const QString nowhere = freeAddress();
    profile.oidc.issuer.setPort(nowhere.section(u':', 1).toInt());
    const auto error = failedSignIn(profile, m_clock);
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Unreachable);
    const QString sentence = explain(*error).sentence();
    QVERIFY2(sentence.startsWith(u"No answer from https://%1/"_s.arg(nowhere)), qPrintable(sentence));
}

void TstReaching::anIssuerThatCallsItselfOtherwiseIsRefused()
{
    // Keycloak answers under any name of its machine, and says of itself what it is configured to be.
    Profile profile = RealStack::profile();
    profile.oidc.issuer.setHost(u"localhost"_s);
    const auto error = failedSignIn(profile, m_clock);
    QVERIFY(error);
    QCOMPARE(error->detail, u"the discovery document of %1 says it belongs to another issuer: %2"_s.arg(
                                profile.oidc.issuer.toString(), RealStack::value("ISSUER")));
}

void TstReaching::aClockThatIsOffIsSaid_data()
{
    // Whole seconds of two clocks: one more or less is no difference.
    QTest::addColumn<int>("minutesAhead");
    QTest::addColumn<QRegularExpression>("detail");
    QTest::newRow("ahead")
        << 10
        << QRegularExpression(
               u"^this machine's clock is (9 m 59|10 m 00|10 m 01) s ahead of the issuer's: set the clock$"_s);
    QTest::newRow("behind")
        << -3
        << QRegularExpression(
               u"^this machine's clock is (2 m 59|3 m 00|3 m 01) s behind the issuer's: set the clock$"_s);
}

void TstReaching::aClockThatIsOffIsSaid()
{
    QFETCH(const int, minutesAhead);
    QFETCH(const QRegularExpression, detail);
    const WrongClock clock{std::chrono::minutes(minutesAhead)};
    const auto error = failedSignIn(RealStack::profile(), clock);
    QVERIFY(error);
    QVERIFY2(detail.match(error->detail).hasMatch(), qPrintable(error->detail));
}

QTEST_GUILESS_MAIN(TstReaching)
#include "tst_reaching.moc"
