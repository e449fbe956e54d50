// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopnotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

// As of the Desktop Notifications Specification 1.2.
const auto service = u"org.freedesktop.Notifications"_s;
const auto path = u"/org/freedesktop/Notifications"_s;
const auto interface = u"org.freedesktop.Notifications"_s;
const auto defaultAction = u"default"_s;
constexpr uchar normal = 1;
constexpr uchar critical = 2;
constexpr int asTheServiceLikes = -1;

/// A service starts in this time, or does not.
constexpr int patienceMs = 10'000;

} // namespace

DesktopNotifier::DesktopNotifier(QObject *parent)
    : QObject(parent)
{
    // Without this, libdbus would start a bus of its own just to be asked.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(service, path, interface, u"ActionInvoked"_s, this, SLOT(takeAction(uint, QString)));
    bus.connect(service, path, interface, u"ActivationToken"_s, this, SLOT(takeToken(uint, QString)));
    bus.connect(service, path, interface, u"NotificationClosed"_s, this, SLOT(takeClosed(uint, uint)));
}

void DesktopNotifier::show(const Bubble &bubble)
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return giveUp(tr("this session has no bus"));
    if (m_capabilities)
        return send(bubble);
    m_waiting.push_back(bubble);
    askCapabilities();
}

/// How text is read differs between services.
void DesktopNotifier::askCapabilities()
{
    if (std::exchange(m_isAsking, true))
        return;
    const QDBusMessage question =
        QDBusMessage::createMethodCall(service, path, interface, u"GetCapabilities"_s);
    auto *answer =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question, patienceMs), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *watcher) {
        m_isAsking = false;
        takeCapabilities(*watcher);
        watcher->deleteLater();
    });
}

/// One that is not there may come: it is asked again with the next bubble.
void DesktopNotifier::takeCapabilities(QDBusPendingCallWatcher &watcher)
{
    const QDBusPendingReply<QStringList> reply = watcher;
    const std::vector<Bubble> waiting = std::exchange(m_waiting, {});
    if (reply.isError())
        return giveUp(reply.error().message());
    m_capabilities = reply.value();
    for (const Bubble &bubble : waiting)
        send(bubble);
}

void DesktopNotifier::send(const Bubble &bubble)
{
    const bool isMarkup = m_capabilities->contains(u"body-markup"_s);
    QStringList actions;
    if (m_capabilities->contains(u"actions"_s))
        actions << defaultAction << tr("Open");
    QVariantMap hints;
    hints.insert(u"urgency"_s, QVariant::fromValue(bubble.isDanger ? uchar(critical) : uchar(normal)));
    hints.insert(u"desktop-entry"_s, u"signalbox"_s);
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, u"Notify"_s);
    message << u"Signalbox"_s << uint(0) << u"signalbox"_s << bubble.title
            << (isMarkup ? bubble.text.toHtmlEscaped() : bubble.text) << actions << hints
            << asTheServiceLikes;
    auto *answer =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, patienceMs), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this,
            [this, opens = bubble.opens](QDBusPendingCallWatcher *watcher) {
                const QDBusPendingReply<uint> reply = *watcher;
                if (reply.isError()) {
                    m_capabilities.reset(); // the next service may be another
                    giveUp(reply.error().message());
                } else {
                    m_shown.insert(reply.value(), opens);
                }
                watcher->deleteLater();
            });
}

void DesktopNotifier::giveUp(const QString &why)
{
    if (!std::exchange(m_isSaid, true))
        Q_EMIT unavailable(tr("dangers are not told by the desktop: %1").arg(why));
}

void DesktopNotifier::takeAction(uint id, const QString &action)
{
    if (const auto shown = m_shown.constFind(id); shown != m_shown.cend() && action == defaultAction)
        Q_EMIT activated(*shown, m_tokens.value(id));
}

void DesktopNotifier::takeToken(uint id, const QString &token)
{
    if (m_shown.contains(id))
        m_tokens.insert(id, token.toUtf8());
}

void DesktopNotifier::takeClosed(uint id, uint /*reason*/)
{
    m_shown.remove(id);
    m_tokens.remove(id);
}

} // namespace signalbox
