// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/sessionlock.h"

#include "models/base/text.h"
#include "models/profile/profilefolder.h"

#include <QDir>
#include <QFileInfo>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto retryInterval = std::chrono::milliseconds(50);
// 20 s: longer than a whole refresh with its keyring waits of 1 s and HTTP limits of 10 s usually takes.
constexpr int maxTries = 400;

} // namespace

SessionLock::SessionLock(const QString &name, QObject *parent)
    : QObject(parent)
    , m_folder(stateFolder())
    , m_file(m_folder + u'/' + name + u".lock"_s)
{
    // Only a holder that died gives it up; one that is merely slow keeps it.
    m_file.setStaleLockTime(0);
    m_retry.setInterval(retryInterval);
    connect(&m_retry, &QTimer::timeout, this, &SessionLock::tryAgain);
}

Reply<bool> SessionLock::acquire()
{
    m_waiting.emplace();
    m_triesLeft = maxTries;
    auto reply = m_waiting->reply();
    if (!QDir().mkpath(m_folder)) {
        m_waiting->finish(fail(ErrorKind::Configuration, Text::tr("%1 cannot be made").arg(m_folder)));
        return reply;
    }
    m_retry.start();
    tryAgain();
    return reply;
}

void SessionLock::release()
{
    m_retry.stop();
    m_file.unlock();
}

void SessionLock::tryAgain()
{
    const bool isMine = m_file.tryLock();
    // A folder in its place looks like a lock that somebody holds.
    const bool isHopeless =
        !isMine && (m_file.error() != QLockFile::LockFailedError || QFileInfo(m_file.fileName()).isDir());
    if (!isMine && !isHopeless && --m_triesLeft > 0)
        return;
    m_retry.stop();
    if (isMine)
        m_waiting->finish(true);
    else if (isHopeless)
        m_waiting->finish(
            fail(ErrorKind::Configuration, Text::tr("no lock file can be written in %1").arg(m_folder)));
    else
        m_waiting->finish(
            fail(ErrorKind::Unreachable, Text::tr("another Signalbox is still renewing the session")));
}

} // namespace signalbox
