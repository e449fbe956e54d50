// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/identity/jwks.h"

#include <QJsonObject>

namespace signalbox {

/// Checks a compact JWS (RFC 7515) and returns its payload. RS256, PS256 and ES256 only, each with its own
/// type of key; a critical header is refused; keys come from the set alone, whatever the header offers.
[[nodiscard]] Result<QJsonObject> verifyJws(QByteArrayView compact, const KeySet &keys);

/// The "kid" of a token not yet verified, to find out whether the keys at hand can be the right ones; empty
/// if there is none.
[[nodiscard]] QString claimedKeyId(QByteArrayView compact);

} // namespace signalbox
