// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>

#include <functional>

namespace signalbox {

/// One connection to the loopback listener: reads one request head of at most 8 KiB within 5 s, writes the
/// one answer and closes. Deletes itself after `ended`.
class LoopbackConnection final : public QObject
{
    Q_OBJECT

public:
    using Respond = std::function<QByteArray(const QByteArray &head)>;
    LoopbackConnection(QTcpSocket *socket, Respond respond, QObject *parent);

    void end();

Q_SIGNALS:
    void ended();

private:
    void read();
    void write(const QByteArray &answer);

    QTcpSocket *m_socket; ///< a child
    Respond m_respond;
    QByteArray m_head;
    bool m_isAnswered = false;
    bool m_hasEnded = false;
};

} // namespace signalbox
