// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

namespace signalbox {

/// A TCP proxy on 127.0.0.1 in front of one address that breaks connections as told: before the next request
/// reaches the server, or after it did and before its reply comes back. Owner thread.
class CuttingProxy final : public QTcpServer
{
    Q_OBJECT

public:
    enum class Cut { Nothing, NextRequest, NextReply };

    explicit CuttingProxy(const QString &address)
        : m_host(address.section(u':', 0, 0))
        , m_port(address.section(u':', 1).toUShort())
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, &CuttingProxy::join);
    }

    [[nodiscard]] QString address() const { return QStringLiteral("127.0.0.1:%1").arg(serverPort()); }
    void cut(Cut what) { m_cut = what; }
    [[nodiscard]] bool hasCut() const { return m_cut == Cut::Nothing; } ///< what it was told last

private:
    void join()
    {
        QTcpSocket *client = nextPendingConnection();
        auto *server = new QTcpSocket(client);
        server->connectToHost(m_host, m_port);
        connect(client, &QTcpSocket::readyRead, server,
                [this, client, server] { pass(*client, *server, Cut::NextRequest); });
        connect(server, &QTcpSocket::readyRead, client,
                [this, client, server] { pass(*server, *client, Cut::NextReply); });
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }

    /// What is smaller than a reply with its trailers (15 bytes of header and a status) is HTTP/2's own talk:
    /// acknowledgements, pings, window updates.
    void pass(QTcpSocket &from, QTcpSocket &to, Cut meant)
    {
        const QByteArray bytes = from.readAll();
        if (m_cut != meant || bytes.size() < 24) {
            to.write(bytes);
            return;
        }
        m_cut = Cut::Nothing;
        from.abort();
        to.abort();
    }

    QString m_host;
    quint16 m_port;
    Cut m_cut = Cut::Nothing;
};

} // namespace signalbox
