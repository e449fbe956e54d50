// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/loopbacklistener.h"

#include "models/base/text.h"
#include "models/identity/callbackrequest.h"
#include "models/identity/loopbackconnection.h"
#include "models/identity/loopbackpages.h"

#include <openssl/crypto.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype maxConnections = 16;
}

LoopbackListener::LoopbackListener(QByteArray state, QObject *parent)
    : QObject(parent)
    , m_state(std::move(state))
{
    connect(&m_server, &QTcpServer::newConnection, this, &LoopbackListener::accept);
}

Done LoopbackListener::listen()
{
    if (!m_server.listen(QHostAddress::LocalHost, 0))
        return fail(ErrorKind::Internal,
                    Text::tr("no port to wait for the browser's answer on: %1").arg(m_server.errorString()));
    m_port = m_server.serverPort();
    return {};
}

QUrl LoopbackListener::redirectAddress() const
{
    return QUrl(u"http://127.0.0.1:%1/callback"_s.arg(m_port));
}

/// One a turn of the event loop: those accepted before get to say what they have sent before they give way.
void LoopbackListener::accept()
{
    QTcpSocket *socket = m_server.nextPendingConnection();
    if (!socket)
        return;
    auto *connection = new LoopbackConnection(
        socket, [this](const QByteArray &head) { return respond(head); }, this);
    connect(connection, &LoopbackConnection::ended, this,
            [this, connection] { m_connections.removeOne(connection); });
    m_connections << connection;
    if (m_connections.size() > maxConnections)
        m_connections.front()->end();
    if (m_server.hasPendingConnections())
        QMetaObject::invokeMethod(this, &LoopbackListener::accept, Qt::QueuedConnection);
}

QByteArray LoopbackListener::respond(const QByteArray &head)
{
    const auto request = CallbackRequest::parse(head, m_port);
    if (request.kind == CallbackRequest::Kind::Favicon)
        return loopbackpages::nothing();
    if (request.kind != CallbackRequest::Kind::Callback)
        return loopbackpages::junk();
    if (!isState(request.parameters.value("state"))) {
        Q_EMIT strayCallback();
        return loopbackpages::wrongState();
    }
    const CallbackAnswer answer{request.parameters.value("code"), request.parameters.value("iss"),
                                QString::fromUtf8(request.parameters.value("error")),
                                QString::fromUtf8(request.parameters.value("error_description"))};
    if (answer.code.isEmpty() == answer.error.isEmpty())
        return loopbackpages::junk();
    // A second callback can come on a connection that is open already: it finds no attempt any more.
    m_server.close();
    m_state.clear();
    Q_EMIT answered(answer);
    return answer.error.isEmpty() ? loopbackpages::received() : loopbackpages::refused();
}

bool LoopbackListener::isState(const QByteArray &state) const
{
    return !m_state.isEmpty() && state.size() == m_state.size() &&
           CRYPTO_memcmp(state.constData(), m_state.constData(), static_cast<std::size_t>(state.size())) == 0;
}

} // namespace signalbox
