// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/pkce.h"

#include "models/identity/base64url.h"
#include "models/identity/randomtoken.h"

#include <QCryptographicHash>

namespace signalbox {

Result<Pkce> Pkce::make()
{
    auto verifier = randomToken();
    if (!verifier)
        return tl::unexpected(verifier.error());
    const QByteArray challenge = challengeOf(*verifier);
    return Pkce{Secret(std::move(*verifier)), challenge};
}

QByteArray Pkce::challengeOf(QByteArrayView verifier)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(verifier);
    return toBase64Url(hash.result());
}

} // namespace signalbox
