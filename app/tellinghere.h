// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktopnotifier.h"
#include "app/session.h"

#include <QTimer>

namespace signalbox {

/// Tells the person at this desktop of dangers, unless it is to be quiet (quiet.h) or another process
/// records: however many consoles are open, one tells. Owner thread.
class TellingHere final : public QObject
{
    Q_OBJECT

public:
    /// Outlived by the session.
    explicit TellingHere(Session &session, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// As of DesktopNotifier.
    void activated(const std::optional<signalbox::QueueKey> &key, const QByteArray &activationToken);
    void unavailable(const QString &sentence);

private:
    void tick();

    Session &m_session;
    Telling m_telling;
    DesktopNotifier m_notifier;
    QTimer m_everySecond;
    bool m_isReading = false;
};

} // namespace signalbox
