// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/reply.h"
#include "models/profile/profile.h"

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

using FormFields = std::vector<std::pair<QByteArray, QByteArray>>;

/// HTTP to the issuer: 10 s for the whole exchange, 256 KiB at most, no redirects, no cookies, no cache, the
/// profile's own CA if it names one, no proxy to a loopback issuer. Owner thread. Never logs an address's
/// query, a header or a body.
class HttpClient final : public QObject
{
    Q_OBJECT

public:
    explicit HttpClient(const OidcSettings &settings, QObject *parent = nullptr);

    /// `what` names the exchange in errors: "discovery", "token endpoint". An answer of any status is a
    /// value.
    [[nodiscard]] Reply<HttpAnswer> get(const QUrl &url, const QString &what);
    [[nodiscard]] Reply<HttpAnswer> post(const QUrl &url, const FormFields &form, const QString &what);

private:
    [[nodiscard]] QNetworkRequest request(const QUrl &url) const;

    Result<QSslConfiguration> m_tls;
    QNetworkAccessManager m_network;
};

/// application/x-www-form-urlencoded; the query of an address is written in the same way.
[[nodiscard]] QByteArray formEncoded(const FormFields &fields);

} // namespace signalbox
