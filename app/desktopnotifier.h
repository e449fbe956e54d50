// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/telling.h"

#include <QHash>
#include <QObject>
#include <QStringList>

class QDBusPendingCallWatcher;

namespace signalbox {

/// Shows bubbles by the desktop's notification service (org.freedesktop.Notifications), over the session's
/// bus, where there is one. Owner thread; nothing waits.
class DesktopNotifier final : public QObject
{
    Q_OBJECT

public:
    explicit DesktopNotifier(QObject *parent = nullptr);

    void show(const Bubble &bubble);

Q_SIGNALS:
    /// A person clicked on one; the token lets a window come to the front, where the service gave one.
    void activated(const std::optional<signalbox::QueueKey> &key, const QByteArray &activationToken);
    void unavailable(const QString &sentence); ///< once: why nothing is shown

private:
    void askCapabilities();
    void takeCapabilities(QDBusPendingCallWatcher &watcher);
    void send(const Bubble &bubble);
    void giveUp(const QString &why);
    Q_SLOT void takeAction(uint id, const QString &action);
    Q_SLOT void takeToken(uint id, const QString &token);
    Q_SLOT void takeClosed(uint id, uint reason);

    std::optional<QStringList> m_capabilities; ///< nullopt: not known yet
    bool m_isAsking = false;
    bool m_isSaid = false;
    std::vector<Bubble> m_waiting; ///< for the capabilities
    QHash<uint, std::optional<QueueKey>> m_shown;
    QHash<uint, QByteArray> m_tokens;
};

} // namespace signalbox
