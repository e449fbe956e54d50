// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/reply.h"

#include <QLockFile>
#include <QTimer>

namespace signalbox {

/// A lock file around the use of one refresh token, across processes: with rotation, two uses of the same
/// token end the session at Keycloak. Waits without blocking; given back by release() and when this dies.
class SessionLock final : public QObject
{
    Q_OBJECT

public:
    /// `name` becomes a file in $XDG_STATE_HOME/signalbox.
    explicit SessionLock(const QString &name, QObject *parent = nullptr);

    /// One at a time. Unreachable if another process holds it for 20 s.
    [[nodiscard]] Reply<bool> acquire();
    void release();

private:
    void tryAgain();

    QString m_folder;
    QLockFile m_file;
    QTimer m_retry;
    int m_triesLeft = 0;
    std::optional<ReplyPromise<bool>> m_waiting;
};

} // namespace signalbox
