// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/base64url.h"

namespace signalbox {

namespace {
constexpr auto form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
}

QByteArray toBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(form);
}

std::optional<QByteArray> fromBase64Url(QByteArrayView text)
{
    auto decoded =
        QByteArray::fromBase64Encoding(text.toByteArray(), form | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || toBase64Url(*decoded) != text)
        return {};
    return std::move(*decoded);
}

} // namespace signalbox
