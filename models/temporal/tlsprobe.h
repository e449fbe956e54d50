// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/reply.h"
#include "models/profile/profile.h"
#include "models/temporal/tlsmaterial.h"

#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>

class QSslSocket;

namespace signalbox {

/// Finds what gRPC only calls a failed handshake: connects once more by Qt's TLS, with the same certificates
/// and by the same proxy, and says the cause in a sentence; an empty one where it finds none. A finding is
/// good for some seconds. Sends nothing but the beginning of HTTP/2. Owner thread.
class TlsProbe final : public QObject
{
    Q_OBJECT

public:
    TlsProbe(const Profile &profile, const TlsMaterial &material, const QNetworkProxy &proxy);
    ~TlsProbe() override;

    [[nodiscard]] Reply<QString> cause();

private:
    void begin();
    void sayHello();
    void refuse(const QList<QSslError> &errors);
    void conclude(const QString &cause);
    [[nodiscard]] QString meaningOfEnd(const QSslSocket &socket) const;
    [[nodiscard]] QString meaningOfUntrusted(const QSslCertificate &last) const;

    const QString m_host;
    const quint16 m_port;
    const QString m_serverName; ///< that its certificate must have
    const QNetworkProxy m_proxy;
    QSslConfiguration m_tls;
    std::unique_ptr<QSslSocket> m_socket; ///< while it asks
    QTimer m_patience;
    std::vector<ReplyPromise<QString>> m_asked;
    QString m_cause;
    Milliseconds m_goodUntil{0};
};

/// What a TLS alert means that the other side sent, by OpenSSL's words for it; empty for others.
[[nodiscard]] QString meaningOfAlert(const QString &words);

} // namespace signalbox
