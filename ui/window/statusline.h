// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QTimer>
#include <QWidget>

namespace signalbox {

class Client;
class ConnectionDot;
class Desk;
class ElidedLabel;
class PlainLabel;
class TokenService;
struct Profile;

/// The line at the bottom, on which trust rests: connection and round trip, server, calls, how old the page's
/// data is, who looks, whether levers may be pulled, and in which zone times are. Says a sentence for a
/// while.
class StatusLine final : public QWidget
{
    Q_OBJECT

public:
    StatusLine(const Profile &profile, Client &client, Desk &desk, const TokenService &tokens,
               QWidget *parent = nullptr);

    void setServerVersion(const QString &version);
    void showConnection(); ///< with the calls of the last minute, which time changes
    void setPast();        ///< instead of an age: what is shown is not of now
    /// Nullopt: the page has read nothing yet.
    void setDataAge(std::optional<Milliseconds> age, bool stale);
    void say(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showUser();
    void showLevers();

    const Profile &m_profile;
    Client &m_client;
    Desk &m_desk;
    const TokenService &m_tokens;
    ConnectionDot *m_dot;
    PlainLabel *m_connection;
    PlainLabel *m_version;
    PlainLabel *m_calls;
    PlainLabel *m_age;
    ElidedLabel *m_message;
    PlainLabel *m_user;
    PlainLabel *m_levers;
    QTimer m_forget;
};

} // namespace signalbox
