// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/identity/secret.h"

#include <QString>

namespace signalbox {

/// The keyring's entry for the secret of a profile's webhook.
[[nodiscard]] QString tellSecretKey(const QString &profileName, const QString &receiver);
/// "sha256=" and the HMAC of a body, in hex.
[[nodiscard]] QByteArray signatureOf(const QByteArray &body, const Secret &secret);

} // namespace signalbox
