// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/loopbackconnection.h"

#include "models/identity/loopbackpages.h"

#include <QTimer>

namespace signalbox {

namespace {
/// A browser sends along the cookies that other programs set for 127.0.0.1, whatever their port; it keeps up
/// to 180 of 4 KiB for one host.
constexpr qsizetype maxHeadSize = 1024 * 1024;
constexpr auto timeLimit = std::chrono::seconds(5);
} // namespace

LoopbackConnection::LoopbackConnection(QTcpSocket *socket, Respond respond, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_respond(std::move(respond))
{
    socket->setParent(this);
    socket->setReadBufferSize(maxHeadSize + 1);
    connect(socket, &QTcpSocket::readyRead, this, &LoopbackConnection::read);
    connect(socket, &QTcpSocket::disconnected, this, &LoopbackConnection::end);
    QTimer::singleShot(timeLimit, this, &LoopbackConnection::end);
}

void LoopbackConnection::read()
{
    if (m_isAnswered) {
        m_socket->readAll(); // unread bytes at the close would reset the connection and lose the answer
        return;
    }
    m_head += m_socket->read(maxHeadSize + 1 - m_head.size());
    const qsizetype headEnd = m_head.indexOf("\r\n\r\n");
    if (headEnd >= 0)
        write(m_respond(m_head.first(headEnd)));
    else if (m_head.size() > maxHeadSize || !QByteArrayView("GET ").startsWith(QByteArrayView(m_head).first(
                                                std::min<qsizetype>(m_head.size(), 4))))
        write(loopbackpages::junk());
}

void LoopbackConnection::write(const QByteArray &answer)
{
    m_isAnswered = true;
    m_socket->readAll();
    m_socket->write(answer);
    m_socket->flush(); // the attempt, and this with it, may end before the event loop comes round
    m_socket->disconnectFromHost();
}

void LoopbackConnection::end()
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_socket->abort();
    Q_EMIT ended();
    deleteLater();
}

} // namespace signalbox
