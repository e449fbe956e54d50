// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/reply.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>

#include <optional>

namespace signalbox {

struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    std::optional<Instant> date; ///< the server's clock
};

/// A server, and how much is taken from it.
struct HttpSettings
{
    QString host;                   ///< reached without a proxy if it is this machine
    QString caCertPath;             ///< PEM; empty: the system's authorities
    QString caCertKey;              ///< what the configuration calls it, for errors
    Milliseconds timeLimit{10'000}; ///< for the whole exchange
    qsizetype maxBodySize = 256 * 1024;
};

using FormFields = std::vector<std::pair<QByteArray, QByteArray>>;
using HttpHeaders = std::vector<std::pair<QByteArray, QByteArray>>;

/// HTTP to one server: limits of time and size, no redirects, no cookies, no cache, a CA of its own if the
/// settings name one, no proxy to this machine. Owner thread. Never logs an address's query, a header or a
/// body.
class HttpClient final : public QObject
{
    Q_OBJECT

public:
    explicit HttpClient(HttpSettings settings, QObject *parent = nullptr);

    /// `what` names the exchange in errors: "discovery", "token endpoint". An answer of any status is a
    /// value.
    [[nodiscard]] Reply<HttpAnswer> get(const QUrl &url, const QString &what,
                                        const HttpHeaders &headers = {});
    [[nodiscard]] Reply<HttpAnswer> post(const QUrl &url, const FormFields &form, const QString &what);
    /// A JSON text, with headers of its own.
    [[nodiscard]] Reply<HttpAnswer> post(const QUrl &url, const QByteArray &json, const HttpHeaders &headers,
                                         const QString &what);

private:
    [[nodiscard]] QNetworkRequest request(const QUrl &url, const HttpHeaders &headers = {}) const;

    const HttpSettings m_settings;
    Result<QSslConfiguration> m_tls;
    QNetworkAccessManager m_network;
};

/// application/x-www-form-urlencoded; the query of an address is written in the same way.
[[nodiscard]] QByteArray formEncoded(const FormFields &fields);

} // namespace signalbox
