// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/http/httpclient.h"

#include <QNetworkReply>

namespace signalbox {

/// One request under way and its limits of time and size. Belongs to the network reply and dies with it;
/// dropping the Reply aborts the request.
class HttpExchange final : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static Reply<HttpAnswer> follow(QNetworkReply *reply, const HttpSettings &settings,
                                                  const QString &what);
    ~HttpExchange() override;

private:
    HttpExchange(QNetworkReply *reply, HttpSettings settings, QString what);
    void readBody();
    void keepTlsErrors(const QList<QSslError> &errors);
    void stop(ErrorKind kind, const QString &why);
    void finish();
    [[nodiscard]] Error errorOf(ErrorKind kind, const QString &detail) const;

    QNetworkReply *m_reply; ///< the parent
    const HttpSettings m_settings;
    QString m_what;
    QByteArray m_body;
    QList<QSslError> m_tlsErrors;
    std::optional<Error> m_stopped;
    ReplyPromise<HttpAnswer> m_promise;
};

} // namespace signalbox
