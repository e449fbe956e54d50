// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QLockFile>
#include <QStandardPaths>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView request = "raise";
constexpr QByteArrayView promise = "yes\n";
constexpr qint64 longestLine = 1024;
constexpr std::chrono::seconds callerPatience{5};
constexpr int lockPatience = 2'000;

/// The folder lets nobody else in; this holds where somebody widened it.
bool isOwnPeer(const QLocalSocket &socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    const auto descriptor = static_cast<int>(socket.socketDescriptor());
    return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
}

bool isAnswered(const QString &path)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    return socket.waitForConnected(lockPatience);
}

} // namespace

SingleInstance::SingleInstance(QString socketPath, QObject *parent)
    : QObject(parent)
    , m_path(std::move(socketPath))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(8);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::welcome);
}

/// Under a lock: of two that start at once one would take the other's socket for a left one.
bool SingleInstance::listen()
{
    if (m_path.isEmpty())
        return false;
    QLockFile lock(m_path + u".lock"_s);
    if (!lock.tryLock(lockPatience) || isAnswered(m_path))
        return false;
    QLocalServer::removeServer(m_path);
    return m_server.listen(m_path);
}

void SingleInstance::welcome()
{
    while (QLocalSocket *caller = m_server.nextPendingConnection()) {
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        if (!isOwnPeer(*caller)) {
            caller->abort();
            continue;
        }
        connect(caller, &QLocalSocket::readyRead, this, [this, caller] { read(*caller); });
        QTimer::singleShot(callerPatience, caller, [caller] { caller->abort(); });
    }
}

void SingleInstance::read(QLocalSocket &caller)
{
    if (!caller.canReadLine()) {
        if (caller.bytesAvailable() > longestLine)
            caller.abort();
        return;
    }
    const QList<QByteArray> words = caller.readLine(longestLine).trimmed().split(' ');
    if (words.front() == request) {
        caller.write(promise.data(), promise.size());
        Q_EMIT raiseAsked(words.value(1));
    }
    caller.disconnectFromServer();
}

QString instanceSocketPath(const QString &profilesFile, const QString &profileName)
{
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    const QString folder = runtime + u"/signalbox"_s;
    if (runtime.isEmpty() || !QDir().mkpath(folder) || QFileInfo(folder).ownerId() != geteuid() ||
        !QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return {};
    // A window on another display is not where this person looks.
    const QString wayland = qEnvironmentVariable("WAYLAND_DISPLAY");
    const QString display = wayland.isEmpty() ? qEnvironmentVariable("DISPLAY") : wayland;
    const QString what =
        QStringList{QFileInfo(profilesFile).absoluteFilePath(), profileName, display}.join(u'\n');
    const QByteArray name = QCryptographicHash::hash(what.toUtf8(), QCryptographicHash::Sha256).toHex();
    return folder + u'/' + QString::fromLatin1(name.first(16)); // a socket's path has 107 bytes at most
}

bool raiseFirst(const QString &socketPath, Milliseconds patience)
{
    if (socketPath.isEmpty())
        return false;
    const QDeadlineTimer deadline(patience);
    const auto left = [&deadline] { return static_cast<int>(deadline.remainingTime()); };
    QLocalSocket socket;
    socket.connectToServer(socketPath);
    if (!socket.waitForConnected(left()) || !isOwnPeer(socket))
        return false;
    const QByteArray token = qgetenv("XDG_ACTIVATION_TOKEN");
    socket.write(request.toByteArray() + ' ' + (token.size() < longestLine / 2 ? token : QByteArray()) +
                 '\n');
    while (!socket.canReadLine())
        if (!socket.waitForReadyRead(left()))
            return false;
    return socket.readLine(longestLine) == promise;
}

} // namespace signalbox
