// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace signalbox {

/// base64url without padding (RFC 7515 2). Decoding takes the one canonical spelling only: of a signed text
/// there must not be a second form that says the same.
[[nodiscard]] QByteArray toBase64Url(const QByteArray &bytes);
[[nodiscard]] std::optional<QByteArray> fromBase64Url(QByteArrayView text);

} // namespace signalbox
