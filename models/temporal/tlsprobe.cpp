// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/tlsprobe.h"

#include "models/base/format.h"
#include "models/base/text.h"
#include "models/temporal/steadytime.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QUrl>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds patience{3};
constexpr Milliseconds findingIsGood{10'000};

quint16 portOf(const QString &address)
{
    QUrl url;
    url.setAuthority(address);
    return static_cast<quint16>(url.port(0));
}

QString timeOf(const QDateTime &time)
{
    return formatIso(Instant(Milliseconds(time.toMSecsSinceEpoch())));
}

/// Qt reads the three kinds of key each by its own name.
QSslKey privateKey(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm kind : {QSsl::Ec, QSsl::Rsa, QSsl::Dsa})
        if (QSslKey key(pem, kind); !key.isNull())
            return key;
    return {};
}

/// Empty: nobody who is trusted stands behind it.
QString meaningOf(const QSslError &error, bool isServers)
{
    const QSslCertificate &certificate = error.certificate();
    const QString whose =
        isServers ? Text::tr("The server's certificate")
                  : Text::tr("The certificate of the authority \"%1\"").arg(certificate.subjectDisplayName());
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return Text::tr("%1 ran out at %2").arg(whose, timeOf(certificate.expiryDate()));
    case QSslError::CertificateNotYetValid:
        return Text::tr("%1 is good from %2 on only, by this machine's clock not yet")
            .arg(whose, timeOf(certificate.effectiveDate()));
    case QSslError::HostNameMismatch:
        return Text::tr("The server's certificate is for another name");
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return {};
    case QSslError::CertificateRevoked:
        return Text::tr("%1 was revoked").arg(whose);
    default:
        return Text::tr("%1 can't be accepted: %2").arg(whose, error.errorString());
    }
}

} // namespace

QString meaningOfAlert(const QString &words)
{
    const auto says = [&words](QLatin1StringView text) { return words.contains(text, Qt::CaseInsensitive); };
    if (says("alert unknown ca"_L1))
        return Text::tr("The server does not know the authority of this profile's client certificate");
    if (says("certificate required"_L1) || says("alert handshake failure"_L1))
        return Text::tr("The server wants a client certificate: client_cert_path and client_key_path");
    if (says("alert certificate expired"_L1))
        return Text::tr("The server says that this profile's client certificate has run out");
    if (says("alert certificate revoked"_L1))
        return Text::tr("The server says that this profile's client certificate was revoked");
    if (says("alert bad certificate"_L1) || says("alert certificate unknown"_L1) ||
        says("alert unsupported certificate"_L1) || says("alert access denied"_L1))
        return Text::tr("The server does not accept this profile's client certificate");
    if (says("protocol version"_L1) || says("unsupported protocol"_L1))
        return Text::tr("The server speaks no TLS newer than 1.1, which Signalbox does not use");
    return {};
}

TlsProbe::TlsProbe(const Profile &profile, const TlsMaterial &material, const QNetworkProxy &proxy)
    : m_host(hostOf(profile.address))
    , m_port(portOf(profile.address))
    , m_serverName(profile.tls ? profile.tls->serverName : QString())
    , m_proxy(proxy)
    , m_tls(QSslConfiguration::defaultConfiguration())
{
    const auto bytes = [](const std::string &pem) { return QByteArray::fromStdString(pem); };
    if (!material.authorities.empty())
        m_tls.setCaCertificates(QSslCertificate::fromData(bytes(material.authorities)));
    if (!material.certificates.empty()) {
        m_tls.setLocalCertificateChain(QSslCertificate::fromData(bytes(material.certificates)));
        m_tls.setPrivateKey(privateKey(bytes(material.key)));
    }
    m_tls.setAllowedNextProtocols({"h2"_ba});
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { conclude({}); });
}

TlsProbe::~TlsProbe() = default;

/// gRPC's own server judges a client's certificate after the handshake, and hangs up without a word.
QString TlsProbe::meaningOfEnd(const QSslSocket &socket) const
{
    QString said = meaningOfAlert(socket.errorString());
    if (!said.isEmpty() || !socket.isEncrypted() || socket.error() != QAbstractSocket::RemoteHostClosedError)
        return said;
    const QSslCertificate own = m_tls.localCertificate();
    if (own.isNull())
        return Text::tr("The server hung up after the handshake: it probably wants a client certificate, "
                        "client_cert_path and client_key_path");
    if (own.expiryDate() < QDateTime::currentDateTimeUtc())
        return Text::tr("This profile's client certificate ran out at %1").arg(timeOf(own.expiryDate()));
    return Text::tr(
        "The server hung up after the handshake: it probably does not accept this profile's client "
        "certificate");
}

/// Qt leaves an authority that ran out out of what it trusts, so that it is an unknown one.
QString TlsProbe::meaningOfUntrusted(const QSslCertificate &last) const
{
    for (const QSslCertificate &authority : m_tls.caCertificates())
        if (authority.subjectDisplayName() == last.issuerDisplayName() &&
            authority.expiryDate() < QDateTime::currentDateTimeUtc())
            return Text::tr("The certificate of the authority \"%1\" ran out at %2")
                .arg(authority.subjectDisplayName(), timeOf(authority.expiryDate()));
    return Text::tr("The server's certificate is not from an authority this profile trusts");
}

Reply<QString> TlsProbe::cause()
{
    const ReplyPromise<QString> promise;
    if (steadyNow() < m_goodUntil) {
        promise.finish(m_cause);
    } else {
        m_asked.push_back(promise);
        if (m_asked.size() == 1)
            begin();
    }
    return promise.reply();
}

void TlsProbe::begin()
{
    m_socket = std::make_unique<QSslSocket>();
    m_socket->setSslConfiguration(m_tls);
    m_socket->setProxy(m_proxy);
    connect(m_socket.get(), &QSslSocket::encrypted, this, &TlsProbe::sayHello);
    connect(m_socket.get(), &QSslSocket::sslErrors, this, &TlsProbe::refuse);
    connect(m_socket.get(), &QSslSocket::readyRead, this, [this] { conclude({}); });
    connect(m_socket.get(), &QSslSocket::errorOccurred, this, [this] { conclude(meaningOfEnd(*m_socket)); });
    m_patience.start(patience);
    m_socket->connectToHostEncrypted(m_host, m_port, m_serverName.isEmpty() ? m_host : m_serverName);
}

/// With TLS 1.3 a client's certificate is judged after the handshake: its answer tells.
void TlsProbe::sayHello()
{
    const QByteArray emptySettings("\0\0\0\4\0\0\0\0\0", 9); // RFC 9113, 3.4 and 6.5
    m_socket->write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + emptySettings);
}

/// The first that does not follow from another: an authority's time ran out before it is not trusted.
void TlsProbe::refuse(const QList<QSslError> &errors)
{
    const auto isOfTime = [](const QSslError &error) {
        return error.error() == QSslError::CertificateExpired ||
               error.error() == QSslError::CertificateNotYetValid;
    };
    const auto ofTime = std::find_if(errors.begin(), errors.end(), isOfTime);
    const QSslError &error = ofTime != errors.end() ? *ofTime : errors.front();
    const QString meaning = meaningOf(error, error.certificate() == m_socket->peerCertificate());
    const auto chain = m_socket->peerCertificateChain();
    conclude(meaning.isEmpty() ? meaningOfUntrusted(chain.isEmpty() ? QSslCertificate() : chain.back())
                               : meaning);
}

void TlsProbe::conclude(const QString &cause)
{
    if (m_asked.empty())
        return; // the socket's last words
    m_patience.stop();
    m_cause = cause;
    m_goodUntil = steadyNow() + findingIsGood;
    m_socket->disconnect(this);
    m_socket.release()->deleteLater(); // it is what calls
    for (const auto &promise : std::exchange(m_asked, {}))
        promise.finish(cause);
}

} // namespace signalbox
