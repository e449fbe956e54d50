// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/temporal/testcertificates.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

namespace signalbox {

/// TLS on 127.0.0.1 in front of one plaintext address, as a load balancer that ends TLS stands in front of a
/// real cluster. Owner thread.
class TlsFront final : public QTcpServer
{
    Q_OBJECT

public:
    TlsFront(const QString &address, const TestCertificate &certificate)
        : m_host(address.section(u':', 0, 0))
        , m_port(address.section(u':', 1).toUShort())
    {
        m_settings.setLocalCertificate(QSslCertificate(certificate.certificatePem));
        m_settings.setPrivateKey(QSslKey(certificate.keyPem, QSsl::Ec));
        m_settings.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_settings.setAllowedNextProtocols({QSslConfiguration::ALPNProtocolHTTP2}); // gRPC insists on it
        listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QString address() const { return QStringLiteral("127.0.0.1:%1").arg(serverPort()); }
    [[nodiscard]] qint64 passed() const { return m_passed; } ///< bytes that reached the server

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *client = new QSslSocket(this);
        client->setSslConfiguration(m_settings);
        client->setSocketDescriptor(descriptor);
        connect(client, &QSslSocket::encrypted, this, [this, client] { join(*client); });
        connect(client, &QSslSocket::disconnected, client, &QObject::deleteLater);
        client->startServerEncryption();
    }

private:
    void join(QSslSocket &client)
    {
        auto *server = new QTcpSocket(&client);
        server->connectToHost(m_host, m_port);
        connect(&client, &QSslSocket::readyRead, server,
                [this, &client, server] { m_passed += server->write(client.readAll()); });
        connect(server, &QTcpSocket::readyRead, &client,
                [&client, server] { client.write(server->readAll()); });
        connect(server, &QTcpSocket::disconnected, &client, &QSslSocket::disconnectFromHost);
    }

    QString m_host;
    quint16 m_port;
    QSslConfiguration m_settings;
    qint64 m_passed = 0;
};

} // namespace signalbox
