// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QTcpServer>
#include <QUrl>

namespace signalbox {

class LoopbackConnection;

/// What the browser brought back for this attempt: a code, or an error.
struct CallbackAnswer
{
    QByteArray code;
    QByteArray issuer;
    QString error; ///< empty if there is a code
    QString errorDescription;
};

/// Waits on 127.0.0.1, a free port, for the one answer that carries this attempt's state (RFC 8252 7.3). All
/// else is answered 400 and changes nothing: other processes can reach the port too. At most 16 connections,
/// the oldest gives way, so that slow ones can't shut the browser out. Closes with the answer.
class LoopbackListener final : public QObject
{
    Q_OBJECT

public:
    explicit LoopbackListener(QByteArray state, QObject *parent = nullptr);

    [[nodiscard]] Done listen();
    [[nodiscard]] QUrl redirectAddress() const;

Q_SIGNALS:
    void answered(const signalbox::CallbackAnswer &answer);
    void strayCallback(); ///< one with a wrong state: not ours, or of an attempt given up

private:
    void accept();
    [[nodiscard]] QByteArray respond(const QByteArray &head);
    [[nodiscard]] bool isState(const QByteArray &state) const;

    QTcpServer m_server;
    QByteArray m_state;
    quint16 m_port = 0;
    QList<LoopbackConnection *> m_connections; ///< oldest first
};

} // namespace signalbox
