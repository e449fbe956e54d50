// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QByteArray>

namespace signalbox {

/// 32 bytes of the operating system's cryptographic randomness as 43 characters of base64url: state, nonce
/// and PKCE verifier (RFC 7636 4.1). QRandomGenerator::global() is not meant for secrets.
[[nodiscard]] Result<QByteArray> randomToken();

} // namespace signalbox
