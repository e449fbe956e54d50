// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/evp.h"

#include <QJsonObject>

namespace signalbox::fake {

/// A private key that signs tokens, well or badly. Algorithms: RS256, PS256, ES256, HS256 (with the public
/// key's modulus as the secret, the classic confusion), none.
class IdpSigner
{
public:
    /// One RSA key a process: making one takes a quarter of a second.
    [[nodiscard]] static IdpSigner usual();
    [[nodiscard]] static IdpSigner rsa(const QString &keyId, unsigned bits = 2048);
    [[nodiscard]] static IdpSigner p256(const QString &keyId);

    [[nodiscard]] QJsonObject publicKey() const; ///< as a JWK, "use": "sig"
    [[nodiscard]] QByteArray token(const QByteArray &algorithm, const QJsonObject &claims) const;
    /// `header` and `payload` as they are, for bytes that no JSON writer makes.
    [[nodiscard]] QByteArray rawToken(const QByteArray &algorithm, const QByteArray &header,
                                      const QByteArray &payload) const;

private:
    IdpSigner(QString keyId, EVP_PKEY *key);
    [[nodiscard]] QByteArray sign(const QByteArray &algorithm, const QByteArray &text) const;
    [[nodiscard]] QByteArray number(const char *name, int minSize = 0) const;

    QString m_keyId;
    EvpKey m_key;
};

} // namespace signalbox::fake
