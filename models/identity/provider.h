// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QUrl>

namespace signalbox {

/// What the discovery document of the issuer said, checked (OIDC Discovery 4.3): it names the configured
/// issuer, and every endpoint has the issuer's own scheme, host and port, so that a lying document sends no
/// code and no token elsewhere.
struct Provider
{
    QString issuer;
    QUrl authorizationEndpoint;
    QUrl tokenEndpoint;
    QUrl keysEndpoint;
    QUrl revocationEndpoint;  ///< empty where there is none
    QUrl endSessionEndpoint;  ///< empty where there is none
    bool sendsIssuer = false; ///< RFC 9207: iss in the authorization response

    [[nodiscard]] static QUrl discoveryAddress(const QUrl &issuer);
    [[nodiscard]] static Result<Provider> parse(const QByteArray &json, const QUrl &issuer);
};

} // namespace signalbox
