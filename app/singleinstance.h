// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QLocalServer>
#include <QObject>

namespace signalbox {

/// The window of a profile that was started first hears of later starts, through a socket in the person's
/// runtime folder, which nobody else can enter. A socket that a crash left is taken over; a program that
/// hangs is not waited for. Owner thread.
class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(QString socketPath, QObject *parent = nullptr);

    /// Answers later starts from now on; false where the first one still does, or there can't be a socket.
    [[nodiscard]] bool listen();

Q_SIGNALS:
    /// Another start asks for the window. `activationToken`: the desktop's leave to take the focus, if it
    /// gave one.
    void raiseAsked(const QByteArray &activationToken);

private:
    void welcome();
    void read(QLocalSocket &caller);

    const QString m_path;
    QLocalServer m_server;
};

/// Of this profile on this display, for this person; empty where the runtime folder can't be used.
[[nodiscard]] QString instanceSocketPath(const QString &profilesFile, const QString &profileName);

/// Whether a first window was there and has promised to show itself. Blocks for `patience` at most: for a
/// program that has no window yet.
[[nodiscard]] bool raiseFirst(const QString &socketPath, Milliseconds patience);

} // namespace signalbox
