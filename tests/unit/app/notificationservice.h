// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

#include <vector>

namespace signalbox::test {

struct ShownBubble
{
    QString title;
    QString text;
    QStringList actions;
    QVariantMap hints;
};

/// A desktop's notifications (org.freedesktop.Notifications), on the bus under a connection of its own as
/// another process would be.
class NotificationService : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    explicit NotificationService(QStringList capabilities)
        : m_capabilities(std::move(capabilities))
        , m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("desktop")))
    {
        isThere = m_bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this,
                                       QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals) &&
                  m_bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }
    ~NotificationService() override { QDBusConnection::disconnectFromBus(QStringLiteral("desktop")); }

    bool isThere = false;
    std::vector<ShownBubble> shown;

public Q_SLOTS:
    QStringList GetCapabilities() { return m_capabilities; }
    uint Notify(const QString & /*program*/, uint /*replaces*/, const QString & /*icon*/,
                const QString &title, const QString &text, const QStringList &actions,
                const QVariantMap &hints, int /*timeout*/)
    {
        shown.push_back({title, text, actions, hints});
        return static_cast<uint>(shown.size());
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void ActivationToken(uint id, const QString &token);
    void NotificationClosed(uint id, uint reason);

private:
    QStringList m_capabilities;
    QDBusConnection m_bus;
};

} // namespace signalbox::test
