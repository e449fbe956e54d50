// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <vector>

namespace signalbox::fake {

/// Takes requests with a body over plain HTTP on this machine, keeps them, and answers as it is told.
class HttpReceiver
{
public:
    struct Request
    {
        QByteArray path;
        QHash<QByteArray, QByteArray> headers; ///< their names in small letters
        QByteArray body;
    };

    HttpReceiver()
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
        m_url.setUrl(QStringLiteral("http://127.0.0.1:%1/hook").arg(m_server.serverPort()));
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(*socket); });
        });
    }

    [[nodiscard]] const QUrl &url() const { return m_url; }
    /// The whole answer to a request; empty: none comes.
    std::function<QByteArray(const Request &)> answer = [](const Request &) { return status("204 Fine"); };
    std::vector<Request> requests;

    [[nodiscard]] static QByteArray status(const QByteArray &line, const QByteArray &body = {})
    {
        return "HTTP/1.1 " + line +
               "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
               body;
    }

private:
    void read(QTcpSocket &socket)
    {
        QByteArray &text = m_open[&socket];
        text += socket.readAll();
        const qsizetype end = text.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request;
        const QList<QByteArray> lines = text.first(end).split('\n');
        request.path = lines.first().split(' ').value(1);
        for (const QByteArray &line : lines.mid(1))
            request.headers[line.left(line.indexOf(':')).toLower()] =
                line.mid(line.indexOf(':') + 1).trimmed();
        request.body = text.mid(end + 4);
        if (request.body.size() < request.headers["content-length"].toLongLong())
            return;
        m_open.remove(&socket);
        requests.push_back(request);
        const QByteArray said = answer(request);
        if (said.isEmpty())
            return;
        socket.write(said);
        socket.disconnectFromHost();
    }

    QTcpServer m_server;
    QUrl m_url;
    QHash<QTcpSocket *, QByteArray> m_open;
};

} // namespace signalbox::fake
